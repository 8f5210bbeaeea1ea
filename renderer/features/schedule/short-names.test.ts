import { expect, test } from 'vitest'
import { shortenName } from './short-names.ts'

const halls = [1, 2, 3].map(
  (number) => `Salle de conférence internationale no ${number} «Grand Amphithéâtre»`,
)
const [first = ''] = halls

test('names that begin alike lose whole words at the beginning, as few as possible', () => {
  expect(shortenName(first, halls, 17)).toBe('…no 1 «Grand Amphithéâtre»')
  expect(shortenName(first, halls, 24)).toBe('…internationale no 1 «Grand Amphithéâtre»')
  expect(new Set(halls.map((name) => shortenName(name, halls, 17).slice(0, 10))).size).toBe(3)
})

test('a name that fits, or is still distinct when cut off at the end, is not changed', () => {
  expect(shortenName(first, halls, 80)).toBe(first)
  expect(shortenName(first, [first], 17)).toBe(first)
  const rooms = [1, 2].map((number) => `Room ${number}, Conference centre, third floor`)
  for (const name of rooms) expect(shortenName(name, rooms, 17)).toBe(name)
})

test('a name without spaces is cut up to the first difference; a name that begins with another name keeps its end', () => {
  const rooms = ['Konferenzzentrumsgebäude1', 'Konferenzzentrumsgebäude2']
  expect(rooms.map((name) => shortenName(name, rooms, 12))).toEqual(['…1', '…2'])
  const annexes = ['Palais des Congrès, Grande salle', 'Palais des Congrès, Grande salle annexe']
  expect(annexes.map((name) => shortenName(name, annexes, 17))).toEqual([
    '…Grande salle',
    '…Grande salle annexe',
  ])
})
