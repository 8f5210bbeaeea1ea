/** What stands in the grid as it did before is the same object again, so that it is not drawn again. Pure. */
import type { Guid } from '../../db/model.ts'
import type { GridBlock, GridColumn, GridLayout } from './grid-layout.ts'

export function reusing(before: GridLayout | undefined, layout: GridLayout): GridLayout {
  if (!before) return layout
  const known = new Map<Guid, GridBlock>()
  for (const day of before.days) for (const block of day.blocks) known.set(block.session.guid, block)
  return {
    ...layout,
    columns: sameColumns(before.columns, layout.columns) ? before.columns : layout.columns,
    days: layout.days.map((day) => ({
      ...day,
      blocks: day.blocks.map((block) => {
        const same = known.get(block.session.guid)
        return same && sameBlock(same, block) ? same : block
      }),
    })),
  }
}

function sameColumns(a: readonly GridColumn[], b: readonly GridColumn[]): boolean {
  return (
    a.length === b.length &&
    a.every((column, index) => {
      const other = b[index]
      return column.room === other?.room && column.x === other?.x && column.width === other?.width
    })
  )
}

function sameBlock(a: GridBlock, b: GridBlock): boolean {
  return (
    a.session === b.session &&
    a.day === b.day &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.shape === b.shape &&
    a.open === b.open
  )
}
