/** Which blocks of the grid are drawn. */
import { useMemo, useRef } from 'react'
import type { PlainDate } from '../../db/model.ts'
import type { GridBlock, GridLayout } from './grid-layout.ts'

type Area = { x: number; y: number; width: number; height: number }
type Drawn = ReadonlyMap<PlainDate, readonly GridBlock[]>

/**
 * By day: those in the area, and the tab stop wherever it is. When other sessions are shown, what was drawn around the view stays
 * there, out of sight, until what takes its place is drawn too: taking it away takes as long as drawing what will be in view.
 */
export function useDrawn(
  layout: GridLayout,
  { area, inViewOnly }: { area: Area; inViewOnly: boolean },
  stop: GridBlock | undefined,
): Drawn {
  const last = useRef<Drawn>(new Map())
  const { x, y, width, height } = area
  // biome-ignore lint/correctness/useExhaustiveDependencies: by its sides, since it is a new object each time
  const drawn = useMemo(() => {
    const now = new Map(
      layout.days
        .filter((day) => day.y < y + height && day.y + day.height > y)
        .map(({ day, blocks }) => [day, blocks.filter((block) => block === stop || isWithin(block, area))]),
    )
    return inViewOnly ? withWhatWasAround(now, last.current, layout, area) : now
  }, [layout, x, y, width, height, inViewOnly, stop])
  last.current = drawn
  return drawn
}

function withWhatWasAround(now: Drawn, before: Drawn, layout: GridLayout, area: Area): Drawn {
  return new Map(
    [...now].map(([day, blocks]) => {
      const again = new Set(blocks.map(({ session }) => session.guid))
      const around = before
        .get(day)
        ?.filter(
          (block) =>
            !again.has(block.session.guid) &&
            !isWithin(block, area) &&
            block.x + block.width <= layout.width &&
            block.y + block.height <= layout.height,
        )
      return [day, around ? inOrder([...blocks, ...around]) : blocks]
    }),
  )
}

/** As they stand there, so that none is moved in the document. */
function inOrder(blocks: GridBlock[]): GridBlock[] {
  return blocks.sort((a, b) => a.y - b.y || a.x - b.x)
}

function isWithin(block: GridBlock, area: Area): boolean {
  return (
    block.x < area.x + area.width &&
    block.x + block.width > area.x &&
    block.y < area.y + area.height &&
    block.y + block.height > area.y
  )
}
