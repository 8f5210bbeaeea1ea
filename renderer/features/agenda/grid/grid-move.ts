/** Arrow-key navigation in the grid. Pure. */
import { COLUMNS_LEFT, type GridBlock, type GridDay, INSET } from './grid-layout.ts'

/** Approximate height of the view in pixels. */
const PAGE_HEIGHT = 600

/**
 * Up and down stay in the column at `x`, even across sessions that span all rooms; the caller keeps `x` between these keys.
 * Left and right go to a parallel session in the nearest room, or else to the one nearest in time.
 */
export function findNeighbour(
  days: readonly GridDay[],
  from: GridBlock,
  key: string,
  x: number,
): GridBlock | undefined {
  const all = days.flatMap(({ blocks }) => blocks)
  switch (key) {
    case 'Home':
      return all[0]
    case 'End':
      return all.at(-1)
    case 'ArrowDown':
      return findNearest(
        all.filter(({ y }) => y > from.y),
        (block) => [getRoomDistance(block, x), block.y],
      )
    case 'ArrowUp':
      return findNearest(
        all.filter(({ y }) => y < from.y),
        (block) => [getRoomDistance(block, x), -block.y],
      )
    case 'PageDown':
      return findNearest(
        all.filter(({ y }) => y > from.y),
        (block) => [getRoomDistance(block, x), Math.abs(block.y - from.y - PAGE_HEIGHT)],
      )
    case 'PageUp':
      return findNearest(
        all.filter(({ y }) => y < from.y),
        (block) => [getRoomDistance(block, x), Math.abs(from.y - block.y - PAGE_HEIGHT)],
      )
    case 'ArrowLeft':
    case 'ArrowRight': {
      if (from.shape !== 'column') return undefined
      const sign = key === 'ArrowRight' ? 1 : -1
      const sameDay = days.find(({ day }) => day === from.day)?.blocks ?? []
      return findNearest(
        sameDay.filter((block) => block.shape === 'column' && (block.x - from.x) * sign > 0),
        (block) => [getDistance(block, from), Math.abs(block.x - from.x), Math.abs(block.y - from.y)],
      )
    }
  }
}

/** @returns `x` for the first press of an up or down key: within the block's own column, or within the first for a line */
export function getColumnX({ x, shape }: GridBlock): number {
  return (shape === 'line' ? COLUMNS_LEFT + INSET.start : x) + 1
}

/** Distance from the column at `x` to the block; 0 if the block lies in it. */
function getRoomDistance(block: GridBlock, x: number): number {
  return x >= block.x && x < block.x + block.width
    ? 0
    : Math.min(Math.abs(block.x - x), Math.abs(block.x + block.width - x))
}

/** Vertical gap between two blocks in pixels; 0 if they are parallel. */
function getDistance(a: GridBlock, b: GridBlock): number {
  return Math.max(0, a.y - (b.y + b.height) + 1, b.y - (a.y + a.height) + 1)
}

/** `measure` returns distances in order of importance. */
function findNearest(
  blocks: readonly GridBlock[],
  measure: (block: GridBlock) => number[],
): GridBlock | undefined {
  let best: { block: GridBlock; distance: number[] } | undefined
  for (const block of blocks) {
    const distance = measure(block)
    if (!best || isLess(distance, best.distance)) best = { block, distance }
  }
  return best?.block
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((value, position) => value !== b[position])
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0)
}
