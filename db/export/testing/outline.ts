/** A report as a sequence of blocks, to compare what another program reads in a file with what was put into it. */
import type { ListItem, Nodes, PhrasingContent, Root } from 'mdast'
import { getPicture } from '../../../core/note-format/index.ts'
import { linkTarget } from '../../formats/markup.ts'

export type Block = {
  /** 1 for a day, 0 for other text. */
  heading: number
  /** How many lists a marked item is in, 0 for other text. */
  list: number
  isNumbered: boolean
  /** "2/1/3": of the second table, first row, the third cell. '' elsewhere. */
  cell: string
  text: string
  /** In order, each with its words. */
  links: Link[]
}
export type Link = { text: string; url: string }

/**
 * How a reader takes it. `tasks`: as paragraphs that begin with a box, or as items of their list that do. `highlight`: what stands
 * around highlighted words. `pictures`: those of the web as their words, or as links.
 */
export type Reading = { tasks?: 'paragraphs' | 'items'; highlight?: string; pictures?: 'words' | 'links' }

/** Blocks without text are left out: a program may need them, a reader sees nothing. */
export function getOutline(
  root: Root,
  { tasks = 'paragraphs', highlight = '', pictures = 'words' }: Reading = {},
): Block[] {
  const state = { tasks, highlight, pictures, tables: 0 }
  return root.children.flatMap((node) => getBlocks(node, state, [])).filter(({ text }) => text !== '')
}

/** XML has no place for control characters: a mark stands in for them. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '\ufffd')
    .trim()
}

export function block(text: string, more: Partial<Block> = {}): Block {
  const none = { heading: 0, list: 0, isNumbered: false, cell: '', links: [] }
  return { ...none, ...more, text: oneLine(text) }
}

/** As one: programs part a link where its letters change, and join what leads to one place. */
export function joinedLinks(links: readonly (Link & { isNext: boolean })[]): Link[] {
  const joined: Link[] = []
  for (const { text, url, isNext } of links) {
    const last = joined.at(-1)
    const address = sameAddress(url)
    if (last && isNext && last.url === address) last.text += text
    else joined.push({ text, url: address })
  }
  return joined.flatMap(({ text, url }) => (oneLine(text) === '' ? [] : { text: oneLine(text), url }))
}

/** However it is percent-encoded: %2c is %2C, and a number sign in the fragment is %23 (RFC 3986 §2.1, §3.5). */
function sameAddress(url: string): string {
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

type State = Required<Reading> & { tables: number }

/** `lists`: those that it is in, whether each is numbered. */
function getBlocks(node: Nodes, state: State, lists: readonly boolean[]): Block[] {
  switch (node.type) {
    case 'heading': {
      const isTitle = node.depth === 1 && node.data?.id !== undefined
      const heading = isTitle ? 0 : Math.min(5, Math.max(1, node.depth - 1))
      return [inlineBlock(node.children, state, { heading })]
    }
    case 'paragraph':
      return [inlineBlock(node.children, state)]
    case 'code':
      return [block(node.value)]
    case 'table': {
      state.tables += 1
      const table = state.tables
      return node.children.flatMap(({ children: cells }, row) =>
        cells.map(({ children }, column) =>
          inlineBlock(children, state, { cell: `${table}/${row + 1}/${column + 1}` }),
        ),
      )
    }
    case 'list':
      return node.children.flatMap((item) => itemBlocks(item, state, [...lists, node.ordered === true]))
    default:
      return 'children' in node ? node.children.flatMap((child) => getBlocks(child, state, lists)) : []
  }
}

/** A task has a box in its text in place of the list's mark. */
function itemBlocks({ checked, children }: ListItem, state: State, lists: readonly boolean[]): Block[] {
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
    inlineBlock(withBox(box, words), state, marked),
    ...rest.flatMap((child) => getBlocks(child, state, lists)),
  ]
}

/** A time stands before the box. */
function withBox(box: readonly PhrasingContent[], words: readonly PhrasingContent[]): PhrasingContent[] {
  const [time, tab, ...others] = words
  const isTimed = time?.type === 'strong' && time.data?.isTime && tab?.type === 'text' && tab.value === '\t'
  return isTimed ? [time, tab, ...box, ...others] : [...box, ...words]
}

function inlineBlock(
  nodes: readonly PhrasingContent[],
  { highlight, pictures }: State,
  more: Partial<Block> = {},
): Block {
  const links: (Link & { isNext: boolean })[] = []
  let length = 0
  let end = -1
  const read = (node: PhrasingContent, isLinked: boolean): string => {
    const start = length
    const isPictureLink = pictures === 'links' && node.type === 'image' && getPicture(node) === null
    const url = (node.type === 'link' || isPictureLink) && !isLinked ? linkTarget(node.url) : null
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
  return block(text, { ...more, links: joinedLinks(links) })
}

function getText(node: PhrasingContent, read: (child: PhrasingContent) => string): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'image') return node.alt ?? ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(read).join('') : ''
}
