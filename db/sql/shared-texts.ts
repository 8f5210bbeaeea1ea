/** Deletes the shared texts of notes that all members of a delegation may edit. They are settings, and contain the notes' words. */
import type { ConferenceSlug, NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** Prefix of the setting key; the note's id follows. */
export const SHARED_TEXT = 'delegation-text/'

export function forgetSharedText(sql: Sql, note: NoteId): void {
  sql('DELETE FROM setting WHERE key = ?').run(SHARED_TEXT + note)
}

/** Deletes also the texts of notes that are gone or never arrived. `kept`: notes that other delegations may still get. */
export function forgetSharedTexts(sql: Sql, conference: ConferenceSlug, kept: readonly NoteId[]): void {
  sql(
    `DELETE FROM setting WHERE key GLOB @prefix || '*' AND substr(key, length(@prefix) + 1) NOT IN
       (SELECT uuid FROM note WHERE conference <> @conference UNION SELECT value FROM json_each(@kept))`,
  ).run({ prefix: SHARED_TEXT, conference, kept: JSON.stringify(kept) })
}
