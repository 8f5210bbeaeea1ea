/** Decides which days and blocks are rendered: those in the area around the view, and always the tab stop. */
import type { PlainDate } from '../../../../db/model.ts'
import type { Area, GridBlock, GridDay, GridLayout } from './grid-layout.ts'

/** The rendered part of a layout. */
export type Drawing = {
  layout: GridLayout
  area: Area
  /** Total scroll height below the room headings. */
  height: number
  dayInView: PlainDate | undefined
}

/** The tab stop's day is always rendered; without it Tab could not return to the grid. */
export function isDayDrawn(
  day: Pick<GridDay, 'day' | 'y' | 'height'>,
  { y, height }: Pick<Area, 'y' | 'height'>,
  tabStop: GridBlock | undefined,
): boolean {
  return (day.y < y + height && day.y + day.height > y) || day.day === tabStop?.day
}

export function isBlockDrawn(block: GridBlock, area: Area, tabStop: GridBlock | undefined): boolean {
  return (
    block === tabStop ||
    (block.x < area.x + area.width &&
      block.x + block.width > area.x &&
      block.y < area.y + area.height &&
      block.y + block.height > area.y)
  )
}
