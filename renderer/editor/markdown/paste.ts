/** Converts clipboard content on paste and copy. */
import { type DOMOutputSpec, DOMParser, DOMSerializer, type Node, type Slice } from 'prosemirror-model'
import type { EditorProps } from 'prosemirror-view'
import { parseRapporteurUrl, serialiseNote } from '../../../core/note-format/index.ts'
import { parseHtml } from '../../lib/parse-html.ts'
import { noStart } from '../schema/block-start.ts'
import { schema } from '../schema/schema.ts'
import { parseAsLines, parsePastedText } from './paste-text.ts'
import { toMdast } from './to-mdast.ts'
import { convertWordLists } from './word-lists.ts'

export const clipboardProps: Pick<
  EditorProps,
  'transformPastedHTML' | 'clipboardParser' | 'clipboardTextParser' | 'clipboardSerializer'
> = {
  transformPastedHTML: cleanHtml,
  clipboardParser: createStyleReader(),
  clipboardTextParser: (text, _, plain) => (plain ? parseAsLines(text) : parsePastedText(text)),
  clipboardSerializer: createLabellingSerializer(),
}

function createStyleReader(): DOMParser {
  const parser = DOMParser.fromSchema(schema)
  const parseSlice = parser.parseSlice.bind(parser)
  return Object.assign(new DOMParser(schema, parser.rules), {
    parseSlice(...[dom, options]: Parameters<typeof parseSlice>) {
      applyStyles(dom as Element)
      return parseSlice(dom, options)
    },
  })
}

/** The window's policy disables style attributes in parsed HTML (`style-src`), but not styles that are set by script. */
function applyStyles(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[style]'))
    element.style.cssText = element.getAttribute('style') ?? ''
}

/**
 * Cleans up what the schema's parser cannot. Replaces foreign pictures by their descriptions, layout tables by lines, Word's lists by real
 * lists, and raised or lowered digits by characters. Removes scripts, styles and embedded objects.
 */
export function cleanHtml(html: string): string {
  const page = parseHtml(html)
  // Must be first, since applyStyles removes the properties of Word that mark its lists.
  convertWordLists(page)
  applyStyles(page)
  for (const image of page.querySelectorAll('img:not([data-picture])'))
    image.replaceWith(image.getAttribute('alt') ?? '')
  for (const element of page.querySelectorAll<HTMLElement>('sup, sub, [style*="vertical-align" i]'))
    replaceDigits(element)
  for (const table of page.querySelectorAll('table')) replaceTable(page, table)
  for (const element of page.querySelectorAll('script, style, template, iframe, object, embed'))
    element.remove()
  return page.body.innerHTML
}

const smallDigits = {
  sup: ['0123456789+-−=()', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'],
  sub: ['0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'],
}

/** If it stayed an ordinary digit, the 6 of 10⁶ or the number of a footnote would become part of the number before it. */
function replaceDigits(element: HTMLElement): void {
  const text = element.textContent ?? ''
  const position = element.style.verticalAlign || element.localName
  if (!(position === 'sup' || position === 'super' || position === 'sub')) return
  if (!/^[\d\s,;+\-−=()]+$/.test(text) || !/\d/.test(text)) return
  const [digits = '', smallForms = ''] = smallDigits[position === 'sub' ? 'sub' : 'sup']
  element.replaceWith(
    [...text].map((character) => smallForms[digits.indexOf(character)] ?? character).join(''),
  )
}

/** Turns a layout table into lines. In a data table, a cell that spans several becomes one cell with empty cells after or below it. */
function replaceTable(page: Document, table: HTMLTableElement): void {
  const rows = [...table.rows]
  if (table.caption) {
    const line = page.createElement('p')
    line.append(...table.caption.childNodes)
    table.before(line)
  }
  const isNested = table.querySelector('table') !== null || table.parentElement?.closest('table')
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  // A table's elements cannot contain lines; after serialising, the parser would move them out.
  if (isNested || rows.length < 2 || width < 2) table.replaceWith(...createLines(page, rows))
  else table.replaceWith(createTableWithoutSpans(page, rows))
}

/** A line for each row of a table. */
function createLines(page: Document, rows: readonly HTMLTableRowElement[]): HTMLElement[] {
  return rows.map((row) => {
    const line = page.createElement('p')
    for (const [index, cell] of [...row.cells].entries())
      line.append(index > 0 ? ' | ' : '', ...cell.childNodes)
    return line
  })
}

function createTableWithoutSpans(page: Document, rows: readonly HTMLTableRowElement[]): HTMLTableElement {
  const table = page.createElement('table')
  /** The number of further rows that a cell above covers, by column. */
  const covered: number[] = []
  for (const [index, { cells }] of rows.entries()) {
    const row = table.insertRow()
    const createCell = () => page.createElement(index === 0 ? 'th' : 'td')
    const skipCovered = () => {
      for (let column = row.cells.length; (covered[column] ?? 0) > 0; column += 1) {
        covered[column] = (covered[column] ?? 0) - 1
        row.append(createCell())
      }
    }
    for (const cell of cells) {
      skipCovered()
      const copy = createCell()
      const align = cell.getAttribute('align') ?? cell.style.textAlign
      if (align) copy.setAttribute('align', align)
      unwrapBlocks(cell)
      copy.append(...cell.childNodes)
      // 0 means all rows below.
      const rowsBelow = (cell.rowSpan || rows.length) - 1
      for (let span = 0; span === 0 || (span < cell.colSpan && row.cells.length < 100); span++) {
        covered[row.cells.length] = rowsBelow
        row.append(span === 0 ? copy : createCell())
      }
    }
    skipCovered()
  }
  const columnCount = Math.max(...[...table.rows].map(({ cells }) => cells.length))
  for (const [index, row] of [...table.rows].entries()) {
    while (row.cells.length < columnCount) row.append(page.createElement(index === 0 ? 'th' : 'td'))
  }
  return table
}

/** A cell of a note contains only text, but word processors wrap the text of a cell in paragraphs. */
function unwrapBlocks(cell: HTMLTableCellElement): void {
  for (const block of cell.querySelectorAll('p, div, li, br')) block.before(' ')
  for (const block of cell.querySelectorAll('p, div, ul, ol, li, h1, h2, h3, h4, h5, h6'))
    block.replaceWith(...block.childNodes)
}

/** Writes speakers, decisions and questions as words for other programs. A selection within one line is copied without these words. */
function createLabellingSerializer(): DOMSerializer {
  const plain = DOMSerializer.fromSchema(schema)
  const writeParagraph = plain.nodes.paragraph as (node: Node) => readonly [string, object, 0]
  const paragraph = (node: Node): DOMOutputSpec => {
    const labels = getLabels(node)
    const [tag, attributes] = writeParagraph(node)
    // The parser ignores the labels.
    return labels
      ? [tag, attributes, ['strong', { 'data-labels': '' }, labels], ['span', 0]]
      : [tag, attributes, 0]
  }
  const labelling = new DOMSerializer({ ...plain.nodes, paragraph }, plain.marks)
  const serializeFragment = labelling.serializeFragment.bind(labelling)
  return Object.assign(labelling, {
    serializeFragment(...[content, options, target]: Parameters<typeof serializeFragment>) {
      const isWithinLine = !target && content.childCount === 1 && content.firstChild?.isTextblock
      return isWithinLine
        ? plain.serializeFragment(content, options)
        : serializeFragment(content, options, target)
    },
  })
}

/** The speaker and the kind of the block as words before its text. */
function getLabels({ attrs: { turnText, decision, question } }: Node): string {
  return [turnText, decision, question].flatMap((word) => (word ? [`${word} `] : [])).join('')
}

/** Markdown to send in a message: without times and levels, and with Rapporteur's own links replaced by their text. */
export function sliceToText(slice: Slice): string {
  const doc = schema.nodes.doc.create(null, wrapInTables(getBlocks(slice)).map(prepareForReaders))
  return serialiseNote(toMdast(doc)).trimEnd()
}

/** The blocks of the slice. A selection within one line is only its text, without the heading or item around it. */
function getBlocks({ content, openStart, openEnd }: Slice): readonly Node[] {
  let inner = content
  for (let depth = 0; depth < Math.min(openStart, openEnd) && inner.childCount === 1; depth++) {
    inner = (inner.firstChild as Node).content
  }
  return inner.firstChild?.isInline ? [schema.nodes.paragraph.create(null, inner)] : content.content
}

/** Wraps rows or cells that have no table in a table. */
function wrapInTables(blocks: readonly Node[]): readonly Node[] {
  const { table, table_row, table_cell, table_header } = schema.nodes
  const type = blocks[0]?.type
  if (type === table_row) return [table.create(null, blocks)]
  if (type === table_cell || type === table_header)
    return [table.create(null, table_row.create(null, blocks))]
  return blocks
}

function prepareForReaders(node: Node): Node {
  if (node.isText) return removeRapporteurLink(node)
  if (node.isAtom) return node
  const content = node.children.map((child) =>
    child.type === schema.nodes.mention
      ? schema.text(child.attrs.label, child.marks)
      : prepareForReaders(child),
  )
  const labels = getLabels(node)
  if (labels) content.unshift(schema.text(labels))
  return node.type.create({ ...node.attrs, ...noStart }, content, node.marks)
}

function removeRapporteurLink(text: Node): Node {
  const link = schema.marks.link.isInSet(text.marks)
  return link && parseRapporteurUrl(link.attrs.href) ? text.mark(link.removeFromSet(text.marks)) : text
}
