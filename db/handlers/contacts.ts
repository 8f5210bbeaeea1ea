import { StoreError } from '../errors.ts'
import type { Contact, ContactFields, ContactId } from '../model.ts'
import { contactColumns, listContacts } from '../sql/contacts.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

export const contacts: HandlersOf<'contacts'> = {
  'contacts.list': ({ sql }, { conference }) => listContacts(sql, conference),

  'contacts.save': ({ sql, now, author }, { id, conference, fields, base, sent }) => {
    const stored = sql<Contact>(`SELECT ${contactColumns} FROM contact WHERE uuid = ?`).get(id)
    const { merged, keptOther } = stored
      ? mergeFields(sql, stored, { fields, base, sent })
      : { merged: fields, keptOther: false }
    const updatedAt = now()
    sql(
      `INSERT INTO contact (uuid, conference, author, revision, created_at, updated_at, deleted_at,
         name, organisation, country, role, email, telephone, met_at, note)
       VALUES (@id, @conference, @author, 1, @updatedAt, @updatedAt, NULL,
         @name, @organisation, @country, @role, @email, @telephone, @metAt, @note)
       ON CONFLICT (uuid) DO UPDATE
       SET conference = excluded.conference, author = excluded.author, revision = revision + 1,
         updated_at = excluded.updated_at, deleted_at = NULL, purged_at = NULL, name = excluded.name,
         organisation = excluded.organisation, country = excluded.country, role = excluded.role,
         email = excluded.email, telephone = excluded.telephone, met_at = excluded.met_at, note = excluded.note`,
    ).run({ ...merged, id, conference, author: author(), updatedAt })
    return { ...merged, id, updatedAt, createdBy: stored?.createdBy ?? null, keptOther }
  },

  'contacts.remove': (context, { id }) => setDeleted(context, id, context.now()),
  'contacts.restore': (context, { id }) => setDeleted(context, id, null),
}

type Known = { fields: ContactFields; base: ContactFields | null; sent: ContactFields | null }
type Field = keyof ContactFields

/** Three ways: what is stored, what the writer began with, what the writer has now. */
function mergeFields(
  sql: Sql,
  stored: ContactFields,
  { fields, base, sent }: Known,
): { merged: ContactFields; keptOther: boolean } {
  const merged = { ...fields }
  const others: string[] = []
  for (const field of Object.keys(fields) as Field[]) {
    const was = base?.[field] ?? (field === 'metAt' ? null : '')
    const isOwn = [fields[field], was, sent?.[field]].includes(stored[field])
    if (isOwn) continue
    if (fields[field] === was) Object.assign(merged, { [field]: stored[field] })
    else if (stored[field])
      others.push(field === 'metAt' ? sessionName(sql, stored.metAt) : String(stored[field]))
  }
  if (others.length > 0) merged.note = [merged.note, ...others].filter(Boolean).join('\n')
  return { merged, keptOther: others.length > 0 }
}

function sessionName(sql: Sql, guid: ContactFields['metAt']): string {
  const found = sql<{ name: string }>(
    'SELECT coalesce(label, title) AS name FROM session WHERE guid = ?',
  ).get(guid)
  return found?.name ?? String(guid)
}

function setDeleted({ sql, now, author }: Writer, id: ContactId, deletedAt: string | null): null {
  const { changes } = sql(
    `UPDATE contact SET deleted_at = ?, updated_at = ?, author = ?, revision = revision + 1
     WHERE uuid = ? AND purged_at IS NULL`,
  ).run(deletedAt, now(), author(), id)
  if (changes === 0) throw new StoreError('not-found', 'This contact is not on this computer any more.')
  return null
}
