/** The document's blocks as Word's paragraphs and tables. */
import type { List, Nodes, Paragraph, PhrasingContent, Root, RootContent, Table, TableCell } from 'mdast'
import { element, join, type Markup } from '../../../formats/markup.ts'
import { fitColumns } from '../../report/column-widths.ts'
import type { Role } from '../../report/nodes.ts'
import { hasPicture, isInCoverFoot, toCodeLines } from '../../report/on-pages.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { getBookmarkName, writeContents } from './contents.ts'
import { INDENT, type ListStart } from './numbering.ts'
import { createRunWriter, isRightToLeft, type RunWriter } from './runs.ts'
import { GUTTER } from './styles.ts'

export type Body = {
  body: Markup
  /** Addresses of relationships, in the order of their ids. */
  links: string[]
  /** Pictures, in the order of their relationship ids. */
  pictures: ReportPicture[]
  lists: ListStart[]
}
type BodyOptions = {
  /** The heading of the table of contents; null for none. */
  contents: string | null
  /** The properties of the section with the cover and the contents; null if they are in the section of the text. */
  frontSection: Markup | null
  /** Twentieths of a point. */
  textWidth: number
}
type Writer = { runs: RunWriter; lists: ListStart[]; textWidth: number; bookmarkCount: number }
/** Where a block is. `listDepth`: the number of lists around it. `isInNote`: with a time column beside it. */
type Place = { listDepth: number; isQuoted: boolean; isInNote: boolean }

const topLevel: Place = { listDepth: 0, isQuoted: false, isInNote: false }

export function writeBody(root: Root, { contents, frontSection, textWidth }: BodyOptions): Body {
  const writer: Writer = { runs: createRunWriter(textWidth - GUTTER), lists: [], textWidth, bookmarkCount: 0 }
  const firstPart = root.children.findIndex((node) => node.type === 'heading' && node.depth > 1)
  const textStart = firstPart < 0 ? root.children.length : firstPart
  const body = join([
    writeFrontMatter(root, textStart, writer),
    root.data?.hasCover && writePageBreak(),
    contents !== null && writeContents(contents, root),
    frontSection && element('w:p', {}, element('w:pPr', {}, frontSection)),
    writeBlocks(root.children.slice(textStart), topLevel, writer),
  ])
  return { body, links: writer.runs.links, pictures: writer.runs.pictures, lists: writer.lists }
}

function writeBlocks(nodes: readonly Nodes[], place: Place, writer: Writer): Markup {
  return join(
    nodes.map((node) =>
      writeBlock(node, { ...place, isInNote: place.isInNote || node.data?.inNote === true }, writer),
    ),
  )
}

function writeBlock(node: Nodes, place: Place, writer: Writer): Markup {
  switch (node.type) {
    case 'heading':
      return node.depth === 1 && node.data?.id !== undefined
        ? writeParagraph(node.children, 'Title', place, writer)
        : writeHeading(node, place, writer)
    case 'paragraph':
      return writeParagraph(node.children, getStyle(node, place), place, writer, {
        keepNext: node.data?.keepNext === true,
        keepLines: hasPicture(node),
        language: node.data?.language,
        target: node.data?.anchor,
      })
    case 'code':
      return writeParagraph(toCodeLines(node.value), 'SourceCode', place, writer)
    case 'thematicBreak':
      return writeSeparator()
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
  office: 'ReportOffice',
  level: 'ReportLevel',
  subtitle: 'Subtitle',
  facts: 'ReportFacts',
  author: 'ReportAuthor',
  'cover-fact': 'ReportCoverFact',
  'brief-title': 'ReportBriefTitle',
  brief: 'ReportBrief',
  programme: 'ReportProgramme',
  session: 'SessionFacts',
  entry: 'ReportEntry',
  'decision-label': 'ReportLabel',
  decision: 'ReportDecision',
  'question-label': 'ReportLabel',
  question: 'ReportNote',
  'task-label': 'ReportLabel',
  source: 'ReportSource',
  caption: 'Caption',
}

function getStyle({ data }: Paragraph, { listDepth, isQuoted, isInNote }: Place): string | null {
  if (data?.role) return styles[data.role]
  if (listDepth > 0) return 'ListContinue'
  if (isQuoted) return 'Quote'
  return isInNote ? 'ReportNote' : null
}

/** The report's title uses Word's Title style, so that days are headings of the first level. */
function writeHeading(node: Extract<RootContent, { type: 'heading' }>, place: Place, writer: Writer): Markup {
  const level = Math.min(5, Math.max(1, node.depth - 1))
  const { id, anchor, language } = node.data ?? {}
  return writeParagraph(node.children, `Heading${level}`, place, writer, {
    hasNoteIndent: false,
    language,
    target: id || anchor,
  })
}

type ParagraphOptions = {
  numbering?: Markup
  prefix?: string
  hanging?: boolean
  keepNext?: boolean
  keepLines?: boolean
  /** Whether the style leaves room for times beside a note. */
  hasNoteIndent?: boolean
  language?: string | undefined
  /** The bookmark by which page references find the paragraph. */
  target?: string | undefined
}

function writeParagraph(
  children: readonly PhrasingContent[],
  style: string | null,
  place: Place,
  writer: Writer,
  {
    numbering,
    prefix = '',
    hanging = false,
    keepNext,
    keepLines,
    hasNoteIndent = true,
    language,
    target,
  }: ParagraphOptions = {},
): Markup {
  const rtl = isRightToLeft(children)
  // Numbered paragraphs take their indent from the numbering, unless a quotation adds to it.
  const steps = place.listDepth + (place.isQuoted ? 1 : 0)
  const left = INDENT * steps + (place.isInNote ? GUTTER : 0)
  const hasOwnIndent = place.isInNote
    ? steps > 0 || !hasNoteIndent
    : place.listDepth > 0 && (!numbering || place.isQuoted)
  const properties = join([
    style !== null && element('w:pStyle', { 'w:val': style }),
    keepNext && element('w:keepNext'),
    keepLines && element('w:keepLines'),
    numbering,
    rtl && element('w:bidi'),
    hasOwnIndent && element('w:ind', { 'w:left': left, 'w:hanging': (numbering || hanging) && INDENT }),
    // The time beside a picture is at its top.
    keepLines && element('w:textAlignment', { 'w:val': 'top' }),
  ])
  return element(
    'w:p',
    {},
    properties.markup !== '' && element('w:pPr', {}, properties),
    addBookmark(
      target,
      join([prefix !== '' && writer.runs.text(prefix), writer.runs.write(children, language)]),
      writer,
    ),
  )
}

function addBookmark(target: string | undefined, content: Markup, writer: Writer): Markup {
  if (!target) return content
  const number = writer.bookmarkCount++
  return join([
    element('w:bookmarkStart', { 'w:id': number, 'w:name': getBookmarkName(target) }),
    content,
    element('w:bookmarkEnd', { 'w:id': number }),
  ])
}

function writeFrontMatter({ children, data }: Root, textStart: number, writer: Writer): Markup {
  const title = children.findIndex(({ type }) => type === 'heading')
  return join([
    writeBlocks(children.slice(0, title), topLevel, writer),
    data?.hasCover && writeCoverRule(),
    writeBlocks(
      children.slice(title, textStart).filter((node) => !isInCoverFoot(node)),
      topLevel,
      writer,
    ),
  ])
}

function writeCoverRule(): Markup {
  return element('w:p', {}, element('w:pPr', {}, element('w:pStyle', { 'w:val': 'ReportRule' })))
}

function writePageBreak(): Markup {
  return element('w:p', {}, element('w:r', {}, element('w:br', { 'w:type': 'page' })))
}

/** A short rule in a paragraph of its own. */
function writeSeparator(): Markup {
  return element(
    'w:p',
    {},
    element(
      'w:pPr',
      {},
      element(
        'w:pBdr',
        {},
        element('w:top', { 'w:val': 'single', 'w:sz': 4, 'w:space': 1, 'w:color': 'A8A294' }),
      ),
      element('w:spacing', { 'w:before': 160, 'w:after': 0, 'w:line': 120, 'w:lineRule': 'exact' }),
    ),
  )
}

/** The deepest level of Word's numbering. Deeper lists use this level. */
const MAX_LIST_LEVEL = 8

function writeList(node: List, place: Place, writer: Writer): Markup {
  const { ordered, start } = node
  // Each group of items between tasks is a list of its own, since Word does not count tasks.
  let listId: number | null = null
  const level = Math.min(MAX_LIST_LEVEL, place.listDepth)
  const inside: Place = { ...place, listDepth: level + 1 }
  const makeNumbering = (index: number) => {
    if (listId === null) {
      writer.lists.push(ordered ? (start ?? 1) + index : null)
      listId = writer.lists.length
    }
    return element(
      'w:numPr',
      {},
      element('w:ilvl', { 'w:val': level }),
      element('w:numId', { 'w:val': listId }),
    )
  }
  return join(
    node.children.map(({ checked, children: [first, ...others] }, index) => {
      const words = first?.type === 'paragraph' ? first.children : []
      const rest = first?.type === 'paragraph' || !first ? others : [first, ...others]
      const { language, anchor: target } = (first?.type === 'paragraph' && first.data) || {}
      const isTask = typeof checked === 'boolean'
      if (isTask) listId = null
      return join([
        isTask
          ? writeParagraph(words, 'ListTask', inside, writer, {
              prefix: checked ? '☑ ' : '☐ ',
              hanging: true,
              language,
            })
          : writeParagraph(words, ordered ? 'ListNumber' : 'ListBullet', inside, writer, {
              numbering: makeNumbering(index),
              language,
              target,
            }),
        writeBlocks(rest, inside, writer),
      ])
    }),
  )
}

/** Estimated width of a letter in a table, in twentieths of a point: a little above the average. */
const LETTER_WIDTH_TWIPS = 126

/** The greatest number of rows, with the header, of a table that is not split between pages, as in the PDF. */
const SHORT_TABLE_ROWS = 7

function writeTable(node: Table, place: Place, writer: Writer): Markup {
  const { children: rows, align } = node
  const indent = INDENT * (place.listDepth + (place.isQuoted ? 1 : 0)) + (place.isInNote ? GUTTER : 0)
  const widths = fitColumns(node, (writer.textWidth - indent) / LETTER_WIDTH_TWIPS).map((letters) =>
    Math.floor(letters * LETTER_WIDTH_TWIPS),
  )
  const createCell = (cell: TableCell | undefined, column: number, row: number) => {
    const children = cell?.children ?? []
    const isHeader = row === 0
    // Keeps a short table on one page, and the header row of a long one on the page of its first row.
    const keepNext = isHeader || (rows.length <= SHORT_TABLE_ROWS && row < rows.length - 1)
    const side = { left: 'left', right: 'right', center: 'center' }[align?.[column] ?? 'left']
    return element(
      'w:tc',
      {},
      element('w:tcPr', {}, element('w:tcW', { 'w:w': widths[column], 'w:type': 'dxa' })),
      element(
        'w:p',
        {},
        element(
          'w:pPr',
          {},
          element('w:pStyle', { 'w:val': isHeader ? 'TableHead' : 'TableText' }),
          keepNext && element('w:keepNext'),
          isRightToLeft(children) && element('w:bidi'),
          element('w:jc', { 'w:val': side }),
        ),
        writer.runs.write(children, cell?.data?.language),
      ),
    )
  }
  return join([
    element(
      'w:tbl',
      {},
      element(
        'w:tblPr',
        {},
        element('w:tblStyle', { 'w:val': 'TableGrid' }),
        element('w:tblW', { 'w:w': widths.reduce((sum, width) => sum + width, 0), 'w:type': 'dxa' }),
        indent > 0 && element('w:tblInd', { 'w:w': indent, 'w:type': 'dxa' }),
        element('w:tblLayout', { 'w:type': 'fixed' }),
        element('w:tblLook', { 'w:firstRow': 1 }),
      ),
      element('w:tblGrid', {}, ...widths.map((width) => element('w:gridCol', { 'w:w': width }))),
      ...rows.map(({ children }, row) =>
        element(
          'w:tr',
          {},
          element('w:trPr', {}, element('w:cantSplit'), row === 0 && element('w:tblHeader')),
          ...widths.map((_, column) => createCell(children[column], column, row)),
        ),
      ),
    ),
    // Word merges adjacent tables, and a document must not end with a table.
    element(
      'w:p',
      {},
      element('w:pPr', {}, element('w:spacing', { 'w:after': 0, 'w:line': 140, 'w:lineRule': 'exact' })),
    ),
  ])
}
