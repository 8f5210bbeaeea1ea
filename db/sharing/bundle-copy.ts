/** The data that a copy for the delegate's other computer contains in addition to the notes (docs/json-format.md). */
import { z } from 'zod'
import { MAX_DELAY_MINUTES } from '../../core/delay.ts'
import { MAX_WORD_LENGTH, noteLanguages } from '../../core/spelling.ts'
import { OwnPreset } from '../contract/index.ts'
import { ConferenceSlug, Guid, Instant, line, NoteId, NoteTemplate } from '../model.ts'
import { PackEntry } from '../packs/manifest.ts'

const word = z.string().min(1).max(MAX_WORD_LENGTH)
const count = z.int().min(0)

/** The later edit of a template wins, as with tags. */
export const CopiedTemplate = z.strictObject({
  ...NoteTemplate.shape,
  author: z.uuid(),
  revision: z.int().min(1),
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
})
const CopiedPreset = z.strictObject({ id: z.uuid(), ...OwnPreset.shape })
const CopiedWord = z.strictObject({ word, addedAt: Instant })
/** Spelling and link choices of one note. */
const CopiedNoteChoices = z.strictObject({
  note: NoteId,
  language: z.enum(noteLanguages).nullable(),
  ignoredWords: z.array(word),
  dismissedLinks: z.array(z.string().min(1).max(2_000)),
})
/** The delay of a session that runs late. It is ignored if the session no longer starts at `plannedStart`. */
const CopiedDelay = z.strictObject({
  session: Guid,
  minutes: z.int().min(1).max(MAX_DELAY_MINUTES),
  plannedStart: Instant,
})
/** The delegate's own data that does not belong to a conference's notes. */
export const OwnData = z.strictObject({
  templates: z.array(CopiedTemplate),
  presets: z.array(CopiedPreset),
  words: z.array(CopiedWord),
  notes: z.array(CopiedNoteChoices),
  // Missing in older files.
  delays: z.array(CopiedDelay).default([]),
})
export type OwnData = z.infer<typeof OwnData>
export type CopiedDelay = z.infer<typeof CopiedDelay>
export type CopiedTemplate = z.infer<typeof CopiedTemplate>

const words = z.array(z.string())
const fields = z.array(z.strictObject({ field: z.string().max(40), from: words, to: words }))
const changedNames = z.strictObject({ added: words, changed: words, removed: words })
/** The update history of the programme. */
export const ProgrammeHistory = z.strictObject({
  /** The slug in the organiser's files if it differs, otherwise null. */
  fileSlug: ConferenceSlug.nullable(),
  /** The title in the organiser's files if the delegate uses another one, otherwise null. */
  fileTitle: line.nullable().default(null),
  /**
   * How often each session changed: SEQUENCE in exported calendars (RFC 5545 §3.8.7.4). Sessions with 0 are left out. The export adds two
   * for each undone update that had added the session (export/report/gather.ts).
   */
  sequences: z.record(Guid, count),
  /** Oldest first. */
  updates: z.array(
    z.strictObject({
      appliedAt: Instant,
      origin: z.enum(['file', 'bundled']),
      fileName: z.string().max(1_000),
      isFirst: z.boolean(),
      added: count,
      changed: count,
      cancelled: count,
      undoneAt: Instant.nullable(),
      /** Changes outside the sessions. */
      beside: z.strictObject({
        facts: fields,
        // Missing in older files.
        speakers: changedNames.default({ added: [], changed: [], removed: [] }),
        keyMessages: changedNames,
        directory: changedNames,
        floorPlans: changedNames,
        documents: changedNames,
      }),
      sessions: z.array(
        z.strictObject({
          guid: Guid,
          kind: z.enum(['added', 'changed', 'cancelled', 'missing']),
          label: z.string().nullable(),
          title: z.string(),
          start: Instant,
          room: z.string().nullable(),
          fields,
        }),
      ),
    }),
  ),
})
export type ProgrammeHistory = z.infer<typeof ProgrammeHistory>

const { path, ...entry } = PackEntry.shape
const file = { guid: path, ...entry }
/** A floor plan or document. Its extension determines its type. */
export const CopiedFile = z.strictObject({ ...file, bytes: z.instanceof(Uint8Array) })
export const JsonFile = z.strictObject({ ...file, base64: z.base64() })
export type CopiedFile = z.infer<typeof CopiedFile>
