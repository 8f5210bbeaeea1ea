/** How well what is typed fits a name: in the editor's pickers and in the search. */

/** Without accents and case: `Élisabeth` is found with `elis`. */
export function foldedWords(text: string): string[] {
  const folded = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** What is not in the name at all. */
export const ELSEWHERE = 4

/** 0: the very name; 1: its beginning; 2: a whole word of it; 3: the beginning of a later word. */
export function rankOfName(name: readonly string[], typed: readonly string[]): number {
  const [first = ''] = typed
  if (!typed.every((part) => name.some((word) => word.startsWith(part)))) return ELSEWHERE
  if (typed.join(' ') === name.join(' ')) return 0
  if (name[0]?.startsWith(first)) return 1
  return name.includes(first) ? 2 : 3
}
