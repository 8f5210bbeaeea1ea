/** Tags and pins of notes, stored apart from the text. */
import { randomUUID } from 'node:crypto'
import { fold } from '../../core/fold.ts'
import type { Note, NoteId, NoteSummary } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'

export type WithoutTagsAndPins<N extends NoteSummary | Note> = Omit<N, 'pinned' | 'tags'>

/** Adds pins and tags to notes. Reads all pins and all tags in one query each, because few notes have any. */
export function addTagsAndPins<N extends NoteSummary | Note>(sql: Sql, notes: WithoutTagsAndPins<N>[]): N[] {
  const pinned = new Set(
    sql<{ note: string }>('SELECT note FROM note_pin WHERE deleted_at IS NULL')
      .all()
      .map(({ note }) => note),
  )
  const tagsByNote = new Map<string, string[]>()
  const rows = sql<{ note: string; tag: string }>(
    'SELECT note, tag FROM note_tag WHERE deleted_at IS NULL ORDER BY folded',
  ).all()
  for (const { note, tag } of rows) {
    const known = tagsByNote.get(note)
    if (known) known.push(tag)
    else tagsByNote.set(note, [tag])
  }
  return notes.map(
    (note) =>
      ({ ...note, pinned: pinned.has(note.id), tags: tagsByNote.get(note.id) ?? [] }) as N & NoteSummary,
  )
}

/** @returns the tag as another note spells it, otherwise as given */
export function getTagSpelling(sql: Sql, tag: string): string {
  const known = sql<{ tag: string }>(
    'SELECT tag FROM note_tag WHERE folded = ? AND deleted_at IS NULL LIMIT 1',
  ).get(fold(tag))
  return known?.tag ?? tag
}

export function addTag({ sql, now, author }: Writer, note: NoteId, tag: string, folded: string): void {
  sql(
    `INSERT INTO note_tag (uuid, note, tag, folded, author, revision, updated_at, deleted_at)
     VALUES (@uuid, @note, @tag, @folded, @author, 1, @now, NULL)
     ON CONFLICT (note, folded) DO UPDATE
     SET tag = excluded.tag, author = excluded.author, revision = revision + 1, updated_at = excluded.updated_at,
       deleted_at = NULL
     WHERE deleted_at IS NOT NULL`,
  ).run({ uuid: randomUUID(), note, tag, folded, author: author(), now: now() })
}

export function removeTag({ sql, now, author }: Writer, note: NoteId, folded: string): void {
  sql(
    `UPDATE note_tag SET author = @author, revision = revision + 1, updated_at = @now, deleted_at = @now
     WHERE note = @note AND folded = @folded AND deleted_at IS NULL`,
  ).run({ note, folded, author: author(), now: now() })
}

export function setPin({ sql, now, author }: Writer, note: NoteId, pinned: boolean): void {
  if (pinned) {
    sql(
      `INSERT INTO note_pin (uuid, note, author, revision, updated_at, deleted_at)
       VALUES (@uuid, @note, @author, 1, @now, NULL)
       ON CONFLICT (note) DO UPDATE
       SET author = excluded.author, revision = revision + 1, updated_at = excluded.updated_at, deleted_at = NULL
       WHERE deleted_at IS NOT NULL`,
    ).run({ uuid: randomUUID(), note, author: author(), now: now() })
  } else {
    sql(
      `UPDATE note_pin SET author = @author, revision = revision + 1, updated_at = @now, deleted_at = @now
       WHERE note = @note AND deleted_at IS NULL`,
    ).run({ note, author: author(), now: now() })
  }
}
