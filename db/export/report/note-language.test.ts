import { expect, test } from 'vitest'
import { parseNote } from '../../../core/note-format/index.ts'
import { detectLanguage } from './note-language.ts'

test.each([
  ['桟橋延長案を港湾委員会で審議し、賛成多数で可決した。', 'ja'],
  ['会议讨论了延长码头的方案，并以多数票通过。', 'zh'],
  ['Решили удлинить причал.', 'ru'],
  ['The pier is to be made longer, and the port pays for that.', 'en'],
  ['Pier 3, 14:30', null],
])('detects the language of “%s” as %s', (text, language) => {
  expect(detectLanguage(parseNote(text))).toBe(language)
})
