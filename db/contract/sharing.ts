/** Files for and from colleagues, and the log of exports and imports. */
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
import { type Calls, conferenceInput, grant, mutation, query, type SavedFile } from './call.ts'

/** The content of a file for colleagues. */
export const BundleOptions = z.strictObject({
  conference: ConferenceSlug,
  /** As in ReportOptions. */
  sessions: z
    .union([z.array(Guid), z.literal('starred')])
    .nullable()
    .default(null),
  notes: z.boolean().default(true),
  contacts: z.boolean().default(true),
  /** The private notes on contacts, which are included only on request. */
  contactNotes: z.boolean().default(false),
  stars: z.boolean().default(false),
  /** Marks and comments on key messages. */
  remarks: z.boolean().default(false),
  /**
   * For the delegate's other computer: earlier versions and deleted data, and for a whole conference also templates, presets and reminders.
   * With private notes, also added words and note choices.
   */
  history: z.boolean().default(false),
  /** The highest confidentiality of notes that are included. */
  confidentiality: Confidentiality.default('shareable'),
})
export type BundleOptions = z.infer<typeof BundleOptions>

/** Shorter passphrases are easy to guess. */
export const MIN_PASSPHRASE = 8

export const MergeChoices = z.strictObject({
  /** Ids of notes and contacts changed on both sides for which the colleague's text is chosen. */
  theirs: z.array(z.uuid()).default([]),
  /** The delegate confirms the sender; otherwise unsigned notes are left out. */
  trustKey: z.boolean().default(false),
  /** Whether to import the colleague's stars, pins, templates, presets, added words, note choices and, from a complete copy, remarks. */
  stars: z.boolean().default(false),
})
export type MergeChoices = z.infer<typeof MergeChoices>

const ownDataTopics = ['templates', 'suggestions', 'spelling', 'settings'] as const

export const sharingCalls = {
  /** The numbers of items that a file for colleagues would contain. */
  'sharing.contents': query(
    BundleOptions,
    'notes',
    'contacts',
    'stars',
    'remarks',
    'people',
  ).returns<BundleContents>(),
  /** Encrypted if there is a passphrase. */
  'sharing.save': {
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
  'sharing.open': {
    ...mutation(z.strictObject({ grant })).returns<OpenedBundle>(),
    takesLong: true,
  },
  'sharing.unlock': {
    ...mutation(
      z.strictObject({ opened: z.uuid(), passphrase: z.string().max(1_000) }),
    ).returns<MergePreview>(),
    takesLong: true,
  },
  'sharing.close': mutation(z.strictObject({ opened: z.uuid() })).returns<null>(),
  /** `id`: null if nothing was new. `leftOut`: notes and contacts in the name of people who did not sign them. */
  'sharing.merge': mutation(
    z.strictObject({ opened: z.uuid(), choices: MergeChoices }),
    'notes',
    'contacts',
    'stars',
    'remarks',
    'people',
    'exports',
    'programme',
    'pictures',
    ...ownDataTopics,
  ).returns<{ id: number | null; summary: MergeSummary; signer: BundleSigner; leftOut: number }>(),
  /** Data that was changed since the import stays, and is counted. */
  'sharing.undo': mutation(
    z.strictObject({ id: z.int() }),
    'notes',
    'contacts',
    'stars',
    'remarks',
    'exports',
    'programme',
    ...ownDataTopics,
  ).returns<{ undone: number; kept: number }>(),

  /** Exports of this computer, newest first. */
  'exportLog.sent': query(conferenceInput, 'exports').returns<SentEntry[]>(),
  /** Imports from colleagues, newest first. */
  'exportLog.received': query(conferenceInput, 'exports', 'people').returns<ReceivedEntry[]>(),
} as const satisfies Calls

/** Notes are counted in entries, as everywhere. */
export type BundleContents = {
  notes: number
  contacts: number
  stars: number
  remarks: number
  /** The number of notes left out as too confidential, and of passages left out of included notes. */
  withheld: number
  withheldPassages: number
  fileName: string
}

export type OpenedBundle = { opened: string; fileName: string; preview: MergePreview | null }

/**
 * new: not stored here yet. updated: their text includes ours. deleted: they deleted it, and it is unchanged here. both: changed on both
 * sides.
 */
export type MergeStep = 'new' | 'updated' | 'deleted' | 'both'

export type BundleSigner = {
  /**
   * mine: the key of a device of the delegate. known: a stored key of the sender. first: the sender's first key, which the import stores.
   * other: the key belongs to somebody else, or the sender is known by another key. unsigned: no signature proves who sent the file.
   */
  state: 'mine' | 'known' | 'first' | 'other' | 'unsigned'
  fingerprint: string | null
  /** The last stored key of the person named as the sender; for another colleague's key, that colleague. */
  before: { name: string; fingerprint: string } | null
  /** Nothing is imported unless the delegate trusts the file. */
  needsTrust: boolean
}

export type MergePreview = {
  from: Person
  /** The file says that it comes from this profile: a copy of the delegate's own notes. */
  isOwn: boolean
  signer: BundleSigner
  /** The number of notes and contacts in the name of people who did not sign them. */
  unverified: number
  createdAt: Instant
  conference: { slug: ConferenceSlug; title: string }
  /** Set if the conference is not on this computer, so that the file's programme is imported; otherwise null. */
  programme: { sessions: number } | null
  notes: MergeNote[]
  contacts: MergeContact[]
  /** Stars that would be added or removed. `isHere`: the programme has the session. */
  stars: { session: Guid; starred: boolean; isHere: boolean }[]
  /** The number of sessions that the sender attends, if the agenda does not show that yet; otherwise null. */
  covers: number | null
  /** The numbers of note tags and pins that would be added or removed. */
  tags: number
  pins: number
  /** Marks and comments of the sender on key messages that would be added or changed. */
  remarks: number
  /** Templates, presets, added words, note choices, and stars and remarks of a complete copy that would be added or changed. */
  own: number
  /** Notes and contacts without changes. */
  known: number
}

export type MergeNote = {
  id: NoteId
  step: MergeStep
  session: Guid | null
  sessionName: string | null
  keyMessage: Guid | null
  excerpt: string
  /** null for the delegate's own; '' without a name. */
  by: string | null
  /** The entry is in the name of a person who did not sign it. It is left out unless the delegate trusts the file. */
  isUnverified: boolean
  updatedAt: Instant
  /** The number of new, changed or deleted entries. */
  entries: number
  /** Set if there are two texts to compare. */
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

/** Notes are counted in entries. `settledNotes`: notes that both sides had changed. */
export type MergeSummary = {
  newNotes: number
  changedNotes: number
  settledNotes: number
  contacts: number
  stars: number
  /** Stars for sessions that are not in the programme, which wait for an update. */
  waitingStars?: number
  /** Removed stars. */
  unstarred?: number
  /** Sessions that the agenda shows as attended by the colleague, if that changed. */
  covers?: number
  tags: number
  /** Marks and comments on key messages. */
  remarks?: number
}

/** The options of an export that determine its content. */
export type ExportMode = {
  /** The number of chosen sessions; null for all. */
  sessions: number | 'starred' | null
  confidentiality: Confidentiality
  encrypted?: boolean
  chathamHouse?: boolean
  /** What the file contains completely, except for the trash: `notes`, or `everything` that the delegate wrote. Missing if some notes are left out. */
  hasAll?: 'notes' | 'everything'
}

export type SentEntry = {
  id: number
  at: Instant
  /** The id of an export format, `rapporteur`, `backup`, `clipboard` or `printer`. */
  format: string
  /** '' for the clipboard and for paper. */
  fileName: string
  bytes: number
  /** The hash of the file; for the clipboard, of the plain text; for paper, of the printed page. */
  sha256: string
  mode: ExportMode
  /** The time at which the file was read again and matched the export. */
  verifiedAt: Instant | null
}

export type ReceivedEntry = {
  id: number
  at: Instant
  /** The colleague's name; '' without one. */
  name: string
  fileName: string
  undoneAt: Instant | null
  canUndo: boolean
  summary: MergeSummary
}
