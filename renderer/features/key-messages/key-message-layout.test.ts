import { expect, test } from 'vitest'
import { placeBelowEachOther } from './key-message-layout.ts'

test('notes are beside their lines, and moved down where they would overlap', () => {
  const tops = placeBelowEachOther(
    [
      { anchor: 0, height: 300 },
      { anchor: 100, height: 50 },
      { anchor: 120, height: 50 },
      { anchor: 600, height: 50 },
    ],
    10,
  )
  expect(tops).toEqual([0, 310, 370, 600])
})

test('without notes there is nothing to place', () => {
  expect(placeBelowEachOther([])).toEqual([])
})
