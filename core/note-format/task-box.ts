/** Ticking a task in the text of a note, from outside an editor. */
import { getBlocks } from './blocks.ts'
import { parseNote } from './parse.ts'

/** A list marker, what may stand between it and the box, and the box up to its content. */
const BOX = /^(?:[-*+]|\d{1,9}[.)])[\s>]*\[(?=[\s xX]\])/

/**
 * The text with the box of one task ticked or cleared, and no other byte changed. `index`: its place among the note's tasks, from 0.
 * null: there is no such task.
 */
export function withTaskDone(markdown: string, index: number, done: boolean): string | null {
  const tasks = getBlocks(parseNote(markdown)).filter(({ kind }) => kind === 'task')
  const start = tasks[index]?.item?.position?.start.offset
  if (start === undefined) return null
  // Places are counted in the text as it is parsed, in which a line ends with one character.
  const from = offsetIn(markdown, start)
  const box = BOX.exec(markdown.slice(from, from + 200))
  if (!box) return null
  const place = from + box[0].length
  return markdown.slice(0, place) + (done ? 'x' : ' ') + markdown.slice(place + 1)
}

/** Where a place of the text with `\n` for `\r\n`, and without a byte order mark, is in the text itself. */
function offsetIn(text: string, place: number): number {
  let offset = text.startsWith('\uFEFF') ? 1 : 0
  for (let seen = 0; seen < place; seen++) offset += text.startsWith('\r\n', offset) ? 2 : 1
  return offset
}
