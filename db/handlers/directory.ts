import type { DirectoryEntry } from '../model.ts'
import type { HandlersOf } from '../store/context.ts'
import { conferenceId } from './conferences.ts'

export const directory: HandlersOf<'directory'> = {
  'directory.list': ({ sql }, { conference }) =>
    sql<Omit<DirectoryEntry, 'donor'> & { donor: number }>(
      `SELECT guid, name, kind, part_of AS partOf, url, donor, sentence
       FROM directory_entry WHERE conference_id = ? ORDER BY position`,
    )
      .all(conferenceId(sql, conference))
      .map((entry) => ({ ...entry, donor: entry.donor === 1 })),
}
