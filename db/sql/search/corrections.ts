/** Suggests other spellings for words that no text has. */
import type { Query, Term } from '../../../core/search/query.ts'
import { isStopWord } from '../../../core/search/stop-words.ts'
import type { Sql } from '../../store/open.ts'
import { findHits } from './find-hits.ts'
import type { Glossary } from './glossary.ts'
import { toTerms } from './stems.ts'
import { addYoVariants, getVocabulary, hasBeginning, type Vocabulary } from './vocabulary.ts'

/** Shorter words are not corrected. */
const MIN_CORRECTED_LENGTH = 4
/** A word of at least this length may have two errors. */
const MIN_TWO_ERRORS_LENGTH = 6

/** @returns the text with each unknown word replaced by the most similar known one, or null if there is nothing to replace */
export function correct(sql: Sql, text: string, query: Query, glossary: Glossary): string | null {
  const unknown = query.groups.flat().filter((term) => isUnknown(sql, term, glossary))
  if (unknown.length === 0) return null
  const candidates = listCandidates(sql, glossary)
  return unknown.reduce<string | null>((corrected, { text: word }) => {
    const [term = ''] = toTerms(word)
    const closest = findClosest(term, candidates, (other) => isFindable(sql, other, glossary))
    return closest === null ? corrected : replaceWord(corrected ?? text, word, closest)
  }, null)
}

/** Replaces the word, but not in a filter or after a minus. */
function replaceWord(text: string, word: string, replacement: string): string {
  const parts = text.normalize('NFC').split(/(\s+)/)
  return parts.map((part) => (part === word ? replacement : part)).join('')
}

/** Whether the glossary or a text that is not deleted has the term or an inflection. The index has the terms of deleted texts too. */
function isFindable(sql: Sql, term: string, glossary: Glossary): boolean {
  if (glossary.find([term]).length > 0) return true
  const forms = [term, ...getVocabulary(sql).listInflections(term)]
  const match = forms.map((form) => `"${form}"`).join(' OR ')
  return findHits(sql, { match, conference: null, limit: 1, now: '', allowed: null }, []).length > 0
}

function isUnknown(sql: Sql, { text, isPhrase }: Term, glossary: Glossary): boolean {
  const terms = toTerms(text)
  const [term = ''] = terms
  if (isPhrase || terms.length !== 1 || term.length < MIN_CORRECTED_LENGTH || isStopWord(term)) return false
  if (addYoVariants(term).some((written) => hasBeginning(sql, written))) return false
  return getVocabulary(sql).listInflections(term).length === 0 && glossary.find([term]).length === 0
}

const cache = new WeakMap<Vocabulary, ReadonlyMap<string, number>>()

/** Every term of the texts and of the glossary, with the number of texts that have it. */
function listCandidates(sql: Sql, glossary: Glossary): ReadonlyMap<string, number> {
  const vocabulary = getVocabulary(sql)
  const cached = cache.get(vocabulary)
  if (cached) return cached
  const candidates = new Map(vocabulary.texts)
  for (const term of glossary.concepts.flatMap(({ terms }) => terms.flat())) {
    if (!candidates.has(term)) candidates.set(term, 1)
  }
  cache.set(vocabulary, candidates)
  return candidates
}

/** @returns the term with the fewest typing errors, otherwise a term that contains the word. A frequent term wins over a rare one */
export function findClosest(
  word: string,
  candidates: ReadonlyMap<string, number>,
  isWanted: (term: string) => boolean,
): string | null {
  const maxErrors = word.length < MIN_TWO_ERRORS_LENGTH ? 1 : 2
  let best: { term: string; distance: number; texts: number } | null = null
  for (const [term, texts] of candidates) {
    const contains = term.includes(word)
    if (!contains && Math.abs(term.length - word.length) > maxErrors) continue
    if (!contains && !beginsAlike(word, term)) continue
    const distance = contains ? maxErrors + 1 : getDistance(word, term, maxErrors)
    if (distance > maxErrors + 1) continue
    const isBetter = !best || distance < best.distance || (distance === best.distance && texts > best.texts)
    if (isBetter && isWanted(term)) best = { term, distance, texts }
  }
  return best?.term ?? null
}

/** Whether one of the first two letters agrees, as it almost always does in a misspelt word. This avoids most comparisons. */
function beginsAlike(word: string, term: string): boolean {
  return word[0] === term[0] || word[1] === term[1] || word[0] === term[1] || word[1] === term[0]
}

/**
 * Counts the letters that are inserted, deleted, replaced or swapped with the next letter (optimal string alignment).
 * @returns `maxErrors + 2` if there are more than `maxErrors`
 */
export function getDistance(one: string, other: string, maxErrors: number): number {
  const tooFar = maxErrors + 2
  if (Math.abs(one.length - other.length) > maxErrors) return tooFar
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    if (Math.min(...current) > maxErrors) return tooFar
    beforeLast = last
    last = current
  }
  const distance = last[other.length] ?? 0
  return distance > maxErrors ? tooFar : distance
}
