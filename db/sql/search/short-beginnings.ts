/** Handles beginnings of one or two letters. In a large notebook, too many words have one to look all of them up at each keystroke. */
import type { Query } from '../../../core/search/query.ts'
import type { Sql } from '../../store/open.ts'
import { toTerms } from './stems.ts'
import { getVocabulary } from './vocabulary.ts'

/** With more texts than this, ranking takes longer than the time until the next keystroke. */
const MANY_TEXTS = 2_000
const MOST_WORDS = 12

/** @returns the most frequent words with this beginning, which are searched in place of all; null if all of them can be looked up */
export function listFrequentWords(sql: Sql, beginning: string): string[] | null {
  if (!/^\p{L}{1,2}$/u.test(beginning)) return null
  const [start = ''] = toTerms(beginning)
  const words = [...getVocabulary(sql).texts].filter(([word]) => word.startsWith(start))
  if (words.reduce((sum, [, texts]) => sum + texts, 0) <= MANY_TEXTS) return null
  const chosen: string[] = []
  let chosenTexts = 0
  for (const [word, texts] of words.sort(([, one], [, other]) => other - one)) {
    if (chosenTexts >= MANY_TEXTS || chosen.length === MOST_WORDS) break
    chosen.push(word)
    chosenTexts += texts
  }
  return chosen
}

/** Splits off the last word if so little of it is typed that it does not narrow down the results. Two capitals are an abbreviation. */
export function splitShortEnd(sql: Sql, query: Query): { query: Query; end: string | null } {
  const [term, ...others] = query.groups.at(-1) ?? []
  const isShort =
    query.groups.length > 1 &&
    term !== undefined &&
    others.length === 0 &&
    !term.isPhrase &&
    !/^\p{Lu}{2}$/u.test(term.text) &&
    listFrequentWords(sql, term.text) !== null
  return isShort
    ? { query: { ...query, groups: query.groups.slice(0, -1) }, end: term.text }
    : { query, end: null }
}
