/** Computes the result of a drag in the grid: own entries are moved, resized or drawn, in steps of five minutes. Pure. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../../core/time.ts'
import type { Instant, Session } from '../../../../db/model.ts'
import { getMinute } from '../../schedule/index.ts'
import type { Area, GridBlock, GridColumn, GridLayout, GridScale } from './grid-layout.ts'

const STEP_MINUTES = 5
/** Height in pixels of the zone at a block's lower edge that resizes it. */
const RESIZE_ZONE_HEIGHT = 8

export type GridPoint = { x: number; y: number }
/** What the pointer drags: a whole entry, its lower edge (`end`), or free space, where it draws a new entry. `origin`: where it was pressed. */
export type Grip =
  | { part: 'all' | 'end'; session: Session; block: GridBlock; origin: GridPoint }
  | { part: 'new'; column: GridColumn; scale: GridScale; origin: GridPoint }
/** The place in the grid and the times that the dragged entry would have. */
export type Dragged = { area: Area; start: Instant; end: Instant }

/** `block`: the own entry under the pointer. @returns null if nothing can be dragged there */
export function takeGrip(layout: GridLayout, origin: GridPoint, block: GridBlock | null): Grip | null {
  if (block) {
    const { session, y, height } = block
    if (block.shape !== 'column' || session.end === null) return null
    return { part: origin.y > y + height - RESIZE_ZONE_HEIGHT ? 'end' : 'all', session, block, origin }
  }
  const scale = layout.days.find(
    ({ scale }) => scale && origin.y >= scale.y && origin.y < scale.y + scale.height,
  )?.scale
  const column = layout.columns.find(({ x, width }) => origin.x >= x && origin.x < x + width)
  return scale && column ? { part: 'new', column, scale, origin } : null
}

/** @returns null if the entry would not change */
export function dragTo({ pixelsPerMinute }: GridLayout, grip: Grip, y: number): Dragged | null {
  const snap = (minutes: number) => Math.round(minutes / STEP_MINUTES) * STEP_MINUTES
  if (grip.part === 'new') {
    const { column, scale } = grip
    const toMinute = (y: number) => {
      const within = Math.min(Math.max(y - scale.y, 0), scale.height)
      return snap(scale.topMinute + within / pixelsPerMinute)
    }
    const [start, end] = [toMinute(grip.origin.y), toMinute(y)].sort((a, b) => a - b) as [number, number]
    if (start === end) return null
    const area = {
      x: column.x,
      y: scale.y + (start - scale.topMinute) * pixelsPerMinute,
      width: column.width,
      height: (end - start) * pixelsPerMinute,
    }
    return { area, start: toInstant(start), end: toInstant(end) }
  }
  const { block, session, part } = grip
  const [start, end] = [getMinute(session.start), getMinute(session.end ?? session.start)]
  const shift = Math.max(
    snap((y - grip.origin.y) / pixelsPerMinute),
    part === 'end' ? start + STEP_MINUTES - end : Number.NEGATIVE_INFINITY,
  )
  if (shift === 0) return null
  const newStart = part === 'all' ? start + shift : start
  const newEnd = end + shift
  const area = {
    x: block.x,
    y: block.y + (newStart - start) * pixelsPerMinute,
    width: block.width,
    height: (newEnd - newStart) * pixelsPerMinute,
  }
  return { area, start: toInstant(newStart), end: toInstant(newEnd) }
}

function toInstant(minute: number): Instant {
  return toInstantString(Temporal.Instant.fromEpochMilliseconds(minute * 60_000))
}
