/** Ranks how well typed words match a name, for the editor's pickers and the search. */
import { fold } from './fold.ts'

/** Splits into words without accents and case, so that `elis` finds `Élisabeth`. */
export function foldWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The rank if the name does not contain the words. */
export const NO_MATCH = 4

/** 0: the exact name. 1: its beginning. 2: a whole word in it. 3: the beginning of a later word. */
export function rankName(name: readonly string[], typed: readonly string[]): number {
  const [first = ''] = typed
  if (!typed.every((part) => name.some((word) => word.startsWith(part)))) return NO_MATCH
  if (typed.join(' ') === name.join(' ')) return 0
  if (name[0]?.startsWith(first)) return 1
  return name.includes(first) ? 2 : 3
}
