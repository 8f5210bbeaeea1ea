/** The entities of the contract, and the bundle that an importer returns. Types only: contract/ defines the calls. */
import { z } from 'zod'
import { MAX_NOTE_LENGTH } from '../core/note-format/length.ts'
import { cleanText, limitToLine, nameLine, singleSpacedText, validText } from './formats/bundle-text.ts'

/** An instant in UTC with milliseconds, the only stored form, since it sorts as text. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'value.instant')
/** A calendar date in the conference's zone, ISO 8601. */
export const PlainDate = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'value.date')
/** BCP 47 primary language subtag: en, fr, es, ru … */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}$/, 'value.language')

const key = z.string().min(1).max(200)
/** The slug of a conference, which identifies it in links, exports and on the command line. */
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

// ── Data of the conference ────────────────────────────────────────────────────

const text = cleanText.min(1)
export const line = limitToLine(validText.overwrite((value) => value.replaceAll(/\r\n?/g, '\n')))

/**
 * A paragraph in the source's own words. `missing` marks a place where the source has something that text cannot reproduce, such as a
 * picture. The app tells the reader.
 */
export const Paragraph = z.strictObject({ text, missing: z.boolean().default(false) })

export const SessionKind = z.enum(['plenary', 'workshop', 'talk', 'social', 'milestone', 'other'])
export const SessionStatus = z.enum(['confirmed', 'cancelled'])

export const BundleRoom = z.strictObject({
  guid: Guid,
  name: nameLine,
  languages: z.array(LanguageTag).default([]),
})
export const BundleSpeaker = z.strictObject({ guid: Guid, name: nameLine, biography: cleanText.default('') })
export const SessionLinkKind = z.enum(['page', 'link', 'attachment', 'recording', 'feedback'])
/** An address that may be opened from a programme. It is neither a script nor a file on this computer. */
export const WebAddress = z
  .string()
  .max(2_000)
  .regex(/^(?:https?:\/\/|mailto:)[^\s<>"]+$/i, 'value.address')
/** A link that belongs to a session. */
export const SessionLink = z.strictObject({
  /** `page`: the session's page on the organiser's site. */
  kind: SessionLinkKind,
  /** '' if the programme gives only the address. */
  title: singleSpacedText.max(2_000).default(''),
  /** null if the programme names an attachment without an address. */
  url: WebAddress.nullable(),
})
/** The programme's statement on recording a session. */
export const SessionRecording = z.strictObject({
  licence: singleSpacedText.max(2_000).default(''),
  /** The speakers opted out of recording. */
  optOut: z.boolean().default(false),
})
export const BundleSession = z.strictObject({
  guid: Guid,
  /** "Workshop 9"; null if the programme gives only the title. */
  label: nameLine.nullable().default(null),
  title: nameLine,
  kind: SessionKind,
  /** The organiser's word for the kind of session: "DJ Set"; null if there is none or it only repeats the kind's name. */
  type: nameLine.nullable().default(null),
  /** Local start with offset (RFC 3339). */
  start: z.iso.datetime({ offset: true }),
  /** null if the programme gives no end. */
  end: z.iso.datetime({ offset: true }).nullable(),
  /** The programme day to which the session belongs. A session after midnight belongs to the day before. */
  day: PlainDate,
  /** guid of a room; null if the programme names none. */
  room: Guid.nullable(),
  /** Languages of interpretation in that room for this session. */
  languages: z.array(LanguageTag),
  speakers: z.array(Guid).default([]),
  description: cleanText.default(''),
  status: SessionStatus.default('confirmed'),
  /** The track under which the programme lists the session: "Security". */
  track: nameLine.nullable().default(null),
  recording: SessionRecording.nullable().default(null),
  links: z.array(SessionLink).max(200).default([]),
})
export const BundleKeyMessagePoint = z.strictObject({
  guid: Guid,
  /** "5a" */
  number: nameLine,
  /** A verbatim prefix of `text` that lists show in its place. */
  lead: limitToLine(cleanText),
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
  /** The body to which it belongs, in the source's words: "Cybercrime Convention Committee". */
  partOf: nameLine.nullable().default(null),
  url: WebAddress.nullable().default(null),
  donor: z.boolean().default(false),
  /** The sentence of the source that names it, verbatim. */
  sentence: text,
})

/** All data of a conference: the content of a Rapporteur conference JSON file, and the result of every importer. */
export const ConferenceBundle = z.strictObject({
  format: z.literal('rapporteur-conference'),
  formatVersion: z.literal(1),
  conference: z.strictObject({
    slug: ConferenceSlug,
    title: nameLine,
    subtitle: cleanText.default(''),
    /** Increases with every published version of the programme; a higher revision replaces a lower one. */
    revision: z.int().min(1),
    /** The version as the document names it: "Version 20 November 2016". */
    edition: cleanText.default(''),
    venue: singleSpacedText.default(''),
    city: singleSpacedText.default(''),
    country: cleanText.default(''),
    /** IANA time zone in which all times of the conference are shown. */
    timeZone: nameLine,
    startDate: PlainDate,
    endDate: PlainDate,
    url: WebAddress.nullable().default(null),
    /** Paragraphs shown before the key messages. */
    introduction: z.array(Paragraph).default([]),
    /** The heading of the key messages. */
    keyMessagesHeading: cleanText.default(''),
    /** Paragraphs shown after the key messages. */
    closing: z.array(Paragraph).default([]),
  }),
  rooms: z.array(BundleRoom),
  speakers: z.array(BundleSpeaker).default([]),
  sessions: z.array(BundleSession),
  keyMessages: z.array(BundleKeyMessage).default([]),
  directory: z.array(BundleDirectoryEntry).default([]),
})
/** `files`: the files of a pack or of a stored conference; undefined for a programme that is not a pack. */
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
  /** The rooms that a floor plan shows. */
  rooms: Guid[]
  /** The sessions that a document is for. */
  sessions: Guid[]
}

// ── Data for the interface ────────────────────────────────────────────────────

export type Conference = Omit<ConferenceBundle['conference'], 'slug'> & {
  slug: ConferenceSlug
  /** Days with at least one session, ascending. */
  days: PlainDate[]
  rooms: (Room & { mark: number })[]
}
export type Room = z.infer<typeof BundleRoom>
/** A session of the bundle, with speaker names instead of guids and with UTC instants. `room`: guid of one of the conference's rooms. */
export type Session = Omit<z.infer<typeof BundleSession>, 'start' | 'end' | 'speakers'> & {
  start: Instant
  end: Instant | null
  speakers: string[]
  /** Set for an entry that the delegate added to their own agenda; the programme has no such session. */
  own?: Pick<OwnEntryFields, 'kind' | 'place'>
  /** Set for a session that runs late: its start in the programme, and the minutes by which `start` and `end` are later. */
  planned?: { start: Instant; minutes: number }
}
export type SessionLink = z.infer<typeof SessionLink>
export type SessionRecording = z.infer<typeof SessionRecording>
/** A speaker. `sessions`: guids of the sessions in which this person speaks. */
export type ProgrammeSpeaker = { guid: Guid; name: string; sessions: Guid[] }
/** A key message or one of its points (`parent` set), in document order. */
export type KeyMessage = { guid: Guid; parent: Guid | null; number: string; lead: string; text: string }
export type DirectoryEntry = z.infer<typeof BundleDirectoryEntry>

// ── Data of the delegate ──────────────────────────────────────────────────────

/** The level of confidentiality. Exports include `internal` notes on request, and `private` notes only on explicit request. */
export const Confidentiality = z.enum(['shareable', 'internal', 'private'])
export type Confidentiality = z.infer<typeof Confidentiality>

export type NoteSummary = {
  id: NoteId
  session: Guid | null
  keyMessage: Guid | null
  /** The first words, plain text. */
  excerpt: string
  /** The number of blocks with a time; 1 for a note with text but without times. */
  entries: number
  createdAt: Instant
  updatedAt: Instant
  /** The id of the Person who created it; null for the user. */
  createdBy: string | null
  confidentiality: Confidentiality
  /** Pinned notes come first in the list of notes. */
  pinned: boolean
  /** Tags as the delegate spelt them, in alphabetical order. */
  tags: string[]
}
/** A label on a note. Tags that differ only in case or accents are equal. */
export const Tag = line.max(60)
export type Note = NoteSummary & { markdown: string; revision: number }
export type NoteVersion = { revision: number; savedAt: Instant; excerpt: string; entries: number }
/** A task, decision or open question in a note. */
export type NoteItem = {
  kind: 'task' | 'decision' | 'question'
  /** Index among the note's blocks of that kind, from 0. */
  index: number
  /** One line; a task's text leaves out its assignees and dates. */
  text: string
  /** The start of its entry; null in an entry without a time. */
  at: Instant | null
  /** Names of the assignees of a task, or of the speakers. `members`: their ids if they belong to the delegation, otherwise null. */
  who: string[]
  members: (string | null)[]
  /** Always false for decisions and questions. */
  done: boolean
  /** `planned`: the day on which the delegate plans to do the task. */
  due: PlainDate | null
  planned: PlainDate | null
}
/** A mention of a key message, a session, a contact or a speaker in a note. */
export type Mention = {
  note: NoteId
  session: Guid | null
  target: 'key-message' | 'session' | 'contact' | 'speaker'
  /** The guid of the key message, session, speaker or directory entry, or the id of an own contact. */
  id: string
  /** The start of its entry; null in an entry without a time. */
  at: Instant | null
  /** The entry's plain text. */
  excerpt: string
}

/** A note template of the delegate's own: Markdown with placeholders for the session's details (docs/note-format.md). */
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
/** `isReoriented`: the picture carries an orientation flag, which some programs ignore. */
export type AddedPicture = Picture & { isReoriented: boolean }

const field = z.string().trim().max(500)
export const ContactFields = z.strictObject({
  name: field.min(1),
  organisation: field,
  country: field,
  role: field,
  email: field,
  telephone: field,
  /** The session at which the delegate met this person. */
  metAt: Guid.nullable(),
  /** Private note. */
  note: z.string().max(20_000),
  /** The delegate's private promise to this person; '' for none. `followedUpAt`: the time at which it was done; null while it is open. */
  followUp: field.default(''),
  followUpOn: PlainDate.nullable().default(null),
  followedUpAt: Instant.nullable().default(null),
  /** The consent of the person, in the delegate's words. */
  consent: field.default(''),
  /** SHA-256 of a stored picture. */
  picture: Sha256.nullable().default(null),
  confidentiality: Confidentiality.default('shareable'),
})
export type ContactFields = z.infer<typeof ContactFields>
export type Contact = ContactFields & {
  id: ContactId
  updatedAt: Instant
  /** The id of the Person who met them; null for the user. */
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

// ── Authors ──────────────────────────────────────────────────────────────────

export const PersonFields = z.strictObject({
  name: z.string().trim().max(200),
  /** "Ministry of Justice, Estonia", as printed on the cover of a report. */
  delegation: z.string().trim().max(200),
})
export type PersonFields = z.infer<typeof PersonFields>
/** The author's position, printed on the cover of a report. It is never shared with others. */
export const OfficeFields = z.strictObject({
  /** "Senior Prosecutor" */
  role: z.string().trim().max(200),
  office: z.string().trim().max(200),
  division: z.string().trim().max(200),
})
export type OfficeFields = z.infer<typeof OfficeFields>
/** Printed on the delegate's own card, and never shared otherwise. */
export const CardFields = z.strictObject({
  email: z.string().trim().max(200),
  telephone: z.string().trim().max(200),
})
export type CardFields = z.infer<typeof CardFields>
/** `id`: the author of notes and contacts. */
export type Person = PersonFields & { id: string }
