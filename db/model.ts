/**
 * The entities that cross the contract, and the bundle that an importer yields.
 * Shapes only: what a query answers is in contract/, how it is stored in migrations/.
 */
import { z } from 'zod'
import { MAX_NOTE_LENGTH } from '../core/note-format/length.ts'
import { nameLine, oneLine, sound, spaced, words } from './formats/bundle-text.ts'

/** An instant in UTC with milliseconds, the one form in which instants are stored: it sorts as text. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'value.instant')
/** A calendar date in the conference's zone, ISO 8601. */
export const PlainDate = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'value.date')
/** BCP 47 primary language subtag: en, fr, es, ru … */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}$/, 'value.language')

const key = z.string().min(1).max(200)
/** Slug of a conference: names its address in links, exports and on the command line. */
export const ConferenceSlug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'value.slug')
  .max(80)
  .brand<'ConferenceSlug'>()
/** Stable key of a session, room, speaker, key message or directory entry within its conference. */
export const Guid = key.brand<'Guid'>()
export const NoteId = z.uuid().brand<'NoteId'>()
export const ContactId = z.uuid().brand<'ContactId'>()

export type Instant = z.infer<typeof Instant>
export type PlainDate = z.infer<typeof PlainDate>
export type LanguageTag = z.infer<typeof LanguageTag>
export type ConferenceSlug = z.infer<typeof ConferenceSlug>
export type Guid = z.infer<typeof Guid>
export type NoteId = z.infer<typeof NoteId>
export type ContactId = z.infer<typeof ContactId>

// ── What a conference ships ──────────────────────────────────────────────────

const text = words.min(1)
export const line = oneLine(sound.overwrite((value) => value.replaceAll(/\r\n?/g, '\n')))

/**
 * A paragraph in the source's own words. `missing` marks a place where the source document showed something
 * that its text does not hold (a picture): the reader is told so, nothing is made up.
 */
export const Paragraph = z.strictObject({ text, missing: z.boolean().default(false) })

export const SessionKind = z.enum(['plenary', 'workshop', 'talk', 'social', 'milestone', 'other'])
export const SessionStatus = z.enum(['confirmed', 'cancelled'])

export const BundleRoom = z.strictObject({
  guid: Guid,
  name: nameLine,
  languages: z.array(LanguageTag).default([]),
})
export const BundleSpeaker = z.strictObject({ guid: Guid, name: nameLine, biography: words.default('') })
export const SessionLinkKind = z.enum(['page', 'link', 'attachment', 'recording', 'feedback'])
/** What may be opened from a programme: no script, and no file of this computer. */
export const WebAddress = z
  .string()
  .max(2_000)
  .regex(/^(?:https?:\/\/|mailto:)[^\s<>"]+$/i, 'value.address')
/** Something about a session that can be opened. */
export const SessionLink = z.strictObject({
  /** page: the session's own, at the organiser's. */
  kind: SessionLinkKind,
  /** '' where the programme gives the address alone. */
  title: spaced.max(2_000).default(''),
  /** null: the programme names an attachment and does not say where it is. */
  url: WebAddress.nullable(),
})
/** What the programme says about recording a session. */
export const SessionRecording = z.strictObject({
  licence: spaced.max(2_000).default(''),
  /** Those who speak do not want it. */
  optOut: z.boolean().default(false),
})
export const BundleSession = z.strictObject({
  guid: Guid,
  /** "Workshop 9"; null where the programme gives the title alone. */
  label: nameLine.nullable().default(null),
  title: nameLine,
  kind: SessionKind,
  /** The organiser's own word for it: "DJ Set"; null where there is none, or where it says no more than the kind's name. */
  type: nameLine.nullable().default(null),
  /** Local start with offset (RFC 3339). */
  start: z.iso.datetime({ offset: true }),
  /** null: the programme gives no end. */
  end: z.iso.datetime({ offset: true }).nullable(),
  /** The programme day it belongs to, which after midnight is the day before. */
  day: PlainDate,
  /** guid of a room, or null where the programme names none. */
  room: Guid.nullable(),
  /** Languages of interpretation in that room for this session. */
  languages: z.array(LanguageTag),
  speakers: z.array(Guid).default([]),
  description: words.default(''),
  status: SessionStatus.default('confirmed'),
  /** What the programme groups it under: "Security". */
  track: nameLine.nullable().default(null),
  recording: SessionRecording.nullable().default(null),
  links: z.array(SessionLink).max(200).default([]),
})
export const BundleKeyMessagePoint = z.strictObject({
  guid: Guid,
  /** "5a" */
  number: nameLine,
  /** The first words of `text`, to set it off in lists; a verbatim prefix. */
  lead: oneLine(words),
  text,
})
export const BundleKeyMessage = BundleKeyMessagePoint.extend({
  /** "5" */
  number: nameLine,
  points: z.array(BundleKeyMessagePoint).default([]),
})
export const DirectoryKind = z.enum(['organisation', 'body', 'network', 'state', 'company'])
export const BundleDirectoryEntry = z.strictObject({
  guid: Guid,
  name: nameLine,
  kind: DirectoryKind,
  /** What it belongs to, in the source's words: "Cybercrime Convention Committee". */
  partOf: nameLine.nullable().default(null),
  url: WebAddress.nullable().default(null),
  donor: z.boolean().default(false),
  /** The sentence of the source that names it, verbatim. */
  sentence: text,
})

/** Everything a conference ships, as the Rapporteur conference JSON holds it and as every importer yields it. */
export const ConferenceBundle = z.strictObject({
  format: z.literal('rapporteur-conference'),
  formatVersion: z.literal(1),
  conference: z.strictObject({
    slug: ConferenceSlug,
    title: nameLine,
    subtitle: words.default(''),
    /** Grows with every published state of the programme; a newer one replaces an older one. */
    revision: z.int().min(1),
    /** The document's own words on its version: "Version 20 November 2016". */
    edition: words.default(''),
    venue: spaced.default(''),
    city: spaced.default(''),
    country: words.default(''),
    /** IANA time zone: every time of the conference is shown in it. */
    timeZone: nameLine,
    startDate: PlainDate,
    endDate: PlainDate,
    url: WebAddress.nullable().default(null),
    /** Read before the key messages. */
    introduction: z.array(Paragraph).default([]),
    /** The line that leads to the key messages. */
    keyMessagesHeading: words.default(''),
    /** Read after the key messages. */
    closing: z.array(Paragraph).default([]),
  }),
  rooms: z.array(BundleRoom),
  speakers: z.array(BundleSpeaker).default([]),
  sessions: z.array(BundleSession),
  keyMessages: z.array(BundleKeyMessage).default([]),
  directory: z.array(BundleDirectoryEntry).default([]),
})
/** `files`: of a pack, or of what is stored; a programme that is no pack says nothing of them. */
export type ConferenceBundle = z.infer<typeof ConferenceBundle> & { files?: PackFile[] }

/** A floor plan or document of a conference. `guid`: its path in the pack. */
export type PackFile = {
  guid: Guid
  role: 'floor-plan' | 'document'
  title: string
  /** Media type. */
  type: string
  /** In bytes. */
  size: number
  sha256: string
  /** Whose rooms a floor plan shows. */
  rooms: Guid[]
  /** What sessions a document is for. */
  sessions: Guid[]
}

// ── As the interface reads them ──────────────────────────────────────────────

export type Conference = Omit<ConferenceBundle['conference'], 'slug'> & {
  slug: ConferenceSlug
  /** Days with at least one session, ascending. */
  days: PlainDate[]
  rooms: (Room & { mark: number })[]
}
export type Room = z.infer<typeof BundleRoom>
/** As a file has it, with the names of its speakers and with instants. `room`: guid of one of the conference's rooms. */
export type Session = Omit<z.infer<typeof BundleSession>, 'start' | 'end' | 'speakers'> & {
  start: Instant
  end: Instant | null
  speakers: string[]
  /** Of an entry that the delegate added; the programme has no such session. */
  own?: Pick<OwnEntryFields, 'kind' | 'place'>
}
export type SessionLink = z.infer<typeof SessionLink>
export type SessionRecording = z.infer<typeof SessionRecording>
/** `sessions`: guids of those in which they speak. */
export type ProgrammeSpeaker = { guid: Guid; name: string; sessions: Guid[] }
/** A key message or one of its points (`parent` set), in document order. */
export type KeyMessage = { guid: Guid; parent: Guid | null; number: string; lead: string; text: string }
export type DirectoryEntry = z.infer<typeof BundleDirectoryEntry>

// ── What the delegate writes ─────────────────────────────────────────────────

export { MAX_NOTE_LENGTH }

/** What may leave this computer: `internal` only where it is asked for, `private` only where it is asked for by name. */
export const Confidentiality = z.enum(['shareable', 'internal', 'private'])
export type Confidentiality = z.infer<typeof Confidentiality>

export type NoteSummary = {
  id: NoteId
  session: Guid | null
  keyMessage: Guid | null
  /** The first words, plain text. */
  excerpt: string
  /** Blocks that carry a time; 1 for a note that has text but no times. */
  entries: number
  createdAt: Instant
  updatedAt: Instant
  /** Who began it, if somebody else: the id of a Person. */
  createdBy: string | null
  confidentiality: Confidentiality
  /** Stands above the others in the list of notes. */
  pinned: boolean
  /** As the delegate wrote them, in alphabetical order. */
  tags: string[]
}
/** A word or a few on a note, by which it is found again. Of those that differ only by capitals or accents a note has one. */
export const Tag = line.max(60)
export type Note = NoteSummary & { markdown: string; revision: number }
export type NoteVersion = { revision: number; savedAt: Instant; excerpt: string; entries: number }
/** Something in a note that is to be done, was decided or is open. */
export type NoteItem = {
  kind: 'task' | 'decision' | 'question'
  /** Place among the note's blocks of that kind, from 0. */
  index: number
  /** In one line; of a task without whom it is for and until when. */
  text: string
  /** When its entry was begun; null in an entry without a time. */
  at: Instant | null
  /** Names: of those who are to do it, or of who said it. */
  who: string[]
  /** Of a task, false for the others. */
  done: boolean
  due: PlainDate | null
}
/** One place in a note that names a key message, a session, a contact or a speaker. */
export type Mention = {
  note: NoteId
  session: Guid | null
  target: 'key-message' | 'session' | 'contact' | 'speaker'
  /** guid of the key message, session, speaker or directory entry, or the id of a contact of the delegate's. */
  id: string
  /** When the entry that holds it was begun; null in an entry without a time. */
  at: Instant | null
  /** The entry's plain text. */
  excerpt: string
}

/** A template of the delegate's own for notes: Markdown with places for what the session says (docs/note-format.md). */
export const NoteTemplate = z.strictObject({
  id: z.uuid(),
  name: line.max(100),
  markdown: z.string().max(MAX_NOTE_LENGTH),
})
export type NoteTemplate = z.infer<typeof NoteTemplate>

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'value.sha256')
/** A picture that notes show. `width` and `height` in pixels, `size` in bytes. */
export type Picture = {
  sha256: string
  type: 'image/png' | 'image/jpeg' | 'image/gif'
  width: number
  height: number
  size: number
}
/** `turned`: its camera lay on its side. Not every program heeds that. */
export type AddedPicture = Picture & { turned: boolean }

const field = z.string().trim().max(500)
export const ContactFields = z.strictObject({
  name: field.min(1),
  organisation: field,
  country: field,
  role: field,
  email: field,
  telephone: field,
  /** Session where the delegate met them. */
  metAt: Guid.nullable(),
  /** Private note. */
  note: z.string().max(20_000),
})
export type ContactFields = z.infer<typeof ContactFields>
export type Contact = ContactFields & {
  id: ContactId
  updatedAt: Instant
  /** Who met them, if somebody else: the id of a Person. */
  createdBy: string | null
}

export const OwnEntryId = z.uuid().pipe(Guid)
export const OwnEntryKind = z.enum(['meeting', 'travel', 'meal', 'call', 'other'])
export type OwnEntryKind = z.infer<typeof OwnEntryKind>
export const OwnEntryFields = z.strictObject({
  kind: OwnEntryKind,
  title: nameLine,
  start: Instant,
  end: Instant,
  place: field,
  people: z.array(nameLine).max(100),
})
export type OwnEntryFields = z.infer<typeof OwnEntryFields>

// ── Whose it is ──────────────────────────────────────────────────────────────

export const PersonFields = z.strictObject({
  name: z.string().trim().max(200),
  /** "Ministry of Justice, Estonia": as it stands on the cover of a report. */
  delegation: z.string().trim().max(200),
})
export type PersonFields = z.infer<typeof PersonFields>
/** What the cover of a report says of its author beside the name. It is handed on to nobody. */
export const OfficeFields = z.strictObject({
  /** "Senior Prosecutor" */
  role: z.string().trim().max(200),
  office: z.string().trim().max(200),
  division: z.string().trim().max(200),
})
export type OfficeFields = z.infer<typeof OfficeFields>
/** `id`: the author of notes and contacts. */
export type Person = PersonFields & { id: string }

// ── What was deleted ─────────────────────────────────────────────────────────

export { TRASH_DAYS } from '../core/trash.ts'

/** What was deleted and can still be read and brought back. */
export type Trash = {
  /** The last deleted first. */
  notes: (Pick<NoteSummary, 'id' | 'session' | 'keyMessage' | 'excerpt' | 'entries'> & {
    deletedAt: Instant
  })[]
  contacts: (Contact & { deletedAt: Instant })[]
}
