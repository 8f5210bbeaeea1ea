/** Converts the editor's document to the Markdown tree. */
import type {
  AlignType,
  BlockContent,
  Heading,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast'
import type { Mark, Node } from 'prosemirror-model'
import { formatRapporteurUrl, serialiseNote } from '../../../core/note-format/index.ts'
import { writeStart } from '../schema/block-start.ts'
import { schema } from '../schema/schema.ts'

/** Cached Markdown by block. Blocks are immutable, so a save after a key press writes only the edited block. */
const markdownCache = new WeakMap<Node, string>()

/** Has the same result as serialiseNote(toMdast(doc)), which is slow for a long note. */
export function docToMarkdown(doc: Node): string {
  const parts: string[] = []
  let pending: Node[] = []
  const flush = () => {
    if (pending.length > 0) parts.push(writeBlocks(pending))
    pending = []
  }
  for (const node of doc.children) {
    if (isEmptyLine(node)) continue
    // Adjacent lists are written in one call, as is a quotation with the lists before it. The serialiser then gives the second of two lists
    // the bullet `*` instead of `-`, so that they do not merge.
    const isList = node.type.isInGroup('list')
    if (!isList && node.type !== schema.nodes.blockquote) flush()
    pending.push(node)
    if (!isList) flush()
  }
  flush()
  return parts.join('\n')
}

/** Whether the block is an empty line, which Markdown cannot store. */
export function isEmptyLine(node: Node): boolean {
  return node.type === schema.nodes.paragraph && writeBlocks([node]) === ''
}

/**
 * Writes the blocks of a newly opened note in idle time, so that the first save is as fast as later ones.
 * @returns a function that stops this
 */
export function fillMarkdownCache(doc: Node): () => void {
  const blocks = [...doc.children]
  let handle = requestIdleCallback(work)
  function work(deadline: IdleDeadline) {
    while (blocks.length > 0 && deadline.timeRemaining() > 1) writeBlocks(blocks.splice(0, 1))
    if (blocks.length > 0) handle = requestIdleCallback(work)
  }
  return () => cancelIdleCallback(handle)
}

function writeBlocks(blocks: readonly Node[]): string {
  const singleBlock = blocks.length === 1 ? blocks[0] : undefined
  const cached = singleBlock && markdownCache.get(singleBlock)
  if (cached !== undefined) return cached
  const text = serialiseNote({ type: 'root', children: blocks.map(toMdastBlock) })
  if (singleBlock) markdownCache.set(singleBlock, text)
  return text
}

/** Whether two blocks have the same Markdown. The blocks may differ in data that Markdown lacks, such as the millisecond of a time. */
export function hasSameMarkdown(a: Node, b: Node): boolean {
  return a.eq(b) || (a.type === b.type && writeBlocks([a]) === writeBlocks([b]))
}

export function toMdast(doc: Node): Root {
  return { type: 'root', children: doc.children.map(toMdastBlock) }
}

export function toMdastBlock(node: Node): RootContent {
  const convertChildren = () => node.children.map((child) => toMdastBlock(child) as BlockContent)
  switch (node.type.name) {
    case 'paragraph':
      return { type: 'paragraph', children: writeStart(node.attrs, toPhrasing(node.children)) }
    case 'heading':
      return {
        type: 'heading',
        depth: node.attrs.level as Heading['depth'],
        children: writeStart(node.attrs, toPhrasing(node.children)),
      }
    case 'blockquote':
      return { type: 'blockquote', children: convertChildren() }
    case 'bullet_list':
    case 'ordered_list': {
      const ordered = node.type === schema.nodes.ordered_list
      return {
        type: 'list',
        ordered,
        start: ordered ? node.attrs.start : null,
        spread: node.attrs.spread,
        children: node.children.map(
          (item): ListItem => ({
            type: 'listItem',
            checked: item.attrs.checked,
            spread: item.attrs.spread,
            children: item.children.map((child) => toMdastBlock(child) as BlockContent),
          }),
        ),
      }
    }
    case 'code_block':
      return { type: 'code', lang: node.attrs.lang, meta: node.attrs.meta, value: node.textContent }
    case 'horizontal_rule':
      return { type: 'thematicBreak' }
    case 'table':
      return {
        type: 'table',
        align: node.firstChild?.children.map(({ attrs }) => attrs.align as AlignType) ?? [],
        children: node.children.map((row) => ({
          type: 'tableRow',
          children: row.children.map((cell) => ({ type: 'tableCell', children: toPhrasing(cell.children) })),
        })),
      }
    case 'source':
      return node.attrs.node as RootContent
    default:
      throw new Error(`blocks of type ${node.type.name} cannot be written as Markdown`)
  }
}

/** Nests the flat marks. If several start at the same place, the longest is the outermost. */
export function toPhrasing(nodes: readonly Node[], outerMarks: readonly Mark[] = []): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (let index = 0; index < nodes.length; ) {
    const node = nodes[index] as Node
    const outermost = node.marks
      .filter(({ type }) => type !== schema.marks.code && type !== schema.marks.carried)
      .filter((mark) => !mark.isInSet(outerMarks))
      .map((mark) => ({ mark, end: getEnd(mark, nodes, index) }))
      .sort((a, b) => b.end - a.end || a.mark.attrs.depth - b.mark.attrs.depth)[0]
    if (outermost) {
      const { mark, end } = outermost
      result.push(wrapInMark(mark, toPhrasing(nodes.slice(index, end), [...outerMarks, mark])))
      index = end
    } else {
      addLeaf(result, toMdastLeaf(node))
      index++
    }
  }
  return result
}

function getEnd(mark: Mark, nodes: readonly Node[], start: number): number {
  let end = start
  while (end < nodes.length && mark.isInSet((nodes[end] as Node).marks)) end++
  return end
}

function wrapInMark(mark: Mark, children: PhrasingContent[]): PhrasingContent {
  switch (mark.type.name) {
    case 'strong':
      return { type: 'strong', children }
    case 'em':
      return { type: 'emphasis', children }
    case 'strike':
      return { type: 'delete', children }
    case 'highlight':
      return { type: 'highlight', children }
    default:
      return { type: 'link', url: mark.attrs.href, title: mark.attrs.title, children } as PhrasingContent
  }
}

function toMdastLeaf(node: Node): PhrasingContent {
  switch (node.type.name) {
    case 'hard_break':
      return { type: 'break' }
    case 'soft_break':
      return { type: 'text', value: '\n' }
    case 'mention':
      return {
        type: 'link',
        url: node.attrs.href,
        title: null,
        children: [{ type: 'text', value: node.attrs.label }],
      }
    case 'picture':
      return {
        type: 'image',
        url: formatRapporteurUrl({ kind: 'picture', sha256: node.attrs.sha256 }),
        alt: node.attrs.alt,
        title: node.attrs.title,
      }
    case 'inline_source':
      return node.attrs.node as Extract<Nodes, PhrasingContent>
    default: {
      const value = node.text ?? ''
      return schema.marks.code.isInSet(node.marks) ? { type: 'inlineCode', value } : { type: 'text', value }
    }
  }
}

/** Adds the node, or adds its text to a text before it. */
function addLeaf(result: PhrasingContent[], node: PhrasingContent): void {
  const last = result.at(-1)
  if (node.type === 'text' && last?.type === 'text') last.value += node.value
  else result.push(node)
}
