/** Reads the blocks of an OpenDocument text (ODF 1.3 part 3), whichever program wrote it. */
import { SaxesParser } from 'saxes'
import { type Block, createBlock, joinLinks, type Link } from './outline.ts'

/** `pageWidth`: in millimetres. `contents`: the lines of the table of contents. */
export type ReadDocument = {
  blocks: Block[]
  contents: string[]
  title: string
  pageWidth: number
  tables: number
  pictures: number
}

export function readOpenDocument(parts: { content: string; styles: string; meta: string }): ReadDocument {
  const numbered = new Set([...listNumberedLevels(parts.styles), ...listNumberedLevels(parts.content)])
  return {
    ...readContent(parts.content, numbered),
    title: /<dc:title>([^<]*)</.exec(parts.meta)?.[1] ?? '',
    pageWidth: toMillimetres(/fo:page-width="([^"]+)"/.exec(parts.styles)?.[1] ?? ''),
  }
}

/** LibreOffice writes centimetres or inches, depending on the system's language. */
function toMillimetres(length: string): number {
  return Math.round(Number.parseFloat(length) * (length.endsWith('in') ? 25.4 : 10))
}

/** Lists the numbered levels of list styles: "L1 2" is the second level of style L1 (§16.31). */
function listNumberedLevels(xml: string): string[] {
  const levels: string[] = []
  let style = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'text:list-style') style = String(attributes['style:name'])
    if (name === 'text:list-level-style-number' && attributes['style:num-format'])
      levels.push(`${style} ${attributes['text:level']}`)
  })
  parser.write(xml).close()
  return levels
}

type Open = {
  block: Omit<Block, 'text' | 'links'>
  text: string
  links: (Link & { isNext: boolean })[]
  linkFrom: number
  linkEnd: number
}

function readContent(
  xml: string,
  numbered: ReadonlySet<string>,
): Pick<ReadDocument, 'blocks' | 'contents' | 'tables' | 'pictures'> {
  const blocks: Block[] = []
  const contents: string[] = []
  const lists: string[] = []
  const at = { table: 0, row: 0, column: 0, isInTable: false }
  let pictures = 0
  let isNewItem = false
  let isInContents = false
  let open: Open | null = null
  let url = ''

  const begin = (name: string, level: number): void => {
    const isMarked = name === 'text:p' && isNewItem
    open = {
      block: {
        heading: name === 'text:h' ? level : 0,
        list: isMarked ? lists.length : 0,
        isNumbered: isMarked && numbered.has(`${lists.at(-1)} ${lists.length}`),
        cell: at.isInTable ? `${at.table}/${at.row}/${at.column}` : '',
      },
      text: '',
      links: [],
      linkFrom: 0,
      linkEnd: -1,
    }
    isNewItem = false
  }
  const end = ({ block: kind, text, links }: Open): void => {
    const made = createBlock(text, { ...kind, links: joinLinks(links) })
    if (made.text !== '' && isInContents) contents.push(made.text)
    else if (made.text !== '') blocks.push(made)
    open = null
  }

  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'text:table-of-content') isInContents = true
    if (name === 'table:table') Object.assign(at, { table: at.table + 1, row: 0, isInTable: true })
    if (name === 'table:table-row') Object.assign(at, { row: at.row + 1, column: 0 })
    if (name === 'table:table-cell' || name === 'table:covered-table-cell')
      at.column += Number(attributes['table:number-columns-repeated'] ?? 1)
    if (name === 'draw:image') pictures += 1
    // A nested list inherits the style unless it names its own (§5.3.1).
    if (name === 'text:list') lists.push(String(attributes['text:style-name'] ?? lists.at(-1) ?? ''))
    if (name === 'text:list-item') isNewItem = true
    if (name === 'text:h' || name === 'text:p') begin(name, Number(attributes['text:outline-level']))
    if (!open) return
    if (['text:s', 'text:tab', 'text:line-break'].includes(name)) open.text += ' '
    if (name === 'text:a') {
      url = String(attributes['xlink:href'])
      open.linkFrom = open.text.length
    }
  })
  parser.on('text', (text) => {
    if (open) open.text += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'text:table-of-content') isInContents = false
    if (name === 'table:table') at.isInTable = false
    if (name === 'text:list') lists.pop()
    if (!open) return
    if (name === 'text:a') {
      const isNext = open.linkFrom === open.linkEnd
      open.links.push({ text: open.text.slice(open.linkFrom), url, isNext })
      open.linkEnd = open.text.length
    }
    if (name === 'text:h' || name === 'text:p') end(open)
  })
  parser.write(xml).close()
  return { blocks, contents, tables: at.table, pictures }
}
