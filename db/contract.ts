/**
 * THE contract between the interface and the store: name → { input, output, reads | changes }.
 * `input` is checked with zod on arrival. `output` is a type only: the store is ours.
 * A query says which topics it `reads`, a mutation which it `changes`; after the commit the changed topics are
 * announced and the interface asks again for what read them.
 */
import { z } from 'zod'
import type { Entry } from '../core/note-format/index.ts'
import { MAX_REMINDER } from '../core/reminder.ts'
import { isTimeZone } from '../core/time.ts'
import type { Failure } from '../core/wire.ts'
import type { Finding } from './errors.ts'
import type { Field as TableField } from './importers/csv/columns.ts'
import {
  type AddedPicture,
  type Conference,
  type ConferenceBundle,
  ConferenceSlug,
  Confidentiality,
  type Contact,
  ContactFields,
  ContactId,
  type DirectoryEntry,
  Guid,
  Instant,
  type KeyMessage,
  type Mention,
  type Note,
  NoteId,
  type NoteItem,
  type NoteSummary,
  NoteTemplate,
  type NoteVersion,
  type PackFile,
  type Person,
  PersonFields,
  type Picture,
  PlainDate,
  type ProgrammeSpeaker,
  type Session,
  Sha256,
  Tag,
  type Trash,
} from './model.ts'

export type { Person, TableField }

export const topics = [
  'programme',
  'notes',
  'stars',
  'contacts',
  'people',
  'pictures',
  'templates',
  'suggestions',
  'exports',
  'settings',
  'backups',
  'status',
] as const
/** With these, `database`: the whole of it was replaced by another one, and nothing that was read or acknowledged before holds. */
export const replaced = [...topics, 'database'] as const
export type Topic = (typeof replaced)[number]

type Call<I extends z.ZodType, O> = {
  input: I
  /** Never read at run time; carries the type. */
  output?: O
  reads?: readonly Topic[]
  changes?: readonly Topic[]
  /** May be called while the database is damaged and the delegate has not yet chosen what to do. */
  duringRecovery?: true
  /** Part of it is done outside the store's thread, which answers other calls meanwhile. */
  takesLong?: true
  /** What it does is outside of the database, which only keeps a log of it where it can be written. */
  evenReadOnly?: true
  /** Who asks tries again by itself: while another process writes it is refused soon, and other calls are not kept waiting. */
  isRetried?: true
}

function query<I extends z.ZodType>(input: I, ...reads: Topic[]) {
  return { returns: <O>(): Call<I, O> & { reads: readonly Topic[] } => ({ input, reads }) }
}
function mutation<I extends z.ZodType>(input: I, ...changes: Topic[]) {
  return { returns: <O>(): Call<I, O> & { changes: readonly Topic[] } => ({ input, changes }) }
}

const nothing = z.strictObject({})
const ofConference = z.strictObject({ conference: ConferenceSlug })
/** What changes when a conference goes or comes, with all that is kept of it. */
const ofRemoval = ['programme', 'notes', 'stars', 'contacts'] as const
const reminder = z.int().min(0).max(MAX_REMINDER).nullable()
const noteIds = z.array(NoteId).min(1)
const inTrash = z.strictObject({ notes: z.array(NoteId), contacts: z.array(ContactId) })
/** One-use grant: the shell's dialog gave the path to the store, the interface has only this token. */
const grant = z.uuid()
/** The caller's name for a call that takes long, under which its progress is asked for and by which it is ended. */
const job = z.uuid().optional()
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Europe/Paris')

const reading = {
  timeZone: timeZone.optional(),
  zoneIfUnknown: timeZone.optional(),
  /** Of a table: the column that each field is taken from, '' for none; what is not said is found by the columns' names. */
  columns: z.record(z.string().max(40), z.string().max(2_000)).optional(),
}
/** That a pack is right although another key signed it than what is here. */
const trustKey = z.boolean().default(false)
const ofUpdate = z.strictObject({ conference: ConferenceSlug, id: z.int().min(1) })

/** `update`: the conference that the file is a newer state of; null: it becomes a conference of its own. */
export const ImportChoice = z.union([
  z.strictObject({
    update: ConferenceSlug,
    /** What becomes of the sessions that the file leaves out. */
    missing: z.enum(['cancel', 'keep']),
  }),
  z.strictObject({ update: z.null() }),
])
export type ImportChoice = z.infer<typeof ImportChoice>

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
  /** Earlier texts, and what was deleted: for another computer of one's own. */
  history: z.boolean().default(false),
  /** Up to which level notes go in. */
  confidentiality: Confidentiality.default('shareable'),
})
export type BundleOptions = z.infer<typeof BundleOptions>
/** A photo of a phone is a few megabytes. */
export const MAX_PICTURE_BYTES = 25 * 1024 * 1024
/** A shorter one is soon guessed. */
export const MIN_PASSPHRASE = 8
export const MergeChoices = z.strictObject({
  /** Ids of the notes and contacts changed on both sides of which theirs is to stand in front. */
  theirs: z.array(z.uuid()).default([]),
  /** Whether their stars become one's own. */
  stars: z.boolean().default(false),
})
export type MergeChoices = z.infer<typeof MergeChoices>
/** What of ReportOptions a format takes into account, beside title and language. */
export type ReportOption = keyof ReportOptions['include'] | 'order' | 'paper'

export const contract = {
  'conferences.list': query(nothing, 'programme').returns<ConferenceSummary[]>(),
  /** All that are or were on this computer, with what is in them of the delegate's. Newest first; removed ones last. */
  'conferences.library': query(nothing, 'programme', 'notes', 'stars', 'contacts').returns<LibraryEntry[]>(),
  /** An archived conference is not offered for switching; all else stays as it is. */
  'conferences.archive': mutation(
    z.strictObject({ conference: ConferenceSlug, archived: z.boolean() }),
    'programme',
  ).returns<null>(),
  /**
   * It goes from everywhere but the library. `own`: whether notes, stars and contacts met there are kept, unseen, until the conference
   * is back, or deleted with it.
   */
  'conferences.remove': mutation(
    z.strictObject({ conference: ConferenceSlug, own: z.enum(['keep', 'delete']) }),
    ...ofRemoval,
  ).returns<null>(),
  /** Undo of conferences.remove, at any time: also what was deleted with it comes back. */
  'conferences.restore': mutation(ofConference, ...ofRemoval).returns<null>(),
  'conferences.get': query(ofConference, 'programme').returns<Conference>(),
  'sessions.list': query(ofConference, 'programme').returns<Session[]>(),
  /** Whom the programme names, in its order. */
  'speakers.list': query(ofConference, 'programme').returns<ProgrammeSpeaker[]>(),
  'keyMessages.list': query(ofConference, 'programme').returns<KeyMessage[]>(),
  /** Floor plans and documents, in the pack's order. */
  'files.list': query(ofConference, 'programme').returns<PackFile[]>(),
  /** What is in one, by its checksum; null if it is not on this computer. */
  'files.read': query(z.strictObject({ sha256: z.string().length(64) })).returns<{
    type: string
    bytes: Uint8Array
  } | null>(),
  'files.save': mutation(z.strictObject({ sha256: z.string().length(64), grant })).returns<SavedFile>(),
  'directory.list': query(ofConference, 'programme').returns<DirectoryEntry[]>(),

  /** guids of the starred sessions. */
  'stars.list': query(ofConference, 'stars').returns<Guid[]>(),
  'stars.set': mutation(
    z.strictObject({ conference: ConferenceSlug, session: Guid, starred: z.boolean() }),
    'stars',
  ).returns<null>(),

  /** The star goes from one session to another; both or neither. */
  'stars.swap': mutation(
    z.strictObject({ conference: ConferenceSlug, from: Guid, to: Guid }),
    'stars',
  ).returns<null>(),

  /** Minutes before the start of a starred session at which to remind of it; null: never. */
  'reminders.usual': query(nothing, 'settings').returns<number | null>(),
  'reminders.setUsual': mutation(z.strictObject({ minutes: reminder }), 'settings').returns<null>(),
  /** Starred sessions that are reminded of at another time than usual. */
  'reminders.list': query(ofConference, 'stars').returns<{ session: Guid; minutes: number | null }[]>(),
  'reminders.set': mutation(
    z.strictObject({ conference: ConferenceSlug, session: Guid, minutes: reminder.or(z.literal('usual')) }),
    'stars',
  ).returns<null>(),

  /** Newest first. Deleted ones are left out. */
  'notes.list': query(ofConference, 'notes').returns<NoteSummary[]>(),
  /** Of every conference that was not removed. Newest first. */
  'notes.everywhere': query(nothing, 'notes', 'programme').returns<NoteSomewhere[]>(),
  'notes.get': query(z.strictObject({ id: NoteId }), 'notes').returns<Note>(),
  /** The notes of one session, oldest first. */
  'notes.forSession': query(z.strictObject({ conference: ConferenceSlug, session: Guid }), 'notes').returns<
    Note[]
  >(),
  /**
   * Creates (baseRevision 0) or saves. The caller makes the id, so that a note exists on screen before its first commit.
   * The reply means: committed with a full sync. If the note has moved on since `baseRevision`, its present text is kept as a
   * version first, so that neither text is lost.
   */
  'notes.save': {
    ...mutation(
      z.strictObject({
        id: NoteId,
        conference: ConferenceSlug,
        session: Guid.nullable(),
        keyMessage: Guid.nullable(),
        /** At most MAX_NOTE_LENGTH; a longer one is refused as `too-long`. */
        markdown: z.string(),
        baseRevision: z.int().min(0),
      }),
      'notes',
    ).returns<SavedNote>(),
    isRetried: true,
  },
  'notes.remove': mutation(z.strictObject({ ids: z.array(NoteId).min(1) }), 'notes').returns<null>(),
  /** Undo of notes.remove. */
  'notes.restore': mutation(z.strictObject({ ids: z.array(NoteId).min(1) }), 'notes').returns<null>(),
  /** What of them may leave this computer. Undone by setting it back. */
  'notes.setConfidentiality': mutation(
    z.strictObject({ ids: z.array(NoteId).min(1), confidentiality: Confidentiality }),
    'notes',
  ).returns<null>(),
  /** Earlier texts, newest first; the present one is not among them. */
  'notes.versions': query(z.strictObject({ id: NoteId }), 'notes').returns<NoteVersion[]>(),
  'notes.version': query(z.strictObject({ id: NoteId, revision: z.int().min(1) }), 'notes').returns<{
    markdown: string
    savedAt: Instant
  }>(),
  /** Makes an earlier text the present one; the present one becomes a version. */
  'notes.revert': mutation(z.strictObject({ id: NoteId, revision: z.int().min(1) }), 'notes').returns<Note>(),
  'notes.mentions': query(ofConference, 'notes').returns<Mention[]>(),
  /**
   * What the delegate wrote from one instant until before another. `from` and `to` are on the conference's clock, as the times in the
   * notes are; `savedFrom` and `savedTo` say the same on the computer's, as versions have it.
   */
  'notes.written': query(
    z.strictObject({
      conference: ConferenceSlug,
      from: Instant,
      to: Instant,
      savedFrom: Instant,
      savedTo: Instant,
    }),
    'notes',
  ).returns<WrittenEntry[]>(),
  /** To another session, or to none; all of them or none. Answers the new revisions, in the order asked. */
  'notes.move': mutation(
    z.strictObject({
      moves: z
        .array(z.strictObject({ id: NoteId, session: Guid.nullable(), keyMessage: Guid.nullable() }))
        .min(1),
    }),
    'notes',
  ).returns<{ id: NoteId; revision: number }[]>(),

  /** By note, those with any: the oldest note first, within it by kind and place. */
  'actions.list': query(ofConference, 'notes').returns<NoteItems[]>(),
  /** How many tasks are not done. */
  'actions.open': query(ofConference, 'notes').returns<number>(),
  /**
   * Ticks a task in the text of its note, or clears it, and changes nothing else there. `index` and `text` as they were listed: if the
   * note has changed since, the task is the one with that text; refused as `conflict` where that is not clear.
   */
  'actions.setDone': mutation(
    z.strictObject({ note: NoteId, index: z.int().min(0), text: z.string(), done: z.boolean() }),
    'notes',
  ).returns<SavedNote>(),

  /**
   * Keeps a picture, once. PNG, JPEG or GIF, known by its content, of at most MAX_PICTURE_BYTES: else `bad-file`. It stays as long as a
   * note or an earlier text shows it.
   */
  'pictures.add': {
    ...mutation(z.strictObject({ bytes: z.instanceof(Uint8Array) }), 'pictures').returns<AddedPicture>(),
    takesLong: true,
  },
  'pictures.addFile': {
    ...mutation(z.strictObject({ grant }), 'pictures').returns<AddedPicture>(),
    takesLong: true,
  },
  /** null: it is not on this computer. */
  'pictures.about': query(z.strictObject({ sha256: Sha256 }), 'pictures').returns<Picture | null>(),
  /** For the shell, which serves it to the window. */
  'pictures.read': query(z.strictObject({ sha256: Sha256 }), 'pictures').returns<{
    type: Picture['type']
    bytes: Uint8Array
  } | null>(),

  /** The delegate's own, by name. */
  'templates.list': query(nothing, 'templates').returns<NoteTemplate[]>(),
  /** New, or in the place of the one with this id. */
  'templates.save': mutation(NoteTemplate, 'templates').returns<null>(),
  'templates.remove': mutation(z.strictObject({ id: z.uuid() }), 'templates').returns<null>(),
  /** Undo of templates.remove. */
  'templates.restore': mutation(z.strictObject({ id: z.uuid() }), 'templates').returns<null>(),

  /** Addresses of links that are not to be suggested for the note again. */
  'suggestions.dismissed': query(z.strictObject({ note: NoteId }), 'suggestions').returns<string[]>(),
  /** For good; `dismissed` false is the undo. */
  'suggestions.dismiss': mutation(
    z.strictObject({
      note: NoteId,
      hrefs: z.array(z.string().startsWith('rapporteur:').max(2_000)).min(1).max(100),
      dismissed: z.boolean(),
    }),
    'suggestions',
  ).returns<null>(),

  /** A tag that only differs by capitals or accents from one in use is written as that one. */
  'tags.change': mutation(
    z.strictObject({ notes: noteIds, add: z.array(Tag).max(100), remove: z.array(Tag).max(100) }),
    'notes',
  ).returns<null>(),
  'pins.set': mutation(z.strictObject({ notes: noteIds, pinned: z.boolean() }), 'notes').returns<null>(),

  /** What was deleted in the last TRASH_DAYS and not yet removed for good. */
  'trash.list': query(ofConference, 'notes', 'contacts').returns<Trash>(),
  /** The last text of a deleted note. */
  'trash.note': query(z.strictObject({ id: NoteId }), 'notes').returns<{ markdown: string }>(),
  'trash.restore': mutation(inTrash, 'notes', 'contacts').returns<null>(),
  /** For good, with their versions. Only what was deleted before: a note that is back is not touched. */
  'trash.remove': mutation(inTrash, 'notes', 'contacts').returns<null>(),

  'contacts.list': query(ofConference, 'contacts').returns<Contact[]>(),
  /**
   * Creates or saves, field by field: what another window or program changed meanwhile, and the caller did not, stays. Where both
   * changed a field, the caller's is taken and the other one is kept in the private note. Answers what is stored now.
   */
  'contacts.save': {
    ...mutation(
      z.strictObject({
        id: ContactId,
        conference: ConferenceSlug,
        fields: ContactFields,
        /** What the caller last had from the store; null: nothing. */
        base: ContactFields.nullable().default(null),
        /** A save of the caller's whose answer never came: it may be stored or not. */
        sent: ContactFields.nullable().default(null),
      }),
      'contacts',
    ).returns<SavedContact>(),
    isRetried: true,
  },
  'contacts.remove': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),
  'contacts.restore': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),

  /** Who writes here: the name is empty until it was told. */
  'people.me': query(nothing, 'people').returns<Person>(),
  'people.saveMe': mutation(PersonFields, 'people').returns<null>(),
  /** Everyone known by name: who writes here, and whose notes were taken in. */
  'people.list': query(nothing, 'people').returns<Person[]>(),

  /** Full text, prefix of the last word; at most `limit` per kind, best first. */
  'search.query': query(
    z.strictObject({
      conference: ConferenceSlug.nullable(),
      text: z.string().max(500),
      limit: z.int().min(1).max(200),
    }),
    'programme',
    'notes',
    'contacts',
  ).returns<SearchHit[]>(),

  /** Those that come with the app, then the delegate's own by name; and what was chosen last. */
  'presets.list': query(nothing, 'settings').returns<{ presets: ReportPreset[]; last: LastChoice | null }>(),
  /** Creates or changes one of the delegate's own; a name that another one has is refused as `conflict`. */
  'presets.save': mutation(OwnPreset.extend({ id: z.uuid() }), 'settings').returns<null>(),
  /** Undone by saving it again. */
  'presets.remove': mutation(z.strictObject({ id: z.uuid() }), 'settings').returns<null>(),
  'presets.remember': mutation(LastChoice, 'settings').returns<null>(),

  'export.formats': { ...query(nothing).returns<ExportFormat[]>(), takesLong: true },
  /** What the file would hold, and under which name. */
  'export.preview': {
    ...query(ReportOptions, 'programme', 'notes', 'contacts', 'stars').returns<ExportPreview>(),
    takesLong: true,
  },
  /** The file itself, of a format that is text: for the shell to print. */
  'export.text': {
    ...query(ReportOptions.extend({ job }), 'programme', 'notes', 'contacts', 'stars').returns<string>(),
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
    evenReadOnly: true,
  },
  /** The report for the clipboard, in the two forms in which programs take it. */
  'export.copy': {
    ...mutation(ReportOptions.extend({ job }), 'exports').returns<{ html: string; text: string }>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /** How far `export.text`, `export.copy` or `export.save` is with this job, 0–1; null when it is not under way. */
  'export.progress': query(z.strictObject({ job: z.uuid() })).returns<number | null>(),
  /** Ends it: the call fails with `cancelled`, and nothing is written. */
  'export.cancel': mutation(z.strictObject({ job: z.uuid() })).returns<null>(),

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
  /** Reads a file from a colleague; `preview` is null while it waits for its passphrase. Nothing is written. */
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
  /** `id` null: nothing in it was new. */
  'exchange.merge': mutation(
    z.strictObject({ opened: z.uuid(), choices: MergeChoices }),
    'notes',
    'contacts',
    'stars',
    'people',
    'exports',
  ).returns<{ id: number | null; summary: MergeSummary }>(),
  /** What was changed since stays as it is, and is counted. */
  'exchange.undo': mutation(
    z.strictObject({ id: z.int() }),
    'notes',
    'contacts',
    'stars',
    'exports',
  ).returns<{ undone: number; kept: number }>(),

  /** What left this computer, newest first. */
  'exportLog.sent': query(ofConference, 'exports').returns<SentEntry[]>(),
  /** What was taken in from colleagues, newest first. */
  'exportLog.received': query(ofConference, 'exports', 'people').returns<ReceivedEntry[]>(),

  /** What of a conference is on this computer, and which of the files that left have been read again. */
  'closing.state': query(
    ofConference,
    'exports',
    'notes',
    'contacts',
    'stars',
    'backups',
  ).returns<ClosingState>(),
  /** Reads a file again: it must be one on record, to the byte, and open as its format does. */
  'closing.verify': {
    ...mutation(ofConference.extend({ grant }), 'exports').returns<SentEntry>(),
    takesLong: true,
  },
  /** The whole database, verified, where the delegate says. */
  'closing.backUp': {
    ...mutation(ofConference.extend({ grant }), 'exports').returns<SavedFile>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /**
   * Deletes for good what the delegate wrote on a conference, in the database and in the profile's backups; its programme stays.
   * There is no way back: `confirmation` is the conference's title. Refused as `conflict` without, and where no file that left
   * since the last change has been verified, unless `unverified`. `records`: also what left and what came.
   */
  'closing.wipe': {
    ...mutation(
      ofConference.extend({
        confirmation: z.string().max(2_000),
        unverified: z.boolean(),
        records: z.boolean(),
      }),
      ...replaced,
    ).returns<Wiped>(),
    takesLong: true,
  },
  'closing.saveReceipt': {
    ...mutation(z.strictObject({ grant, text: z.string().max(100_000) })).returns<SavedFile>(),
    evenReadOnly: true,
  },

  'import.formats': { ...query(nothing).returns<ImportFormat[]>(), takesLong: true },
  /**
   * Reads the file and says what it would change; changes nothing. The file is held under its grant, which is what the other
   * calls name it by, until it is applied or dropped; asked again, it is read anew. null: it was dropped meanwhile.
   * `timeZone`: for a file that names none. Without it such a file is read in `zoneIfUnknown`, and `zone` says so, or refused.
   */
  'import.preview': {
    ...mutation(z.strictObject({ grant, ...reading })).returns<ImportPreview | UnreadTable | null>(),
    takesLong: true,
  },
  /** Refused as `conflict` if the programme has changed since the preview. */
  'import.apply': {
    ...mutation(
      z.strictObject({ grant, choice: ImportChoice, trustKey }),
      ...ofRemoval,
      'backups',
    ).returns<ImportResult>(),
    takesLong: true,
  },
  /** Stops reading it, if it is being read. */
  'import.drop': { ...mutation(z.strictObject({ grant })).returns<null>(), takesLong: true },
  /** Preview and apply in one, for who does not look first. Without a choice: as suggested, and a warning if that is not to update. */
  'import.file': {
    ...mutation(
      z.strictObject({ grant, ...reading, choice: ImportChoice.optional(), trustKey }),
      ...ofRemoval,
      'backups',
    ).returns<ImportResult>(),
    takesLong: true,
  },

  /** What was imported into the conference, newest first. */
  'updates.list': query(ofConference, 'programme').returns<ProgrammeUpdate[]>(),
  'updates.get': query(ofUpdate, 'programme', 'stars', 'notes').returns<
    ProgrammeUpdate & { changes: ProgrammeChanges }
  >(),
  /** Sessions that updates of the last seven days moved in time or to another room, by where they were. */
  'updates.moves': query(ofConference, 'programme').returns<SessionMove[]>(),
  /**
   * Brings the programme back as it was before the last update. Nothing of the delegate's changes: a session that the update
   * had brought stays, cancelled, where something of theirs belongs to it. The undo of a first import removes the conference,
   * and is refused as `conflict` once there is something of the delegate's in it.
   */
  'updates.undo': mutation(ofUpdate, ...ofRemoval, 'backups').returns<null>(),

  /** Newest first. */
  'backups.list': query(nothing, 'backups').returns<Backup[]>(),
  'backups.create': mutation(nothing, 'backups').returns<Backup>(),
  /** Brings a backup back. The present database is itself backed up first. Everything is announced. */
  'backups.restore': mutation(
    z.strictObject({ name: z.string().min(1).max(200) }),
    ...replaced,
  ).returns<null>(),

  'status.get': { ...query(nothing, 'status').returns<StoreStatus>(), duringRecovery: true },
  /** In recovery: bring a backup back, or start with an empty database (`backup: null`). The damaged one stays aside. */
  'recovery.choose': {
    ...mutation(
      z.strictObject({ backup: z.string().min(1).max(200).nullable() }),
      ...replaced,
    ).returns<null>(),
    duringRecovery: true,
  },
  /** In recovery: all of the delegate's that can be read from the damaged file, as a ZIP of Markdown and JSON. */
  'recovery.salvage': {
    ...mutation(z.strictObject({ grant })).returns<Salvaged>(),
    duringRecovery: true,
    takesLong: true,
  },
} as const satisfies Record<string, Call<z.ZodType, unknown>>

export type Contract = typeof contract
export type CallName = keyof Contract
export type SlowCallName = { [N in CallName]: Contract[N] extends { takesLong: true } ? N : never }[CallName]
export type PromptCallName = Exclude<CallName, SlowCallName>
export type Input<N extends CallName> = z.input<Contract[N]['input']>
export type CheckedInput<N extends CallName> = z.output<Contract[N]['input']>
export type Output<N extends CallName> =
  | NonNullable<Contract[N]['output']>
  | Extract<Contract[N]['output'], null>
export type QueryName = { [N in CallName]: Contract[N] extends { reads: unknown } ? N : never }[CallName]
export type MutationName = { [N in CallName]: Contract[N] extends { changes: unknown } ? N : never }[CallName]

export type ConferenceSummary = Pick<
  Conference,
  'slug' | 'title' | 'city' | 'timeZone' | 'startDate' | 'endDate'
> & { archived: boolean }
export type LibraryEntry = ConferenceSummary &
  Pick<Conference, 'venue' | 'country'> & {
    sessions: number
    /** The delegate's own; for a removed conference, what is kept of it. */
    notes: number
    stars: number
    contacts: number
    removed: boolean
  }
/** `subject`: the session or key message that it is about, in words; null if there is none. */
export type NoteSomewhere = Pick<NoteSummary, 'id' | 'excerpt' | 'entries' | 'updatedAt'> & {
  conference: ConferenceSlug
  subject: string | null
}
export type NoteItems = {
  note: NoteId
  session: Guid | null
  keyMessage: Guid | null
  createdAt: Instant
  items: NoteItem[]
}
/** Text cut into runs, so that the interface marks the matches without parsing anything. */
export type MarkedText = { text: string; match: boolean }[]
export type SearchHit = {
  kind: 'session' | 'key-message' | 'note' | 'contact' | 'directory'
  conference: ConferenceSlug
  /** guid, or the id of a note or contact. */
  guid: string
  title: MarkedText
  snippet: MarkedText
  /** bm25, lower is better (SQLite FTS5). */
  score: number
}
/** `kept`: the revision of the text that had come in between, from another window or program, and is a version now; else null. */
/** An entry as it stood at the end of the span. */
export type WrittenEntry = {
  note: NoteId
  session: Guid | null
  keyMessage: Guid | null
  at: Instant | null
  /** `begun`: its time is within the span. `changed`: it is of before, or has none, and its text came or changed within. */
  is: 'begun' | 'changed'
  kind: Entry['kind']
  /** One line for each block. */
  text: string
  /** The note does not have it any more. */
  isGone: boolean
}
/** `keptOther`: both had changed a field, and the other's is in the private note. */
export type SavedContact = Contact & { keptOther: boolean }
export type SavedNote = { revision: number; savedAt: Instant; kept: number | null }
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
  /** The store gives a page (`export.text`), and the shell makes the file from it. */
  printed: boolean
}
/** `name` null: it comes with the app, and its id is one of `builtInPresets`. */
export type ReportPreset = { id: string; name: string | null; choice: ReportChoice }
export const builtInPresets = ['mission-report', 'only-notes', 'action-list'] as const
/** `title`: as asked for, or the usual one in the language of the headings. One of `page` and `text` is there. */
export type ExportPreview = {
  /** A document as it looks on paper, whatever its format; of a very long one the beginning (`isCut`). */
  page: { markup: string; style: string; isCut: boolean } | null
  /** A file for programs, as it is. */
  text: string | null
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
export type SavedFile = { path: string; bytes: number; sha256: string }
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
export type MergePreview = {
  from: Person
  /** From this very profile: a copy of one's own notes. */
  isOwn: boolean
  createdAt: Instant
  conference: { slug: ConferenceSlug; title: string }
  notes: MergeNote[]
  contacts: MergeContact[]
  /** Stars that would be set or taken away. */
  stars: { session: Guid; starred: boolean }[]
  /** Notes and contacts that hold nothing new. */
  known: number
}
export type MergeNote = {
  id: NoteId
  step: MergeStep
  session: Guid | null
  keyMessage: Guid | null
  excerpt: string
  /** null: the delegate's own; '' without a name. */
  by: string | null
  updatedAt: Instant
  /** Where there are two to compare. */
  texts: { ours: string; theirs: string } | null
}
export type MergeContact = {
  id: ContactId
  step: MergeStep
  name: string
  organisation: string
  differs: { field: keyof ContactFields; ours: string; theirs: string }[]
}
export type MergeSummary = {
  newNotes: number
  changedNotes: number
  settledNotes: number
  contacts: number
  stars: number
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
  /** The id of an export format, `rapporteur`, `backup` or `clipboard`. */
  format: string
  /** '' on the clipboard. */
  fileName: string
  bytes: number
  /** On the clipboard, of the plain text. */
  sha256: string
  mode: ExportMode
  /** When the file was read again and was what had left. */
  verifiedAt: Instant | null
}
/** `changedSince`: how many notes have, since the last file that was verified left; null without one. */
export type ClosingState = {
  sent: SentEntry[]
  changedSince: number | null
  holds: Record<'notes' | 'versions' | 'contacts' | 'stars' | 'backups', number>
}
/** `damaged`: files that were moved aside. `backup`: the one that took the place of all others. */
export type WipedCounts = Record<
  'notes' | 'versions' | 'contacts' | 'stars' | 'pictures' | 'records' | 'backups' | 'damaged',
  number
> & { backup: string }
export type Wiped = WipedCounts & {
  at: Instant
  conference: { slug: ConferenceSlug; title: string }
  verified: SentEntry[]
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
export type ImportFormat = { id: string; name: string; extensions: string[] }
export type ImportResult = {
  conference: { slug: ConferenceSlug; title: string }
  sessions: number
  rooms: number
  speakers: number
  keyMessages: number
  contacts: number
  warnings: string[]
  changes: { added: number; changed: number; cancelled: number }
  /** Its entry in the history; null if nothing changed. */
  update: number | null
}
export type ImportPreview = {
  fileName: string
  /** As the file has it. */
  conference: Pick<Conference, 'slug' | 'title' | 'timeZone' | 'startDate' | 'endDate'>
  /** What the zone is from: the file, what was asked for, or what was assumed since nothing told. */
  zone: 'file' | 'asked' | 'assumed'
  /** Of a table (CSV). */
  table: ImportTable | null
  counts: Record<'sessions' | 'rooms' | 'speakers' | 'keyMessages' | 'contacts' | 'files', number>
  warnings: string[]
  /** As of a conference that is new here. */
  signer: PackSigner | null
  /** Conferences that it may be a newer state of, best first; none: it is new here. */
  matches: ImportMatch[]
  suggested: ImportChoice
}
/** Its columns in order, its first rows, what can be taken from them, and which column each field was taken from. */
export type ImportTable = {
  header: string[]
  rows: string[][]
  fields: readonly TableField[]
  columns: Partial<Record<TableField, string>>
}
/** A table that is no programme with these columns; read with others it may be one. */
export type UnreadTable = { fileName: string; table: ImportTable; problem: string }
/** `by`: the file's, null where it is no pack; `before`: of the last pack that was taken in, null where there was none. */
export type PackSigner = {
  /** first: of this conference. other: not the key that signed what is here. unsigned: what is here came as a pack, this is none. */
  state: 'first' | 'known' | 'other' | 'unsigned'
  by: Signer | null
  before: Signer | null
}
export type Signer = { publisher: string; fingerprint: string }
export type ImportMatch = Pick<ConferenceSummary, 'slug' | 'title' | 'startDate' | 'endDate'> & {
  /** It was removed from this computer, and comes back with an update. */
  removed: boolean
  signer: PackSigner | null
  /** same: nothing would change. older: the programme here has a higher revision, and stays. */
  state: 'newer' | 'same' | 'older'
  /** Of the sessions that are on here: how many, how many of them the file leaves out, and how many are in both. */
  sessions: number
  leftOut: number
  shared: number
  changes: ProgrammeChanges
}
export type ProgrammeChanges = {
  sessions: (SessionChange & { mine: Mine })[]
  facts: FieldChange<ChangedFact>[]
  keyMessages: ListChange
  directory: ListChange
  /** Floor plans and documents. */
  files: ListChange
}
/** What of the delegate's there is in a session. */
export type Mine = { starred: boolean; notes: number }
/** The session as it stands after the change; `missing`, which the file leaves out, as it stood before. `room` by its name. */
export type SessionChange = {
  guid: Guid
  kind: 'added' | 'changed' | 'cancelled' | 'missing'
  label: string | null
  title: string
  start: Instant
  room: string | null
  fields: FieldChange<ChangedField>[]
}
/** As a reader sees it: rooms and speakers by name, times as instants. An empty list: there was or is none. */
export type FieldChange<Field> = { field: Field; from: string[]; to: string[] }
export type ChangedField = Exclude<keyof ConferenceBundle['sessions'][number], 'guid'>
/** `text`: what is read before and after the key messages. */
export type ChangedFact =
  | 'title'
  | 'subtitle'
  | 'startDate'
  | 'endDate'
  | 'timeZone'
  | 'venue'
  | 'city'
  | 'country'
  | 'edition'
  | 'url'
  | 'text'
/** By name. */
export type ListChange = { added: string[]; changed: string[]; removed: string[] }
export type SessionMove = { guid: Guid; start: Instant | null; room: string | null }
export type ProgrammeUpdate = {
  id: number
  appliedAt: Instant
  /** bundled: it came with a newer version of the app. */
  origin: 'file' | 'bundled'
  fileName: string
  /** The conference came with it: no changes are listed. */
  isFirst: boolean
  counts: ImportResult['changes']
  undoneAt: Instant | null
  /** It is the last one, and what was before is known. */
  canUndo: boolean
}
export type Backup = {
  name: string
  createdAt: Instant
  bytes: number
  reason: 'daily' | 'import' | 'migration' | 'restore' | 'manual'
}
/** How much was found. `cut`: of how many of them only a part. */
export type Salvaged = { path: string; notes: number; versions: number; contacts: number; cut: number }
export type StoreStatus = {
  /**
   * recovery: the database was damaged and has been moved aside; choose a backup or start afresh.
   * unusable: it cannot be used and is not ours to replace (of a newer version, locked, no permission): `problem` says why.
   */
  state: 'ready' | 'recovery' | 'unusable'
  /** Folder of the database, for display. */
  folder: string
  sqlite: string
  readOnly: boolean
  /** `movedTo`: the folder with the damaged files; null if there were none, because the database had vanished. */
  damage: { finding: Finding; reason: string; movedTo: string | null; backups: Backup[] } | null
  problem: Failure | null
  /** Why the last daily backup failed; null while they succeed. */
  backupProblem: Failure | null
}
