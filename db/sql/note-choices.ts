/** Choices stored per note: its language, ignored words and dismissed link suggestions. */
import type { NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'

const tables = {
  language: ['note_language', 'language'],
  ignored: ['ignored_word', 'word'],
  dismissed: ['dismissed_link', 'href'],
} as const
export type NoteChoice = keyof typeof tables

/** There is at most one language. */
export function listChoices(sql: Sql, choice: NoteChoice, note: NoteId): string[] {
  const [table, column] = tables[choice]
  return sql<{ value: string }>(`SELECT ${column} AS value FROM ${table} WHERE note = ? ORDER BY 1`)
    .all(note)
    .map(({ value }) => value)
}

/** Does not replace a language that was chosen before. */
export function addChoice(sql: Sql, choice: NoteChoice, note: NoteId, value: string): void {
  const [table, column] = tables[choice]
  sql(`INSERT INTO ${table} (note, ${column}) VALUES (?, ?) ON CONFLICT DO NOTHING`).run(note, value)
}

/** @returns whether the choice existed */
export function removeChoice(sql: Sql, choice: NoteChoice, note: NoteId, value: string): boolean {
  const [table, column] = tables[choice]
  return sql(`DELETE FROM ${table} WHERE note = ? AND ${column} = ?`).run(note, value).changes > 0
}
