/** What the delegate puts on a note without changing its text: tags and a pin. */
import { randomUUID } from 'node:crypto'
import { fold } from '../../core/fold.ts'
import type { Note, NoteId, NoteSummary } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

export const tags: HandlersOf<'tags'> = {
  'tags.change': (context, { notes, add, remove }) => {
    const added = add.map((tag) => ({ tag: spellingOf(context.sql, tag), folded: fold(tag) }))
    for (const note of notes) {
      for (const { tag, folded } of added) putTag(context, note, tag, folded)
      for (const tag of remove) takeTag(context, note, fold(tag))
    }
    return null
  },
}

export const pins: HandlersOf<'pins'> = {
  'pins.set': ({ sql, now, author }, { notes, pinned }) => {
    const put = sql(
      `INSERT INTO note_pin (uuid, note, author, revision, updated_at, deleted_at)
       VALUES (@uuid, @note, @author, 1, @now, NULL)
       ON CONFLICT (note) DO UPDATE
       SET author = excluded.author, revision = revision + 1, updated_at = excluded.updated_at, deleted_at = NULL
       WHERE deleted_at IS NOT NULL`,
    )
    const take = sql(
      `UPDATE note_pin SET author = @author, revision = revision + 1, updated_at = @now, deleted_at = @now
       WHERE note = @note AND deleted_at IS NULL`,
    )
    const by = { author: author(), now: now() }
    for (const note of notes) {
      if (pinned) put.run({ ...by, note, uuid: randomUUID() })
      else take.run({ ...by, note })
    }
    return null
  },
}

export type Unmarked<N extends NoteSummary | Note> = Omit<N, 'pinned' | 'tags'>

/** Few notes are marked, so that the marks of all are read at once. */
export function withMarks<N extends NoteSummary | Note>(sql: Sql, notes: Unmarked<N>[]): N[] {
  const pinned = new Set(
    sql<{ note: string }>('SELECT note FROM note_pin WHERE deleted_at IS NULL')
      .all()
      .map(({ note }) => note),
  )
  const tagsOf = new Map<string, string[]>()
  const rows = sql<{ note: string; tag: string }>(
    'SELECT note, tag FROM note_tag WHERE deleted_at IS NULL ORDER BY folded',
  ).all()
  for (const { note, tag } of rows) {
    const known = tagsOf.get(note)
    if (known) known.push(tag)
    else tagsOf.set(note, [tag])
  }
  return notes.map(
    (note) => ({ ...note, pinned: pinned.has(note.id), tags: tagsOf.get(note.id) ?? [] }) as N & NoteSummary,
  )
}

/** As it is written on another note. */
function spellingOf(sql: Sql, tag: string): string {
  const known = sql<{ tag: string }>(
    'SELECT tag FROM note_tag WHERE folded = ? AND deleted_at IS NULL LIMIT 1',
  ).get(fold(tag))
  return known?.tag ?? tag
}

function putTag({ sql, now, author }: Writer, note: NoteId, tag: string, folded: string): void {
  sql(
    `INSERT INTO note_tag (uuid, note, tag, folded, author, revision, updated_at, deleted_at)
     VALUES (@uuid, @note, @tag, @folded, @author, 1, @now, NULL)
     ON CONFLICT (note, folded) DO UPDATE
     SET tag = excluded.tag, author = excluded.author, revision = revision + 1, updated_at = excluded.updated_at,
       deleted_at = NULL
     WHERE deleted_at IS NOT NULL`,
  ).run({ uuid: randomUUID(), note, tag, folded, author: author(), now: now() })
}

function takeTag({ sql, now, author }: Writer, note: NoteId, folded: string): void {
  sql(
    `UPDATE note_tag SET author = @author, revision = revision + 1, updated_at = @now, deleted_at = @now
     WHERE note = @note AND folded = @folded AND deleted_at IS NULL`,
  ).run({ note, folded, author: author(), now: now() })
}
