/** What was deleted: to read, to bring back, to remove for good. */
import type { Trash } from '../model.ts'
import { contactColumns } from '../sql/contacts.ts'
import { unknownNote } from '../sql/notes.ts'
import { isInTrash, purgeContact, purgeNote } from '../sql/trash.ts'
import { contacts } from './contacts.ts'
import type { HandlersOf } from './context.ts'
import { notes } from './notes.ts'

export const trash: HandlersOf<'trash'> = {
  'trash.list': ({ sql }, { conference }) => ({
    notes: sql<Trash['notes'][number]>(
      `SELECT uuid AS id, session, key_message AS keyMessage, excerpt, entries, deleted_at AS deletedAt
       FROM note WHERE conference = ? AND ${isInTrash} ORDER BY deleted_at DESC, id DESC`,
    ).all(conference),
    contacts: sql<Trash['contacts'][number]>(
      `SELECT ${contactColumns}, deleted_at AS deletedAt
       FROM contact WHERE conference = ? AND ${isInTrash} ORDER BY deleted_at DESC, id DESC`,
    ).all(conference),
  }),

  'trash.note': ({ sql }, { id }) => {
    const note = sql<{ markdown: string }>(`SELECT markdown FROM note WHERE uuid = ? AND ${isInTrash}`).get(
      id,
    )
    if (!note) throw unknownNote()
    return note
  },

  'trash.restore': (context, { notes: ids, contacts: people }) => {
    notes['notes.restore'](context, { ids })
    for (const id of people) contacts['contacts.restore'](context, { id })
    return null
  },

  'trash.remove': ({ sql, now, author }, { notes: ids, contacts: people }) => {
    const by = { now: now(), author: author() }
    for (const id of ids) purgeNote(sql, id, by)
    for (const id of people) purgeContact(sql, id, by)
    return null
  },
}
