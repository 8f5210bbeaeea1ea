import type { HandlersOf, Writer } from '../context.ts'
import { StoreError } from '../errors.ts'
import type { Contact, ContactId } from '../model.ts'

export const contactColumns = `uuid AS id, name, organisation, country, role, email, telephone, met_at AS metAt, note, updated_at AS updatedAt,
  created_by AS createdBy`

export const contacts: HandlersOf<'contacts'> = {
  'contacts.list': ({ sql }, { conference }) =>
    sql<Contact>(
      `SELECT ${contactColumns} FROM contact WHERE conference = ? AND deleted_at IS NULL ORDER BY name COLLATE NOCASE`,
    ).all(conference),

  'contacts.save': ({ sql, now, author }, { id, conference, fields }) => {
    const row = { ...fields, id, conference, author: author(), now: now() }
    sql(
      `INSERT INTO contact (uuid, conference, author, revision, created_at, updated_at, deleted_at,
         name, organisation, country, role, email, telephone, met_at, note)
       VALUES (@id, @conference, @author, 1, @now, @now, NULL,
         @name, @organisation, @country, @role, @email, @telephone, @metAt, @note)
       ON CONFLICT (uuid) DO UPDATE
       SET conference = excluded.conference, author = excluded.author, revision = revision + 1,
         updated_at = excluded.updated_at, deleted_at = NULL, purged_at = NULL, name = excluded.name,
         organisation = excluded.organisation, country = excluded.country, role = excluded.role,
         email = excluded.email, telephone = excluded.telephone, met_at = excluded.met_at, note = excluded.note`,
    ).run(row)
    const createdBy =
      sql<{ createdBy: string | null }>('SELECT created_by AS createdBy FROM contact WHERE uuid = ?').get(id)
        ?.createdBy ?? null
    return { ...fields, id, updatedAt: row.now, createdBy }
  },

  'contacts.remove': (context, { id }) => setDeleted(context, id, context.now()),
  'contacts.restore': (context, { id }) => setDeleted(context, id, null),
}

function setDeleted({ sql, now, author }: Writer, id: ContactId, deletedAt: string | null): null {
  const { changes } = sql(
    `UPDATE contact SET deleted_at = ?, updated_at = ?, author = ?, revision = revision + 1
     WHERE uuid = ? AND purged_at IS NULL`,
  ).run(deletedAt, now(), author(), id)
  if (changes === 0) throw new StoreError('not-found', 'This contact is not on this computer any more.')
  return null
}
