/** What the delegate chose for single notes: their language, words that are no mistakes, links that are not offered again. */
import type { NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'

const tables = {
  language: ['note_language', 'language'],
  ignored: ['ignored_word', 'word'],
  dismissed: ['dismissed_link', 'href'],
} as const
export type NoteChoice = keyof typeof tables

/** Of the language at most one. */
export function listChoices(sql: Sql, choice: NoteChoice, note: NoteId): string[] {
  const [table, column] = tables[choice]
  return sql<{ value: string }>(`SELECT ${column} AS value FROM ${table} WHERE note = ? ORDER BY 1`)
    .all(note)
    .map(({ value }) => value)
}

/** A language that was chosen before stays. */
export function addChoice(sql: Sql, choice: NoteChoice, note: NoteId, value: string): void {
  const [table, column] = tables[choice]
  sql(`INSERT INTO ${table} (note, ${column}) VALUES (?, ?) ON CONFLICT DO NOTHING`).run(note, value)
}

/** Returns whether it was there. */
export function removeChoice(sql: Sql, choice: NoteChoice, note: NoteId, value: string): boolean {
  const [table, column] = tables[choice]
  return sql(`DELETE FROM ${table} WHERE note = ? AND ${column} = ?`).run(note, value).changes > 0
}
