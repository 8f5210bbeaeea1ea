/** What comes in and goes out over the clipboard. */
import { Fragment, type Node, type Slice } from 'prosemirror-model'
import type { EditorProps } from 'prosemirror-view'
import { serialiseNote } from '../../core/note-format/index.ts'
import { asLines, fromText } from './paste-text.ts'
import { schema } from './schema.ts'
import { toMdast } from './to-mdast.ts'
import { convertWordLists } from './word-lists.ts'

export const clipboardProps: Pick<
  EditorProps,
  'transformPastedHTML' | 'clipboardTextParser' | 'clipboardTextSerializer'
> = {
  transformPastedHTML: cleanHtml,
  clipboardTextParser: (text, _, plain) => (plain ? asLines(text) : fromText(text)),
  clipboardTextSerializer: asText,
}

/**
 * What the schema itself cannot say: a picture that is not one of ours becomes its words, a row of a table a line, a list of Word's a list. Scripts, styles and what they name go
 * in the schema's parser; DOMParser's document loads nothing.
 */
export function cleanHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  convertWordLists(page)
  for (const image of page.querySelectorAll('img:not([data-picture])'))
    image.replaceWith(image.getAttribute('alt') ?? '')
  for (const row of page.querySelectorAll('tr')) {
    const line = page.createElement('p')
    for (const [index, cell] of [...row.cells].entries())
      line.append(index > 0 ? ' | ' : '', ...cell.childNodes)
    row.replaceWith(line)
  }
  // Lines cannot stand in a table's own elements; serialised again, the browser would move them.
  for (const table of page.querySelectorAll('table')) table.replaceWith(...table.querySelectorAll('p'))
  for (const element of page.querySelectorAll('script, style, template, iframe, object, embed'))
    element.remove()
  return page.body.innerHTML
}

/** Markdown as one would send it in a message: without times, and with words in the place of links of ours. */
export function asText(slice: Slice): string {
  const doc = schema.nodes.doc.create(null, blocksOf(slice).map(forReaders))
  return serialiseNote(toMdast(doc)).trimEnd()
}

/** Some words out of one line are just these words, not the heading or the item they stood in. */
function blocksOf({ content, openStart, openEnd }: Slice): readonly Node[] {
  let line = content
  for (let depth = 0; depth < Math.min(openStart, openEnd) && line.childCount === 1; depth++) {
    line = (line.firstChild as Node).content
  }
  return line.firstChild?.isInline ? [schema.nodes.paragraph.create(null, line)] : content.content
}

function forReaders(node: Node): Node {
  if (node.isText || node.isAtom) return node
  const content = node.children.map((child) =>
    child.type === schema.nodes.mention ? schema.text(child.attrs.label, child.marks) : forReaders(child),
  )
  if (!node.attrs.decision && !node.attrs.at) return node.copy(Fragment.from(content))
  if (node.attrs.decision) content.unshift(schema.text(`${node.attrs.decision} `))
  return node.type.create({ ...node.attrs, at: null, atText: null, decision: null }, content, node.marks)
}
