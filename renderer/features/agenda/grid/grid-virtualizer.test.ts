import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../../db/model.ts'
import type { GridBlock } from './grid-layout.ts'
import { isBlockDrawn, isDayDrawn } from './grid-virtualizer.ts'

const VIEW = { x: 0, y: 0, width: 100, height: 100 }

function createBlock(x: number, y: number): GridBlock {
  return {
    session: { guid: 'a' as Guid } as Session,
    day: '2016-11-17',
    x,
    y,
    width: 50,
    height: 10,
    shape: 'column',
    isOpenEnded: false,
  }
}

test('a block is rendered if part of it is in the area, or if it is the tab stop', () => {
  expect(isBlockDrawn(createBlock(99, 99), VIEW, undefined)).toBe(true)
  expect(isBlockDrawn(createBlock(-49, -9), VIEW, undefined)).toBe(true)
  for (const [x, y] of [
    [100, 0],
    [-50, 0],
    [0, 100],
    [0, -10],
  ] as const) {
    const outside = createBlock(x, y)
    expect(isBlockDrawn(outside, VIEW, undefined)).toBe(false)
    expect(isBlockDrawn(outside, VIEW, outside)).toBe(true)
  }
})

test('a day outside the area is rendered if it contains the tab stop', () => {
  const tabStop = createBlock(0, 0)
  const day = { day: '2016-11-17', y: 500, height: 100 }
  expect(isDayDrawn(day, VIEW, undefined)).toBe(false)
  expect(isDayDrawn(day, VIEW, tabStop)).toBe(true)
  expect(isDayDrawn({ ...day, day: '2016-11-18' }, VIEW, tabStop)).toBe(false)
  expect(isDayDrawn({ ...day, day: '2016-11-18', y: 50 }, VIEW, tabStop)).toBe(true)
})
