/** Deleted notes and contacts: read, restore, or remove for good. */
import { getNoteInTrash, listTrash, purgeContact, purgeNote } from '../sql/trash.ts'
import { contacts } from './contacts.ts'
import type { HandlersOf } from './context.ts'
import { notes } from './notes.ts'

export const trash: HandlersOf<'trash'> = {
  'trash.list': ({ sql }, { conference }) => listTrash(sql, conference),
  'trash.note': ({ sql }, { id }) => getNoteInTrash(sql, id),

  'trash.restore': (context, { notes: ids, contacts: people }) => {
    notes['notes.restore'](context, { ids })
    for (const id of people) contacts['contacts.restore'](context, { id })
    return null
  },

  'trash.remove': ({ sql, now, author }, { notes: ids, contacts: people }) => {
    const change = { now: now(), author: author() }
    for (const id of ids) purgeNote(sql, id, change)
    for (const id of people) purgeContact(sql, id, change)
    return null
  },
}
