import { expect, test } from 'vitest'
import { findFirstIn, findWords } from './found-text.ts'

const text = 'Évidence first.\nThen evidence, and electronic evidence.'

test('finds words in order, ignoring accents and case; of matches that begin at the same place, the longest', () => {
  expect(findWords(text, ['evidence']).map(({ from, to }) => text.slice(from, to))).toEqual([
    'Évidence',
    'evidence',
    'evidence',
  ])
  expect(findWords(text, ['electronic', 'electronic evidence', 'THEN'])).toEqual([
    { from: 16, to: 20 },
    { from: 35, to: 54 },
  ])
  expect(findWords(text, ['', 'none'])).toEqual([])
})

test('the first match is in the line that was found', () => {
  const matches = findWords(text, ['evidence'])
  expect(findFirstIn(text, 'Then evidence, and electronic evidence.', matches)).toBe(1)
  expect(findFirstIn(text, 'A line of an older text', matches)).toBe(0)
})
