import { expect, test } from 'vitest'
import { countEntries, parseNote, serialiseNote, toPlainText } from './index.ts'

test.each([
  ['quotes', `${'> '.repeat(2_000)}words`],
  ['lists', `${'- '.repeat(500)}words`],
  ['quotes in lists', `${'- > '.repeat(500)}words`],
  ['marks', `${'*'.repeat(1_000)}words${'*'.repeat(1_000)}`],
  ['brackets', `${'['.repeat(5_000)}words`],
])('%s nested too deeply become text, and can be saved and read', (_, markdown) => {
  const note = parseNote(markdown)
  expect(toPlainText(note)).toContain('words')
  expect(countEntries(note)).toBe(1)
  const written = serialiseNote(note)
  expect(serialiseNote(parseNote(written))).toBe(written)
})

test('a note of thirty thousand paragraphs is read in seconds', () => {
  const note = parseNote('word\n\n'.repeat(30_000))
  expect(toPlainText(note)).toHaveLength(30_000 * 5 - 1)
  expect(countEntries(note)).toBe(1)
})
