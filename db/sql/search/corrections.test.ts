import { expect, test } from 'vitest'
import { findClosest, getDistance } from './corrections.ts'

test.each([
  ['criminal', 'criminal', 0],
  ['crimnal', 'criminal', 1],
  ['criminall', 'criminal', 1],
  ['crimimal', 'criminal', 1],
  ['eurojsut', 'eurojust', 1],
  ['malwear', 'malware', 2],
])('%s is %s with %i errors', (word, term, distance) => {
  expect(getDistance(word, term, 2)).toBe(distance)
})

test('words with too many errors are too far', () => {
  expect(getDistance('criminal', 'cardinal', 2)).toBeGreaterThan(3)
  expect(getDistance('a', 'abcd', 2)).toBeGreaterThan(3)
})

test('the closest term wins, then the most frequent one, then one that contains the word', () => {
  const terms = new Map([
    ['banks', 2],
    ['bands', 5],
    ['bonds', 7],
    ['rank', 9],
    ['jurisdiction', 1],
  ])
  const find = (word: string) => findClosest(word, terms, (term) => term !== 'bonds')
  expect(find('bancs')).toBe('bands')
  expect(find('bnaks')).toBe('banks')
  expect(find('bonds')).toBe('bands')
  expect(find('sdict')).toBe('jurisdiction')
  expect(find('zzzz')).toBeNull()
})
