/** Conferences, what is in their programmes, stars and reminders. */
import { z } from 'zod'
import { MAX_DELAY } from '../../core/delay.ts'
import { MAX_REMINDER } from '../../core/reminder.ts'
import {
  type Conference,
  ConferenceSlug,
  type DirectoryEntry,
  Guid,
  type KeyMessage,
  line,
  OwnEntryFields,
  OwnEntryId,
  type PackFile,
  type ProgrammeSpeaker,
  type Session,
} from '../model.ts'
import {
  type Calls,
  grant,
  mutation,
  nothing,
  ofConference,
  ofRemoval,
  query,
  type SavedFile,
} from './call.ts'

const reminder = z.int().min(0).max(MAX_REMINDER).nullable()

export const programmeCalls = {
  'conferences.list': query(nothing, 'programme').returns<ConferenceSummary[]>(),
  /** All present and removed conferences, with counts of the delegate's data. Newest first; removed ones last. */
  'conferences.library': query(nothing, 'programme', 'notes', 'stars', 'contacts').returns<LibraryEntry[]>(),
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
   * It goes from everywhere but the library. `own`: whether notes, stars and contacts met there are kept, unseen, until the conference
   * is back, or deleted with it.
   */
  'conferences.remove': mutation(
    z.strictObject({ conference: ConferenceSlug, own: z.enum(['keep', 'delete']) }),
    ...ofRemoval,
  ).returns<null>(),
  /** Undoes conferences.remove at any time, including what was deleted along with it. */
  'conferences.restore': mutation(ofConference, ...ofRemoval).returns<null>(),
  'conferences.get': query(ofConference, 'programme').returns<Conference>(),
  /** Delayed sessions have the times that they have with their delays, and the order of those. */
  'sessions.list': query(ofConference, 'programme').returns<Session[]>(),
  /** Whom the programme names, in its order. */
  'speakers.list': query(ofConference, 'programme').returns<ProgrammeSpeaker[]>(),
  'keyMessages.list': query(ofConference, 'programme').returns<KeyMessage[]>(),
  /** Floor plans and documents, in the pack's order. */
  'files.list': query(ofConference, 'programme').returns<PackFile[]>(),
  /** Reads a file by its checksum; null if it is not on this computer. */
  'files.read': query(z.strictObject({ sha256: z.string().length(64) })).returns<{
    type: string
    bytes: Uint8Array
  } | null>(),
  'files.save': mutation(z.strictObject({ sha256: z.string().length(64), grant })).returns<SavedFile>(),
  'directory.list': query(ofConference, 'programme').returns<DirectoryEntry[]>(),

  /** guids of the starred sessions. A colleague's star of a session that the programme does not have waits for one that has. */
  'stars.list': query(ofConference, 'stars', 'programme').returns<Guid[]>(),
  'stars.set': mutation(
    z.strictObject({ conference: ConferenceSlug, session: Guid, starred: z.boolean() }),
    'stars',
  ).returns<null>(),

  /** The star goes from one session to another; both or neither. */
  'stars.swap': mutation(
    z.strictObject({ conference: ConferenceSlug, from: Guid, to: Guid }),
    'stars',
  ).returns<null>(),

  /**
   * Creates or saves an entry of the delegate's own, field by field: what another window changed meanwhile, and the caller did not,
   * stays. It is a session with a star from then on. The caller makes the id.
   */
  'ownEntries.save': mutation(
    z.strictObject({
      id: OwnEntryId,
      conference: ConferenceSlug,
      fields: OwnEntryFields.refine(({ start, end }) => start < end, 'expected an end after the start'),
      /** What the caller last had from the store; null: nothing. */
      base: OwnEntryFields.nullable().default(null),
    }),
    'programme',
    'stars',
  ).returns<null>(),
  /** One with notes stays in the agenda, cancelled. */
  'ownEntries.remove': mutation(z.strictObject({ id: OwnEntryId }), 'programme', 'stars').returns<null>(),
  'ownEntries.restore': mutation(z.strictObject({ id: OwnEntryId }), 'programme', 'stars').returns<null>(),

  /**
   * How late sessions of the programme run; 0 minutes: as the programme says. Reports and calendars keep the times of the programme. A
   * delay is void once an update gives the session another start.
   */
  'delays.set': mutation(
    z.strictObject({
      conference: ConferenceSlug,
      delays: z.array(z.strictObject({ session: Guid, minutes: z.int().min(0).max(MAX_DELAY) })).max(10_000),
    }),
    'programme',
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
} as const satisfies Calls

export type ConferenceSummary = Pick<
  Conference,
  'slug' | 'title' | 'city' | 'timeZone' | 'startDate' | 'endDate'
> & { archived: boolean }

export type LibraryEntry = ConferenceSummary &
  Pick<Conference, 'venue' | 'country'> & {
    /** As its files call it, where the delegate calls it otherwise. */
    fileTitle: string | null
    /** Those that are on, and beside them those that are cancelled. */
    sessions: number
    cancelled: number
    /** The delegate's own, of notes their entries; for a removed conference, what is kept of it. */
    notes: number
    stars: number
    /** Of sessions that the programme does not have: a colleague's, until a newer programme brings them. */
    waitingStars: number
    contacts: number
    removed: boolean
  }
