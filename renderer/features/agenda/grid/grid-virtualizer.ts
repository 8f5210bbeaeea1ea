/** Which days and blocks of the grid are drawn: those in the area around the view, and the tab stop wherever it is. */
import type { PlainDate } from '../../../../db/model.ts'
import type { Area, GridBlock, GridDay, GridLayout } from './grid-layout.ts'

/** What of a layout is drawn. */
export type Drawing = {
  layout: GridLayout
  area: Area
  /** Of all that can be scrolled to, below the heads. */
  height: number
  dayInView: PlainDate | undefined
}

/** Without the tab stop the keyboard would have no way back into the grid. */
export function isDayDrawn(
  day: Pick<GridDay, 'day' | 'y' | 'height'>,
  { y, height }: Pick<Area, 'y' | 'height'>,
  stop: GridBlock | undefined,
): boolean {
  return (day.y < y + height && day.y + day.height > y) || day.day === stop?.day
}

export function isBlockDrawn(block: GridBlock, area: Area, stop: GridBlock | undefined): boolean {
  return (
    block === stop ||
    (block.x < area.x + area.width &&
      block.x + block.width > area.x &&
      block.y < area.y + area.height &&
      block.y + block.height > area.y)
  )
}
