import { fold } from '../../core/fold.ts'

export { fold }

/** Creates a filter: every word of `query` must occur somewhere in the texts. An empty query matches everything. */
export function createTextFilter(query: string): (...texts: (string | null | undefined)[]) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return (...texts) => {
    if (words.length === 0) return true
    const text = fold(texts.filter(Boolean).join(' '))
    return words.every((word) => text.includes(word))
  }
}

/** Filters by `query`. Names in which each word of the query is the beginning of a word come first; otherwise the order stays. */
export function sortBestFirst<Named extends { name: string }>(query: string, all: readonly Named[]): Named[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const matches = createTextFilter(query)
  const matchesWordStarts = (name: string) => {
    const parts = fold(name).split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
  const matching = all.filter(({ name }) => matches(name))
  if (words.length === 0) return matching
  const best = matching.filter(({ name }) => matchesWordStarts(name))
  const others = matching.filter(({ name }) => !matchesWordStarts(name))
  return [...best, ...others]
}

/** Removes accents and case but keeps the UTF-16 length, so that positions stay valid. */
export function foldKeepingLength(text: string): string {
  let result = ''
  for (let index = 0; index < text.length; index++) result += foldUnit(text[index] as string)
  return result
}

const foldedUnits = new Map<string, string>()

function foldUnit(unit: string): string {
  const known = foldedUnits.get(unit)
  if (known !== undefined) return known
  const base = unit.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const result = base.length === 1 ? base : unit
  foldedUnits.set(unit, result)
  return result
}
