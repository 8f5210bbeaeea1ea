/** What an organiser writes to have a pack built: files are named as they lie beside it. */
import { z } from 'zod'
import { isTimeZone } from '../../core/time.ts'
import { BundleDirectoryEntry, BundleKeyMessage, line } from '../model.ts'
import { publisher } from './publisher.ts'

const names = z.array(z.string().min(1).max(2_000)).default([])

export const PackPlan = z.strictObject({
  /** Names the JSON Schema for editors. */
  $schema: z.string().optional(),
  /** The organiser's name, as delegates see it. */
  publisher,
  programme: z.string().min(1),
  /** Of the conference, where the programme gives it none or another. */
  title: line.max(200).optional(),
  /** IANA time zone, where the programme names none. */
  timeZone: z.string().refine(isTimeZone, 'value.time-zone').optional(),
  /** Grows with each pack; without it the programme's own counts. */
  version: z.int().min(1).optional(),
  /** Files of JSON with what no schedule, calendar or table has a place for; it takes the place of the programme's own. */
  keyMessages: z.string().min(1).optional(),
  directory: z.string().min(1).optional(),
  floorPlans: z
    .array(z.strictObject({ file: z.string().min(1), title: line.max(200), rooms: names }))
    .default([]),
  documents: z
    .array(z.strictObject({ file: z.string().min(1), title: line.max(200), sessions: names }))
    .default([]),
})
export type PackPlan = z.infer<typeof PackPlan>

/** Lists as the conference JSON has them under the same keys. */
export const KeyMessageList = z.array(BundleKeyMessage)
export const DirectoryList = z.array(BundleDirectoryEntry)
