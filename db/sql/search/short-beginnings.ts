/** Beginnings of one or two letters in a large notebook: they begin too many words to look all of them up at each key. */
import type { Query } from '../../../core/search/query.ts'
import type { Sql } from '../../store/open.ts'
import { toTerms } from './stems.ts'
import { getVocabulary } from './vocabulary.ts'

/** More texts than these take longer to rank than the next key to come. */
const MANY_TEXTS = 2_000
const MOST_WORDS = 12

/** @returns words that stand for all that begin so, the most frequent first; null if all of them can be looked up */
export function listFrequentWords(sql: Sql, beginning: string): string[] | null {
  if (!/^\p{L}{1,2}$/u.test(beginning)) return null
  const [start = ''] = toTerms(beginning)
  const words = [...getVocabulary(sql).texts].filter(([word]) => word.startsWith(start))
  if (words.reduce((sum, [, texts]) => sum + texts, 0) <= MANY_TEXTS) return null
  let left = MANY_TEXTS
  return words
    .sort(([, one], [, other]) => other - one)
    .filter(([, texts]) => {
      const isChosen = left > 0
      left -= texts
      return isChosen
    })
    .slice(0, MOST_WORDS)
    .map(([word]) => word)
}

/** Splits off a last word of which so little is typed that it narrows nothing down. Two capitals are an abbreviation. */
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
