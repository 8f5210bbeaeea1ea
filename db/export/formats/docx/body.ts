/** The document's blocks as Word's paragraphs and tables. */
import type { List, Nodes, Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast'
import { element, join, type Markup } from '../../../formats/markup.ts'
import { contentsOf } from '../../report/document.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { INDENT, type ListStart } from './numbering.ts'
import { type RunWriter, rightToLeft, runWriter } from './runs.ts'

export type Body = {
  body: Markup
  /** Addresses of relationships, in the order of their ids. */
  links: string[]
  /** Likewise. */
  pictures: ReportPicture[]
  lists: ListStart[]
}
type Options = {
  /** The heading of the table of contents; null for none. */
  contents: string | null
  /** Twentieths of a point. */
  textWidth: number
}
type Writer = { runs: RunWriter; lists: ListStart[]; textWidth: number; bookmarks: number }
/** Where a block stands. `inList`: how many lists it is in; `quoted`: within a quotation. */
type Place = { inList: number; quoted: boolean }

const outside: Place = { inList: 0, quoted: false }

export function writeBody(root: Root, { contents, textWidth }: Options): Body {
  const writer: Writer = { runs: runWriter(textWidth), lists: [], textWidth, bookmarks: 0 }
  const firstPart = root.children.findIndex((node) => node.type === 'heading' && node.depth > 1)
  const cut = firstPart < 0 ? root.children.length : firstPart
  const body = join([
    blocks(root.children.slice(0, cut), outside, writer),
    root.data?.hasCover && pageBreak(),
    contents !== null && tableOfContents(contents, root),
    blocks(root.children.slice(cut), outside, writer),
  ])
  return { body, links: writer.runs.links, pictures: writer.runs.pictures, lists: writer.lists }
}

function blocks(nodes: readonly Nodes[], place: Place, writer: Writer): Markup {
  return join(nodes.map((node) => block(node, place, writer)))
}

function block(node: Nodes, place: Place, writer: Writer): Markup {
  switch (node.type) {
    case 'heading':
      return node.depth === 1 && node.data
        ? paragraph(node.children, 'Title', place, writer)
        : heading(node, place, writer)
    case 'paragraph':
      return paragraph(node.children, styleOf(node, place), place, writer)
    case 'code':
      return paragraph(codeLines(node.value), 'SourceCode', place, writer)
    case 'thematicBreak':
      return separator()
    case 'blockquote':
      return blocks(node.children, { ...place, quoted: true }, writer)
    case 'list':
      return list(node, place, writer)
    case 'table':
      return table(node, place, writer)
    default:
      return 'children' in node ? blocks(node.children, place, writer) : join([])
  }
}

function styleOf({ data }: Paragraph, { inList, quoted }: Place): string | null {
  if (data?.role === 'subtitle') return 'Subtitle'
  if (data?.role === 'facts') return 'ReportFacts'
  if (data?.role === 'author') return 'ReportAuthor'
  if (data?.role === 'session') return 'SessionFacts'
  if (inList > 0) return 'ListContinue'
  return quoted ? 'Quote' : null
}

/** The report's title is Word's Title, so that its days are the first level. */
function heading(node: Extract<RootContent, { type: 'heading' }>, place: Place, writer: Writer): Markup {
  const level = Math.min(5, Math.max(1, node.depth - 1))
  const id = node.data?.id
  if (!id) return paragraph(node.children, `Heading${level}`, place, writer)
  const number = writer.bookmarks++
  return paragraph(node.children, `Heading${level}`, place, writer, {
    before: element('w:bookmarkStart', { 'w:id': number, 'w:name': bookmark(id) }),
    after: element('w:bookmarkEnd', { 'w:id': number }),
  })
}

/** Word's own name for what its tables of contents lead to. */
function bookmark(id: string): string {
  return `_Toc_${id.replaceAll('-', '_')}`
}

type Around = { numbering?: Markup; before?: Markup; after?: Markup; prefix?: string; hanging?: boolean }

function paragraph(
  children: readonly PhrasingContent[],
  style: string | null,
  place: Place,
  { runs }: Writer,
  { numbering, before, after, prefix = '', hanging = false }: Around = {},
): Markup {
  const rtl = rightToLeft(children)
  // Numbered paragraphs take their indent from the numbering, unless a quotation adds to it.
  const left = INDENT * (place.inList + (place.quoted ? 1 : 0))
  const indented = place.inList > 0 && (!numbering || place.quoted)
  const properties = join([
    style !== null && element('w:pStyle', { 'w:val': style }),
    numbering,
    rtl && element('w:bidi'),
    indented && element('w:ind', { 'w:left': left, 'w:hanging': (numbering || hanging) && INDENT }),
  ])
  return element(
    'w:p',
    {},
    properties.markup !== '' && element('w:pPr', {}, properties),
    before,
    prefix !== '' && runs.text(prefix),
    runs.write(children),
    after,
  )
}

function codeLines(value: string): PhrasingContent[] {
  return value
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      { type: 'text', value: line } as const,
    ])
}

function pageBreak(): Markup {
  return element('w:p', {}, element('w:r', {}, element('w:br', { 'w:type': 'page' })))
}

/** A short rule in a paragraph of its own. */
function separator(): Markup {
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

/** The levels that Word's numbering has. What lies deeper stands at the last one. */
const DEEPEST = 8

function list(node: List, place: Place, writer: Writer): Markup {
  const { ordered, start } = node
  const number = writer.lists.push(ordered ? (start ?? 1) : null)
  const level = Math.min(DEEPEST, place.inList)
  const inside = { ...place, inList: level + 1 }
  const numbering = element(
    'w:numPr',
    {},
    element('w:ilvl', { 'w:val': level }),
    element('w:numId', { 'w:val': number }),
  )
  return join(
    node.children.map(({ checked, children: [first, ...others] }) => {
      const words = first?.type === 'paragraph' ? first.children : []
      const rest = first?.type === 'paragraph' || !first ? others : [first, ...others]
      const isTask = typeof checked === 'boolean'
      return join([
        isTask
          ? paragraph(words, 'ListTask', inside, writer, { prefix: checked ? '☑ ' : '☐ ', hanging: true })
          : paragraph(words, ordered ? 'ListNumber' : 'ListBullet', inside, writer, { numbering }),
        blocks(rest, inside, writer),
      ])
    }),
  )
}

function table({ children: rows, align }: Table, place: Place, writer: Writer): Markup {
  const columns = Math.max(1, ...rows.map(({ children }) => children.length))
  const indent = INDENT * (place.inList + (place.quoted ? 1 : 0))
  const width = Math.floor((writer.textWidth - indent) / columns)
  const cell = (children: PhrasingContent[], column: number, isHeader: boolean) => {
    const side = { left: 'left', right: 'right', center: 'center' }[align?.[column] ?? 'left']
    return element(
      'w:tc',
      {},
      element('w:tcPr', {}, element('w:tcW', { 'w:w': width, 'w:type': 'dxa' })),
      element(
        'w:p',
        {},
        element(
          'w:pPr',
          {},
          rightToLeft(children) && element('w:bidi'),
          element('w:spacing', { 'w:after': 20 }),
          element('w:jc', { 'w:val': side }),
        ),
        writer.runs.write(isHeader ? [{ type: 'strong', children }] : children),
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
        element('w:tblW', { 'w:w': width * columns, 'w:type': 'dxa' }),
        indent > 0 && element('w:tblInd', { 'w:w': indent, 'w:type': 'dxa' }),
        element('w:tblLook', { 'w:firstRow': 1 }),
      ),
      element(
        'w:tblGrid',
        {},
        ...Array.from({ length: columns }, () => element('w:gridCol', { 'w:w': width })),
      ),
      ...rows.map(({ children }, row) =>
        element(
          'w:tr',
          {},
          element('w:trPr', {}, element('w:cantSplit'), row === 0 && element('w:tblHeader')),
          ...Array.from({ length: columns }, (_, column) =>
            cell(children[column]?.children ?? [], column, row === 0),
          ),
        ),
      ),
    ),
    // Two tables that touch would be one, and a cell cannot end the document.
    element(
      'w:p',
      {},
      element('w:pPr', {}, element('w:spacing', { 'w:after': 0, 'w:line': 140, 'w:lineRule': 'exact' })),
    ),
  ])
}

/**
 * A field that Word fills with page numbers when it opens the file ("dirty"); until then, and where a program fills no
 * fields, it holds the headings as links.
 */
function tableOfContents(title: string, root: Root): Markup {
  const entries = contentsOf(root)
  if (entries.length === 0) return join([])
  const mark = (type: string, more = {}) =>
    element('w:r', {}, element('w:fldChar', { 'w:fldCharType': type, ...more }))
  const begin = join([
    mark('begin', { 'w:dirty': 1 }),
    element('w:r', {}, element('w:instrText', { 'xml:space': 'preserve' }, ' TOC \\o "1-2" \\h \\z \\u ')),
    mark('separate'),
  ])
  const lines = entries.map(({ id, depth, text }, index) =>
    element(
      'w:p',
      {},
      element('w:pPr', {}, element('w:pStyle', { 'w:val': `TOC${depth - 1}` })),
      index === 0 && begin,
      element(
        'w:hyperlink',
        { 'w:anchor': bookmark(id), 'w:history': 1 },
        element('w:r', {}, element('w:t', { 'xml:space': 'preserve' }, text)),
      ),
      index === entries.length - 1 && mark('end'),
    ),
  )
  const heading = element(
    'w:p',
    {},
    element('w:pPr', {}, element('w:pStyle', { 'w:val': 'TOCHeading' })),
    element('w:r', {}, element('w:t', {}, title)),
  )
  return element(
    'w:sdt',
    {},
    element(
      'w:sdtPr',
      {},
      element(
        'w:docPartObj',
        {},
        element('w:docPartGallery', { 'w:val': 'Table of Contents' }),
        element('w:docPartUnique'),
      ),
    ),
    element('w:sdtContent', {}, heading, ...lines),
  )
}
