/** Notes and related data: tasks, pictures, templates, suggestions, tags, pins, the trash. */
import { z } from 'zod'
import type { Message } from '../../core/i18n/message.ts'
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
  PlainDate,
  Sha256,
  Tag,
} from '../model.ts'

export { MAX_PICTURE_BYTES } from '../../core/note-format/length.ts'

import { type Calls, conferenceInput, grant, mutation, noInput, query } from './call.ts'

/** Deleted items that can still be read and restored. */
export type Trash = {
  /** Most recently deleted first. */
  notes: (Pick<NoteSummary, 'id' | 'session' | 'keyMessage' | 'excerpt' | 'entries'> & {
    deletedAt: Instant
  })[]
  contacts: (Contact & { deletedAt: Instant })[]
}

const noteIds = z.array(NoteId).min(1)

const placeOfTask = { note: NoteId, index: z.int().min(0), text: z.string() }
/** The text of a link in a note. */
const label = z.string().trim().min(1).max(300)
/** Links of one kind as they are written in a task, separated by spaces. */
const taskLinks = z.strictObject({ links: z.string() })

const trashItems = z.strictObject({ notes: z.array(NoteId), contacts: z.array(ContactId) })

export const notesCalls = {
  /** Newest first, without deleted notes. */
  'notes.list': query(conferenceInput, 'notes').returns<NoteSummary[]>(),
  /** Notes of every conference that was not removed, newest first. */
  'notes.everywhere': query(noInput, 'notes', 'programme').returns<NoteOfAnyConference[]>(),
  'notes.get': query(z.strictObject({ id: NoteId }), 'notes').returns<Note>(),
  /** The notes of one session, oldest first. */
  'notes.forSession': query(z.strictObject({ conference: ConferenceSlug, session: Guid }), 'notes').returns<
    Note[]
  >(),
  /**
   * Creates (baseRevision 0) or saves a note. The caller chooses the id, so that a note is on screen before its first commit. A reply means
   * that the note is committed with a full sync. If the note changed since `baseRevision`, the stored text becomes a version first, so that
   * neither text is lost.
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
  'notes.remove': mutation(
    z.strictObject({ ids: z.array(NoteId).min(1) }),
    'notes',
    'documents',
  ).returns<null>(),
  /** Undo of notes.remove. */
  'notes.restore': mutation(
    z.strictObject({ ids: z.array(NoteId).min(1) }),
    'notes',
    'documents',
  ).returns<null>(),
  /** Sets the confidentiality; undo by setting the earlier one. */
  'notes.setConfidentiality': mutation(
    z.strictObject({ ids: z.array(NoteId).min(1), confidentiality: Confidentiality }),
    'notes',
  ).returns<null>(),
  /** Earlier versions, newest first, without the current text. */
  'notes.versions': query(z.strictObject({ id: NoteId }), 'notes').returns<NoteVersion[]>(),
  'notes.version': query(z.strictObject({ id: NoteId, revision: z.int().min(1) }), 'notes').returns<{
    markdown: string
    savedAt: Instant
  }>(),
  /** Restores an earlier version; the current text becomes a version. */
  'notes.revert': mutation(z.strictObject({ id: NoteId, revision: z.int().min(1) }), 'notes').returns<Note>(),
  'notes.mentions': query(conferenceInput, 'notes').returns<Mention[]>(),
  /**
   * The entries that the delegate wrote in a time span (end exclusive). `from` and `to` are on the conference clock, as times in notes;
   * `savedFrom` and `savedTo` are the same moments on the computer's clock, as in versions.
   */
  'notes.listByTime': query(
    z.strictObject({
      conference: ConferenceSlug,
      from: Instant,
      to: Instant,
      savedFrom: Instant,
      savedTo: Instant,
    }),
    'notes',
  ).returns<DatedEntry[]>(),
  /** Moves notes to another session, or to none; all of them or none. @returns the new revisions in the given order */
  'notes.move': mutation(
    z.strictObject({
      moves: z
        .array(z.strictObject({ id: NoteId, session: Guid.nullable(), keyMessage: Guid.nullable() }))
        .min(1),
    }),
    'notes',
    'documents',
  ).returns<{ id: NoteId; revision: number }[]>(),

  /** Notes with items, oldest first; items by kind and position. */
  'actions.list': query(conferenceInput, 'notes').returns<NoteItems[]>(),
  /** Who in the delegation last ticked, assigned or dated a task. Changes that the author made in the text before are not listed. */
  'actions.changes': query(conferenceInput, 'notes').returns<TaskChange[]>(),
  /** The number of open tasks. */
  'actions.open': query(conferenceInput, 'notes').returns<number>(),
  /**
   * Ticks or clears a task in its note's text, and changes nothing else. `index` and `text` as listed: if the note has changed, the task is
   * found by its text; refused as `conflict` if that is ambiguous. In the note of a member of the delegation, the author's devices tick it too.
   */
  'actions.setDone': mutation(
    z.strictObject({ ...placeOfTask, done: z.boolean() }),
    'notes',
  ).returns<SavedNote>(),
  /**
   * Sets the assignee and the due date of a task, which is found as by `actions.setDone`. A field that is left out stays; null removes it.
   * `label`: the text of the link, such as "for Anna Ek". `person`: a member of the delegation. `links`: what an earlier call replaced, for
   * Undo. In a colleague's note, a task can be changed by its assignee, and by the member who assigned it to somebody else last.
   */
  'actions.assign': mutation(
    z.strictObject({
      ...placeOfTask,
      who: z
        .union([z.strictObject({ label, person: z.uuid() }), taskLinks])
        .nullable()
        .optional(),
      due: z
        .union([z.strictObject({ label, date: PlainDate }), taskLinks])
        .nullable()
        .optional(),
    }),
    'notes',
  ).returns<AssignedTask>(),

  /**
   * Stores a picture once. PNG, JPEG or GIF, recognised by content, of at most MAX_PICTURE_BYTES; otherwise `bad-file`. It is kept as long
   * as a note or version shows it.
   */
  'pictures.add': {
    ...mutation(z.strictObject({ bytes: z.instanceof(Uint8Array) }), 'pictures').returns<AddedPicture>(),
    takesLong: true,
  },
  'pictures.addFile': {
    ...mutation(z.strictObject({ grant }), 'pictures').returns<AddedPicture>(),
    takesLong: true,
  },
  /** null if the picture is not on this computer. */
  'pictures.about': query(z.strictObject({ sha256: Sha256 }), 'pictures').returns<Picture | null>(),
  /** Reads a picture, for the main process, which serves pictures to the window. */
  'pictures.read': query(z.strictObject({ sha256: Sha256 }), 'pictures').returns<{
    type: Picture['type']
    bytes: Uint8Array
  } | null>(),

  /** The text that was read in a picture; null until it is read. */
  'pictures.text': query(z.strictObject({ sha256: Sha256 }), 'pictures').returns<PictureText | null>(),
  /** The number of pictures in notes whose text is still to be read. */
  'pictures.unread': query(noInput, 'pictures', 'notes', 'programme').returns<number>(),
  /** The languages in which pictures are read. */
  'pictures.languages': query(noInput, 'pictures', 'programme').returns<PictureLanguages>(),
  /** Adds language data, such as `rus.traineddata`; pictures are then read again. @returns the language, as `pictures.languages` names it */
  'pictures.addLanguage': {
    ...mutation(z.strictObject({ grant }), 'pictures').returns<{ tag: string }>(),
    takesLong: true,
  },
  /** Removes language data that the delegate added. */
  'pictures.removeLanguage': mutation(
    z.strictObject({ code: z.string().regex(/^[a-z]{3}(?:_[a-z]+)*$/) }),
    'pictures',
  ).returns<null>(),

  /** The delegate's own templates, by name. */
  'templates.list': query(noInput, 'templates').returns<NoteTemplate[]>(),
  /** Creates a template, or replaces the one with this id. */
  'templates.save': mutation(NoteTemplate, 'templates').returns<null>(),
  'templates.remove': mutation(z.strictObject({ id: z.uuid() }), 'templates').returns<null>(),
  /** Undo of templates.remove. */
  'templates.restore': mutation(z.strictObject({ id: z.uuid() }), 'templates').returns<null>(),

  /** Addresses of links that must not be suggested for the note again. */
  'suggestions.dismissed': query(z.strictObject({ note: NoteId }), 'suggestions').returns<string[]>(),
  /** Dismisses the suggestions permanently. `dismissed: false` undoes that. */
  'suggestions.dismiss': mutation(
    z.strictObject({
      note: NoteId,
      hrefs: z.array(z.string().startsWith('rapporteur:').max(2_000)).min(1).max(100),
      dismissed: z.boolean(),
    }),
    'suggestions',
  ).returns<null>(),

  /** A tag that differs from an existing tag only in capitals or accents gets the spelling of the existing tag. */
  'tags.change': mutation(
    z.strictObject({ notes: noteIds, add: z.array(Tag).max(100), remove: z.array(Tag).max(100) }),
    'notes',
  ).returns<null>(),
  'pins.set': mutation(z.strictObject({ notes: noteIds, pinned: z.boolean() }), 'notes').returns<null>(),

  /** Data deleted in the last TRASH_DAYS and not purged yet. */
  'trash.list': query(conferenceInput, 'notes', 'contacts').returns<Trash>(),
  /** The last text of a deleted note. */
  'trash.note': query(z.strictObject({ id: NoteId }), 'notes').returns<{ markdown: string }>(),
  'trash.restore': mutation(trashItems, 'notes', 'contacts', 'documents').returns<null>(),
  /** Purges the items with their versions. Only deleted items are affected: a restored note stays. */
  'trash.remove': mutation(trashItems, 'notes', 'contacts').returns<null>(),
} as const satisfies Calls

/** `subject`: the name of the note's session or key message, or null. */
export type NoteOfAnyConference = Pick<NoteSummary, 'id' | 'excerpt' | 'entries' | 'updatedAt'> & {
  conference: ConferenceSlug
  subject: string | null
}

/** `index`: the index of the task, as in NoteItem. `who`: the assignees. */
export type TaskChange = {
  note: NoteId
  index: number
  field: 'done' | 'who' | 'due'
  person: string
  at: Instant
}

export type NoteItems = {
  note: NoteId
  session: Guid | null
  keyMessage: Guid | null
  createdAt: Instant
  /** As in NoteSummary. */
  createdBy: string | null
  items: NoteItem[]
}

/** An entry as it was at the end of the span. */
export type DatedEntry = {
  note: NoteId
  session: Guid | null
  keyMessage: Guid | null
  at: Instant | null
  /**
   * false if the entry's time is within the span. true if it has an earlier time or none, and its text was added or changed in the span.
   */
  isChanged: boolean
  kind: Entry['kind']
  /** One line for each block. */
  text: string
  /** The note no longer contains the entry. */
  isGone: boolean
}

/** `kept`: the revision of another window's or program's text that is now a version, or null. */
export type SavedNote = { revision: number; savedAt: Instant; kept: number | null }

/** `before`: the links that said who was to do the task and by when. */
export type AssignedTask = SavedNote & { before: { who: string; due: string } }

/** `text`: one line for each line of the picture. `problem`: the reason why it could not be read. */
export type PictureText = { text: string; problem: Message | null }

/**
 * `code`: Tesseract's name of the language. `tag`: its BCP 47 tag. `isAdded`: whether the delegate added its data. `pack`: the title of the
 * data if it comes from a conference pack. `missing`: tags of languages of the conferences for which there is no data.
 */
export type PictureLanguages = {
  used: { code: string; tag: string; isAdded: boolean; pack: string | null }[]
  missing: string[]
}
