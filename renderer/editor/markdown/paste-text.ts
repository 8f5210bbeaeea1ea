/**
 * Pastes plain text from e-mails, transcripts and other notes. Every line stays a line, and `5*3*2` or `[x](y)` keep their characters; only
 * text that is clearly Markdown is read as Markdown.
 */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { parseNote } from '../../../core/note-format/index.ts'
import { schema } from '../schema/schema.ts'
import { toDoc } from './to-doc.ts'

const { nodes } = schema

export function pasteText(text: string): Slice {
  return isClearlyMarkdown(text) ? pasteAsMarkdown(text) : pasteAsLines(text)
}

/** Keeps line ends, which Markdown would read as spaces. */
export function pasteAsMarkdown(text: string): Slice {
  const doc = toDoc(parseNote(text))
  return openSlice(doc.copy(addHardBreaks(doc)))
}

/** Makes a paragraph of each block of text between empty lines. */
export function pasteAsLines(text: string): Slice {
  const paragraphs: Node[][] = [[]]
  for (const line of getLines(text)) {
    const current = paragraphs.at(-1) ?? []
    if (line.trim() !== '') current.push(...(current.length > 0 ? [createLineEnd()] : []), schema.text(line))
    else if (current.length > 0) paragraphs.push([])
  }
  const filled = paragraphs.filter((content, index) => index === 0 || content.length > 0)
  return openSlice(
    nodes.doc.create(
      null,
      filled.map((content) => nodes.paragraph.create(null, content)),
    ),
  )
}

const fence = /^ {0,3}(?:```|~~~)/
const heading = /^#{1,6} \S/
const item = /^\s*(?:[-*+]|\d{1,9}[.)]) \S/
const tableRule = /^[ |:-]*-[ |:-]*\|[ |:-]*$|^ *\|[ :-]*-[ |:-]*$/

/** Whether the text has several headings or list items, fenced code or a table, and nothing that reading it as Markdown would change. */
export function isClearlyMarkdown(text: string): boolean {
  const lines = getLines(text)
  if (lines.filter((line) => fence.test(line)).length > 1) return true
  if (lines.some((line, index) => tableRule.test(line) && lines[index - 1]?.includes('|'))) return true
  const marked = lines.filter((line) => heading.test(line) || item.test(line))
  return marked.length > 1 && !joinsItems(lines) && !skipsNumbers(lines)
}

/** Whether an ordinary line directly follows a list item, as "Regards," in an e-mail: Markdown would make it part of the item. */
function joinsItems(lines: readonly string[]): boolean {
  let inItem = false
  return lines.some((line) => {
    if (line.trim() === '' || heading.test(line)) inItem = false
    else if (item.test(line)) inItem = true
    return inItem && /^\S/.test(line) && !item.test(line)
  })
}

/** Whether the numbers have gaps. In a list, Articles 7 and 9 would become 7 and 8. */
function skipsNumbers(lines: readonly string[]): boolean {
  let last: number | null = null
  return lines.some((line) => {
    const number = /^(\d{1,9})[.)] \S/.exec(line)?.[1]
    if (number === undefined) {
      if (/^\S/.test(line)) last = null
      return false
    }
    const skips = last !== null && Number(number) !== last + 1
    last = Number(number)
    return skips
  })
}

function getLines(text: string): string[] {
  return text.split(/\r\n?|\n/)
}

function createLineEnd(): Node {
  return nodes.hard_break.create()
}

function addHardBreaks(node: Node): Fragment {
  return Fragment.from(
    node.children.map((child) => {
      if (child.type === nodes.soft_break) return nodes.hard_break.create(null, null, child.marks)
      return child.childCount === 0 ? child : child.copy(addHardBreaks(child))
    }),
  )
}

/** The first and last line join the text around the caret. */
function openSlice(doc: Node): Slice {
  const isLine = (node: Node | null) => node?.type === nodes.paragraph
  // toDoc adds an empty line after a table, which a paste does not need.
  const blocks = doc.children.filter((node, index) => index === 0 || !isLine(node) || node.content.size > 0)
  const content = Fragment.from(blocks)
  return new Slice(content, isLine(content.firstChild) ? 1 : 0, isLine(content.lastChild) ? 1 : 0)
}
