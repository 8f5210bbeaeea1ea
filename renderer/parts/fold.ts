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
