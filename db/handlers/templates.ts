import { StoreError } from '../errors.ts'
import type { NoteTemplate } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { HandlersOf } from './context.ts'

export const templates: HandlersOf<'templates'> = {
  'templates.list': ({ sql }) =>
    sql<NoteTemplate>(
      'SELECT uuid AS id, name, markdown FROM note_template WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id',
    ).all(),

  'templates.save': ({ sql, now, author }, { id, name, markdown }) => {
    sql(
      `INSERT INTO note_template (uuid, name, markdown, author, revision, updated_at, deleted_at)
       VALUES (@id, @name, @markdown, @author, 1, @now, NULL)
       ON CONFLICT (uuid) DO UPDATE
       SET name = excluded.name, markdown = excluded.markdown, author = excluded.author, revision = revision + 1,
         updated_at = excluded.updated_at`,
    ).run({ id, name, markdown, author: author(), now: now() })
    return null
  },

  'templates.remove': (context, { id }) => setDeleted(context, id, context.now()),
  'templates.restore': (context, { id }) => setDeleted(context, id, null),
}

function setDeleted({ sql, now, author }: Writer, id: string, deletedAt: string | null): null {
  const { changes } = sql(
    'UPDATE note_template SET deleted_at = ?, updated_at = ?, author = ?, revision = revision + 1 WHERE uuid = ?',
  ).run(deletedAt, now(), author(), id)
  if (changes === 0) throw new StoreError('not-found', 'This template is not on this computer any more.')
  return null
}
