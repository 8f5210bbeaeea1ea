/** Ticks a task in a note's text, outside the editor. */
import { getBlocks } from './blocks.ts'
import { parseNote } from './parse.ts'

/** Matches from the list marker to the opening bracket of the box. */
const BOX = /^(?:[-*+]|\d{1,9}[.)])[\s>]*\[(?=[\s xX]\])/

/**
 * Ticks or clears the box of one task and changes no other byte. `index`: the task's position among the note's tasks, from 0. @returns null
 * if there is no such task
 */
export function setTaskBox(markdown: string, index: number, done: boolean): string | null {
  const tasks = getBlocks(parseNote(markdown)).filter(({ kind }) => kind === 'task')
  const start = tasks[index]?.item?.position?.start.offset
  if (start === undefined) return null
  // The parser counts positions in a text with single-character line ends.
  const from = findOffset(markdown, start)
  const box = BOX.exec(markdown.slice(from, from + 200))
  if (!box) return null
  const boxStart = from + box[0].length
  return markdown.slice(0, boxStart) + (done ? 'x' : ' ') + markdown.slice(boxStart + 1)
}

/** Converts a position in the text with `\n` line ends and without byte order mark to one in the original text. */
export function findOffset(text: string, parsedOffset: number): number {
  let offset = text.startsWith('\uFEFF') ? 1 : 0
  for (let seen = 0; seen < parsedOffset; seen++) offset += text.startsWith('\r\n', offset) ? 2 : 1
  return offset
}
