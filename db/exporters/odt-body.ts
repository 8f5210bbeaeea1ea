/** The document's blocks as OpenDocument's paragraphs, lists and tables. */
import type { List, Nodes, Paragraph, PhrasingContent, Root, Table } from 'mdast'
import { contentsOf } from './document.ts'
import { rightToLeft } from './docx-runs.ts'
import { element, join, linkTarget, type Markup } from './markup.ts'
import { extensionOf, fitted } from './report-pictures.ts'
import type { ReportPicture } from './report-source.ts'

/** A paragraph style that differs from a named one by its place only. */
export type ParagraphLook = {
  parent: string
  indent: number
  hanging: boolean
  rtl: boolean
  align: string | null
}
export type Marks = { bold?: true; italic?: true; strike?: true; highlight?: true; code?: true }
export type OdtBody = {
  body: Markup
  paragraphs: [name: string, ParagraphLook][]
  spans: [name: string, Marks][]
  /** Each once. */
  pictures: ReportPicture[]
}

type Writer = {
  paragraphs: Map<string, [string, ParagraphLook]>
  spans: Map<string, [string, Marks]>
  tables: number
  pictures: ReportPicture[]
}
/** Where a block stands. `inList`: how many lists it is in; `quoted`: within a quotation. */
type Place = { inList: number; quoted: boolean }

/** The levels that a list style has. What lies deeper stands at the last one. */
const DEEPEST = 9

/** `contents`: the heading of the table of contents; null for none. */
export function writeOdtBody(root: Root, contents: string | null): OdtBody {
  const writer: Writer = { paragraphs: new Map(), spans: new Map(), tables: 0, pictures: [] }
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

function styleFor(
  parent: string,
  children: readonly PhrasingContent[],
  { inList, quoted }: Place,
  writer: Writer,
  hanging = false,
  align: string | null = null,
): string {
  const look = {
    parent,
    indent: Math.min(DEEPEST, inList) + (quoted ? 1 : 0),
    hanging,
    rtl: rightToLeft(children),
    align,
  }
  if (look.indent === 0 && !look.rtl && align === null) return parent
  const key = JSON.stringify(look)
  const known = writer.paragraphs.get(key)
  if (known) return known[0]
  const name = `P${writer.paragraphs.size + 1}`
  writer.paragraphs.set(key, [name, look])
  return name
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

function words(nodes: readonly PhrasingContent[], marks: Marks, writer: Writer): Markup {
  return join(nodes.map((node) => word(node, marks, writer)))
}

function word(node: PhrasingContent, marks: Marks, writer: Writer): Markup {
  switch (node.type) {
    case 'text':
      return span(node.value.replaceAll(/\s*\n\s*/g, ' '), marks, writer)
    case 'inlineCode':
      return span(node.value, { ...marks, code: true }, writer)
    case 'image':
      return node.data?.picture
        ? frame(node.data.picture, node.alt ?? '', writer)
        : span(node.alt ?? '', marks, writer)
    case 'break':
      return element('text:line-break')
    case 'strong':
      return words(node.children, { ...marks, bold: true }, writer)
    case 'emphasis':
      return words(node.children, { ...marks, italic: true }, writer)
    case 'delete':
      return words(node.children, { ...marks, strike: true }, writer)
    case 'highlight':
      return words(node.children, { ...marks, highlight: true }, writer)
    case 'link': {
      const target = linkTarget(node.url)
      const text = words(node.children, marks, writer)
      return target === null
        ? text
        : element('text:a', { 'xlink:type': 'simple', 'xlink:href': target }, text)
    }
    default:
      return 'children' in node ? words(node.children, marks, writer) : join([])
  }
}

function span(value: string, marks: Marks, writer: Writer): Markup {
  const text = spaced(value)
  const key = Object.keys(marks).sort().join()
  if (key === '') return text
  let known = writer.spans.get(key)
  if (!known) {
    known = [`T${writer.spans.size + 1}`, marks]
    writer.spans.set(key, known)
  }
  return element('text:span', { 'text:style-name': known[0] }, text)
}

/** Most of a page of A4, in pixels of which 96 are an inch. */
const MOST = { width: 612, height: 600 }
const CM_PER_PIXEL = 2.54 / 96

/** Where it is in the package. */
export function picturePath(picture: ReportPicture): string {
  return `Pictures/${picture.sha256}.${extensionOf(picture)}`
}

/** A picture in a line of text (ODF 1.3 part 3 §10.4.2). */
function frame(picture: ReportPicture, alt: string, { pictures }: Writer): Markup {
  if (!pictures.includes(picture)) pictures.push(picture)
  const { width, height } = fitted(picture, MOST)
  const cm = (pixels: number) => `${(pixels * CM_PER_PIXEL).toFixed(3)}cm`
  return element(
    'draw:frame',
    { 'text:anchor-type': 'as-char', 'svg:width': cm(width), 'svg:height': cm(height) },
    element('draw:image', {
      'xlink:href': picturePath(picture),
      'xlink:type': 'simple',
      'xlink:show': 'embed',
      'xlink:actuate': 'onLoad',
    }),
    alt !== '' && element('svg:desc', {}, alt),
  )
}

/** OpenDocument reads spaces as HTML does: several in a row, and tabs, are elements (ODF 1.3 part 3 §6.1.2). */
function spaced(value: string): Markup {
  return join(
    value.split(/(\t| {2,}|^ | $)/).map((part) => {
      if (part === '\t') return element('text:tab')
      if (/^ +$/.test(part)) return element('text:s', { 'text:c': part.length })
      return part
    }),
  )
}

/** Filled with the page numbers by whatever program lays the pages out: they are references to the headings. */
function tableOfContents(title: string, root: Root): Markup {
  const entries = contentsOf(root)
  if (entries.length === 0) return join([])
  const lines = entries.map(({ id, depth, text }) =>
    element(
      'text:p',
      { 'text:style-name': `Contents_20_${depth - 1}` },
      // In a style of its own: links of a text are blue and underlined.
      element(
        'text:a',
        {
          'xlink:type': 'simple',
          'xlink:href': `#${id}`,
          'text:style-name': 'Index_20_Link',
          'text:visited-style-name': 'Index_20_Link',
        },
        text,
      ),
      element('text:tab'),
      element('text:bookmark-ref', { 'text:reference-format': 'page', 'text:ref-name': id }, '…'),
    ),
  )
  return element(
    'text:table-of-content',
    { 'text:name': 'Contents', 'text:protected': 'false' },
    element('text:table-of-content-source', { 'text:outline-level': 2, 'text:use-index-marks': 'false' }),
    element(
      'text:index-body',
      {},
      element(
        'text:index-title',
        { 'text:name': 'Contents_Head' },
        element('text:p', { 'text:style-name': 'Contents_20_Heading' }, title),
      ),
      ...lines,
    ),
  )
}
