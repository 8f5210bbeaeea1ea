/** Describes a report as a sequence of blocks, to compare it with what another program reads from a file. */
import type { ListItem, Nodes, PhrasingContent, Root } from 'mdast'
import { getPicture } from '../../../core/note-format/index.ts'
import { getLinkTarget } from '../../formats/markup.ts'

export type Block = {
  /** 1 for a day, 0 for other text. */
  heading: number
  /** The nesting depth of a list item, 0 for other text. */
  list: number
  isNumbered: boolean
  /** "2/1/3": second table, first row, third cell. '' outside tables. */
  cell: string
  text: string
  /** In document order, each with its text. */
  links: Link[]
}
export type Link = { text: string; url: string }

/**
 * Describes what the other program makes of a file. `tasks`: paragraphs or list items, each starting with a box. `highlight`: the characters
 * around highlighted words. `pictures`: a web picture becomes its description or a link. `pages`: a page number becomes text or a link.
 */
export type ReaderTraits = {
  tasks?: 'paragraphs' | 'items'
  highlight?: string
  pictures?: 'words' | 'links'
  pages?: 'words' | 'links'
}

/** Leaves out blocks without text: a format may need them, but a reader does not see them. */
export function getOutline(
  root: Root,
  { tasks = 'paragraphs', highlight = '', pictures = 'words', pages = 'words' }: ReaderTraits = {},
): Block[] {
  const state = { tasks, highlight, pictures, pages, tables: 0 }
  return root.children.flatMap((node) => getBlocks(node, state, [])).filter(({ text }) => text !== '')
}

/** Replaces control characters, which XML cannot hold, by a placeholder. */
export function toOneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '\ufffd')
    .trim()
}

export function createBlock(text: string, more: Partial<Block> = {}): Block {
  const none = { heading: 0, list: 0, isNumbered: false, cell: '', links: [] }
  return { ...none, ...more, text: toOneLine(text) }
}

/** Joins adjacent links with the same target, since programs split a link where the formatting changes. */
export function joinLinks(links: readonly (Link & { isNext: boolean })[]): Link[] {
  const joined: Link[] = []
  for (const { text, url, isNext } of links) {
    const last = joined.at(-1)
    const address = normaliseAddress(url)
    if (last && isNext && last.url === address) last.text += text
    else joined.push({ text, url: address })
  }
  return joined.flatMap(({ text, url }) => (toOneLine(text) === '' ? [] : { text: toOneLine(text), url }))
}

/** Normalises percent-encoding: %2c equals %2C, and a number sign in the fragment equals %23 (RFC 3986 §2.1, §3.5). */
function normaliseAddress(url: string): string {
  if (!URL.canParse(url)) return url
  const { href, hash } = new URL(url)
  const encoded =
    href.slice(0, href.length - hash.length) + hash.slice(0, 1) + hash.slice(1).replaceAll('#', '%23')
  const upper = encoded.replaceAll(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
  try {
    return decodeURI(upper)
  } catch {
    return upper
  }
}

type State = Required<ReaderTraits> & { tables: number }

/** `lists`: the lists around the node; true for a numbered list. */
function getBlocks(node: Nodes, state: State, lists: readonly boolean[]): Block[] {
  switch (node.type) {
    case 'heading': {
      const isTitle = node.depth === 1 && node.data?.id !== undefined
      const heading = isTitle ? 0 : Math.min(5, Math.max(1, node.depth - 1))
      return [createInlineBlock(node.children, state, { heading })]
    }
    case 'paragraph':
      return [createInlineBlock(node.children, state)]
    case 'code':
      return [createBlock(node.value)]
    case 'table': {
      state.tables += 1
      const table = state.tables
      return node.children.flatMap(({ children: cells }, row) =>
        cells.map(({ children }, column) =>
          createInlineBlock(children, state, { cell: `${table}/${row + 1}/${column + 1}` }),
        ),
      )
    }
    case 'list':
      return node.children.flatMap((item) => listItemBlocks(item, state, [...lists, node.ordered === true]))
    default:
      return 'children' in node ? node.children.flatMap((child) => getBlocks(child, state, lists)) : []
  }
}

/** The first block of a task starts with a box instead of a list marker. */
function listItemBlocks({ checked, children }: ListItem, state: State, lists: readonly boolean[]): Block[] {
  const [first, ...others] = children
  const words = first?.type === 'paragraph' ? first.children : []
  const rest = first?.type === 'paragraph' || !first ? others : [first, ...others]
  const isTask = typeof checked === 'boolean'
  const marked =
    isTask && state.tasks === 'paragraphs'
      ? {}
      : { list: Math.min(9, lists.length), isNumbered: lists.at(-1) === true }
  const box = isTask ? [{ type: 'text' as const, value: checked ? '☑ ' : '☐ ' }] : []
  return [
    createInlineBlock([...box, ...words], state, marked),
    ...rest.flatMap((child) => getBlocks(child, state, lists)),
  ]
}

function createInlineBlock(
  nodes: readonly PhrasingContent[],
  { highlight, pictures, pages }: State,
  more: Partial<Block> = {},
): Block {
  const links: (Link & { isNext: boolean })[] = []
  let length = 0
  let end = -1
  const read = (node: PhrasingContent, isLinked: boolean): string => {
    const start = length
    const isPictureLink = pictures === 'links' && node.type === 'image' && getPicture(node) === null
    const pageOf = pages === 'links' && node.type === 'text' && node.data?.pageOf
    const isLink = node.type === 'link' || isPictureLink
    const url = pageOf ? `#${pageOf}` : isLink && !isLinked ? getLinkTarget(node.url) : null
    const mark = node.type === 'highlight' ? highlight : ''
    length += mark.length
    const words = getText(node, (child) => read(child, isLinked || url !== null))
    const text = mark + (words === '' && isPictureLink ? node.url : words) + mark
    length += 'children' in node ? mark.length : text.length
    if (url !== null) {
      links.push({ text, url, isNext: start === end })
      end = length
    }
    return text
  }
  const text = nodes.map((node) => read(node, false)).join('')
  return createBlock(text, { ...more, links: joinLinks(links) })
}

function getText(node: PhrasingContent, read: (child: PhrasingContent) => string): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'image') return node.alt ?? ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(read).join('') : ''
}
