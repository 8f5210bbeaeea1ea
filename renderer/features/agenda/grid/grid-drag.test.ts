import { expect, test } from 'vitest'
import type { Session } from '../../../../db/model.ts'
import { getMinute } from '../../schedule/index.ts'
import { dragTo, takeGrip } from './grid-drag.ts'
import type { GridBlock, GridLayout } from './grid-layout.ts'

const at = (time: string) => `2016-11-17T${time}:00.000Z`
/** A layout from 09:00 at y 100, with two pixels per minute. */
const scale = {
  y: 100,
  height: 600,
  topMinute: getMinute(at('09:00')),
  hasColumns: true,
  starts: [],
  hours: [],
}
const layout = {
  columns: [
    { room: null, isForOwnEntries: true, x: 56, width: 160 },
    { room: { guid: 'r1', name: 'Room 1' }, isForOwnEntries: false, x: 216, width: 160 },
  ],
  days: [{ day: '2016-11-17', y: 0, height: 700, scale }],
  pixelsPerMinute: 2,
} as unknown as GridLayout
const block = {
  session: { start: at('10:00'), end: at('10:30') } as Session,
  ...{ x: 60, y: 220, width: 150, height: 60, shape: 'column' },
} as GridBlock

function drag(from: { x: number; y: number }, toY: number, over: GridBlock | null = null) {
  const grip = takeGrip(layout, from, over)
  const dragged = grip && dragTo(layout, grip, toY)
  return dragged && [dragged.start.slice(11, 16), dragged.end.slice(11, 16), dragged.area]
}

test('dragging the middle moves an entry and dragging its lower edge resizes it, in steps of five minutes', () => {
  expect(drag({ x: 80, y: 240 }, 268, block)).toEqual([
    '10:15',
    '10:45',
    { x: 60, y: 250, width: 150, height: 60 },
  ])
  expect(drag({ x: 80, y: 276 }, 306, block)).toEqual([
    '10:00',
    '10:45',
    { x: 60, y: 220, width: 150, height: 90 },
  ])
  expect(drag({ x: 80, y: 240 }, 243, block)).toBeNull()
})

test('a resized entry keeps at least five minutes', () => {
  expect(drag({ x: 80, y: 276 }, 100, block)?.slice(0, 2)).toEqual(['10:00', '10:05'])
})

test('dragging over free space draws an entry in that column, downwards or upwards, within the day', () => {
  expect(drag({ x: 300, y: 160 }, 221)).toEqual([
    '09:30',
    '10:00',
    { x: 216, y: 160, width: 160, height: 60 },
  ])
  expect(drag({ x: 300, y: 220 }, 161)?.slice(0, 2)).toEqual(['09:30', '10:00'])
  expect(drag({ x: 300, y: 650 }, 5_000)?.slice(0, 2)).toEqual(['13:35', '14:00'])
})

test('nothing can be dragged outside the columns, above the scale, or without a scale', () => {
  expect(drag({ x: 20, y: 160 }, 300)).toBeNull()
  expect(drag({ x: 300, y: 50 }, 300)).toBeNull()
  expect(drag({ x: 80, y: 240 }, 300, { ...block, shape: 'line' })).toBeNull()
})
