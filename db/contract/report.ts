/** Reports and other exported files. */
import { z } from 'zod'
import type { Margins, PrintedPage as Printed } from '../../core/paper.ts'
import { ConferenceSlug, Confidentiality, Guid, PlainDate, Tag } from '../model.ts'
import { type Calls, grant, job, mutation, noInput, query, type SavedFile } from './call.ts'

export const ReportOptions = z.strictObject({
  conference: ConferenceSlug,
  format: z.string().min(1).max(40),
  title: z.string().trim().max(300),
  /** The sessions whose notes are included, or all starred sessions; null for all sessions and the notes without a session. */
  sessions: z.union([z.array(Guid), z.literal('starred')]).nullable(),
  /** Restricts the sessions to these days; null for all days. */
  days: z.array(PlainDate).nullable().default(null),
  /** Notes with at least one of these tags; null for all notes. */
  tags: z.array(Tag).nullable().default(null),
  /** agenda: ordered by session. keyMessages: the passages about each key message. authors: the notes of each author, by session. */
  order: z.enum(['agenda', 'keyMessages', 'authors']).default('agenda'),
  /** Ids of the authors whose notes are included, which may be the user; null for everybody. */
  authors: z.array(z.uuid()).nullable().default(null),
  /** The reference, such as "IC 4-2016/118", and the recipients, for the cover and the running header. */
  reference: z.string().trim().max(100).default(''),
  distribution: z.string().trim().max(500).default(''),
  /** The language of the headings, which may differ from the interface's. */
  language: z.enum(['en', 'fr', 'es', 'ru']),
  include: z
    .strictObject({
      /** A cover page with the author of the report. */
      cover: z.boolean().default(false),
      tableOfContents: z.boolean().default(true),
      /** Time, room, speakers and documents, below a session's title. */
      facts: z.boolean().default(true),
      notes: z.boolean().default(true),
      /** The key messages that the notes mention. */
      keyMessages: z.boolean().default(true),
      /** All key messages, and not only those that the notes mention. */
      allKeyMessages: z.boolean().default(false),
      /** The delegate's marks and comments on key messages, which are in no report unless requested. */
      remarks: z.boolean().default(false),
      /** The tasks of all notes as a table, with their sessions. */
      actions: z.boolean().default(true),
      decisions: z.boolean().default(true),
      questions: z.boolean().default(true),
      /** The sessions as a timetable, with or without notes. */
      programme: z.boolean().default(false),
      /** People met. */
      contacts: z.boolean().default(false),
      /** The private notes on contacts, which are included only on request. */
      contactNotes: z.boolean().default(false),
      /** For a file that can be imported: all data that a copy needs besides the current data (docs/json-format.md). */
      history: z.boolean().default(false),
    })
    .prefault({}),
  paper: z.enum(['a4', 'letter']).default('a4'),
  /** The highest confidentiality of notes, passages and contacts that are included. */
  confidentiality: Confidentiality.default('shareable'),
  /** Removes the names of people: speakers, contacts, assignees. */
  chathamHouse: z.boolean().default(false),
})
export type ReportOptions = z.infer<typeof ReportOptions>

/** Options of a report that apply to any conference. null keeps the earlier choice. */
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

/** `preset`: the id of the preset chosen before further changes. */
export const LastChoice = z.strictObject({ preset: z.string().max(80).nullable(), choice: ReportChoice })
export type LastChoice = z.infer<typeof LastChoice>

export const builtInPresets = ['mission-report', 'only-notes', 'action-list'] as const

const PrintedPage: z.ZodType<Printed> = z
  .array(z.strictObject({ name: z.string().min(1).max(200), bytes: z.instanceof(Uint8Array) }))
  .min(1)

export const reportCalls = {
  /** The built-in presets, the delegate's own by name, and the last choice. */
  'presets.list': query(noInput, 'settings').returns<{ presets: ReportPreset[]; last: LastChoice | null }>(),
  /** Creates or changes an own preset. Refused as `conflict` if another one has the name. */
  'presets.save': mutation(OwnPreset.extend({ id: z.uuid() }), 'settings').returns<null>(),
  /** To undo this, save the preset again. */
  'presets.remove': mutation(z.strictObject({ id: z.uuid() }), 'settings').returns<null>(),
  'presets.remember': mutation(LastChoice, 'settings').returns<null>(),

  /** The office's template for Word reports, or null. */
  'wordTemplate.get': query(noInput, 'settings').returns<{ fileName: string } | null>(),
  /** Stores the parts of a .dotx file that reports use, in place of an earlier template. Refused as `bad-file`. */
  'wordTemplate.choose': {
    ...mutation(z.strictObject({ grant }), 'settings').returns<{ fileName: string }>(),
    takesLong: true,
  },
  'wordTemplate.remove': mutation(noInput, 'settings').returns<null>(),

  'export.formats': { ...query(noInput).returns<ExportFormat[]>(), takesLong: true },
  /** The content of the file, and its name. */
  'export.preview': {
    ...query(
      ReportOptions,
      'programme',
      'notes',
      'contacts',
      'stars',
      'remarks',
      'people',
    ).returns<ExportPreview>(),
    takesLong: true,
  },
  /** The files to write, without writing them; for a printed format, the page that the main process prints, and its pictures. */
  'export.files': {
    ...query(
      ReportOptions.extend({ job }),
      'programme',
      'notes',
      'contacts',
      'stars',
      'remarks',
      'people',
    ).returns<Printed>(),
    takesLong: true,
  },
  /** Refused for a printed format: the main process prints its file, which is then saved with `export.savePrinted`. */
  'export.save': {
    ...mutation(z.strictObject({ options: ReportOptions, grant, job }), 'exports').returns<SavedFile>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /** `options`: the options of the printed page, for the log. */
  'export.savePrinted': {
    ...mutation(
      z.strictObject({ file: z.instanceof(Uint8Array), options: ReportOptions, grant }),
      'exports',
    ).returns<SavedFile>(),
    transaction: false,
    evenReadOnly: true,
  },
  /** Logs that a page of `export.files` was printed. `options`: the options with which it was made. */
  'export.logPrint': {
    ...mutation(z.strictObject({ page: PrintedPage, options: ReportOptions }), 'exports').returns<null>(),
    evenReadOnly: true,
  },
  /** The report for the clipboard, as rich and as plain text. */
  'export.copy': {
    ...mutation(ReportOptions.extend({ job }), 'exports').returns<{ html: string; text: string }>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /** The progress of `export.files`, `export.copy` or `export.save` for this job, 0–1; null if it is not in progress. */
  'export.progress': {
    ...query(z.strictObject({ job: z.uuid() })).returns<number | null>(),
    transaction: false,
  },
  /** Cancels the job: its call fails with `cancelled`, and nothing is written. */
  'export.cancel': { ...mutation(z.strictObject({ job: z.uuid() })).returns<null>(), transaction: false },
} as const satisfies Calls

/** The options that a format uses, besides title and language. */
export type ReportOption = keyof ReportOptions['include'] | 'order' | 'paper'

export type ExportFormat = {
  id: string
  name: string
  extension: string
  mimeType: string
  /** What the file is about, which determines its default name and the available options. */
  about: 'report' | 'contacts' | 'agenda' | 'actions'
  /** The options that change the file. Others are not offered. */
  options: readonly ReportOption[]
  /** document: a text for readers; data: a file for other programs. */
  contentKind: 'document' | 'data'
  /** The store provides a page (`export.files`), and the main process prints the file from it. */
  printed: boolean
}

/** `name` is null for a built-in preset, whose id is in `builtInPresets`. */
export type ReportPreset = { id: string; name: string | null; choice: ReportChoice }

/** `style`: the style sheet for pages that are columns of an element `.text` in a shadow tree. `margins`: in millimetres. */
export type PreviewPage = {
  markup: string
  style: string
  margins: Margins
  isCut: boolean
  /** The header and footer, which the first page lacks if it is a cover; null if there is only the page number. */
  running: { left: string; right: string; foot: string; hasCover: boolean } | null
}

/** `title`: as requested, or the default in the language of the headings. Exactly one of `page` and `text` is set. */
export type ExportPreview = {
  /** A document as it looks on paper, in any format; only the beginning of a very long one (`isCut`). */
  page: PreviewPage | null
  /** A data file as text; only the beginning of a very long one. */
  text: { beginning: string; isCut: boolean } | null
  title: string
  fileName: string
  counts: ReportCounts
  withheld: Withheld
  /** Under the Chatham House Rule: the number of replaced names, and the first 200 passages that may identify a speaker. */
  chathamHouse: { changed: number; hints: IdentifyingHint[] } | null
}

/**
 * name: a first name or an inflected name. affiliation: an organisation. contact: an e-mail address. number: a telephone or case number.
 * quotation: verbatim. role: such as "my minister". picture: `text` is its description, or ''.
 */
export type IdentifyingHint = {
  kind: 'name' | 'affiliation' | 'contact' | 'number' | 'quotation' | 'role' | 'picture'
  /** A few words of context. */
  before: string
  text: string
  after: string
  /** "Workshop 9" */
  session: string | null
}

/** Confidential notes, and passages of other notes, that were left out. */
export type Withheld = Record<'internal' | 'private', { notes: number; passages: number }>

/** The numbers of things that could be included, whether or not they are. */
export type ReportCounts = {
  sessions: number
  notes: number
  /** The number of entries in the notes. */
  entries: number
  keyMessages: number
  tasks: number
  decisions: number
  questions: number
  contacts: number
}
