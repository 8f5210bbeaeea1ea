import type { Parents, Root, ThematicBreak } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item'
import { type Options, type State, toMarkdown } from 'mdast-util-to-markdown'
import { normaliseNote } from './canonical.ts'
import { literalConstructs, marksToMarkdown } from './marks.ts'

const options: Options = {
  bullet: '-',
  bulletOther: '*',
  emphasis: '*',
  strong: '*',
  fence: '`',
  // `thematicBreak` below writes rules as `---`. With `-` here, the library would change the bullet of a list that contains a rule, and
  // join it to the previous list.
  rule: '*',
  handlers: { thematicBreak: serialiseThematicBreak },
  listItemIndent: 'one',
  unsafe: [
    // A raw destination that starts with `<` would be read as an enclosed one (CommonMark §6.3).
    { character: '<', inConstruct: 'destinationRaw' },
    // An e-mail autolink may start with more characters than the library's pattern allows (CommonMark §6.5).
    {
      character: '<',
      after: "(?=[\\w.!#$%&'*+/=?^`{|}~-]+@)",
      inConstruct: 'phrasing',
      notInConstruct: literalConstructs,
    },
    // `[a]:` would be read as a definition.
    {
      character: ':',
      beforeNode: 'linkReference',
      inConstruct: 'phrasing',
      notInConstruct: literalConstructs,
    },
    // Like the library's patterns for list markers, but without consuming the line break, which would hide the next line from it.
    ...['-', '+', '*'].map((character) => ({ atBreak: true, character, after: '(?=[ \\t\\n]|$)' })),
    ...['.', ')'].map((character) => ({
      atBreak: true,
      before: '\\d+',
      character,
      after: '(?=[ \\t\\n]|$)',
    })),
  ],
  // Columns are not padded, so that a longer cell changes only one line.
  extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmTaskListItemToMarkdown(), marksToMarkdown()],
}

/** The canonical form of a note (docs/note-format.md): '' or a text that ends with one line feed. */
export function serialiseNote(root: Root): string {
  return toMarkdown(normaliseNote(root), options)
}

/** `- ---` would be one rule, so `*` is used there. */
function serialiseThematicBreak(node: ThematicBreak, parent: Parents | undefined, state: State): string {
  return parent?.type === 'listItem' && parent.children[0] === node && state.bulletCurrent === '-'
    ? '***'
    : '---'
}
