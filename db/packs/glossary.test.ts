import { expect, test } from 'vitest'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { findGlossaryFault } from './glossary.ts'

const find = (text: string) => {
  const fault = findGlossaryFault(new TextEncoder().encode(text))
  return fault && toEnglish(fault)
}

test('concepts with words of one or several languages, blank lines and comments are sound', () => {
  expect(
    find('# Terms\n\nMLA; mutual legal assistance | entraide | | взаимная помощь\r\nLEA | police # short\n'),
  ).toBeNull()
})

test.each([
  ['', 'The glossary has no terms.'],
  ['# only\n\n', 'The glossary has no terms.'],
  ['MLA | entraide\nLEA\n', 'line 2: a term needs at least one other term on its line, after “|” or “;”.'],
  ['MLA | ; |\n', 'line 1: a term needs at least one other term on its line, after “|” or “;”.'],
  ['a | b | c | d | e\n', 'line 1: a line has at most 4 languages, separated by “|”.'],
  [`a | ${'b'.repeat(2_000)}\n`, 'line 1: the line is longer than 2000 characters.'],
  ['a | b\n'.repeat(5_001), 'line 5001: there are more than 5000 lines with terms.'],
])('a fault is found with its line: %#', (text, expected) => {
  expect(find(text)).toBe(expected)
})
