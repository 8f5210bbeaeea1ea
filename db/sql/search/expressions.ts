/**
 * Converts a query to FTS5 expressions (https://sqlite.org/fts5.html §3), from the strictest to the widest. Quotes every word, so that
 * input is never read as syntax.
 */
import type { Query, Term } from '../../../core/search/query.ts'
import { isStopWord } from '../../../core/search/stop-words.ts'
import type { Sql } from '../../store/open.ts'
import type { Glossary } from './glossary.ts'
import { listFrequentWords, splitShortEnd } from './short-beginnings.ts'
import { toTerms } from './stems.ts'
import { addYoVariants, getVocabulary, type Vocabulary } from './vocabulary.ts'

/** The way in which a hit was found: by the words as typed, by inflected forms, or by synonyms and translations. */
export type Tier = 'exact' | 'inflected' | 'related'

/** Terms of the index that count as a match of one part of the query. */
export type QueryPart = { terms: ReadonlySet<string>; beginning: string | null }

export function matchesPart({ terms, beginning }: QueryPart, term: string): boolean {
  return terms.has(term) || (beginning !== null && term.startsWith(beginning))
}

export type Expression = {
  tier: Tier
  match: string
  parts: QueryPart[]
}

/** The maximum number of forms of one phrase. More forms would slow down the search without finding more. */
const MAX_PHRASES = 6

/** @returns the expressions, from the strictest to the widest; an empty list if the query has no words */
export function toExpressions(sql: Sql, whole: Query, glossary: Glossary | null): Expression[] {
  if (whole.groups.length === 0) return []
  const { query, end } = splitShortEnd(sql, whole)
  const exact = toExact(sql, query)
  const preferEnd = (all: Expression[]) => (end === null ? all : all.map((one) => preferWord(one, end)))
  if (glossary === null) return preferEnd([exact])
  const words = createWordForms(sql)
  const inflected = toInflected(query, words)
  const related = toRelated(query, glossary, words)
  return preferEnd(dropRepeats([exact, inflected, ...(related ? [related] : [])]))
}

/** Makes texts with the word rank higher. */
function preferWord({ match, ...expression }: Expression, word: string): Expression {
  return { ...expression, match: `(${match}) OR ((${match}) AND ${quote(word)})` }
}

/** Matches words by their beginning. */
function toBeginning(sql: Sql, text: string): string {
  const words = listFrequentWords(sql, text)
  return words === null ? `${quote(text)}*` : joinWithOr([text, ...words].map(quote))
}

function dropRepeats(expressions: Expression[]): Expression[] {
  return expressions.filter(
    ({ match }, index) => expressions.findIndex((one) => one.match === match) === index,
  )
}

/** @returns an expression for any of the words, for a query whose words never occur together; null if no text has any of them */
export function toPartial(sql: Sql, query: Query): Expression | null {
  const { parts } = toInflected(query, createWordForms(sql))
  const terms = parts.flatMap((part) => [...part.terms])
  return terms.length === 0 ? null : { tier: 'inflected', match: joinWithOr(terms.map(quote)), parts }
}

/** An expression for the words to leave out, or null. */
export function toExclusion({ excluded }: Query): string | null {
  if (excluded.length === 0) return null
  return excluded.map(({ text }) => joinWithOr(addYoVariants(text).map(quote))).join(' OR ')
}

function toExact(sql: Sql, query: Query): Expression {
  const groups = getMeaningful(query)
  const last = groups.length - 1
  const written = groups.map((group, index) => {
    const terms = group.map((term) => {
      const isBeginning = index === last && !term.isPhrase
      return joinWithOr(
        addYoVariants(term.text).map((text) => (isBeginning ? toBeginning(sql, text) : quote(text))),
      )
    })
    return joinWithOr(terms)
  })
  const parts = groups.map((group, index) => ({
    terms: new Set(group.flatMap(({ text }) => addYoVariants(text).flatMap(toTerms))),
    beginning: index === last ? getBeginning(group) : null,
  }))
  return { tier: 'exact', match: written.join(' AND '), parts }
}

function getBeginning(group: Term[]): string | null {
  const [term] = group
  return term && !term.isPhrase ? (toTerms(term.text).at(-1) ?? null) : null
}

type WordForms = {
  /** @returns an expression for words with this beginning */
  toBeginning(text: string): string
  /** The term and its inflections, as far as the index has them. */
  listForms(term: string): string[]
  /** Phrases of the index for consecutive terms, quoted. */
  createPhrases(terms: readonly string[]): string[]
}

/** Looks each term up only once for a search. */
function createWordForms(sql: Sql): WordForms {
  const vocabulary = getVocabulary(sql)
  const cache = new Map<string, string[]>()
  const listForms = (term: string): string[] => {
    const cached = cache.get(term)
    if (cached) return cached
    const written = addYoVariants(term).filter((spelling) => vocabulary.texts.has(spelling))
    const compound = written.length === 0 ? splitCompound(vocabulary, term) : []
    const found = [...new Set([...written, ...vocabulary.listInflections(term), ...compound])]
    cache.set(term, found)
    return found
  }
  const combine = (terms: readonly string[]): string[][] =>
    terms.reduce<string[][]>(
      (starts, term) =>
        starts.flatMap((start) => listForms(term).map((form) => [...start, form])).slice(0, MAX_PHRASES),
      [[]],
    )
  const createPhrases = (terms: readonly string[]): string[] => {
    // "multi-stakeholder" is also written as one word.
    const joined = terms.length > 1 && terms.length < 4 ? listForms(terms.join('')) : []
    return [...combine(terms).map((words) => words.join(' ')), ...joined].map(quote)
  }
  return { toBeginning: (text) => toBeginning(sql, text), listForms, createPhrases }
}

const SHORTEST_PART = 4

/** Finds "multi stakeholder" for "multistakeholder" if the index lacks the compound but has both parts. */
function splitCompound({ texts }: Vocabulary, term: string): string[] {
  for (let length = SHORTEST_PART; length <= term.length - SHORTEST_PART; length += 1) {
    const start = term.slice(0, length)
    const end = term.slice(length)
    if (texts.has(start) && texts.has(end)) return [`${start} ${end}`]
  }
  return []
}

function toInflected(query: Query, words: WordForms): Expression {
  const groups = getMeaningful(query)
  const last = groups.length - 1
  const written = groups.map((group, index) =>
    joinWithOr(group.flatMap((term) => inflect(term, index === last, words))),
  )
  const parts = groups.map((group, index) => ({
    terms: new Set(
      group.flatMap((term) => (term.isPhrase ? toTerms(term.text) : getForms(toTerms(term.text), words))),
    ),
    beginning: index === last ? getBeginning(group) : null,
  }))
  return { tier: 'inflected', match: written.join(' AND '), parts }
}

/** Leaves out words such as "of", except the last word, which may be the beginning of another word. */
function getMeaningful({ groups }: Query): Term[][] {
  return groups.filter((group, index) => index === groups.length - 1 || !isMeaningless(group))
}

/** Whether the group is a word without a meaning of its own. Capitals mark an abbreviation: "IT" is not a pronoun. */
function isMeaningless(group: Term[]): boolean {
  return group.every(
    ({ text, isPhrase }) =>
      !isPhrase && !/^\p{Lu}{2}/u.test(text) && toTerms(text).every((term) => isStopWord(term)),
  )
}

function inflect(term: Term, isLast: boolean, words: WordForms): string[] {
  const isBeginning = isLast && !term.isPhrase
  const typed = addYoVariants(term.text).map((text) => (isBeginning ? words.toBeginning(text) : quote(text)))
  if (term.isPhrase) return typed
  const terms = toTerms(term.text)
  const covered = terms.join(' ')
  // The beginning of the last word already finds some of its forms.
  const others = words
    .createPhrases(terms)
    .filter((phrase) => (isLast ? !phrase.startsWith(`"${covered}`) : phrase !== `"${covered}"`))
  return [...typed, ...others]
}

function getForms(terms: readonly string[], words: WordForms): string[] {
  return terms.flatMap((term) => words.listForms(term).flatMap((form) => form.split(' ')))
}

/** Replaces the longest sequences of words that the glossary knows. @returns null if it knows none */
function toRelated({ groups }: Query, glossary: Glossary, words: WordForms): Expression | null {
  const parts: QueryPart[] = []
  const written: string[] = []
  let isKnown = false
  for (let position = 0; position < groups.length; ) {
    const { length, phrases } = findLongest(groups, position, glossary)
    const sequence = groups.slice(position, position + length)
    position += length
    if (phrases.length === 0 && sequence.every(isMeaningless) && groups.length > 1) continue
    isKnown ||= phrases.length > 0
    const typed = sequence
      .map((group) => joinWithOr(group.flatMap((term) => inflect(term, false, words))))
      .join(' AND ')
    written.push(
      joinWithOr([
        sequence.length > 1 ? `(${typed})` : typed,
        ...dropCovered(phrases.flatMap(words.createPhrases)),
      ]),
    )
    const terms = [...sequence.flatMap((group) => group.map(({ text }) => toTerms(text))), ...phrases]
    parts.push({
      terms: new Set(terms.flatMap((sequenceTerms) => getForms(sequenceTerms, words))),
      beginning: null,
    })
  }
  return isKnown ? { tier: 'related', match: written.join(' AND '), parts } : null
}

/** Drops phrases that contain a shorter phrase, since the shorter phrase finds the same texts. */
function dropCovered(phrases: readonly string[]): string[] {
  const inner = phrases.map((phrase) => ` ${phrase.slice(1, -1)} `)
  return phrases.filter((_, index) => {
    const long = inner[index] ?? ''
    return !inner.some((short) => short.length < long.length && long.includes(short))
  })
}

/** Finds the longest entry of the glossary that begins with the group at this position. `phrases`: all terms of its concepts. */
function findLongest(
  groups: Term[][],
  position: number,
  glossary: Glossary,
): { length: number; phrases: string[][] } {
  // An entry of the glossary can match only consecutive single words, not alternatives or quoted phrases.
  const rest = groups.slice(position)
  const firstOther = rest.findIndex((group) => group.length > 1 || group[0]?.isPhrase)
  const wordCount = firstOther < 0 ? rest.length : firstOther
  for (let length = Math.min(glossary.longest, wordCount); length > 0; length -= 1) {
    const sequence = rest.slice(0, length)
    if (sequence.every(isMeaningless)) continue
    const terms = sequence.flatMap(([term]) => toTerms(term?.text ?? ''))
    const concepts = glossary.find(terms)
    if (concepts.length > 0) return { length, phrases: concepts.flatMap((concept) => concept.terms) }
  }
  return { length: 1, phrases: [] }
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function joinWithOr(expressions: readonly string[]): string {
  const different = [...new Set(expressions)]
  return different.length === 1 ? (different[0] ?? '') : `(${different.join(' OR ')})`
}
