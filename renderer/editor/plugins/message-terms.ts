/** Finds the key message with which a passage clearly deals, by shared words that few other messages have. */

import { foldWords } from '../../../core/name-rank.ts'
import type { KeyMessage } from './candidates.ts'

/** Shorter words carry little meaning, and the endings of longer ones are inflections. */
const MIN_WORD_LENGTH = 4
const STEM_LENGTH = 7
/** Minimum number of shared words, more than an unrelated passage has by chance. */
const MIN_SHARED_WORDS = 5
/** The minimum score. A word that only one message has counts 1. */
const MIN_SCORE = 3.6
/** The score of the best match must be this many times that of the second best. */
const MIN_LEAD = 1.5

export type MessageFinder = (passage: string) => KeyMessage | null

/** Weighs words by rarity (the idf of BM25). The limits were found with real passages and the conference that comes with the app. */
export function createMessageFinder(messages: readonly KeyMessage[]): MessageFinder {
  const all = messages.map((message) => ({ message, terms: getTerms(message.text) }))
  const messageCounts = new Map<string, number>()
  for (const { terms } of all)
    for (const term of terms) messageCounts.set(term, (messageCounts.get(term) ?? 0) + 1)
  const getWeight = (count: number) => Math.log(1 + (all.length - count + 0.5) / (count + 0.5))
  return (passage) => {
    const passageTerms = getTerms(passage)
    if (passageTerms.size < MIN_SHARED_WORDS) return null
    const ranked = all
      .map(({ message, terms }) => {
        const shared = [...passageTerms].filter((term) => terms.has(term))
        const score = shared.reduce((sum, term) => sum + getWeight(messageCounts.get(term) ?? 1), 0)
        return { message, shared: shared.length, score }
      })
      .sort((a, b) => b.score - a.score)
    const [best, next] = ranked
    if (!best || best.shared < MIN_SHARED_WORDS || best.score < MIN_SCORE * getWeight(1)) return null
    return best.score >= MIN_LEAD * (next?.score ?? 0) ? best.message : null
  }
}

function getTerms(text: string): ReadonlySet<string> {
  return new Set(
    foldWords(text)
      .filter((word) => word.length >= MIN_WORD_LENGTH && !/\d/.test(word))
      .map((word) => word.slice(0, STEM_LENGTH)),
  )
}
