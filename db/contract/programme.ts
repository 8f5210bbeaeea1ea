/** Conferences and their programmes, stars and reminders. */
import { z } from 'zod'
import { MAX_DELAY_MINUTES } from '../../core/delay.ts'
import type { Message } from '../../core/i18n/message.ts'
import { MAX_REMINDER_MINUTES } from '../../core/reminder.ts'
import {
  type Conference,
  ConferenceSlug,
  type DirectoryEntry,
  Guid,
  type Instant,
  type KeyMessage,
  line,
  type NoteId,
  OwnEntryFields,
  OwnEntryId,
  type PackFile,
  type ProgrammeSpeaker,
  type Session,
} from '../model.ts'
import {
  type Calls,
  conferenceInput,
  grant,
  mutation,
  noInput,
  query,
  removalTopics,
  type SavedFile,
} from './call.ts'
import type { ListChange } from './changes.ts'

/** The marks that the delegate can set on a key message. */
export const KeyMessageMark = z.enum(['support', 'concern', 'follow-up'])
export type KeyMessageMark = z.infer<typeof KeyMessageMark>
export const RemarkComment = z.string().max(20_000)
/** Marks and a comment on a key message. `by`: the name of the colleague who shared it, '' without one; null for the user's own. */
export type Remark = {
  keyMessage: Guid
  marks: KeyMessageMark[]
  comment: string
  updatedAt: Instant
  by: string | null
}

const reminder = z.int().min(0).max(MAX_REMINDER_MINUTES).nullable()

export const programmeCalls = {
  'conferences.list': query(noInput, 'programme').returns<ConferenceSummary[]>(),
  /** All present and removed conferences, with counts of the delegate's data. Newest first; removed ones last. */
  'conferences.library': query(
    noInput,
    'programme',
    'notes',
    'stars',
    'contacts',
    'remarks',
    'documents',
  ).returns<LibraryEntry[]>(),
  /** Stores the entity tag with which the conference's address answered that the programme is unchanged. */
  'conferences.keepEtag': mutation(
    z.strictObject({ conference: ConferenceSlug, etag: z.string().max(200).nullable() }),
    'programme',
  ).returns<null>(),
  /** An archived conference is not offered for switching; nothing else changes. */
  'conferences.archive': mutation(
    z.strictObject({ conference: ConferenceSlug, archived: z.boolean() }),
    'programme',
  ).returns<null>(),
  /** Sets the delegate's own title, which updates keep; null returns to the title in its files. */
  'conferences.rename': mutation(
    z.strictObject({ conference: ConferenceSlug, title: line.nullable() }),
    'programme',
  ).returns<null>(),
  /**
   * Removes the conference from everywhere except the library. `own`: whether notes, stars and contacts are kept invisibly until the
   * conference is restored, or deleted with it.
   */
  'conferences.remove': mutation(
    z.strictObject({ conference: ConferenceSlug, own: z.enum(['keep', 'delete']) }),
    ...removalTopics,
  ).returns<null>(),
  /** Undoes conferences.remove at any time. Data that was deleted with the conference comes back unless the trash was emptied since. */
  'conferences.restore': mutation(conferenceInput, ...removalTopics).returns<null>(),
  'conferences.get': query(conferenceInput, 'programme').returns<Conference>(),
  /** Delayed sessions have their delayed times, and are ordered by them. */
  'sessions.list': query(conferenceInput, 'programme').returns<Session[]>(),
  /** The speakers of the programme, in its order. */
  'speakers.list': query(conferenceInput, 'programme').returns<ProgrammeSpeaker[]>(),
  'keyMessages.list': query(conferenceInput, 'programme').returns<KeyMessage[]>(),
  /**
   * The changes that importing key messages from Markdown would make. Refused as `bad-file` with the line and the reason. The grant stays
   * valid.
   */
  'keyMessages.previewFile': query(
    conferenceInput.extend({ grant }),
    'programme',
  ).returns<KeyMessagesPreview>(),
  /**
   * Replaces the key messages. `sha256`: the hash of the previewed file. `update`: the entry in the history, for Undo; null without a
   * change.
   */
  'keyMessages.importFile': {
    ...mutation(
      conferenceInput.extend({ grant, sha256: z.string().length(64) }),
      'programme',
      'remarks',
      'backups',
    ).returns<{ update: number | null }>(),
    transaction: false,
  },
  /** The sessions whose texts share rare words with a key message, by key message, best first. */
  'keyMessages.related': query(conferenceInput, 'programme').returns<
    { keyMessage: Guid; sessions: Guid[] }[]
  >(),
  /** The delegate's marks and comments first, then those of colleagues; also on messages that an update removed. */
  'keyMessages.remarks': query(conferenceInput, 'remarks', 'people').returns<Remark[]>(),
  /** Changes the delegate's own marks, comment or both. Without marks and comment the remark is deleted. */
  'keyMessages.saveRemark': mutation(
    z.strictObject({
      conference: ConferenceSlug,
      keyMessage: Guid,
      marks: z.array(KeyMessageMark).max(3).optional(),
      comment: RemarkComment.optional(),
    }),
    'remarks',
  ).returns<{ updatedAt: Instant }>(),
  /** Floor plans and documents in the pack's order, then those of the delegate in the order in which they were attached. */
  'files.list': query(conferenceInput, 'programme', 'documents').returns<ListedFile[]>(),
  /** Reads a file by its checksum; null if it is not on this computer. */
  'files.read': query(z.strictObject({ sha256: z.string().length(64) })).returns<{
    type: string
    bytes: Uint8Array
  } | null>(),
  /** The text of a document by page, without pages that have no text. Empty until the document is read. */
  'files.text': query(z.strictObject({ sha256: z.string().length(64) }), 'programme').returns<
    { number: number; text: string }[]
  >(),
  'files.save': mutation(z.strictObject({ sha256: z.string().length(64), grant })).returns<SavedFile>(),
  'directory.list': query(conferenceInput, 'programme').returns<DirectoryEntry[]>(),

  /** Guids of the starred sessions. A colleague's star for a session that is not in the programme waits until an update adds it. */
  'stars.list': query(conferenceInput, 'stars', 'programme').returns<Guid[]>(),
  /** The sessions that each colleague starred, from the last file in which they shared their stars. */
  'stars.ofColleagues': query(conferenceInput, 'stars', 'people').returns<
    (ColleagueStars & { name: string })[]
  >(),
  'stars.set': mutation(
    z.strictObject({ conference: ConferenceSlug, session: Guid, starred: z.boolean() }),
    'stars',
  ).returns<null>(),

  /** Moves the star from one session to another, completely or not at all. */
  'stars.swap': mutation(
    z.strictObject({ conference: ConferenceSlug, from: Guid, to: Guid }),
    'stars',
  ).returns<null>(),

  /**
   * Creates or saves an own entry field by field: changes of another window stay if the caller did not change that field. The entry is a
   * starred session. The caller chooses the id.
   */
  'ownEntries.save': mutation(
    z.strictObject({
      id: OwnEntryId,
      conference: ConferenceSlug,
      fields: OwnEntryFields.refine(({ start, end }) => start < end, 'expected an end after the start'),
      /** The fields that the caller last received from the store, or null. */
      base: OwnEntryFields.nullable().default(null),
    }),
    'programme',
    'stars',
  ).returns<null>(),
  /** An entry with notes stays in the agenda as cancelled. */
  'ownEntries.remove': mutation(z.strictObject({ id: OwnEntryId }), 'programme', 'stars').returns<null>(),
  'ownEntries.restore': mutation(z.strictObject({ id: OwnEntryId }), 'programme', 'stars').returns<null>(),

  /**
   * Sets the delays of sessions; 0 minutes removes the delay. Reports and calendars keep the times of the programme. A delay becomes void
   * when an update gives the session another start.
   */
  'delays.set': mutation(
    z.strictObject({
      conference: ConferenceSlug,
      delays: z
        .array(z.strictObject({ session: Guid, minutes: z.int().min(0).max(MAX_DELAY_MINUTES) }))
        .max(10_000),
    }),
    'programme',
  ).returns<null>(),

  /** The default time of reminders, in minutes before the start of a starred session; null for no reminder. */
  'reminders.default': query(noInput, 'settings').returns<number | null>(),
  'reminders.setDefault': mutation(z.strictObject({ minutes: reminder }), 'settings').returns<null>(),
  /** Starred sessions whose reminder differs from the default. */
  'reminders.list': query(conferenceInput, 'stars').returns<{ session: Guid; minutes: number | null }[]>(),
  'reminders.set': mutation(
    z.strictObject({ conference: ConferenceSlug, session: Guid, minutes: reminder.or(z.literal('default')) }),
    'stars',
  ).returns<null>(),
} as const satisfies Calls

/**
 * `pages`: the number of pages of text; 0 until they are read, and for a kind without text. `problem`: the reason why they could not be
 * read.
 * `mine`: set if the delegate attached the document, to the session or to this note; `guid` is then its id.
 */
export type ListedFile = PackFile & {
  pages: number
  problem: Message | null
  mine: { fileName: string; note: NoteId | null } | null
}

export type ConferenceSummary = Pick<
  Conference,
  'slug' | 'title' | 'city' | 'timeZone' | 'startDate' | 'endDate'
> & { archived: boolean }

/** `changes`: names of messages and points. `marked`: how many removed messages have marks or comments, which stay. */
export type KeyMessagesPreview = {
  fileName: string
  sha256: string
  messages: Pick<KeyMessage, 'number' | 'lead' | 'parent'>[]
  changes: ListChange
  marked: number
}

export type ColleagueStars = { person: string; asOf: Instant; sessions: Guid[] }

/** `etag`, `sha256`: the entity tag and hash of the file at the address, if the stored programme comes from there; otherwise null. */
export type ProgrammeAddress = { address: string; etag: string | null; sha256: string | null }

export type LibraryEntry = ConferenceSummary &
  Pick<Conference, 'venue' | 'country'> & {
    /** The organiser's title, if the delegate renamed the conference. */
    fileTitle: string | null
    /** Confirmed sessions, and cancelled ones. */
    sessions: number
    cancelled: number
    /** The delegate's data, with notes counted in entries; for a removed conference, what is kept. */
    notes: number
    stars: number
    /** Stars of colleagues for sessions that are not in the programme yet. */
    waitingStars: number
    contacts: number
    ownEntries: number
    remarks: number
    documents: number
    removed: boolean
    /** The address of newer programmes; null if nobody named an address. */
    address: ProgrammeAddress | null
  }
