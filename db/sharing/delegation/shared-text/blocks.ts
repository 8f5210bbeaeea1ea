/** Splits a note into blocks and compares them. A block begins with its line breaks, so that it can stand anywhere. */
import { diffArrays } from 'diff'

/** Matches the places before a paragraph, an item of a list, a row of a table, and the line break at the end. */
const BOUNDARY = /(?<!\n)(?=\n\n|\n[ \t]*(?:[-*+]|\d+[.)]) |\n\||\n$)/

export function splitBlocks(text: string): string[] {
  return text === '' ? [] : `\n\n${text}`.split(BOUNDARY)
}

export function joinBlocks(texts: readonly string[]): string {
  return texts.join('').replace(/^\n\n?/, '')
}

/**
 * A text is read without the line breaks before its first block. If the first block is in the shared text with other line breaks, these
 * are used, so that the block does not count as changed.
 */
export function adoptLineBreaks(before: readonly string[], wanted: readonly string[]): string[] {
  const [first, ...rest] = wanted
  if (first === undefined) return []
  const same = before.includes(first) ? first : before.find((text) => getContent(text) === getContent(first))
  return [same ?? first, ...rest]
}

/** @returns the text without the line breaks before it */
function getContent(block: string): string {
  return block.replace(/^\n\n?/, '')
}

/**
 * @returns for each of the added blocks, the origins of the blocks that it replaces; [] if it replaces none. A block of which only the line
 * breaks changed replaces itself. The other blocks replace each other in their order
 */
export function inheritOrigins(
  replaced: readonly { text: string; lines: string[] }[],
  added: readonly string[],
): string[][] {
  const sameContent = Map.groupBy(replaced, ({ text }) => getContent(text))
  const kept = added.map((text) => sameContent.get(getContent(text))?.shift() ?? null)
  const isKept = new Set(kept)
  const changed = replaced.filter((block) => !isKept.has(block))
  let rest = kept.filter((block) => block === null).length
  let next = 0
  return kept.map((block) => {
    if (block) return block.lines
    rest -= 1
    const from = next
    // The last of them replaces all that are left.
    next = rest > 0 ? from + 1 : changed.length
    return [...new Set(changed.slice(from, next).flatMap(({ lines }) => lines))]
  })
}

/** Nobody changes more blocks at once. The time grows with the square of this number, and a colleague's program can send any text. */
const MAX_CHANGED_BLOCKS = 2_000

export function compareBlocks(before: string[], after: string[]) {
  const replaced = [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ]
  return diffArrays(before, after, { maxEditLength: MAX_CHANGED_BLOCKS }) ?? replaced
}
