import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { Instant, NoteTemplate } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'

/** Sorted by name. */
export function listTemplates(sql: Sql): NoteTemplate[] {
  return sql<NoteTemplate>(
    'SELECT uuid AS id, name, markdown FROM note_template WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id',
  ).all()
}

/** Inserts or replaces a template. */
export function putTemplate({ sql, now, author }: Writer, { id, name, markdown }: NoteTemplate): void {
  sql(
    `INSERT INTO note_template (uuid, name, markdown, author, revision, updated_at, deleted_at)
     VALUES (@id, @name, @markdown, @author, 1, @now, NULL)
     ON CONFLICT (uuid) DO UPDATE
     SET name = excluded.name, markdown = excluded.markdown, author = excluded.author, revision = revision + 1,
       updated_at = excluded.updated_at`,
  ).run({ id, name, markdown, author: author(), now: now() })
}

/** `deletedAt` null restores the template. */
export function setTemplateDeleted(
  { sql, now, author }: Writer,
  id: NoteTemplate['id'],
  deletedAt: Instant | null,
): void {
  const { changes } = sql(
    'UPDATE note_template SET deleted_at = ?, updated_at = ?, author = ?, revision = revision + 1 WHERE uuid = ?',
  ).run(deletedAt, now(), author(), id)
  if (changes === 0) throw new StoreError('not-found', message('gone.template'))
}
