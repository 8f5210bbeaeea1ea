/** Reads the structure of a tagged PDF (ISO 32000-1 §14.8.4) with Poppler. */
import { execFileSync } from 'node:child_process'
import type { Block } from '../../../db/export/testing/outline.ts'

/** What the tags say about a block, without its text. */
export type Shape = Pick<Block, 'heading' | 'list' | 'cell'> & { links: number }

export function getShape({ heading, list, cell, links }: Block): Shape {
  return { heading, list, cell, links: links.length }
}

/** An element of the tree whose content follows. `shape`: null for an element that is no block. */
type OpenElement = { indent: number; type: string; shape: Shape | null }

/** @returns the blocks of the file, in order. The title has heading level 0. */
export function readStructure(path: string): Shape[] {
  const tree = execFileSync('pdfinfo', ['-struct', path], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const shapes: Shape[] = []
  const open: OpenElement[] = []
  /** The numbers of the current table, row and column. */
  const position = { table: 0, row: 0, column: 0 }
  /** The headers of the current table, in order. */
  let headers: string[] = []
  /** Whether the next paragraph is the first one of a list item, which has the marker. */
  let needsMarker = false
  for (const line of tree.split('\n')) {
    // Finds a cell's column by its header, since empty cells have no tag.
    const header = /^ *\/Headers \[\((\w+)\)/.exec(line)?.[1]
    const cell = open.at(-1)
    if (header !== undefined && cell?.shape)
      cell.shape.cell = `${position.table}/${position.row}/${headers.indexOf(header) + 1}`
    const [, spaces = '', type = '', id = ''] = /^( *)([A-Z][A-Za-z0-9]*)(?: <(\w+)>|$| )/.exec(line) ?? []
    if (type === '') continue
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= spaces.length) open.pop()
    const lists = open.filter((element) => element.type === 'L').length
    let shape: Shape | null = null
    if (type === 'Table') {
      Object.assign(position, { table: position.table + 1, row: 0 })
      headers = []
    }
    if (type === 'TR') Object.assign(position, { row: position.row + 1, column: 0 })
    else if (type === 'LI') needsMarker = true
    else if (type === 'TH' || type === 'TD') {
      position.column += 1
      if (type === 'TH') headers.push(id)
      shape = { heading: 0, list: 0, cell: `${position.table}/${position.row}/${position.column}`, links: 0 }
    } else if (/^H[1-6]$/.test(type)) {
      shape = { heading: Math.min(5, Number(type[1]) - 1), list: 0, cell: '', links: 0 }
    } else if (type === 'P' || type === 'Div') {
      shape = { heading: 0, list: needsMarker && type === 'P' ? Math.min(9, lists) : 0, cell: '', links: 0 }
      needsMarker = false
    } else if (type === 'Link') {
      const block = open.findLast((element) => element.shape !== null)?.shape
      if (block) block.links += 1
    }
    open.push({ indent: spaces.length, type, shape })
    if (shape) shapes.push(shape)
  }
  return shapes
}

/**
 * @returns the letters in file order, which is the reading order. Without -raw, Poppler would look for columns, and mistake code for
 * columns.
 */
export function getLetters(path: string): string {
  const text = execFileSync('pdftotext', ['-raw', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  return keepLetters(removeRunningHeads(text))
}

/** Removes the lines that every page after the first repeats; on the first page the title is text. */
function removeRunningHeads(text: string): string {
  const pages = text.split('\f').map((page) => page.split('\n'))
  const [first = [], ...others] = pages.slice(1).filter((lines) => lines.some((line) => line !== ''))
  const heads = new Set(first.filter((line) => line !== '' && others.every((lines) => lines.includes(line))))
  return pages
    .map((lines, page) => lines.filter((line) => page === 0 || !heads.has(line)).join('\n'))
    .join('\n')
}

/** Keeps only letters, since line ends and page numbers depend on the layout. */
export function keepLetters(text: string): string {
  return text.normalize('NFKC').replaceAll(/\P{L}/gu, '')
}
