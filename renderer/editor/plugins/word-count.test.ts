import { expect, test } from 'vitest'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { countWords } from './word-count.ts'

test.each([
  ['', 0],
  ['One two, three — four.\n', 4],
  ['- a\n- b\n\n> c\n', 3],
  ['**bo**ld\n', 1],
  ["l’accord d'Ankara, 3.5 % and 24/7\n", 5],
  ['Решение комитета\n', 2],
  ['see [Key message 3](rapporteur:key-message/octopus-2016/km-3)\n', 4],
  ['[14:47](rapporteur:at/2016-11-17T13:47:31Z) [UNODC:](rapporteur:turn) slow\n', 1],
  ['one\\\ntwo\nthree\n', 3],
])('%j has %i words', (markdown, count) => {
  expect(countWords(markdownToDoc(markdown))).toBe(count)
})
