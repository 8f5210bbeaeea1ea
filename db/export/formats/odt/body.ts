/** The document's blocks as OpenDocument's paragraphs, lists and tables. */
import type { List, Nodes, Paragraph, PhrasingContent, Root, Table } from 'mdast'
import { element, join, type Markup } from '../../../formats/markup.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { tableOfContents } from './contents.ts'
import {
  DEEPEST,
  type Marks,
  newWriter,
  type ParagraphLook,
  type Place,
  styleFor,
  type Writer,
} from './looks.ts'
import { words } from './words.ts'

export type OdtBody = {
  body: Markup
  paragraphs: [name: string, ParagraphLook][]
  spans: [name: string, Marks][]
  /** Each once. */
  pictures: ReportPicture[]
}

/** `contents`: the heading of the table of contents; null for none. */
export function writeOdtBody(root: Root, contents: string | null): OdtBody {
  const writer = newWriter()
  const firstPart = root.children.findIndex((node) => node.type === 'heading' && node.depth > 1)
  const cut = firstPart < 0 ? root.children.length : firstPart
  const outside: Place = { inList: 0, quoted: false }
  const body = join([
    blocks(root.children.slice(0, cut), outside, writer),
    root.data?.hasCover && element('text:p', { 'text:style-name': 'Page_20_Break' }),
    contents !== null && tableOfContents(contents, root),
    blocks(root.children.slice(cut), outside, writer),
  ])
  const { paragraphs, spans, pictures } = writer
  return { body, paragraphs: [...paragraphs.values()], spans: [...spans.values()], pictures }
}

function blocks(nodes: readonly Nodes[], place: Place, writer: Writer): Markup {
  return join(nodes.map((node) => block(node, place, writer)))
}

function block(node: Nodes, place: Place, writer: Writer): Markup {
  switch (node.type) {
    case 'heading': {
      if (node.depth === 1 && node.data) return paragraph(node.children, 'Title', place, writer)
      const level = Math.min(5, Math.max(1, node.depth - 1))
      const style = styleFor(`Heading_20_${level}`, node.children, place, writer)
      const id = node.data?.id
      return element(
        'text:h',
        { 'text:style-name': style, 'text:outline-level': level },
        id !== undefined && element('text:bookmark', { 'text:name': id }),
        words(node.children, {}, writer),
      )
    }
    case 'paragraph':
      return paragraph(node.children, styleOf(node, place), place, writer)
    case 'code':
      return paragraph(codeLines(node.value), 'Source_20_Code', place, writer)
    case 'thematicBreak':
      return element('text:p', { 'text:style-name': 'Horizontal_20_Line' })
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

function styleOf({ data }: Paragraph, { quoted }: Place): string {
  if (data?.role === 'subtitle') return 'Subtitle'
  if (data?.role === 'facts') return 'Report_20_Facts'
  if (data?.role === 'author') return 'Report_20_Author'
  if (data?.role === 'session') return 'Session_20_Facts'
  return quoted ? 'Quotations' : 'Text_20_body'
}

function paragraph(
  children: readonly PhrasingContent[],
  parent: string,
  place: Place,
  writer: Writer,
  { prefix = '', hanging = false, align = null as string | null } = {},
): Markup {
  return element(
    'text:p',
    { 'text:style-name': styleFor(parent, children, place, writer, hanging, align) },
    prefix,
    words(children, {}, writer),
  )
}

/**
 * Each item is a list of its own, as deep as it stands and with its number: a table may then stand between two items, which no
 * list of OpenDocument may hold.
 */
function list({ ordered, start, children }: List, place: Place, writer: Writer): Markup {
  const level = Math.min(DEEPEST, place.inList + 1)
  const inside = { ...place, inList: place.inList + 1 }
  return join(
    children.map(({ checked, children: [first, ...others] }, index) => {
      const text = first?.type === 'paragraph' ? first.children : []
      const rest = first?.type === 'paragraph' || !first ? others : [first, ...others]
      if (typeof checked === 'boolean') {
        const prefix = checked ? '☑ ' : '☐ '
        return join([
          paragraph(text, 'Text_20_body', inside, writer, { prefix, hanging: true }),
          blocks(rest, inside, writer),
        ])
      }
      const style = place.quoted ? 'Quotations' : 'List_20_Contents'
      // The list's level brings the indent.
      const line = paragraph(text, style, { inList: 0, quoted: false }, writer)
      const item = element(
        'text:list-item',
        { 'text:start-value': ordered ? (start ?? 1) + index : null },
        line,
      )
      return join([nested(item, level, ordered ? 'Numbers' : 'Bullets'), blocks(rest, inside, writer)])
    }),
  )
}

function nested(item: Markup, level: number, style: string): Markup {
  let markup = element('text:list', { 'text:style-name': level === 1 && style }, item)
  for (let outer = level - 1; outer > 0; outer--) {
    markup = element(
      'text:list',
      { 'text:style-name': outer === 1 && style },
      element('text:list-item', {}, markup),
    )
  }
  return markup
}

function table({ children: rows, align }: Table, place: Place, writer: Writer): Markup {
  const columns = Math.max(1, ...rows.map(({ children }) => children.length))
  const row = ({ children }: Table['children'][number], isHeader: boolean) =>
    element(
      'table:table-row',
      {},
      ...Array.from({ length: columns }, (_, column) => {
        const content = children[column]?.children ?? []
        const side = { left: null, right: 'end', center: 'center' }[align?.[column] ?? 'left']
        return element(
          'table:table-cell',
          { 'table:style-name': 'Cell', 'office:value-type': 'string' },
          paragraph(
            isHeader ? [{ type: 'strong', children: content }] : content,
            'Table_20_Contents',
            { inList: 0, quoted: false },
            writer,
            { align: side },
          ),
        )
      }),
    )
  const [header, ...others] = rows
  return join([
    element(
      'table:table',
      {
        'table:name': `Table${++writer.tables}`,
        'table:style-name': place.inList > 0 || place.quoted ? 'IndentedTable' : 'PlainTable',
      },
      element('table:table-column', { 'table:number-columns-repeated': columns }),
      header && element('table:table-header-rows', {}, row(header, true)),
      ...others.map((other) => row(other, false)),
    ),
    // Two tables that touch could be read as one.
    element('text:p', { 'text:style-name': 'Table_20_End' }),
  ])
}

function codeLines(value: string): PhrasingContent[] {
  return value
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      { type: 'text', value: line } as const,
    ])
}
