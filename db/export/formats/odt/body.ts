/** Writes the document's blocks as OpenDocument paragraphs, lists and tables. */
import type { List, Nodes, Paragraph, PhrasingContent, Root, Table, TableCell } from 'mdast'
import { element, join, type Markup } from '../../../formats/markup.ts'
import { fitColumns } from '../../report/column-widths.ts'
import type { Role } from '../../report/nodes.ts'
import { hasPicture, isInCoverFoot, toCodeLines } from '../../report/on-pages.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { writeContents } from './contents.ts'
import { NOTE_LISTS } from './list-styles.ts'
import { writePhrasing } from './phrasing.ts'
import {
  chooseStyle,
  createWriter,
  GUTTER_CM,
  INDENT_CM,
  type LookOptions,
  MAX_LIST_LEVEL,
  type Marks,
  type ParagraphLook,
  type Place,
  type TableLook,
  type Writer,
} from './style-collector.ts'

export type OdtBody = {
  body: Markup
  paragraphs: [name: string, ParagraphLook][]
  spans: [name: string, Marks][]
  /** The pictures, each once. */
  pictures: ReportPicture[]
  tables: TableLook[]
}

/** `contents`: the heading of the table of contents; null for none. */
export function writeOdtBody(root: Root, contents: string | null): OdtBody {
  const writer = createWriter()
  const firstPart = root.children.findIndex((node) => node.type === 'heading' && node.depth > 1)
  const textStart = firstPart < 0 ? root.children.length : firstPart

  const title = root.children.findIndex(({ type }) => type === 'heading')
  const body = join([
    // The first paragraph sets the page style.
    writeBlocks(root.children.slice(0, 1), { ...topLevel, isOnCover: root.data?.hasCover === true }, writer),
    writeBlocks(root.children.slice(1, title), topLevel, writer),
    root.data?.hasCover && writeCoverRule(),
    writeBlocks(
      root.children.slice(Math.max(1, title), textStart).filter((node) => !isInCoverFoot(node)),
      topLevel,
      writer,
    ),
    root.data?.hasCover && writePageBreak(),
    contents !== null && writeContents(contents, root, writer),
    root.data?.hasCover && contents !== null && writePageBreak(),
    writeBlocks(root.children.slice(textStart), topLevel, writer),
  ])
  const { paragraphs, spans, pictures, tables } = writer
  return { body, paragraphs: [...paragraphs.values()], spans: [...spans.values()], pictures, tables }
}

function writePageBreak(): Markup {
  return element('text:p', { 'text:style-name': 'Page_20_Break' })
}

function writeCoverRule(): Markup {
  return element('text:p', { 'text:style-name': 'Report_20_Rule' })
}

function writeBlocks(nodes: readonly Nodes[], place: Place, writer: Writer): Markup {
  return join(
    nodes.map((node) => writeBlock(node, node.data?.inNote ? { ...place, isInNote: true } : place, writer)),
  )
}

function writeBlock(node: Nodes, place: Place, writer: Writer): Markup {
  switch (node.type) {
    case 'heading': {
      if (node.depth === 1 && node.data?.id !== undefined)
        return writeParagraph(node.children, 'Title', place, writer)
      const level = Math.min(5, Math.max(1, node.depth - 1))
      const style = chooseStyle(`Heading_20_${level}`, node.children, place, writer, {
        hasNoteIndent: false,
        language: node.data?.language,
      })
      const id = node.data?.id ?? node.data?.anchor
      return element(
        'text:h',
        { 'text:style-name': style, 'text:outline-level': level },
        id !== undefined && element('text:bookmark', { 'text:name': id }),
        writePhrasing(node.children, {}, writer),
      )
    }
    case 'paragraph':
      return writeParagraph(
        node.children,
        getStyle(node, place),
        // Text in a list item is aligned with the item.
        place.isInItem ? { ...topLevel, isInItem: true } : place,
        writer,
        {
          keepNext: node.data?.keepNext === true,
          keepLines: hasPicture(node),
          language: node.data?.language,
          target: node.data?.anchor,
        },
      )
    case 'code':
      return writeParagraph(toCodeLines(node.value), 'Source_20_Code', place, writer)
    case 'thematicBreak':
      return element('text:p', { 'text:style-name': 'Horizontal_20_Line' })
    case 'blockquote':
      return writeBlocks(node.children, { ...place, isQuoted: true }, writer)
    case 'list':
      return writeList(node, place, writer)
    case 'table':
      return writeTable(node, place, writer)
    default:
      return 'children' in node ? writeBlocks(node.children, place, writer) : join([])
  }
}

const styles: Record<Role, string> = {
  office: 'Report_20_Office',
  level: 'Report_20_Level',
  subtitle: 'Subtitle',
  facts: 'Report_20_Facts',
  author: 'Report_20_Author',
  'cover-fact': 'Report_20_Cover_20_Fact',
  'brief-title': 'Report_20_Brief_20_Title',
  brief: 'Report_20_Brief',
  programme: 'Report_20_Programme',
  session: 'Session_20_Facts',
  entry: 'Report_20_Entry',
  'decision-label': 'Report_20_Label',
  decision: 'Report_20_Decision',
  'question-label': 'Report_20_Label',
  question: 'Report_20_Note',
  'task-label': 'Report_20_Label',
  source: 'Report_20_Source',
  caption: 'Caption',
}

function getStyle({ data }: Paragraph, { listDepth, isQuoted, isInNote, isInItem }: Place): string {
  if (data?.role) return styles[data.role]
  if (isQuoted) return 'Quotations'
  if (listDepth > 0) return 'List_20_Contents'
  return isInNote && !isInItem ? 'Report_20_Note' : 'Text_20_body'
}

function writeParagraph(
  children: readonly PhrasingContent[],
  parent: string,
  place: Place,
  writer: Writer,
  { prefix = '', target, ...more }: { prefix?: string; target?: string | undefined } & LookOptions = {},
): Markup {
  return element(
    'text:p',
    { 'text:style-name': chooseStyle(parent, children, place, writer, more) },
    target !== undefined && element('text:bookmark', { 'text:name': target }),
    prefix,
    writePhrasing(children, {}, writer),
  )
}

/**
 * A list with its nested lists. An OpenDocument list cannot hold a table (ODF 1.3 part 3 §5.3.3), so a table splits the list, and the
 * numbering continues after it. A task becomes a paragraph of its own that begins with its box.
 */
function writeList({ ordered, start, children }: List, place: Place, writer: Writer): Markup {
  const level = Math.min(MAX_LIST_LEVEL, place.listDepth + 1)
  const inside: Place = { ...place, listDepth: place.listDepth + 1 }
  const pieces: Markup[] = []
  let items: Markup[] = []
  const closeList = () => {
    if (items.length > 0)
      pieces.push(
        nestItems(
          items,
          place.isInItem ? 1 : level,
          (place.isInNote ? NOTE_LISTS : '') + (ordered ? 'Numbers' : 'Bullets'),
        ),
      )
    items = []
  }
  for (const [index, { checked, children: blocksOfItem }] of children.entries()) {
    const [first, ...others] = blocksOfItem
    const text = first?.type === 'paragraph' ? first.children : []
    const rest = first?.type === 'paragraph' || !first ? others : [first, ...others]
    const { language, anchor: target } = (first?.type === 'paragraph' && first.data) || {}
    const isTask = typeof checked === 'boolean'
    const nested = isTask ? [] : rest.slice(0, countItemBlocks(rest, level))
    if (isTask) {
      closeList()
      const prefix = checked ? '☑ ' : '☐ '
      pieces.push(
        writeParagraph(text, 'Text_20_body', leaveItem(inside), writer, { prefix, hanging: true, language }),
      )
    } else {
      const style = place.isQuoted ? 'Quotations' : 'List_20_Contents'
      // The list level defines the indent.
      const line = writeParagraph(text, style, { ...topLevel, isInItem: true }, writer, { language, target })
      const value = ordered && (index === 0 || items.length === 0) ? (start ?? 1) + index : null
      items.push(
        element(
          'text:list-item',
          { 'text:start-value': value },
          line,
          writeBlocks(nested, { ...inside, isInItem: true }, writer),
        ),
      )
    }
    const after = rest.slice(nested.length)
    if (after.length > 0) {
      closeList()
      pieces.push(writeBlocks(after, leaveItem(inside), writer))
    }
  }
  closeList()
  return join(pieces)
}

const topLevel: Place = { listDepth: 0, isQuoted: false }
const leaveItem = ({ isInItem: _, ...place }: Place): Place => place

/** Counts the leading blocks that a list item may contain. */
function countItemBlocks(nodes: readonly Nodes[], level: number): number {
  const end = nodes.findIndex((node) => !canBeInItem(node, level))
  return end < 0 ? nodes.length : end
}

/** `level`: the level of the item. */
function canBeInItem(node: Nodes, level: number): boolean {
  if (node.type === 'paragraph') return true
  if (node.type !== 'list' || level >= MAX_LIST_LEVEL) return false
  return node.children.every(
    ({ checked, children }) =>
      typeof checked !== 'boolean' && children.every((child) => canBeInItem(child, level + 1)),
  )
}

/** `level`: the items' depth. They continue the style of the outermost list. */
function nestItems(items: readonly Markup[], level: number, style: string): Markup {
  let markup = element('text:list', { 'text:style-name': style }, ...items)
  for (let outer = level - 1; outer > 0; outer--)
    markup = element('text:list', { 'text:style-name': style }, element('text:list-item', {}, markup))
  return markup
}

/** Estimated width of a letter in a table, in centimetres: a little above the average. */
const LETTER_WIDTH_CM = 0.222
/** The text width of the narrowest paper, in centimetres. */
const TEXT_WIDTH_CM = 16

function writeTable(node: Table, place: Place, writer: Writer): Markup {
  const { children: rows, align } = node
  const indent =
    (place.listDepth > 0 || place.isQuoted ? 1 : 0) + (place.isInNote ? GUTTER_CM / INDENT_CM : 0)
  const widths = fitColumns(node, (TEXT_WIDTH_CM - indent * INDENT_CM) / LETTER_WIDTH_CM).map(
    (letters) => letters * LETTER_WIDTH_CM,
  )
  const name = `Table${writer.tables.push({ widths, indent })}`
  const createRow = ({ children }: Table['children'][number], isHeader: boolean) =>
    element(
      'table:table-row',
      { 'table:style-name': 'Row' },
      ...widths.map((_, column) => {
        const cell: TableCell | undefined = children[column]
        const content = cell?.children ?? []
        const side = { left: null, right: 'end', center: 'center' }[align?.[column] ?? 'left']
        return element(
          'table:table-cell',
          { 'table:style-name': 'Cell', 'office:value-type': 'string' },
          writeParagraph(
            content,
            isHeader ? 'Table_20_Heading' : 'Table_20_Contents',
            { listDepth: 0, isQuoted: false },
            writer,
            { align: side, keepNext: isHeader, language: cell?.data?.language },
          ),
        )
      }),
    )
  const [header, ...others] = rows
  return join([
    element(
      'table:table',
      { 'table:name': name, 'table:style-name': name },
      ...widths.map((_, column) =>
        element('table:table-column', { 'table:style-name': `${name}.${column + 1}` }),
      ),
      header && element('table:table-header-rows', {}, createRow(header, true)),
      ...others.map((other) => createRow(other, false)),
    ),
    // Keeps adjacent tables apart.
    element('text:p', { 'text:style-name': 'Table_20_End' }),
  ])
}
