/** Fits text with marked matches into the one line of a result. Pure functions. */
import type { MarkedText } from '../../../db/contract/index.ts'
import { foldKeepingLength } from '../../lib/fold.ts'

/** Splits the text at a character position. */
export function splitMarked(text: MarkedText, splitPosition: number): [MarkedText, MarkedText] {
  const before: MarkedText = []
  const after: MarkedText = []
  let position = 0
  for (const { text: run, match } of text) {
    const cut = Math.max(0, Math.min(run.length, splitPosition - position))
    if (cut > 0) before.push({ text: run.slice(0, cut), match })
    if (cut < run.length) after.push({ text: run.slice(cut), match })
    position += run.length
  }
  return [before, after]
}

export function hasMatch(text: MarkedText): boolean {
  return text.some(({ match }) => match)
}

/** Maximum length of the text before a match, so that the line still shows the match. */
const MAX_LEAD_LENGTH = 32

/** A text that is only this much longer is not cut. */
const LEAD_TOLERANCE = 8

/** Replaces text long before the first match by "…". */
export function trimToMatch(text: MarkedText): MarkedText {
  const first = text.findIndex(({ match }) => match)
  const lead = text
    .slice(0, Math.max(0, first))
    .map(({ text: run }) => run)
    .join('')
  if (lead.length <= MAX_LEAD_LENGTH + LEAD_TOLERANCE) return text
  const cut = lead.slice(-MAX_LEAD_LENGTH)
  const space = cut.indexOf(' ')
  return [{ text: `… ${space < 0 ? cut : cut.slice(space + 1)}`, match: false }, ...text.slice(first)]
}

/** Marks the typed beginnings in a name, ignoring case and accents. @returns null unless every typed word starts a word of the name */
export function markName(name: string, typed: string): MarkedText | null {
  const folded = foldKeepingLength(name)
  const marked = new Array<boolean>(name.length).fill(false)
  for (const word of typed.trim().split(/\s+/)) {
    const start = findBeginning(folded, foldKeepingLength(word))
    if (start < 0) return null
    marked.fill(true, start, start + word.length)
  }
  const runs: MarkedText = []
  for (const [index, letter] of name.split('').entries()) {
    const match = marked[index] ?? false
    const last = runs.at(-1)
    if (last && last.match === match) last.text += letter
    else runs.push({ text: letter, match })
  }
  return runs
}

/** @returns the position of the first word in `name` that begins with `beginning`, or -1 */
function findBeginning(name: string, beginning: string): number {
  const isInsideWord = (position: number) => position > 0 && /[\p{L}\p{N}]/u.test(name[position - 1] ?? '')
  let position = name.indexOf(beginning)
  while (isInsideWord(position)) position = name.indexOf(beginning, position + 1)
  return position
}
