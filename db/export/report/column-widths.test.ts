import type { Table } from 'mdast'
import { expect, test } from 'vitest'
import { fitColumns } from './column-widths.ts'
import { createTable, createText } from './nodes.ts'

const buildTable = (...rows: string[][]): Table =>
  createTable(rows.map((cells) => cells.map((cell) => [createText(cell)])))

test('a table is only as wide as its content needs', () => {
  const widths = fitColumns(buildTable(['State', 'Requests'], ['Germany', '42']), 80)
  expect(widths).toEqual([10, 11])
})

test('columns with more text get more room, and dates stay on one line', () => {
  const long = 'Read the draft Guidance Note on Production Orders for Subscriber Information. '.repeat(2)
  const widths = fitColumns(buildTable(['What', 'Until'], [long, '30\u00a0November\u00a02016']), 80)
  const [what = 0, until = 0] = widths
  expect(until).toBe(19)
  expect(what + until).toBeCloseTo(80)
})

test('if the longest words do not fit, all columns shrink equally', () => {
  const widths = fitColumns(buildTable(['x'.repeat(60), 'y'.repeat(60), 'z'.repeat(60)]), 60)
  expect(widths.map(Math.round)).toEqual([20, 20, 20])
})
