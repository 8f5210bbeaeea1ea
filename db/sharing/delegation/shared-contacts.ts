/** Contacts that the members of a delegation share. Every member can correct each field, and the last change of a field counts. */
import { isWithinLevel } from '../../../core/note-format/index.ts'
import type { SharedContactField } from '../../contract/index.ts'
import { type ConferenceSlug, type Confidentiality, ContactFields, type ContactId } from '../../model.ts'
import {
  addFieldChange,
  type FieldChange,
  type FieldValue,
  getLatestFields,
  type LatestFields,
  listFieldChanges,
} from '../../sql/field-changes.ts'
import { listOwnEntries } from '../../sql/own-entries.ts'
import type { Writer } from '../../store/context.ts'
import { pickStricterLevel } from '../merge.ts'
import { type ContactRow, getContactRow, getContactRows, writeWithoutEdit } from '../rows.ts'
import { writeContact } from '../write-rows.ts'
import type { DelegationState } from './state.ts'

/** The shared fields, and their values before the first change. Private notes, follow-ups and pictures are never shared. */
const defaults: Record<SharedContactField, FieldValue> = {
  name: '',
  organisation: '',
  country: '',
  role: '',
  email: '',
  telephone: '',
  metAt: null,
  confidentiality: 'shareable',
  isDeleted: false,
}

/** Whether a value from a colleague is valid for this field. */
export function isContactValue(field: string, value: FieldValue): boolean {
  if (field === 'isDeleted') return typeof value === 'boolean'
  return isSharedField(field) && ContactFields.shape[field].safeParse(value).success
}

function isSharedField(field: string): field is Exclude<SharedContactField, 'isDeleted'> {
  return Object.hasOwn(defaults, field)
}

/** Records the changes made here since the last time. Must run in a transaction. */
export function recordContactEdits(
  context: Writer,
  conference: ConferenceSlug,
  highestLevel: Confidentiality,
): void {
  const { sql, author, device, now } = context
  const me = author()
  const known = getLatestFields(sql, conference, 'contact')
  const entries = new Set<string>(listOwnEntries(sql, conference).map(({ id }) => id))
  for (const contact of getContactRows(sql, conference, me)) {
    const fields: LatestFields = known.get(contact.id) ?? new Map()
    if (!isSharedFromHere(contact, fields, me, highestLevel)) continue
    const values = {
      ...contact,
      metAt: entries.has(contact.metAt ?? '') ? null : contact.metAt,
      isDeleted: contact.deletedAt !== null,
    }
    for (const field of Object.keys(defaults) as SharedContactField[]) {
      // Only the delegate who met the person can delete the contact for all members.
      if (field === 'isDeleted' && contact.createdBy !== me) continue
      const latest = fields.get(field)
      const value = values[field]
      if (value === (latest ? latest.value : defaults[field])) continue
      const number = (latest?.number ?? 0) + 1
      const change = { kind: 'contact' as const, item: contact.id, field, number, value }
      addFieldChange(sql, conference, { ...change, device: device().id, person: me, at: now() })
    }
  }
}

/** Whether this device shares the contact. If a colleague shared a contact in a file, only that colleague shares it with the delegation. */
function isSharedFromHere(
  contact: ContactRow,
  fields: LatestFields,
  me: string,
  highestLevel: Confidentiality,
): boolean {
  const { createdBy, deletedAt, purgedAt, confidentiality } = contact
  if (purgedAt !== null || !isWithinLevel(confidentiality, highestLevel)) return false
  if (deletedAt !== null) return createdBy === me && fields.size > 0
  return createdBy === me || fields.size > 0
}

/** Whether changes of this contact that were made here may be in the folder. */
export function isContactShared(context: Writer, id: string, highestLevel: Confidentiality): boolean {
  const me = context.author()
  const contact = getContactRow(context.sql, id as ContactId, me)
  if (!contact || contact.purgedAt !== null || !isWithinLevel(contact.confidentiality, highestLevel))
    return false
  return contact.deletedAt === null || contact.createdBy === me
}

/** Whether only a tombstone of the contact is left. */
export function isPurged({ sql, author }: Writer, id: string): boolean {
  return (getContactRow(sql, id as ContactId, author())?.purgedAt ?? null) !== null
}

/** Writes the named fields, whose latest changes came from a colleague. This does not count as an edit made here. */
export function applyContact(
  context: Writer,
  conference: ConferenceSlug,
  id: string,
  { changed, highestLevel }: { changed: ReadonlySet<string>; highestLevel: Confidentiality },
): void {
  const { sql, now, author } = context
  const me = author()
  const changes = listFieldChanges(sql, conference, { item: id })
  const latest = new Map(changes.map((change) => [change.field, change]))
  const ours = getContactRow(sql, id as ContactId, me)
  const row = ours ?? createRow(conference, id, changes)
  if (!row || row.purgedAt !== null || (!ours && latest.get('isDeleted')?.value === true)) return
  const next = { ...row }
  for (const [field, { value }] of latest) {
    if (field !== 'isDeleted' && (!ours || changed.has(field))) Object.assign(next, { [field]: value })
  }
  // Only the delegate can make the delegate's own contact less confidential. Another computer cannot if it is not shared from here.
  const isAuthorsChange =
    latest.get('confidentiality')?.person === me && isWithinLevel(row.confidentiality, highestLevel)
  if (row.createdBy === me && !isAuthorsChange) next.confidentiality = pickStricterLevel(row, next)
  if (changed.has('isDeleted')) {
    const byCreator = changes.findLast(
      ({ field, person }) => field === 'isDeleted' && person === row.createdBy,
    )
    next.deletedAt = byCreator?.value === true ? (row.deletedAt ?? now()) : null
  }
  writeWithoutEdit(sql, 'contact', id, () =>
    writeContact(context, { ...next, revision: row.revision + 1, updatedAt: now() }),
  )
}

/** @returns null until the name has arrived. Its sender counts as the one who met the person until setCreator() is called. */
function createRow(
  conference: ConferenceSlug,
  id: string,
  changes: readonly FieldChange[],
): ContactRow | null {
  const first = changes.find(({ field }) => field === 'name')
  if (!first) return null
  const { person, device, at } = first
  return {
    ...ContactFields.parse({ ...emptyFields, name: String(first.value) }),
    id: id as ContactId,
    conference,
    createdBy: person,
    author: person,
    device,
    revision: 0,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    purgedAt: null,
    mergedInto: null,
  }
}

/**
 * Stores who met the person, as this member says. The first member who says so counts, since nobody else can have met the person. The
 * delegate's own contacts stay the delegate's. Changes `state`.
 */
export function setCreator(
  { sql, author }: Writer,
  state: DelegationState,
  id: ContactId,
  person: string,
): void {
  const me = author()
  const ours = getContactRow(sql, id, me)
  if (!ours || ours.createdBy === me) return
  if (person !== me && (state.met?.[id] ?? person) !== person) return
  state.met ??= {}
  state.met[id] = person
  if (ours.createdBy === person) return
  sql('UPDATE contact SET created_by = @creator WHERE uuid = @id').run({
    id,
    creator: person === me ? null : person,
  })
}

const emptyFields = {
  organisation: '',
  country: '',
  role: '',
  email: '',
  telephone: '',
  metAt: null,
  note: '',
}

/** Moves to the trash a contact that its creator has withdrawn. */
export function withdrawContact(context: Writer, id: string, creator: string): void {
  const { sql, now } = context
  const ours = getContactRow(sql, id as ContactId, context.author())
  if (!ours || ours.deletedAt !== null || ours.createdBy !== creator || creator === context.author()) return
  writeWithoutEdit(sql, 'contact', id, () =>
    writeContact(context, { ...ours, deletedAt: now(), revision: ours.revision + 1 }),
  )
}
