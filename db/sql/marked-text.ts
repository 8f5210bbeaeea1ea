/** Search results as runs of highlighted and plain text. SQLite marks matches with two characters that never occur in text. */
import type { MarkedText } from '../contract/index.ts'

/** Unicode noncharacters (§23.7): never assigned, and removed from indexed text. */
export const OPEN = '\uFDD0'
export const CLOSE = '\uFDD1'

export function removeMarkers(text: string): string {
  return text.replaceAll(/[\uFDD0\uFDD1]/g, '')
}

/** Splits SQLite's highlighted text into runs. Line breaks become spaces, because a result has one line. */
export function toMarkedText(highlighted: string | null): MarkedText {
  const runs: MarkedText = []
  for (const [index, piece] of (highlighted ?? '').replaceAll('\n', ' ').split(OPEN).entries()) {
    for (const [after, text] of piece.split(CLOSE).entries()) {
      if (text !== '') runs.push({ text, match: index > 0 && after === 0 })
    }
  }
  return runs
}

export function hasMatch(highlighted: string | null): boolean {
  return highlighted?.includes(OPEN) ?? false
}

/** Joins the parts that are not empty. */
export function joinMarked(parts: (string | null)[], separator: string): MarkedText {
  return toMarkedText(parts.filter((part) => part !== null && part !== '').join(separator))
}
