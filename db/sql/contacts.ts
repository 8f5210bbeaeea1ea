import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug, Contact, ContactFields, ContactId, Instant } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'

export const contactColumns = `uuid AS id, name, organisation, country, role, email, telephone, met_at AS metAt, note,
  follow_up AS followUp, follow_up_on AS followUpOn, followed_up_at AS followedUpAt, consent, picture, confidentiality, updated_at AS updatedAt,
  created_by AS createdBy`

/** Sorted by name. */
export function listContacts(sql: Sql, conference: ConferenceSlug): Contact[] {
  return sql<Contact>(
    `SELECT ${contactColumns} FROM contact WHERE conference = ? AND deleted_at IS NULL ORDER BY name COLLATE NOCASE`,
  ).all(conference)
}

/** Finds deleted contacts too. */
export function findContact(sql: Sql, id: ContactId): Contact | undefined {
  return sql<Contact>(`SELECT ${contactColumns} FROM contact WHERE uuid = ?`).get(id)
}

/** Whether the contact was saved again after it was added. */
export function isContactEdited(sql: Sql, id: ContactId): boolean {
  return sql('SELECT 1 FROM contact WHERE uuid = ? AND revision > 1').get(id) !== undefined
}

type ContactRow = ContactFields & {
  id: ContactId
  conference: ConferenceSlug
  author: string
  updatedAt: Instant
}

/** Inserts or replaces a contact; replacing a deleted one restores it. */
export function putContact(sql: Sql, contact: ContactRow): void {
  sql(
    `INSERT INTO contact (uuid, conference, author, revision, created_at, updated_at, deleted_at,
       name, organisation, country, role, email, telephone, met_at, note,
       follow_up, follow_up_on, followed_up_at, consent, picture, confidentiality)
     VALUES (@id, @conference, @author, 1, @updatedAt, @updatedAt, NULL,
       @name, @organisation, @country, @role, @email, @telephone, @metAt, @note,
       @followUp, @followUpOn, @followedUpAt, @consent, @picture, @confidentiality)
     ON CONFLICT (uuid) DO UPDATE
     SET conference = excluded.conference, author = excluded.author, revision = revision + 1,
       updated_at = excluded.updated_at, deleted_at = NULL, purged_at = NULL, merged_into = NULL, name = excluded.name,
       organisation = excluded.organisation, country = excluded.country, role = excluded.role,
       email = excluded.email, telephone = excluded.telephone, met_at = excluded.met_at, note = excluded.note,
       follow_up = excluded.follow_up, follow_up_on = excluded.follow_up_on, followed_up_at = excluded.followed_up_at,
       consent = excluded.consent, picture = excluded.picture, confidentiality = excluded.confidentiality`,
  ).run(contact)
}

/** `deletedAt` null restores the contact from the trash. */
export function setContactDeleted(
  { sql, now, author }: Writer,
  id: ContactId,
  deletedAt: Instant | null,
): void {
  const { changes } = sql(
    `UPDATE contact SET deleted_at = ?, merged_into = NULL, updated_at = ?, author = ?, revision = revision + 1
     WHERE uuid = ? AND purged_at IS NULL`,
  ).run(deletedAt, now(), author(), id)
  if (changes === 0) throw new StoreError('not-found', message('gone.contact'))
}

/** Deletes a contact that was merged into another one, and stores which one. */
export function setMerged({ sql, now, author }: Writer, id: ContactId, into: ContactId): void {
  const { changes } = sql(
    `UPDATE contact SET deleted_at = @now, merged_into = @into, updated_at = @now, author = @author, revision = revision + 1
     WHERE uuid = @id AND deleted_at IS NULL`,
  ).run({ id, into, now: now(), author: author() })
  if (changes === 0) throw new StoreError('not-found', message('gone.contact'))
}

/** Maps each merged contact to the contact into which it was finally merged. */
export function listMerged(sql: Sql, conference: ConferenceSlug): Record<ContactId, ContactId> {
  const rows = sql<{ id: ContactId; into: ContactId }>(
    'SELECT uuid AS id, merged_into AS "into" FROM contact WHERE conference = ? AND merged_into IS NOT NULL',
  ).all(conference)
  const nextById = new Map(rows.map(({ id, into }) => [id, into]))
  const findFinal = (id: ContactId) => {
    const seen = new Set([id])
    let final = id
    for (let next = nextById.get(final); next && !seen.has(next); next = nextById.get(final)) {
      seen.add(next)
      final = next
    }
    return final
  }
  return Object.fromEntries(rows.map(({ id }) => [id, findFinal(id)]))
}

/** The data by which a person can be named in a text. */
export type FormerContact = Pick<Contact, 'name' | 'email' | 'telephone' | 'organisation' | 'country'>

/** Contacts that were deleted or merged into others. */
export function listFormerContacts(sql: Sql, conference: ConferenceSlug): FormerContact[] {
  return sql<FormerContact>(
    `SELECT name, email, telephone, organisation, country FROM contact
     WHERE conference = ? AND deleted_at IS NOT NULL AND purged_at IS NULL`,
  ).all(conference)
}
