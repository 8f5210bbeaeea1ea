import { expect, test } from 'vitest'
import { compareMineFirst, countMyEntries } from './my-notes.ts'

const hers = { createdBy: 'anna', createdAt: '2016-11-17T08:00:00.000Z', entries: 4 }
const mine = { createdBy: null, createdAt: '2016-11-17T09:00:00.000Z', entries: 2 }
const later = { createdBy: null, createdAt: '2016-11-17T10:00:00.000Z', entries: 1 }

test('my notes come before a colleague’s, each in order of creation', () => {
  expect([hers, later, mine].toSorted(compareMineFirst)).toEqual([mine, later, hers])
})

test('only entries in the delegate’s own notes are counted', () => {
  expect(countMyEntries([hers, mine, later])).toBe(3)
})
