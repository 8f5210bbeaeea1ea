/** Reports and other files to hand in. */
import { z } from 'zod'
import type { Margins, PrintedPage as Printed } from '../../core/paper.ts'
import { ConferenceSlug, Confidentiality, Guid, PlainDate, Tag } from '../model.ts'
import { type Calls, grant, job, mutation, nothing, query, type SavedFile } from './call.ts'

export const ReportOptions = z.strictObject({
  conference: ConferenceSlug,
  format: z.string().min(1).max(40),
  title: z.string().trim().max(300),
  /** Sessions whose notes go in, or those with a star; null for all, and the notes that belong to no session. */
  sessions: z.union([z.array(Guid), z.literal('starred')]).nullable(),
  /** Of these, the ones on these days; null for all days. */
  days: z.array(PlainDate).nullable().default(null),
  /** Notes with at least one of these tags; null for all notes. */
  tags: z.array(Tag).nullable().default(null),
  /** agenda: session after session. keyMessages: under each key message what the notes say about it. */
  order: z.enum(['agenda', 'keyMessages']).default('agenda'),
  /** Whose notes: ids of people, one's own among them; null for everybody's. */
  authors: z.array(z.uuid()).nullable().default(null),
  /** For the cover and the running head: "IC 4-2016/118", and who gets it. */
  reference: z.string().trim().max(100).default(''),
  distribution: z.string().trim().max(500).default(''),
  /** Of the headings; the interface may speak another one. */
  language: z.enum(['en', 'fr', 'es', 'ru']),
  include: z
    .strictObject({
      /** A first page of its own, with who wrote the report. */
      cover: z.boolean().default(false),
      tableOfContents: z.boolean().default(true),
      /** Below a session's title: when, where, who speaks, its documents. */
      facts: z.boolean().default(true),
      notes: z.boolean().default(true),
      /** The key messages that the notes name. */
      keyMessages: z.boolean().default(true),
      /** All of them, not only those. */
      allKeyMessages: z.boolean().default(false),
      /** The tasks of all notes as a table, with their sessions. */
      actions: z.boolean().default(true),
      decisions: z.boolean().default(true),
      questions: z.boolean().default(true),
      /** The sessions as a timetable, with or without notes. */
      programme: z.boolean().default(false),
      /** People met. */
      contacts: z.boolean().default(false),
      /** The private notes on them: in no file unless they are asked for. */
      contactNotes: z.boolean().default(false),
      /** Of a file that is taken in again: all that a copy needs beside what stands now (docs/json-format.md). */
      history: z.boolean().default(false),
    })
    .prefault({}),
  paper: z.enum(['a4', 'letter']).default('a4'),
  /** Up to which level notes, and passages of them, go in. */
  confidentiality: Confidentiality.default('shareable'),
  /** Who said it, and whom it is about, is left out: speakers, contacts, whoever is to do a task. */
  chathamHouse: z.boolean().default(false),
})
export type ReportOptions = z.infer<typeof ReportOptions>

/** How a report is made, whatever conference it is on. null: as it was chosen before. */
export const ReportChoice = z.strictObject({
  order: ReportOptions.shape.order,
  include: ReportOptions.shape.include,
  language: ReportOptions.shape.language.nullable().default(null),
  paper: ReportOptions.shape.paper.unwrap().nullable().default(null),
  format: ReportOptions.shape.format.nullable().default(null),
})
export type ReportChoice = z.infer<typeof ReportChoice>

export const OwnPreset = z.strictObject({ name: z.string().trim().min(1).max(80), choice: ReportChoice })
export type OwnPreset = z.infer<typeof OwnPreset>

/** `preset`: the id of the one that was chosen before anything else was. */
export const LastChoice = z.strictObject({ preset: z.string().max(80).nullable(), choice: ReportChoice })
export type LastChoice = z.infer<typeof LastChoice>

export const builtInPresets = ['mission-report', 'only-notes', 'action-list'] as const

const PrintedPage: z.ZodType<Printed> = z
  .array(z.strictObject({ name: z.string().min(1).max(200), bytes: z.instanceof(Uint8Array) }))
  .min(1)

export const reportCalls = {
  /** Those that come with the app, then the delegate's own by name; and what was chosen last. */
  'presets.list': query(nothing, 'settings').returns<{ presets: ReportPreset[]; last: LastChoice | null }>(),
  /** Creates or changes one of the delegate's own; a name that another one has is refused as `conflict`. */
  'presets.save': mutation(OwnPreset.extend({ id: z.uuid() }), 'settings').returns<null>(),
  /** Undone by saving it again. */
  'presets.remove': mutation(z.strictObject({ id: z.uuid() }), 'settings').returns<null>(),
  'presets.remember': mutation(LastChoice, 'settings').returns<null>(),

  /** The office's own template for Word reports; null: there is none. */
  'wordTemplate.get': query(nothing, 'settings').returns<{ fileName: string } | null>(),
  /** Keeps what reports use of a .dotx file, in the place of an earlier one; refused as `bad-file`. */
  'wordTemplate.choose': {
    ...mutation(z.strictObject({ grant }), 'settings').returns<{ fileName: string }>(),
    takesLong: true,
  },
  'wordTemplate.remove': mutation(nothing, 'settings').returns<null>(),

  'export.formats': { ...query(nothing).returns<ExportFormat[]>(), takesLong: true },
  /** What the file would hold, and under which name. */
  'export.preview': {
    ...query(ReportOptions, 'programme', 'notes', 'contacts', 'stars', 'people').returns<ExportPreview>(),
    takesLong: true,
  },
  /** What there is to write, not written; of a printed format what the shell prints: the page, and what stands beside it. */
  'export.files': {
    ...query(
      ReportOptions.extend({ job }),
      'programme',
      'notes',
      'contacts',
      'stars',
      'people',
    ).returns<Printed>(),
    takesLong: true,
  },
  /** Refused for a printed format: the shell makes its file, which is then saved with `export.savePrinted`. */
  'export.save': {
    ...mutation(z.strictObject({ options: ReportOptions, grant, job }), 'exports').returns<SavedFile>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /** `options`: those of the page that was printed, for the log. */
  'export.savePrinted': {
    ...mutation(
      z.strictObject({ file: z.instanceof(Uint8Array), options: ReportOptions, grant }),
      'exports',
    ).returns<SavedFile>(),
    transaction: false,
    evenReadOnly: true,
  },
  /** A page of `export.files` went to a printer: `options` are those that it was made with. For the log; nothing is written. */
  'export.logPrint': {
    ...mutation(z.strictObject({ page: PrintedPage, options: ReportOptions }), 'exports').returns<null>(),
    evenReadOnly: true,
  },
  /** The report for the clipboard, in the two forms in which programs take it. */
  'export.copy': {
    ...mutation(ReportOptions.extend({ job }), 'exports').returns<{ html: string; text: string }>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /** How far `export.files`, `export.copy` or `export.save` is with this job, 0–1; null when it is not under way. */
  'export.progress': {
    ...query(z.strictObject({ job: z.uuid() })).returns<number | null>(),
    transaction: false,
  },
  /** Ends it: the call fails with `cancelled`, and nothing is written. */
  'export.cancel': { ...mutation(z.strictObject({ job: z.uuid() })).returns<null>(), transaction: false },
} as const satisfies Calls

/** What of ReportOptions a format takes into account, beside title and language. */
export type ReportOption = keyof ReportOptions['include'] | 'order' | 'paper'

export type ExportFormat = {
  id: string
  name: string
  extension: string
  mimeType: string
  /** What the file is about, which decides its usual name and what can be chosen. */
  about: 'report' | 'contacts' | 'agenda' | 'actions'
  /** Options that change the file; the others are not offered. */
  options: readonly ReportOption[]
  /** document: for readers; data: for other programs. */
  holds: 'document' | 'data'
  /** The store gives a page (`export.files`), and the shell makes the file from it. */
  printed: boolean
}

/** `name` null: it comes with the app, and its id is one of `builtInPresets`. */
export type ReportPreset = { id: string; name: string | null; choice: ReportChoice }

/** `style`: for pages that are columns of an element `.text` in a shadow tree. `margins` in millimetres. */
export type PreviewPage = {
  markup: string
  style: string
  margins: Margins
  isCut: boolean
  /** In the margins of each page, of the first one only where it is no cover; null: the number of the page alone. */
  running: { left: string; right: string; foot: string; hasCover: boolean } | null
}

/** `title`: as asked for, or the usual one in the language of the headings. One of `page` and `text` is there. */
export type ExportPreview = {
  /** A document as it looks on paper, whatever its format; of a very long one the beginning (`isCut`). */
  page: PreviewPage | null
  /** A file for programs, as it is; of a very long one the beginning. */
  text: { beginning: string; isCut: boolean } | null
  title: string
  fileName: string
  counts: ReportCounts
  withheld: Withheld
  /** Under the Chatham House Rule: how many names were replaced, and what may still tell who it was (the first 200). */
  chathamHouse: { changed: number; hints: IdentifyingHint[] } | null
}

/**
 * name: a first name, an inflected one. affiliation: where somebody is from. contact: an e-mail address. number: of a telephone, a
 * case. quotation: said word for word. role: "my minister". picture: of which `text` is the description, '' without one.
 */
export type IdentifyingHint = {
  kind: 'name' | 'affiliation' | 'contact' | 'number' | 'quotation' | 'role' | 'picture'
  /** A few words before and after. */
  before: string
  text: string
  after: string
  /** "Workshop 9" */
  session: string | null
}

/** Left out as more confidential than what was asked for: whole notes, and passages of the others. */
export type Withheld = Record<'internal' | 'private', { notes: number; passages: number }>

/** What there is to include, whether or not it was. */
export type ReportCounts = {
  sessions: number
  notes: number
  /** In the notes. */
  entries: number
  keyMessages: number
  tasks: number
  decisions: number
  questions: number
  contacts: number
}
