import type { Root } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import { canonical } from './canonical.ts'
import { marksToMarkdown } from './marks.ts'

const options: Options = {
  bullet: '-',
  bulletOther: '*',
  emphasis: '*',
  strong: '*',
  fence: '`',
  rule: '-',
  listItemIndent: 'one',
  // Columns are not padded: a longer cell then changes one line, not all of the table.
  extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmTaskListItemToMarkdown(), marksToMarkdown()],
}

/** The one written form of a note (docs/note-format.md): '' or text that ends with one line feed. */
export function serialiseNote(root: Root): string {
  return toMarkdown(canonical(root), options)
}
