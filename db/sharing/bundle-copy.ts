/** What a copy for another computer of one's own holds beside the notes, as docs/json-format.md describes it. */
import { z } from 'zod'
import { LONGEST_WORD, noteLanguages } from '../../core/spelling.ts'
import { OwnPreset } from '../contract/index.ts'
import { ConferenceSlug, Guid, Instant, line, NoteId, NoteTemplate } from '../model.ts'
import { PackEntry } from '../packs/manifest.ts'

const word = z.string().min(1).max(LONGEST_WORD)
const count = z.int().min(0)

/** Of two states of a template the later edit stands, as with tags. */
export const CopiedTemplate = z.strictObject({
  ...NoteTemplate.shape,
  author: z.uuid(),
  revision: z.int().min(1),
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
})
const CopiedPreset = z.strictObject({ id: z.uuid(), ...OwnPreset.shape })
const CopiedWord = z.strictObject({ word, addedAt: Instant })
/** How a note is checked, and which links are not wanted in it. */
const CopiedNoteChoices = z.strictObject({
  note: NoteId,
  language: z.enum(noteLanguages).nullable(),
  ignoredWords: z.array(word),
  dismissedLinks: z.array(z.string().min(1).max(2_000)),
})
/** The delegate's own beside what they wrote on the conference. */
export const OwnThings = z.strictObject({
  templates: z.array(CopiedTemplate),
  presets: z.array(CopiedPreset),
  words: z.array(CopiedWord),
  notes: z.array(CopiedNoteChoices),
})
export type OwnThings = z.infer<typeof OwnThings>
export type CopiedTemplate = z.infer<typeof CopiedTemplate>

const words = z.array(z.string())
const fields = z.array(z.strictObject({ field: z.string().max(40), from: words, to: words }))
const list = z.strictObject({ added: words, changed: words, removed: words })
/** How the programme came to be what it is. */
export const ProgrammePast = z.strictObject({
  /** The slug that the organiser's files give the conference, where it goes by another one; else null. */
  fileSlug: ConferenceSlug.nullable(),
  /** Their title for it, where the delegate calls it otherwise; else null. */
  fileTitle: line.nullable().default(null),
  /** By session: the SEQUENCE of RFC 5545 §3.8.7.4, where it is not 0; a calendar counts undone updates that brought it beside (export/report/gather.ts). */
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
      /** What changed beside the sessions. */
      beside: z.strictObject({
        facts: fields,
        // Older files tell none.
        speakers: list.default({ added: [], changed: [], removed: [] }),
        keyMessages: list,
        directory: list,
        floorPlans: list,
        documents: list,
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
export type ProgrammePast = z.infer<typeof ProgrammePast>

const { path, ...entry } = PackEntry.shape
const file = { guid: path, ...entry }
/** A floor plan or document. Its type is told by the end of its name. */
export const CopiedFile = z.strictObject({ ...file, bytes: z.instanceof(Uint8Array) })
export const JsonFile = z.strictObject({ ...file, base64: z.base64() })
export type CopiedFile = z.infer<typeof CopiedFile>
