import { message } from '../../core/i18n/message.ts'
import { MAX_NOTE_LENGTH } from '../../core/note-format/index.ts'
import type { CheckedInput, SavedNote } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { mergeTexts } from '../sharing/delegation/shared-text/shared-text.ts'
import { isListedAsWritable } from '../sharing/delegation/state.ts'
import {
  findVersion,
  getVersion,
  isVersionDue,
  keepVersion,
  listVersions,
  removesMostText,
} from '../sql/note-versions.ts'
import {
  addNote,
  assertNotStored,
  createUnknownNoteError,
  findNote,
  getNote,
  getStoredNote,
  listMentions,
  listNotes,
  listNotesEverywhere,
  listNotesOfSession,
  type NoteContent,
  type StoredNote,
  setConfidentiality,
  setNoteDeleted,
  writeNote,
} from '../sql/notes.ts'
import { findEntriesBetween } from '../sql/notes-by-time.ts'
import type { Writer } from '../store/context.ts'
import type { HandlersOf } from './context.ts'

export const notes: HandlersOf<'notes'> = {
  'notes.list': ({ sql }, { conference }) => listNotes(sql, conference),
  'notes.everywhere': ({ sql }) => listNotesEverywhere(sql),
  'notes.get': ({ sql }, { id }) => getNote(sql, id),
  'notes.forSession': ({ sql }, { conference, session }) => listNotesOfSession(sql, conference, session),
  'notes.mentions': ({ sql }, { conference }) => listMentions(sql, conference),
  'notes.listByTime': ({ sql }, input) => findEntriesBetween(sql, input),

  'notes.save': (context, input) => saveNote(context, input),

  'notes.remove': (context, { ids }) => {
    for (const id of ids) setNoteDeleted(context, id, context.now())
    return null
  },
  'notes.restore': (context, { ids }) => {
    for (const id of ids) setNoteDeleted(context, id, null)
    return null
  },

  'notes.setConfidentiality': ({ sql }, { ids, confidentiality }) => {
    for (const id of ids) setConfidentiality(sql, id, confidentiality)
    return null
  },

  'notes.versions': ({ sql }, { id }) => listVersions(sql, getStoredNote(sql, id)),
  'notes.version': ({ sql }, { id, revision }) => getVersion(sql, getStoredNote(sql, id), revision),

  'notes.revert': (context, { id, revision }) => {
    const { sql } = context
    const stored = getStoredNote(sql, id)
    const { markdown } = getVersion(sql, stored, revision)
    keepVersion(sql, stored, context.now())
    writeNote(context, stored, { ...stored, markdown, revision: stored.revision + 1 })
    return getNote(sql, id)
  },

  'notes.move': (context, { moves }) =>
    moves.map(({ id, session, keyMessage }) => {
      const stored = getStoredNote(context.sql, id)
      if (stored.deletedAt !== null) throw createUnknownNoteError()
      if (stored.session === session && stored.keyMessage === keyMessage) {
        return { id, revision: stored.revision }
      }
      const revision = stored.revision + 1
      writeNote(context, stored, { ...stored, session, keyMessage, revision })
      return { id, revision }
    }),
}

/**
 * Stores the text, whatever happened to the note in the meantime. Saving a deleted note restores it. The replaced text is kept as a version
 * when one is due, and always when the writer had not seen it.
 */
function saveNote(context: Writer, input: CheckedInput<'notes.save'>): SavedNote {
  const { sql, now } = context
  if (input.markdown.length > MAX_NOTE_LENGTH) throw createTooLongError()
  const stored = findNote(sql, input.id)
  if (!stored) {
    assertNotStored(sql, input.id)
    // The base revision is above 0 if an older database replaced the database while the note was open.
    const revision = input.baseRevision + 1
    return { revision, savedAt: addNote(context, input.id, { ...input, revision }), kept: null }
  }
  if (isUnchanged(stored, input)) return { revision: stored.revision, savedAt: stored.updatedAt, kept: null }
  const isStale = input.baseRevision !== stored.revision
  if (isStale && isListedAsWritable(sql, input.conference, input.id)) {
    const merged = saveMerged(context, stored, input)
    if (merged) return merged
  }
  let kept: number | null = null
  if (input.markdown !== stored.markdown) {
    if (isStale || isVersionDue(sql, stored, now()) || removesMostText(stored.markdown, input.markdown)) {
      keepVersion(sql, stored, now())
      if (isStale && stored.deletedAt === null && stored.markdown.trim() !== '') kept = stored.revision
    }
  }
  // Above both revisions, so that a writer with either of them is recognised as stale.
  const revision = Math.max(stored.revision, input.baseRevision) + 1
  return { revision, savedAt: writeNote(context, stored, { ...input, revision }), kept }
}

/**
 * Merges the delegate's text with a colleague's text that arrived in the meantime. First stores the delegate's text, whose revision it
 * returns. The merged text is stored as the next revision, which the editor then loads.
 * @returns null if the two cannot be merged: the text from which the delegate started is not stored, the note is deleted, or the result is
 * too long
 */
function saveMerged(
  context: Writer,
  stored: StoredNote,
  input: CheckedInput<'notes.save'>,
): SavedNote | null {
  const { sql, now } = context
  const base = findVersion(sql, stored, input.baseRevision)
  const joined = base && mergeTexts(base.markdown, input.markdown, stored.markdown)
  if (joined === null || stored.deletedAt !== null || joined.length > MAX_NOTE_LENGTH) return null
  keepVersion(sql, stored, now())
  const revision = stored.revision + 1
  const savedAt = writeNote(context, stored, { ...input, revision })
  if (joined !== input.markdown) {
    keepVersion(sql, { ...stored, ...input, author: context.author(), revision }, now())
    writeNote(context, stored, { ...input, markdown: joined, revision: revision + 1 })
  }
  return { revision, savedAt, kept: null }
}

/** Changes the stored text outside the editor, such as when a task is ticked in a list. */
export function rewriteNote(context: Writer, stored: StoredNote, markdown: string): SavedNote {
  if (markdown === stored.markdown)
    return { revision: stored.revision, savedAt: stored.updatedAt, kept: null }
  if (isVersionDue(context.sql, stored, context.now())) keepVersion(context.sql, stored, context.now())
  const revision = stored.revision + 1
  return { revision, savedAt: writeNote(context, stored, { ...stored, markdown, revision }), kept: null }
}

function isUnchanged(stored: StoredNote, input: Omit<NoteContent, 'revision'>): boolean {
  return (
    stored.deletedAt === null &&
    stored.markdown === input.markdown &&
    stored.conference === input.conference &&
    stored.session === input.session &&
    stored.keyMessage === input.keyMessage
  )
}

function createTooLongError(): StoreError {
  return new StoreError('too-long', message('note.too-long'))
}
