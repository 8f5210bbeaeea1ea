import type { ListItem, Nodes, Parents, Root, Text } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { highlightSyntax } from './highlight-syntax.ts'
import { highlightFromMarkdown } from './marks.ts'

const options = {
  extensions: [gfmTable(), gfmStrikethrough({ singleTilde: false }), gfmTaskListItem(), highlightSyntax()],
  mdastExtensions: [
    gfmTableFromMarkdown(),
    gfmStrikethroughFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
    highlightFromMarkdown(),
  ],
}

/**
 * Blocks and marks nested deeper than this stay text: code that walks a tree is recursive, and a text of a thousand `>` must still be
 * possible to save.
 */
const MAX_DEPTH = 100

/** Never fails, since any text is Markdown. Line ends become `\n`. */
export function parseNote(markdown: string): Root {
  const text = markdown.replace(/\r\n?/g, '\n')
  const root = fromMarkdown(text, options)
  normaliseTree(root, text, 0)
  return root
}

function normaliseTree(node: Nodes, source: string, depth: number): void {
  if (!('children' in node)) return
  if (node.type === 'listItem') emptyBlankTask(node)
  if (node.type === 'list' || node.type === 'listItem') node.spread = hasBlankLines(node.children)
  const hasNoTextOfItsOwn = node.type === 'list' || node.type === 'table' || node.type === 'tableRow'
  if (depth < MAX_DEPTH || hasNoTextOfItsOwn)
    for (const child of node.children) normaliseTree(child, source, depth + 1)
  else flattenToText(node, source, depth)
}

/** Turns quotations and lists within the node into paragraphs of their source, and marks and links into text. */
function flattenToText(node: Parents, source: string, depth: number): void {
  const containsBlocks = node.type === 'blockquote' || node.type === 'listItem'
  const children = node.children.map((child) => {
    if (!('children' in child)) return child
    const isContainer = child.type === 'blockquote' || child.type === 'list'
    if (containsBlocks && !isContainer) {
      normaliseTree(child, source, depth + 1)
      return child
    }
    const { position } = child
    const value = source.slice(position?.start.offset, position?.end.offset)
    const text: Text = { type: 'text', value }
    return containsBlocks ? { type: 'paragraph', children: [text], position } : text
  })
  Object.assign(node, { children })
}

/** Restores an empty task, which is written with an encoded space, since a task needs text after its box. */
function emptyBlankTask(item: ListItem): void {
  const first = item.children[0]
  if (typeof item.checked !== 'boolean' || first?.type !== 'paragraph') return
  const [only, ...others] = first.children
  if (others.length === 0 && only?.type === 'text' && /^[ \t]*$/.test(only.value)) first.children = []
}

/** Whether blank lines separate the blocks. The parser's own `spread` is wrong for empty items at the end of a quotation. */
function hasBlankLines(blocks: readonly Nodes[]): boolean {
  return blocks.some((block, index) => {
    const next = blocks[index + 1]?.position
    return next !== undefined && next.start.line - getLastLine(block) > 1
  })
}

function getLastLine(node: Nodes): number {
  const last =
    node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
      ? node.children.at(-1)
      : undefined
  if (last) return getLastLine(last)
  const { start, end } = node.position ?? { start: { line: 0 }, end: { line: 0 } }
  return node.type === 'listItem' ? start.line : end.line
}
