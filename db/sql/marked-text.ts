/** Search results as runs of text, marked or not. SQLite sets the marks with two characters that no text holds. */
import type { MarkedText } from '../contract/index.ts'

/** Unicode noncharacters (§23.7): never assigned, and taken out of the text that is indexed. */
export const OPEN = '\uFDD0'
export const CLOSE = '\uFDD1'

export function withoutMarkers(text: string): string {
  return text.replaceAll(/[\uFDD0\uFDD1]/g, '')
}

/** Cuts SQLite's highlighted text into runs. Line breaks become spaces: results are shown in a line. */
export function markedText(highlighted: string | null): MarkedText {
  const runs: MarkedText = []
  let match = false
  for (const piece of (highlighted ?? '').replaceAll('\n', ' ').split(/([\uFDD0\uFDD1])/)) {
    if (piece === OPEN) match = true
    else if (piece === CLOSE) match = false
    else if (piece !== '') runs.push({ text: piece, match })
  }
  return runs
}

export function hasMatch(highlighted: string | null): boolean {
  return highlighted?.includes(OPEN) ?? false
}

/** Parts that say something, joined. */
export function joinMarked(parts: (string | null)[], separator: string): MarkedText {
  return markedText(parts.filter((part) => part !== null && part !== '').join(separator))
}
