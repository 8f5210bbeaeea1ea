/** The search indexes (FTS5), each named for the table whose texts it has. */
import type Database from 'better-sqlite3'
import { hasTable } from '../../store/log-mark.ts'

export const SEARCH_INDEXES = [
  'session',
  'key_message',
  'key_message_remark',
  'note',
  'note_tag',
  'contact',
  'directory_entry',
  'conference_file',
  'own_document',
  'picture_text',
  'document_page',
]

/** Rebuilds the search indexes from the texts. A database of an earlier version has fewer. */
export function rebuildSearch(db: Database.Database): void {
  for (const name of SEARCH_INDEXES.filter((name) => hasTable(db, `${name}_search`))) {
    db.exec(`INSERT INTO ${name}_search (${name}_search) VALUES ('rebuild')`)
  }
}
