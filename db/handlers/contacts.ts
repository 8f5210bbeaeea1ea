import type { ContactFields } from '../model.ts'
import { findContact, listContacts, putContact, setContactDeleted } from '../sql/contacts.ts'
import { sessionName } from '../sql/sessions.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

export const contacts: HandlersOf<'contacts'> = {
  'contacts.list': ({ sql }, { conference }) => listContacts(sql, conference),

  'contacts.save': ({ sql, now, author }, { id, conference, fields, base, sent }) => {
    const stored = findContact(sql, id)
    const { merged, keptOther } = stored
      ? mergeFields(sql, stored, { fields, base, sent })
      : { merged: fields, keptOther: false }
    const updatedAt = now()
    putContact(sql, { ...merged, id, conference, author: author(), updatedAt })
    return { ...merged, id, updatedAt, createdBy: stored?.createdBy ?? null, keptOther }
  },

  'contacts.remove': (context, { id }) => {
    setContactDeleted(context, id, context.now())
    return null
  },
  'contacts.restore': (context, { id }) => {
    setContactDeleted(context, id, null)
    return null
  },
}

type Known = { fields: ContactFields; base: ContactFields | null; sent: ContactFields | null }
type Field = keyof ContactFields

/** Merges three versions of each field: the stored one, the one the writer started from, and the writer's new one. */
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
