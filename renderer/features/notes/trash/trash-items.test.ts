import { expect, test } from 'vitest'
import type { Trash } from '../../../../db/contract/index.ts'
import { countDaysLeft, getIds, getTrashItems } from './trash-items.ts'

const onDay = (day: number) => `2016-11-${day}T13:00:00.000Z`
const trash = {
  notes: [
    { id: 'n2', deletedAt: onDay(18) },
    { id: 'n1', deletedAt: onDay(16) },
  ],
  contacts: [{ id: 'c1', deletedAt: onDay(17) }],
} as unknown as Trash

test('notes and contacts are in one list, the last deleted first', () => {
  const items = getTrashItems(trash)
  expect(items.map(({ key }) => key)).toEqual(['note n2', 'contact c1', 'note n1'])
  expect(getIds(items.slice(0, 2))).toEqual({ notes: ['n2'], contacts: ['c1'] })
})

test('the remaining days count down from thirty and stay at one until the item is removed', () => {
  expect(countDaysLeft(onDay(17), onDay(17))).toBe(30)
  expect(countDaysLeft(onDay(17), '2016-11-18T12:59:00.000Z')).toBe(30)
  expect(countDaysLeft(onDay(17), '2016-11-18T13:01:00.000Z')).toBe(29)
  expect(countDaysLeft(onDay(17), '2016-12-17T12:00:00.000Z')).toBe(1)
  expect(countDaysLeft(onDay(17), '2016-12-20T12:00:00.000Z')).toBe(1)
  expect(countDaysLeft(onDay(17), onDay(16)), 'a clock that was set back').toBe(30)
})
