/** Text with marked matches, made to fit the one line of a result. Pure. */
import type { MarkedText } from '../../../db/contract/index.ts'
import { fold } from '../../lib/fold.ts'

/** Cuts at a character: what stands before it, and what from there on. */
export function splitMarked(text: MarkedText, at: number): [MarkedText, MarkedText] {
  const before: MarkedText = []
  const after: MarkedText = []
  let position = 0
  for (const { text: run, match } of text) {
    const cut = Math.max(0, Math.min(run.length, at - position))
    if (cut > 0) before.push({ text: run.slice(0, cut), match })
    if (cut < run.length) after.push({ text: run.slice(cut), match })
    position += run.length
  }
  return [before, after]
}

export function hasMatch(text: MarkedText): boolean {
  return text.some(({ match }) => match)
}

/** About so much of what leads to the match: the line must still show the match itself. */
const LEAD = 32

/** Brings the first match to the beginning of the line: what stands long before it becomes "…". */
export function trimToMatch(text: MarkedText): MarkedText {
  const first = text.findIndex(({ match }) => match)
  const lead = text
    .slice(0, Math.max(0, first))
    .map(({ text: run }) => run)
    .join('')
  if (lead.length <= LEAD + 8) return text
  const cut = lead.slice(-LEAD)
  const word = cut.indexOf(' ')
  return [{ text: `… ${word < 0 ? cut : cut.slice(word + 1)}`, match: false }, ...text.slice(first)]
}

/** A name with the beginnings that were typed marked; null unless every word typed begins a word of it. Case and accents are no matter. */
export function markName(name: string, typed: string): MarkedText | null {
  const letters = [...name]
  const folded = letters.map(fold)
  const marked = new Array<boolean>(letters.length).fill(false)
  for (const word of typed.trim().split(/\s+/)) {
    const wanted = [...word].map(fold)
    const at = folded.findIndex(
      (_, index) =>
        (index === 0 || !/[\p{L}\p{N}]/u.test(letters[index - 1] ?? '')) &&
        wanted.every((letter, offset) => folded[index + offset] === letter),
    )
    if (at < 0) return null
    marked.fill(true, at, at + wanted.length)
  }
  return letters.reduce<MarkedText>((runs, letter, index) => {
    const match = marked[index] ?? false
    const last = runs.at(-1)
    if (last && last.match === match) last.text += letter
    else runs.push({ text: letter, match })
    return runs
  }, [])
}
