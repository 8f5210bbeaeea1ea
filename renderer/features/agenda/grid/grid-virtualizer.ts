/** Which blocks of the grid are drawn, and by which elements. */
import { useMemo, useRef } from 'react'
import type { PlainDate } from '../../../../db/model.ts'
import type { Drawing } from './grid-layers.ts'
import type { Area, GridBlock, GridDay, GridLayout } from './grid-layout.ts'

/** A block, and the React key of the element that shows it. */
export type DrawnBlock = { key: number; block: GridBlock }
type Drawn = ReadonlyMap<PlainDate, readonly DrawnBlock[]>

/** By day: those in the area, and the tab stop wherever it is. */
export function useDrawn({ layout, area, inViewOnly }: Drawing, stop: GridBlock | undefined): Drawn {
  const last = useRef<Drawn>(new Map())
  const keys = useRef(0)
  const { x, y, width, height } = area
  // biome-ignore lint/correctness/useExhaustiveDependencies: by its sides, since it is a new object each time
  const drawn = useMemo(() => {
    const focused = focusedSession()
    return new Map(
      layout.days
        .filter((day) => isDayDrawn(day, area, stop))
        .map(({ day, blocks }) => [
          day,
          drawBlocks(
            blocks.filter((block) => block === stop || isWithin(block, area)),
            last.current.get(day) ?? [],
            { layout, area, isAnew: inViewOnly, focused, newKey: () => ++keys.current },
          ),
        ]),
    )
  }, [layout, x, y, width, height, inViewOnly, stop])
  last.current = drawn
  return drawn
}

/** A day is, where it is in the area, or has the tab stop: without it the keyboard had no way back into the grid. */
export function isDayDrawn(
  day: Pick<GridDay, 'day' | 'y' | 'height'>,
  { y, height }: Pick<Area, 'y' | 'height'>,
  stop: GridBlock | undefined,
): boolean {
  return (day.y < y + height && day.y + day.height > y) || day.day === stop?.day
}

type DrawnFrom = {
  layout: Pick<GridLayout, 'width' | 'height'>
  area: Area
  isAnew: boolean
  /** Its element stays its own: the focus does not go to another session unseen. Where it goes is said by kept-focus.ts. */
  focused: string | undefined
  newKey: () => number
}

/**
 * The elements that show these blocks of a day, in the order in which they stand: none is moved in the document.
 *
 * While it is scrolled, a session keeps its element. `isAnew`, when other sessions are shown, elements are taken over as far as
 * there are any, since new words in one that stands take half the time of a new one; and what was drawn around the view stays
 * there, out of sight, until the next drawing takes it over: taking it away takes as long as drawing what will be in view.
 */
export function drawBlocks(
  blocks: readonly GridBlock[],
  before: readonly DrawnBlock[],
  { layout, area, isAnew, focused, newKey }: DrawnFrom,
): DrawnBlock[] {
  const shown = new Set(blocks.map(({ session }) => session.guid))
  const pool = before.filter(({ block: { session } }) => session.guid !== focused || shown.has(session.guid))
  const mayStay = ({ block }: DrawnBlock) =>
    isAnew &&
    !shown.has(block.session.guid) &&
    !isWithin(block, area) &&
    block.x + block.width <= layout.width &&
    block.y + block.height <= layout.height
  const own = new Map(pool.map(({ block }, place) => [block.session.guid, place]))
  /** Elements that may still be made, where there are too few. */
  let missing = isAnew ? Math.max(0, blocks.length - pool.length) : Number.POSITIVE_INFINITY
  const drawn: DrawnBlock[] = []
  let place = 0
  let waiting: GridBlock[] = []
  const takeOver = (end: number) => {
    const taken = pickRecyclable(pool.slice(place, end), waiting.length, mayStay)
    for (const element of pool.slice(place, end)) {
      const block = taken.has(element) ? waiting.shift() : undefined
      if (block) drawn.push({ key: element.key, block })
      else if (mayStay(element)) drawn.push(element)
    }
    missing -= waiting.length
    for (const block of waiting) drawn.push({ key: newKey(), block })
    waiting = []
    place = end
  }
  for (const [index, block] of blocks.entries()) {
    const at = own.get(block.session.guid) ?? -1
    const leavesEnough =
      waiting.length <= at - place + missing && blocks.length - index <= pool.length - at + missing
    if (at >= place && (leavesEnough || block.session.guid === focused)) {
      takeOver(at)
      drawn.push({ key: (pool[at] as DrawnBlock).key, block })
      place = at + 1
    } else {
      waiting.push(block)
    }
  }
  takeOver(pool.length)
  return drawn
}

/** Prefers elements that are about to be removed. */
function pickRecyclable(
  elements: readonly DrawnBlock[],
  count: number,
  mayStay: (element: DrawnBlock) => boolean,
): ReadonlySet<DrawnBlock> {
  if (count === 0) return new Set()
  return new Set([...elements].sort((a, b) => Number(mayStay(a)) - Number(mayStay(b))).slice(0, count))
}

function focusedSession(): string | undefined {
  return document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-session]')?.dataset.session
}

function isWithin(block: GridBlock, area: Area): boolean {
  return (
    block.x < area.x + area.width &&
    block.x + block.width > area.x &&
    block.y < area.y + area.height &&
    block.y + block.height > area.y
  )
}
