import type { ConferenceSlug, DirectoryEntry } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'

export function listDirectory(sql: Sql, conference: ConferenceSlug): DirectoryEntry[] {
  return sql<Omit<DirectoryEntry, 'donor'> & { donor: number }>(
    `SELECT guid, name, kind, part_of AS partOf, url, donor, sentence
     FROM directory_entry WHERE conference_id = ? ORDER BY position`,
  )
    .all(getConferenceId(sql, conference))
    .map((entry) => ({ ...entry, donor: entry.donor === 1 }))
}
