/** The structure of a tagged PDF (ISO 32000-1 §14.8.4), as Poppler reads it. */
import { execFileSync } from 'node:child_process'
import type { Block } from '../../../db/export/testing/outline.ts'

/** What of a block the tags say: of its text nothing. */
export type Shape = Pick<Block, 'heading' | 'list' | 'cell'> & { links: number }

export function getShape({ heading, list, cell, links }: Block): Shape {
  return { heading, list, cell, links: links.length }
}

type Open = { indent: number; type: string; shape: Shape | null }

/** Headings begin with 0 for the title. */
export function readStructure(path: string): Shape[] {
  const tree = execFileSync('pdfinfo', ['-struct', path], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const shapes: Shape[] = []
  const open: Open[] = []
  const at = { table: 0, row: 0, column: 0 }
  /** Of the table, in order. */
  let headers: string[] = []
  /** An item's first paragraph has its mark. */
  let isMarked = false
  for (const line of tree.split('\n')) {
    // An empty cell has no tag: which column a cell is in, its header says.
    const header = /^ *\/Headers \[\((\w+)\)/.exec(line)?.[1]
    const cell = open.at(-1)
    if (header !== undefined && cell?.shape)
      cell.shape.cell = `${at.table}/${at.row}/${headers.indexOf(header) + 1}`
    const [, spaces = '', type = '', id = ''] = /^( *)([A-Z][A-Za-z0-9]*)(?: <(\w+)>|$| )/.exec(line) ?? []
    if (type === '') continue
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= spaces.length) open.pop()
    const lists = open.filter((one) => one.type === 'L').length
    let shape: Shape | null = null
    if (type === 'Table') {
      Object.assign(at, { table: at.table + 1, row: 0 })
      headers = []
    }
    if (type === 'TR') Object.assign(at, { row: at.row + 1, column: 0 })
    else if (type === 'LI') isMarked = true
    else if (type === 'TH' || type === 'TD') {
      at.column += 1
      if (type === 'TH') headers.push(id)
      shape = { heading: 0, list: 0, cell: `${at.table}/${at.row}/${at.column}`, links: 0 }
    } else if (/^H[1-6]$/.test(type)) {
      shape = { heading: Math.min(5, Number(type[1]) - 1), list: 0, cell: '', links: 0 }
    } else if (type === 'P' || type === 'Div') {
      shape = { heading: 0, list: isMarked && type === 'P' ? Math.min(9, lists) : 0, cell: '', links: 0 }
      isMarked = false
    } else if (type === 'Link') {
      const block = open.findLast((one) => one.shape !== null)?.shape
      if (block) block.links += 1
    }
    open.push({ indent: spaces.length, type, shape })
    if (shape) shapes.push(shape)
  }
  return shapes
}

/** As they stand in the file, which is the order of reading: without -raw columns are looked for, and found in code. */
export function getLetters(path: string): string {
  const text = execFileSync('pdftotext', ['-raw', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  return lettersIn(withoutRunningHeads(text))
}

/** Without the lines that every page after the first has: on the first one the title is the text's own. */
function withoutRunningHeads(text: string): string {
  const pages = text.split('\f').map((page) => page.split('\n'))
  const [first = [], ...others] = pages.slice(1).filter((lines) => lines.some((line) => line !== ''))
  const heads = new Set(first.filter((line) => line !== '' && others.every((lines) => lines.includes(line))))
  return pages
    .map((lines, page) => lines.filter((line) => page === 0 || !heads.has(line)).join('\n'))
    .join('\n')
}

/** Lines end, and pages with their numbers, where the paper does: what is left is the same in any layout. */
export function lettersIn(text: string): string {
  return text.normalize('NFKC').replaceAll(/\P{L}/gu, '')
}
