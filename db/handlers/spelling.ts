import { type NoteLanguage, wordsIn } from '../../core/spelling.ts'
import type { OwnWord } from '../contract/index.ts'
import type { ConferenceSlug } from '../model.ts'
import { conferenceId } from '../sql/conferences.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

const MOST_SUGGESTIONS = 5
const LAST_LANGUAGE = 'spelling_language'

export const spelling: HandlersOf<'spelling'> = {
  'spelling.note': ({ sql }, { note }) => ({
    language:
      sql<{ language: NoteLanguage }>('SELECT language FROM note_language WHERE note = ?').get(note)
        ?.language ?? null,
    last:
      sql<{ value: NoteLanguage }>('SELECT value FROM setting WHERE key = ?').get(LAST_LANGUAGE)?.value ??
      null,
    ignored: sql<{ word: string }>('SELECT word FROM ignored_word WHERE note = ? ORDER BY word')
      .all(note)
      .map(({ word }) => word),
  }),

  'spelling.choose': ({ sql }, { note, language }) => {
    sql(
      'INSERT INTO note_language (note, language) VALUES (?, ?) ON CONFLICT (note) DO UPDATE SET language = excluded.language',
    ).run(note, language)
    sql(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(LAST_LANGUAGE, language)
    return null
  },

  'spelling.settle': ({ sql }, { note, language }) => {
    sql('INSERT INTO note_language (note, language) VALUES (?, ?) ON CONFLICT DO NOTHING').run(note, language)
    return null
  },

  'spelling.ignore': ({ sql }, { note, word, ignored }) => {
    sql(
      ignored
        ? 'INSERT INTO ignored_word (note, word) VALUES (?, ?) ON CONFLICT DO NOTHING'
        : 'DELETE FROM ignored_word WHERE note = ? AND word = ?',
    ).run(note, word)
    return null
  },

  'spelling.words': ({ sql }) =>
    sql<OwnWord>('SELECT word, conference FROM own_word ORDER BY word COLLATE NOCASE, word').all(),

  'spelling.teach': ({ sql, now }, { word, conference, known }) => {
    if (known) {
      sql('INSERT INTO own_word (word, conference, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
        word,
        conference,
        now(),
      )
    } else sql('DELETE FROM own_word WHERE word = ?').run(word)
    return null
  },

  'spelling.names': ({ sql }, { conference }) => [
    ...new Set([
      ...textsThatName(sql, conference).flatMap((text) => wordsIn(text).map(({ text }) => text)),
      ...textsWithAcronyms(sql, conference).flatMap((text) =>
        wordsIn(text).flatMap(({ text }) => (/.\p{Lu}/u.test(text) ? [text] : [])),
      ),
    ]),
  ],

  'spelling.check': ({ speller }, { language, words }) => speller.misspelt(language, words),

  'spelling.suggest': async ({ speller }, { language, word }) =>
    (await speller.suggest(language, word)).slice(0, MOST_SUGGESTIONS),
}

function textsThatName(sql: Sql, conference: ConferenceSlug): string[] {
  const id = conferenceId(sql, conference)
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

function textsWithAcronyms(sql: Sql, conference: ConferenceSlug): string[] {
  return sql<{ text: string }>(
    `SELECT title AS text FROM session WHERE conference_id = @id
     UNION SELECT lead || ' ' || text FROM key_message WHERE conference_id = @id`,
  )
    .all({ id: conferenceId(sql, conference) })
    .map(({ text }) => text)
}
