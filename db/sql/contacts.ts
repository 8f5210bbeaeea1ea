import type { ConferenceSlug, Contact } from '../model.ts'
import type { Sql } from '../store/open.ts'

export const contactColumns = `uuid AS id, name, organisation, country, role, email, telephone, met_at AS metAt, note, updated_at AS updatedAt,
  created_by AS createdBy`

/** By name. */
export function listContacts(sql: Sql, conference: ConferenceSlug): Contact[] {
  return sql<Contact>(
    `SELECT ${contactColumns} FROM contact WHERE conference = ? AND deleted_at IS NULL ORDER BY name COLLATE NOCASE`,
  ).all(conference)
}
