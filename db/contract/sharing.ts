/** Files for colleagues and from them, and the record of what left and came. */
import { z } from 'zod'
import {
  ConferenceSlug,
  Confidentiality,
  type ContactFields,
  type ContactId,
  Guid,
  type Instant,
  type NoteId,
  type Person,
} from '../model.ts'
import { type Calls, grant, mutation, ofConference, query, type SavedFile } from './call.ts'

/** What goes into a file for colleagues. */
export const BundleOptions = z.strictObject({
  conference: ConferenceSlug,
  /** As in ReportOptions. */
  sessions: z
    .union([z.array(Guid), z.literal('starred')])
    .nullable()
    .default(null),
  notes: z.boolean().default(true),
  contacts: z.boolean().default(true),
  /** The private notes on them: in no file unless they are asked for. */
  contactNotes: z.boolean().default(false),
  stars: z.boolean().default(false),
  /**
   * Earlier texts, what was deleted, and with a whole conference templates, presets and reminders too: for another computer of
   * one's own. Taught words and choices for notes only where private ones go.
   */
  history: z.boolean().default(false),
  /** Up to which level notes go in. */
  confidentiality: Confidentiality.default('shareable'),
})
export type BundleOptions = z.infer<typeof BundleOptions>

/** A shorter one is soon guessed. */
export const MIN_PASSPHRASE = 8

export const MergeChoices = z.strictObject({
  /** Ids of the notes and contacts changed on both sides of which theirs is to stand in front. */
  theirs: z.array(z.uuid()).default([]),
  /** The delegate says that the file is from whom it says: else what they did not sign stays out. */
  trustKey: z.boolean().default(false),
  /** Whether their stars and pins become one's own, and their templates, presets, taught words and choices for notes. */
  stars: z.boolean().default(false),
})
export type MergeChoices = z.infer<typeof MergeChoices>

const ofOwn = ['templates', 'suggestions', 'spelling', 'settings'] as const

export const exchangeCalls = {
  /** What a file for colleagues would hold. */
  'exchange.contents': query(BundleOptions, 'notes', 'contacts', 'stars', 'people').returns<BundleContents>(),
  /** Encrypted with the passphrase, if there is one. */
  'exchange.save': {
    ...mutation(
      z.strictObject({
        options: BundleOptions,
        passphrase: z.string().min(MIN_PASSPHRASE).max(1_000).nullable(),
        grant,
      }),
      'exports',
    ).returns<SavedFile>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /** Reads a file from a colleague, or a JSON export; `preview` is null while it waits for its passphrase. Nothing is written. */
  'exchange.open': {
    ...mutation(z.strictObject({ grant })).returns<OpenedBundle>(),
    takesLong: true,
  },
  'exchange.unlock': {
    ...mutation(
      z.strictObject({ opened: z.uuid(), passphrase: z.string().max(1_000) }),
    ).returns<MergePreview>(),
    takesLong: true,
  },
  'exchange.close': mutation(z.strictObject({ opened: z.uuid() })).returns<null>(),
  /** `id` null: nothing in it was new. `leftOut`: notes and contacts in the name of who did not sign them. */
  'exchange.merge': mutation(
    z.strictObject({ opened: z.uuid(), choices: MergeChoices }),
    'notes',
    'contacts',
    'stars',
    'people',
    'exports',
    'programme',
    ...ofOwn,
  ).returns<{ id: number | null; summary: MergeSummary; signer: BundleSigner; leftOut: number }>(),
  /** What was changed since stays as it is, and is counted. */
  'exchange.undo': mutation(
    z.strictObject({ id: z.int() }),
    'notes',
    'contacts',
    'stars',
    'exports',
    ...ofOwn,
  ).returns<{ undone: number; kept: number }>(),

  /** What left this computer, newest first. */
  'exportLog.sent': query(ofConference, 'exports').returns<SentEntry[]>(),
  /** What was taken in from colleagues, newest first. */
  'exportLog.received': query(ofConference, 'exports', 'people').returns<ReceivedEntry[]>(),
} as const satisfies Calls

/** Of notes their entries, as everywhere. */
export type BundleContents = {
  notes: number
  contacts: number
  stars: number
  /** Notes left out because they are more confidential than what was asked for, and passages of those that go. */
  withheld: number
  withheldPassages: number
  fileName: string
}

export type OpenedBundle = { opened: string; fileName: string; preview: MergePreview | null }

/**
 * new: not here yet. updated: theirs follows from ours. deleted: they deleted it, and it is unchanged here. both: changed here and
 * there.
 */
export type MergeStep = 'new' | 'updated' | 'deleted' | 'both'

/**
 * mine: a device of the delegate's. known: a key of that colleague's. first: the first key of theirs, which is remembered. other: a key that
 * is not known as theirs. unsigned: nobody can say who wrote it.
 */
export type BundleSigner = {
  state: 'mine' | 'known' | 'first' | 'other' | 'unsigned'
  fingerprint: string | null
  /** The latest key that is known of who the file says it is from; of another colleague's key, that colleague. */
  before: { name: string; fingerprint: string } | null
  /** Nothing is taken in unless the delegate says that the file is right. */
  needsTrust: boolean
}

export type MergePreview = {
  from: Person
  /** It says that it is from this very profile: a copy of one's own notes. */
  isOwn: boolean
  signer: BundleSigner
  /** How many notes and contacts are in the name of who did not sign them. */
  unverified: number
  createdAt: Instant
  conference: { slug: ConferenceSlug; title: string }
  /** The conference is not on this computer: its programme comes with the file. Else null. */
  programme: { sessions: number } | null
  notes: MergeNote[]
  contacts: MergeContact[]
  /** Stars that would be set or taken away. `isHere`: the programme has the session. */
  stars: { session: Guid; starred: boolean; isHere: boolean }[]
  /** Tags on notes, and pins, that would be set or taken away. */
  tags: number
  pins: number
  /** Templates, presets, taught words and choices for single notes that would be added or changed. */
  own: number
  /** Notes and contacts that hold nothing new. */
  known: number
}

export type MergeNote = {
  id: NoteId
  step: MergeStep
  session: Guid | null
  sessionName: string | null
  keyMessage: Guid | null
  excerpt: string
  /** null: the delegate's own; '' without a name. */
  by: string | null
  /** In the name of who did not sign it: left out unless the delegate says that the file is right. */
  isUnverified: boolean
  updatedAt: Instant
  /** How many are new, changed or gone. */
  entries: number
  /** Where there are two to compare. */
  texts: { ours: string; theirs: string } | null
}

export type MergeContact = {
  id: ContactId
  step: MergeStep
  name: string
  organisation: string
  isUnverified: boolean
  differs: { field: keyof ContactFields; ours: string; theirs: string }[]
}

/** Of notes their entries. */
export type MergeSummary = {
  newNotes: number
  changedNotes: number
  settledNotes: number
  contacts: number
  stars: number
  /** Of these, those of sessions that the programme does not have, where there are any: they wait for one that has. */
  waitingStars?: number
  /** And those that were taken away. */
  unstarred?: number
  tags: number
}

/** How an export was made, as far as it matters for what is in it. */
export type ExportMode = {
  /** How many sessions were chosen; null for all. */
  sessions: number | 'starred' | null
  confidentiality: Confidentiality
  encrypted?: boolean
  chathamHouse?: boolean
}

export type SentEntry = {
  id: number
  at: Instant
  /** The id of an export format, `rapporteur`, `backup`, `clipboard` or `printer`. */
  format: string
  /** '' on the clipboard and on paper. */
  fileName: string
  bytes: number
  /** On the clipboard, of the plain text; on paper, of the page that was printed. */
  sha256: string
  mode: ExportMode
  /** When the file was read again and was what had left. */
  verifiedAt: Instant | null
}

export type ReceivedEntry = {
  id: number
  at: Instant
  /** Of the colleague; '' without one. */
  name: string
  fileName: string
  undoneAt: Instant | null
  canUndo: boolean
  summary: MergeSummary
}
