import type { NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** Links to the programme that the delegate does not want in a note, though its text offers them. */
export function listDismissed(sql: Sql, note: NoteId): string[] {
  return sql<{ href: string }>('SELECT href FROM dismissed_link WHERE note = ? ORDER BY href')
    .all(note)
    .map(({ href }) => href)
}

export function setDismissed(sql: Sql, note: NoteId, href: string, dismissed: boolean): void {
  sql(
    dismissed
      ? 'INSERT INTO dismissed_link (note, href) VALUES (?, ?) ON CONFLICT DO NOTHING'
      : 'DELETE FROM dismissed_link WHERE note = ? AND href = ?',
  ).run(note, href)
}
