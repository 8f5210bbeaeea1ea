/**
 * Reads plain text that is pasted from e-mails, transcripts and other notes. Every line stays a line, and `5*3*2` or `[x](y)` keep their
 * characters; only text that is clearly Markdown is read as Markdown.
 */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { parseNote } from '../../../core/note-format/index.ts'
import { schema } from '../schema/schema.ts'
import { toDoc } from './to-doc.ts'

const { nodes } = schema

export function parsePastedText(text: string): Slice {
  return isClearlyMarkdown(text) ? parseAsMarkdown(text) : parseAsLines(text)
}

/** Keeps line ends, which are spaces in Markdown. */
export function parseAsMarkdown(text: string): Slice {
  const doc = toDoc(parseNote(text))
  return toOpenSlice(doc.copy(addHardBreaks(doc)))
}

/** Makes a paragraph of the lines between two empty lines. */
export function parseAsLines(text: string): Slice {
  const paragraphs: Node[][] = [[]]
  for (const line of getLines(text)) {
    const current = paragraphs.at(-1) ?? []
    if (line.trim() === '') {
      if (current.length > 0) paragraphs.push([])
      continue
    }
    if (current.length > 0) current.push(nodes.hard_break.create())
    current.push(schema.text(line))
  }
  const filled = paragraphs.filter((content, index) => index === 0 || content.length > 0)
  return toOpenSlice(
    nodes.doc.create(
      null,
      filled.map((content) => nodes.paragraph.create(null, content)),
    ),
  )
}

const fencePattern = /^ {0,3}(?:```|~~~)/
const headingPattern = /^#{1,6} \S/
const itemPattern = /^\s*(?:[-*+]|\d{1,9}[.)]) \S/
const tableRulePattern = /^[ |:-]*-[ |:-]*\|[ |:-]*$|^ *\|[ :-]*-[ |:-]*$/

/** Whether the text has several headings or list items, fenced code or a table, and nothing that reading it as Markdown would change. */
export function isClearlyMarkdown(text: string): boolean {
  const lines = getLines(text)
  if (lines.filter((line) => fencePattern.test(line)).length > 1) return true
  if (lines.some((line, index) => tableRulePattern.test(line) && lines[index - 1]?.includes('|'))) return true
  const headingsAndItems = lines.filter((line) => headingPattern.test(line) || itemPattern.test(line))
  return headingsAndItems.length > 1 && !hasLineAfterItem(lines) && !hasNumberGap(lines)
}

/** Whether an ordinary line directly follows a list item, as "Regards," in an e-mail: Markdown would make it part of the item. */
function hasLineAfterItem(lines: readonly string[]): boolean {
  let inItem = false
  return lines.some((line) => {
    if (line.trim() === '' || headingPattern.test(line)) inItem = false
    else if (itemPattern.test(line)) inItem = true
    return inItem && /^\S/.test(line) && !itemPattern.test(line)
  })
}

/** Whether numbers are missing. For example, a list would number the lines "7. …" and "9. …" as 7 and 8. */
function hasNumberGap(lines: readonly string[]): boolean {
  let last: number | null = null
  return lines.some((line) => {
    const number = /^(\d{1,9})[.)] \S/.exec(line)?.[1]
    if (number === undefined) {
      if (/^\S/.test(line)) last = null
      return false
    }
    const isGap = last !== null && Number(number) !== last + 1
    last = Number(number)
    return isGap
  })
}

function getLines(text: string): string[] {
  return text.split(/\r\n?|\n/)
}

function addHardBreaks(node: Node): Fragment {
  return Fragment.from(
    node.children.map((child) => {
      if (child.type === nodes.soft_break) return nodes.hard_break.create(null, null, child.marks)
      return child.childCount === 0 ? child : child.copy(addHardBreaks(child))
    }),
  )
}

/** Opens the slice at both ends, so that its first and last line join the text around the caret. */
function toOpenSlice(doc: Node): Slice {
  const isParagraph = (node: Node | null) => node?.type === nodes.paragraph
  // toDoc adds an empty line after a table, which a paste does not need.
  const blocks = doc.children.filter(
    (node, index) => index === 0 || !isParagraph(node) || node.content.size > 0,
  )
  const content = Fragment.from(blocks)
  return new Slice(content, isParagraph(content.firstChild) ? 1 : 0, isParagraph(content.lastChild) ? 1 : 0)
}
