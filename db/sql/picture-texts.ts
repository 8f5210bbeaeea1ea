/** The text of pictures in notes, the pictures that must still be read, and the languages in which they are read. */
import { basename } from 'node:path'
import { LANGUAGE_DATA } from '../../core/document-types.ts'
import type { Message } from '../../core/i18n/message.ts'
import type { PictureText } from '../contract/index.ts'
import type { Sql } from '../store/open.ts'

/** Replaces the list of pictures that a note shows. */
export function writeNotePictures(sql: Sql, noteId: number, pictures: readonly string[]): void {
  sql('DELETE FROM note_picture WHERE note_id = ?').run(noteId)
  for (const sha256 of pictures) sql('INSERT INTO note_picture VALUES (?, ?)').run(noteId, sha256)
}

/** The recogniser and the languages with which pictures are read. `languages`: Tesseract's codes. */
export type RecognitionSettings = { recogniser: string; languages: readonly string[] }

/** SQL condition: a note shows the picture, and it was not yet read with this recogniser in all of these languages. */
const isUnread = `picture.sha256 IN (SELECT sha256 FROM note_picture)
  AND NOT EXISTS (
    SELECT 1 FROM picture_text
    WHERE picture_text.sha256 = picture.sha256 AND recogniser = @recogniser AND NOT EXISTS (
      SELECT 1 FROM json_each(@languages) AS wanted
      WHERE instr('+' || picture_text.languages || '+', '+' || wanted.value || '+') = 0
    )
  )`

const toValues = ({ recogniser, languages }: RecognitionSettings) => ({
  recogniser,
  languages: JSON.stringify(languages),
})

/** @returns the unread picture that was added last; null if all are read */
export function findUnreadPicture(
  sql: Sql,
  settings: RecognitionSettings,
): { sha256: string; bytes: Uint8Array } | null {
  const select = `SELECT sha256, bytes FROM picture WHERE ${isUnread} ORDER BY id DESC LIMIT 1`
  return sql<{ sha256: string; bytes: Uint8Array }>(select).get(toValues(settings)) ?? null
}

export function countUnreadPictures(sql: Sql, settings: RecognitionSettings): number {
  const select = `SELECT count(*) AS count FROM picture WHERE ${isUnread}`
  return sql<{ count: number }>(select).get(toValues(settings))?.count ?? 0
}

/** Stores the text that was read, unless the picture was deleted in the meantime. */
export function storePictureText(
  sql: Sql,
  sha256: string,
  { recogniser, languages, text, problem }: RecognitionSettings & { text: string; problem: Message | null },
): void {
  sql(
    `INSERT INTO picture_text (sha256, text, languages, recogniser, problem)
     SELECT sha256, @text, @languages, @recogniser, @problem FROM picture WHERE sha256 = @sha256
     ON CONFLICT (sha256) DO UPDATE SET text = excluded.text, languages = excluded.languages,
       recogniser = excluded.recogniser, problem = excluded.problem`,
  ).run({
    sha256,
    text,
    recogniser,
    languages: languages.join('+'),
    problem: problem && JSON.stringify(problem),
  })
}

/** @returns null if the picture is not read yet */
export function getPictureText(sql: Sql, sha256: string): PictureText | null {
  const row = sql<{ text: string; problem: string | null }>(
    'SELECT text, problem FROM picture_text WHERE sha256 = ?',
  ).get(sha256)
  return row ? { text: row.text, problem: row.problem === null ? null : JSON.parse(row.problem) } : null
}

/** ISO 639 codes of the languages that the conferences on this computer use. */
export function listConferenceLanguages(sql: Sql): string[] {
  return sql<{ language: string }>(
    `SELECT DISTINCT value AS language FROM (
       SELECT conference_id, languages FROM session UNION SELECT conference_id, languages FROM room
     ) AS used JOIN conference ON conference.id = used.conference_id, json_each(used.languages)
     WHERE conference.removed_at IS NULL ORDER BY value`,
  )
    .all()
    .map(({ language }) => language)
}

/** Language data of a conference pack. `code`: Tesseract's name of the language. `title`: its title in the pack. */
export type PackLanguage = { code: string; sha256: string; title: string }

/** @returns the data of each language; if several packs have it, from the conference that was added last */
export function listPackLanguages(sql: Sql): PackLanguage[] {
  const rows = sql<{ guid: string; sha256: string; title: string }>(
    `SELECT conference_file.guid, sha256, conference_file.title
     FROM conference_file JOIN conference ON conference.id = conference_id
     WHERE type = ? AND conference.removed_at IS NULL ORDER BY conference_id`,
  ).all(LANGUAGE_DATA)
  const byCode = new Map(rows.map(({ guid, ...row }) => [basename(guid, '.traineddata'), row]))
  return [...byCode].map(([code, row]) => ({ code, ...row }))
}
