import { said } from '../../core/message.ts'
import type { CheckedInput, NoteSomewhere, SavedNote } from '../contract/index.ts'
import { DamageError, StoreError } from '../errors.ts'
import {
  MAX_NOTE_LENGTH,
  type Mention,
  type Note,
  type NoteId,
  type NoteSummary,
  type NoteVersion,
} from '../model.ts'
import { keepVersion, losesMuch, versionIsDue } from '../sql/note-versions.ts'
import { findNote, type StoredNote, storedNote, unknownNote, writeDerived } from '../sql/notes.ts'
import { writtenBetween } from '../sql/notes-by-time.ts'
import { type ReadNote, readNote } from '../sql/read-note.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'
import { type Unmarked, withMarks } from './marks.ts'

const summaryColumns = `note.uuid AS id, note.session, note.key_message AS keyMessage, note.excerpt, note.entries,
  note.created_at AS createdAt, note.updated_at AS updatedAt, handling.created_by AS createdBy,
  coalesce(handling.confidentiality, 'shareable') AS confidentiality`
/** `note_handling` has a row only for what is not simply one's own and shareable. */
const handledNotes = 'note LEFT JOIN note_handling AS handling ON handling.note_id = note.id'

export const notes: HandlersOf<'notes'> = {
  'notes.list': ({ sql }, { conference }) =>
    withMarks<NoteSummary>(
      sql,
      sql<Unmarked<NoteSummary>>(
        `SELECT ${summaryColumns} FROM ${handledNotes}
       WHERE note.conference = ? AND note.deleted_at IS NULL ORDER BY note.updated_at DESC`,
      ).all(conference),
    ),

  'notes.everywhere': ({ sql }) =>
    sql<NoteSomewhere>(
      `SELECT note.conference, note.uuid AS id, note.excerpt, note.entries, note.updated_at AS updatedAt,
         coalesce(session.label, session.title, key_message.number || ' · ' || key_message.lead) AS subject
       FROM note
       JOIN conference ON conference.slug = note.conference AND conference.removed_at IS NULL
       LEFT JOIN session ON session.conference_id = conference.id AND session.guid = note.session
       LEFT JOIN key_message ON key_message.conference_id = conference.id AND key_message.guid = note.key_message
       WHERE note.deleted_at IS NULL ORDER BY note.updated_at DESC`,
    ).all(),

  'notes.get': ({ sql }, { id }) => noteOf(sql, id),

  'notes.forSession': ({ sql }, { conference, session }) =>
    withMarks<Note>(
      sql,
      sql<Unmarked<Note>>(
        `SELECT ${summaryColumns}, note.revision, note.markdown FROM ${handledNotes}
       WHERE note.conference = ? AND note.session = ? AND note.deleted_at IS NULL
       ORDER BY note.created_at, note.id`,
      ).all(conference, session),
    ),

  'notes.save': (context, input) => save(context, input),

  'notes.remove': (context, { ids }) => setDeleted(context, ids, context.now()),
  'notes.restore': (context, { ids }) => setDeleted(context, ids, null),

  'notes.setConfidentiality': ({ sql }, { ids, confidentiality }) => {
    const set = sql(
      `INSERT INTO note_handling (note_id, confidentiality) SELECT id, @confidentiality FROM note WHERE uuid = @id
       ON CONFLICT (note_id) DO UPDATE SET confidentiality = excluded.confidentiality`,
    )
    for (const id of ids) if (set.run({ id, confidentiality }).changes === 0) throw unknownNote()
    return null
  },

  'notes.versions': ({ sql }, { id }) =>
    sql<NoteVersion>(
      `SELECT revision, saved_at AS savedAt, excerpt, entries FROM note_version
       WHERE note_id = ? ORDER BY revision DESC`,
    ).all(storedNote(sql, id).rowid),

  'notes.version': ({ sql }, { id, revision }) => versionOf(sql, storedNote(sql, id), revision),

  'notes.revert': (context, { id, revision }) => {
    const { sql } = context
    const stored = storedNote(sql, id)
    const { markdown } = versionOf(sql, stored, revision)
    keepVersion(sql, stored, context.now())
    write(context, stored, { ...stored, markdown, revision: stored.revision + 1 })
    return noteOf(sql, id)
  },

  'notes.mentions': ({ sql }, { conference }) =>
    sql<Mention>(
      `SELECT note.uuid AS note, note.session, mention.target, mention.target_id AS id, mention.at, mention.excerpt
       FROM note JOIN note_mention AS mention ON mention.note_id = note.id
       WHERE note.conference = @conference AND note.deleted_at IS NULL
         AND (mention.conference IS NULL OR mention.conference = @conference)
       ORDER BY note.created_at, note.id, mention.position`,
    ).all({ conference }),

  'notes.written': ({ sql }, input) => writtenBetween(sql, input),

  'notes.move': (context, { moves }) =>
    moves.map(({ id, session, keyMessage }) => {
      const stored = storedNote(context.sql, id)
      if (stored.deletedAt !== null) throw unknownNote()
      if (stored.session === session && stored.keyMessage === keyMessage) {
        return { id, revision: stored.revision }
      }
      const revision = stored.revision + 1
      write(context, stored, { ...stored, session, keyMessage, revision })
      return { id, revision }
    }),
}

type Content = Pick<StoredNote, 'conference' | 'session' | 'keyMessage' | 'markdown' | 'revision'>

/**
 * The text wins over everything: it is stored whatever happened to the note meanwhile, and a deleted note is
 * back with it. What it replaces is kept as a version when due, and always when it is not what the writer had before them.
 */
function save(context: Writer, input: CheckedInput<'notes.save'>): SavedNote {
  const { sql, now } = context
  if (input.markdown.length > MAX_NOTE_LENGTH) throw tooLong()
  const stored = findNote(sql, input.id)
  if (!stored) {
    expectAbsent(sql, input.id)
    // With a base revision: the database was replaced by an older one while the note was open.
    const revision = input.baseRevision + 1
    return { revision, savedAt: create(context, input.id, { ...input, revision }), kept: null }
  }
  if (isUnchanged(stored, input)) return { revision: stored.revision, savedAt: stored.updatedAt, kept: null }
  const isStale = input.baseRevision !== stored.revision
  let kept: number | null = null
  if (input.markdown !== stored.markdown) {
    if (isStale || versionIsDue(sql, stored, now()) || losesMuch(stored.markdown, input.markdown)) {
      keepVersion(sql, stored, now())
      if (isStale && stored.deletedAt === null && stored.markdown.trim() !== '') kept = stored.revision
    }
  }
  // Ahead of both, so that whoever still holds one of them is seen to be stale.
  const revision = Math.max(stored.revision, input.baseRevision) + 1
  return { revision, savedAt: write(context, stored, { ...input, revision }), kept }
}

/** Reads the table past its index: a damaged index can miss a stored note, and UNIQUE then lets a second one in. */
function expectAbsent(sql: Sql, id: NoteId): void {
  if (!sql('SELECT 1 FROM note NOT INDEXED WHERE uuid = ?').get(id)) return
  throw new DamageError('content', said`An index of the notes is damaged.`)
}

/** A change of the text as it is stored, made by the store itself. */
export function rewrite(context: Writer, stored: StoredNote, markdown: string): SavedNote {
  if (markdown === stored.markdown)
    return { revision: stored.revision, savedAt: stored.updatedAt, kept: null }
  if (versionIsDue(context.sql, stored, context.now())) keepVersion(context.sql, stored, context.now())
  const revision = stored.revision + 1
  return { revision, savedAt: write(context, stored, { ...stored, markdown, revision }), kept: null }
}

function isUnchanged(stored: StoredNote, input: Omit<Content, 'revision'>): boolean {
  return (
    stored.deletedAt === null &&
    stored.markdown === input.markdown &&
    stored.conference === input.conference &&
    stored.session === input.session &&
    stored.keyMessage === input.keyMessage
  )
}

function create(context: Writer, id: NoteId, content: Content): string {
  const { sql } = context
  const read = readNote(content.markdown)
  const row = rowOf(context, content, read)
  const { lastInsertRowid } = sql(
    `INSERT INTO note (uuid, conference, session, key_message, author, revision, created_at, updated_at, deleted_at,
       entries, excerpt, plain_text, markdown)
     VALUES (@id, @conference, @session, @keyMessage, @author, @revision, @now, @now, NULL,
       @entries, @excerpt, @plainText, @markdown)`,
  ).run({ ...row, id })
  writeDerived(sql, Number(lastInsertRowid), read)
  return row.now
}

function write(context: Writer, stored: StoredNote, content: Content): string {
  const { sql } = context
  const read = readNote(content.markdown)
  const row = rowOf(context, content, read)
  sql(
    `UPDATE note SET conference = @conference, session = @session, key_message = @keyMessage, author = @author,
       revision = @revision, updated_at = @now, deleted_at = NULL, purged_at = NULL, entries = @entries, excerpt = @excerpt,
       plain_text = @plainText, markdown = @markdown
     WHERE id = @rowid`,
  ).run({ ...row, rowid: stored.rowid })
  writeDerived(sql, stored.rowid, read)
  return row.now
}

function rowOf({ now, author }: Writer, content: Content, { entries, excerpt, plainText }: ReadNote) {
  const { conference, session, keyMessage, revision, markdown } = content
  return {
    conference,
    session,
    keyMessage,
    revision,
    markdown,
    entries,
    excerpt,
    plainText,
    author: author(),
    now: now(),
  }
}

function setDeleted({ sql, now, author }: Writer, ids: NoteId[], deletedAt: string | null): null {
  const update = sql(
    `UPDATE note SET deleted_at = ?, updated_at = ?, author = ?, revision = revision + 1
     WHERE uuid = ? AND purged_at IS NULL`,
  )
  for (const id of ids) {
    if (update.run(deletedAt, now(), author(), id).changes === 0) throw unknownNote()
  }
  return null
}

function noteOf(sql: Sql, id: NoteId): Note {
  const [note] = withMarks<Note>(
    sql,
    sql<Unmarked<Note>>(
      `SELECT ${summaryColumns}, note.revision, note.markdown FROM ${handledNotes}
       WHERE note.uuid = ? AND note.deleted_at IS NULL`,
    ).all(id),
  )
  if (!note) throw unknownNote()
  return note
}

function versionOf(sql: Sql, stored: StoredNote, revision: number): { markdown: string; savedAt: string } {
  const version = sql<{ markdown: string; savedAt: string }>(
    'SELECT markdown, saved_at AS savedAt FROM note_version WHERE note_id = ? AND revision = ?',
  ).get(stored.rowid, revision)
  if (!version) throw new StoreError('not-found', 'This version of the note is not kept any more.')
  return version
}

function tooLong(): StoreError {
  return new StoreError(
    'too-long',
    'A note holds at most 2 million characters, and this one has more. Move part of it to another note: until then it is not saved.',
  )
}
