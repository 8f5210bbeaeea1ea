/** Notes and what belongs to them: actions, pictures, templates, suggestions, tags, pins, the trash. */
import { z } from 'zod'
import type { Entry } from '../../core/note-format/index.ts'
import {
  type AddedPicture,
  ConferenceSlug,
  Confidentiality,
  type Contact,
  ContactId,
  Guid,
  Instant,
  type Mention,
  type Note,
  NoteId,
  type NoteItem,
  type NoteSummary,
  NoteTemplate,
  type NoteVersion,
  type Picture,
  Sha256,
  Tag,
} from '../model.ts'

export { MAX_PICTURE_BYTES } from '../../core/note-format/length.ts'

import { type Calls, grant, mutation, nothing, ofConference, query } from './call.ts'

/** Deleted items that can still be read and restored. */
export type Trash = {
  /** Most recently deleted first. */
  notes: (Pick<NoteSummary, 'id' | 'session' | 'keyMessage' | 'excerpt' | 'entries'> & {
    deletedAt: Instant
  })[]
  contacts: (Contact & { deletedAt: Instant })[]
}

const noteIds = z.array(NoteId).min(1)

const inTrash = z.strictObject({ notes: z.array(NoteId), contacts: z.array(ContactId) })

export const notesCalls = {
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
  'actions.list': query(ofConference, 'notes', 'items').returns<ActionLists>(),
  /** How many tasks are not done; null until every note has been read for that. */
  'actions.open': query(ofConference, 'notes', 'items').returns<number | null>(),
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
} as const satisfies Calls

/** `subject`: the name of the note's session or key message, or null. */
export type NoteSomewhere = Pick<NoteSummary, 'id' | 'excerpt' | 'entries' | 'updatedAt'> & {
  conference: ConferenceSlug
  subject: string | null
}

/** `unread`: so many of all notes an older Rapporteur saved, and they are still to be read. */
export type ActionLists = { lists: NoteItems[]; unread: number; notes: number }

export type NoteItems = {
  note: NoteId
  session: Guid | null
  keyMessage: Guid | null
  createdAt: Instant
  /** As in NoteSummary. */
  createdBy: string | null
  items: NoteItem[]
}

/** An entry as of the end of the span. */
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

/** `kept`: the revision of the text that had come in between, from another window or program, and is a version now; else null. */
export type SavedNote = { revision: number; savedAt: Instant; kept: number | null }
