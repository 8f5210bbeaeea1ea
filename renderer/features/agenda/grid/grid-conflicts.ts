/** Brackets that join the stars of sessions starting at the same time. Pure. */
import type { Guid, Instant, Session } from '../../../../db/model.ts'
import type { GridBlock, GridDay } from './grid-layout.ts'

export type GridBracket = {
  start: Instant
  /** Number of joined stars. */
  count: number
  /** Horizontal positions of the first and the last star. */
  firstStarX: number
  lastStarX: number
  /** Top edge of the sessions. */
  y: number
}

/** Minimum space for the bracket and its text: height above the sessions, width between stars. */
export const BRACKET = { height: 24, width: 190 }
/** Distance from a block's end to the centre of its star. */
const STAR_CENTRE_DISTANCE = 16

/** `fullyMarked`: sessions whose conflicts are all shown by a bracket. Every other conflicting session needs its own mark. */
export function findBrackets(
  { blocks }: GridDay,
  conflicts: ReadonlyMap<Guid, readonly Session[]>,
): { brackets: GridBracket[]; fullyMarked: Set<Guid> } {
  const brackets: GridBracket[] = []
  const fullyMarked = new Set<Guid>()
  if (conflicts.size === 0) return { brackets, fullyMarked }
  const clashing = blocks.filter(
    ({ session, shape }) =>
      shape === 'column' && conflicts.get(session.guid)?.some(({ start }) => start === session.start),
  )
  for (const [start, together] of Map.groupBy(clashing, ({ session }) => session.start)) {
    const first = together[0]
    const last = together.at(-1)
    if (!first || !last || first === last) continue
    const firstStarX = first.x + first.width - STAR_CENTRE_DISTANCE
    const lastStarX = last.x + last.width - STAR_CENTRE_DISTANCE
    const strip = {
      x: firstStarX,
      y: first.y - BRACKET.height,
      width: lastStarX - firstStarX,
      height: BRACKET.height,
    }
    if (lastStarX - firstStarX < BRACKET.width || blocks.some((block) => areOverlapping(block, strip)))
      continue
    brackets.push({ start, count: together.length, firstStarX, lastStarX, y: first.y })
    for (const { session } of together) {
      // A session with further conflicts still needs its own mark.
      if (conflicts.get(session.guid)?.every((other) => other.start === start)) fullyMarked.add(session.guid)
    }
  }
  return { brackets, fullyMarked }
}

type Rectangle = Pick<GridBlock, 'x' | 'y' | 'width' | 'height'>

function areOverlapping(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
