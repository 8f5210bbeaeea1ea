import { fold } from '../../core/fold.ts'

export { fold }

/** A test of texts: every word of `query` must occur in one of them, wherever. An empty query lets all pass. */
export function filterBy(query: string): (...texts: (string | null | undefined)[]) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return (...texts) => {
    if (words.length === 0) return true
    const text = fold(texts.filter(Boolean).join(' '))
    return words.every((word) => text.includes(word))
  }
}

/** Those that `query` lets pass, in their order, but first those in whose name each of its words begins a word. */
export function bestFirst<Named extends { name: string }>(query: string, all: readonly Named[]): Named[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const matches = filterBy(query)
  const begins = (name: string) => {
    const parts = fold(name).split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
  const matching = all.filter(({ name }) => matches(name))
  if (words.length === 0) return matching
  const { first = [], rest = [] } = Object.groupBy(matching, ({ name }) => (begins(name) ? 'first' : 'rest'))
  return [...first, ...rest]
}
