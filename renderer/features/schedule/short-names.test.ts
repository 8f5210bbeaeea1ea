import { expect, test } from 'vitest'
import { shortName } from './short-names.ts'

const halls = [1, 2, 3].map(
  (number) => `Salle de conférence internationale no ${number} «Grand Amphithéâtre»`,
)
const [first = ''] = halls

test('of names that begin alike the beginning gives way, by whole words, as far as it must', () => {
  expect(shortName(first, halls, 17)).toBe('…no 1 «Grand Amphithéâtre»')
  expect(shortName(first, halls, 24)).toBe('…internationale no 1 «Grand Amphithéâtre»')
  expect(new Set(halls.map((name) => shortName(name, halls, 17).slice(0, 10))).size).toBe(3)
})

test('a name that fits, or is told apart where it is cut off, stays as it is', () => {
  expect(shortName(first, halls, 80)).toBe(first)
  expect(shortName(first, [first], 17)).toBe(first)
  const rooms = [1, 2].map((number) => `Room ${number}, Conference centre, third floor`)
  for (const name of rooms) expect(shortName(name, rooms, 17)).toBe(name)
})

test('without a space the beginning gives way up to where it differs; a name that begins another one keeps its end', () => {
  const rooms = ['Konferenzzentrumsgebäude1', 'Konferenzzentrumsgebäude2']
  expect(rooms.map((name) => shortName(name, rooms, 12))).toEqual(['…1', '…2'])
  const annexes = ['Palais des Congrès, Grande salle', 'Palais des Congrès, Grande salle annexe']
  expect(annexes.map((name) => shortName(name, annexes, 17))).toEqual([
    '…Grande salle',
    '…Grande salle annexe',
  ])
})
