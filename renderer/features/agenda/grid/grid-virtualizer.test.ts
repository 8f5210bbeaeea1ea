import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Guid, Session } from '../../../../db/model.ts'
import type { GridBlock } from './grid-layout.ts'
import { type DrawnBlock, drawBlocks, isDayDrawn } from './grid-virtualizer.ts'

const VIEW = { x: 0, y: 0, width: 100, height: 100 }
const OUTSIDE = 150

/** One below the other, 10 pixels apart from `y`. */
function blocksOf(names: string, y = 0): GridBlock[] {
  return [...names].map((name, index) => ({
    session: { guid: name as Guid } as Session,
    day: '2016-11-17',
    x: 0,
    y: y + index * 10,
    width: 50,
    height: 10,
    shape: 'column',
    open: false,
  }))
}

function drawnAs(blocks: GridBlock[]): DrawnBlock[] {
  return blocks.map((block, index) => ({ key: index + 1, block }))
}

function draw(
  blocks: GridBlock[],
  before: DrawnBlock[],
  { isAnew = true, focused }: { isAnew?: boolean; focused?: string } = {},
) {
  let made = 100
  return drawBlocks(blocks, before, {
    layout: { width: 1_000, height: 1_000 },
    area: VIEW,
    isAnew,
    focused,
    newKey: () => ++made,
  })
}

/** "a1 b2": session a in the element of key 1 … */
function shown(drawn: readonly DrawnBlock[]): string {
  return drawn.map(({ key, block }) => `${block.session.guid}${key}`).join(' ')
}

test('scrolled on, those that stay keep their elements and the others are made', () => {
  expect(shown(draw(blocksOf('cdef'), drawnAs(blocksOf('abcd')), { isAnew: false }))).toBe('c3 d4 e101 f102')
})

describe('when other sessions are shown', () => {
  test('they take over the elements of those that are gone; what is shown as before keeps its own', () => {
    expect(shown(draw(blocksOf('axcy'), drawnAs(blocksOf('abcd'))))).toBe('a1 x2 c3 y4')
  })

  test('no element is made while there are enough, even if a session has to change its own', () => {
    expect(shown(draw(blocksOf('xyab'), drawnAs(blocksOf('abcd'))))).toBe('x1 y2 a3 b4')
  })

  test('and no more are made than are missing', () => {
    expect(shown(draw(blocksOf('axbycz'), drawnAs(blocksOf('abc'))))).toBe('a1 x101 b2 y102 c3 z103')
  })

  test('what is around the view stays until it is drawn anew, and is taken over last', () => {
    const before = drawnAs([...blocksOf('ab'), ...blocksOf('op', OUTSIDE)])
    expect(shown(draw(blocksOf('x'), before))).toBe('x1 o3 p4')
    expect(shown(draw(blocksOf('xyz'), before))).toBe('x1 y2 z3 p4')
    expect(shown(draw(blocksOf('x'), before, { isAnew: false }))).toBe('x1')
  })

  test('but not twice, nor where nothing can be any more', () => {
    const before = drawnAs([...blocksOf('ab'), ...blocksOf('op', OUTSIDE), ...blocksOf('q', 2_000)])
    expect(shown(draw(blocksOf('po'), before))).toBe('p4 o5')
  })

  test('none is moved: keys that are kept stand in the order in which they stood', () => {
    const some = (names: string) => fc.subarray([...names]).map((chosen) => chosen.join(''))
    fc.assert(
      fc.property(some('abcdefghij'), some('axbycdezfgwhij'), (was, is) => {
        const before = drawnAs(blocksOf(was))
        const blocks = blocksOf(is)
        const drawn = draw(blocks, before)
        const kept = drawn.map(({ key }) => key).filter((key) => key <= 100)
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
        expect(drawn.map(({ block }) => block)).toEqual(blocks)
        expect(drawn.length - kept.length).toBe(Math.max(0, blocks.length - before.length))
      }),
    )
  })

  test('the focus goes to no other session', () => {
    expect(shown(draw(blocksOf('xyab'), drawnAs(blocksOf('abcd')), { focused: 'a' }))).toBe('x101 y102 a1 b2')
    expect(shown(draw(blocksOf('xy'), drawnAs(blocksOf('ab')), { focused: 'a' }))).toBe('x2 y101')
  })
})

test('a day out of the area is drawn if it has the tab stop', () => {
  const [stop] = blocksOf('a')
  const day = { day: '2016-11-17', y: 500, height: 100 }
  expect(isDayDrawn(day, VIEW, undefined)).toBe(false)
  expect(isDayDrawn(day, VIEW, stop)).toBe(true)
  expect(isDayDrawn({ ...day, day: '2016-11-18' }, VIEW, stop)).toBe(false)
  expect(isDayDrawn({ ...day, day: '2016-11-18', y: 50 }, VIEW, stop)).toBe(true)
})
