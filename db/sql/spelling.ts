import type { NoteLanguage } from '../../core/spelling.ts'
import type { OwnWord } from '../contract/index.ts'
import type { ConferenceSlug, Instant, NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'

export function setNoteLanguage(sql: Sql, note: NoteId, language: NoteLanguage): void {
  sql(
    'INSERT INTO note_language (note, language) VALUES (?, ?) ON CONFLICT (note) DO UPDATE SET language = excluded.language',
  ).run(note, language)
}

export function listOwnWords(sql: Sql): OwnWord[] {
  return sql<OwnWord>('SELECT word, conference FROM own_word ORDER BY word COLLATE NOCASE, word').all()
}

export function teachWord(sql: Sql, { word, conference, addedAt }: OwnWord & { addedAt: Instant }): void {
  sql('INSERT INTO own_word (word, conference, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    word,
    conference,
    addedAt,
  )
}

/** @returns whether the word was known */
export function forgetWord(sql: Sql, word: string): boolean {
  return sql('DELETE FROM own_word WHERE word = ?').run(word).changes > 0
}

export function listTextsWithNames(sql: Sql, conference: ConferenceSlug): string[] {
  const id = getConferenceId(sql, conference)
  return sql<{ text: string }>(
    `SELECT title || ' ' || venue || ' ' || city || ' ' || country AS text FROM conference WHERE id = @id
     UNION SELECT name FROM room WHERE conference_id = @id
     UNION SELECT label FROM session WHERE conference_id = @id AND label IS NOT NULL
     UNION SELECT name FROM speaker WHERE conference_id = @id
     UNION SELECT name || ' ' || coalesce(part_of, '') FROM directory_entry WHERE conference_id = @id
     UNION SELECT name || ' ' || organisation || ' ' || country FROM contact WHERE conference = @conference AND deleted_at IS NULL
     UNION SELECT name || ' ' || delegation FROM person`,
  )
    .all({ id, conference })
    .map(({ text }) => text)
}

export function listTextsWithAcronyms(sql: Sql, conference: ConferenceSlug): string[] {
  return sql<{ text: string }>(
    `SELECT title AS text FROM session WHERE conference_id = @id
     UNION SELECT lead || ' ' || text FROM key_message WHERE conference_id = @id`,
  )
    .all({ id: getConferenceId(sql, conference) })
    .map(({ text }) => text)
}
