/** The description from which an organiser builds a pack. File names are relative to it. */
import { z } from 'zod'
import { isTimeZone } from '../../core/zones.ts'
import { BundleDirectoryEntry, BundleKeyMessage, line } from '../model.ts'
import { packAddress } from './manifest.ts'
import { publisher } from './publisher.ts'

const names = z.array(z.string().min(1).max(2_000)).default([])

export const PackPlan = z.strictObject({
  /** Names the JSON Schema for editors. */
  $schema: z.string().optional(),
  /** The organiser's name, as delegates see it. */
  publisher,
  programme: z.string().min(1),
  /** The conference's title, if the programme has no title or another title. */
  title: line.max(200).optional(),
  /** IANA time zone, if the programme names none. */
  timeZone: z.string().refine(isTimeZone, 'value.time-zone').optional(),
  /** Must grow with each pack; by default the programme's own version. */
  version: z.int().min(1).optional(),
  /** The address from which Refresh downloads the newest pack. */
  address: packAddress.optional(),
  /** JSON files with data that schedules, calendars and tables cannot hold. They replace the programme's own data. */
  keyMessages: z.string().min(1).optional(),
  directory: z.string().min(1).optional(),
  /** Synonyms and translations for the search, in the format of assets/glossaries/. It is a document of the pack, too. */
  glossary: z.strictObject({ file: z.string().min(1), title: line.max(200) }).optional(),
  /** Tesseract's data for reading pictures in further languages. Delegates see its title and licence. */
  pictureLanguages: z
    .array(z.strictObject({ file: z.string().min(1), title: line.max(100), licence: line.max(90) }))
    .default([]),
  floorPlans: z
    .array(z.strictObject({ file: z.string().min(1), title: line.max(200), rooms: names }))
    .default([]),
  documents: z
    .array(z.strictObject({ file: z.string().min(1), title: line.max(200), sessions: names }))
    .default([]),
})
export type PackPlan = z.infer<typeof PackPlan>

/** The lists have the same form as under these keys of the conference JSON. */
export const KeyMessageList = z.array(BundleKeyMessage)
export const DirectoryList = z.array(BundleDirectoryEntry)
