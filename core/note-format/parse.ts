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
  emptyBlankTasks(root)
  return root
}

/** A task needs something after its box to be one, so an empty task is written with an encoded space; read it as empty again. */
function emptyBlankTasks(node: Nodes): void {
  if (node.type === 'listItem') emptyBlankTask(node)
  if ('children' in node) for (const child of node.children) emptyBlankTasks(child)
}

function emptyBlankTask(item: ListItem): void {
  const first = item.children[0]
  if (typeof item.checked !== 'boolean' || first?.type !== 'paragraph') return
  const [only, ...others] = first.children
  if (others.length === 0 && only?.type === 'text' && /^[ \t]*$/.test(only.value)) first.children = []
}
