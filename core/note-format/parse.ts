import type { ListItem, Nodes, Root } from 'mdast'
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

/** Any text is Markdown: this never fails. Line ends become `\n`. */
export function parseNote(markdown: string): Root {
  const root = fromMarkdown(markdown.replace(/\r\n?/g, '\n'), options)
  tidy(root)
  return root
}

function tidy(node: Nodes): void {
  if (node.type === 'listItem') emptyBlankTask(node)
  if (node.type === 'list' || node.type === 'listItem') node.spread = hasBlankLines(node.children)
  if ('children' in node) for (const child of node.children) tidy(child)
}

/** A task needs something after its box to be one, so an empty task is written with an encoded space; read it as empty again. */
function emptyBlankTask(item: ListItem): void {
  const first = item.children[0]
  if (typeof item.checked !== 'boolean' || first?.type !== 'paragraph') return
  const [only, ...others] = first.children
  if (others.length === 0 && only?.type === 'text' && /^[ \t]*$/.test(only.value)) first.children = []
}

/** Between blocks. The parser's own `spread` is misled by empty items at the end of a quote. */
function hasBlankLines(blocks: readonly Nodes[]): boolean {
  return blocks.some((block, index) => {
    const next = blocks[index + 1]?.position
    return next !== undefined && next.start.line - lastLine(block) > 1
  })
}

function lastLine(node: Nodes): number {
  const last =
    node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
      ? node.children.at(-1)
      : undefined
  if (last) return lastLine(last)
  const { start, end } = node.position ?? { start: { line: 0 }, end: { line: 0 } }
  return node.type === 'listItem' ? start.line : end.line
}
