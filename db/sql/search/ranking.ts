/** Ranks hits of all kinds. */
import { foldWords, NO_MATCH, rankName } from '../../../core/name-rank.ts'
import type { MarkedText, SearchHit } from '../../contract/index.ts'
import { type Expression, matchesPart, type QueryPart } from './expressions.ts'
import { toTerms } from './stems.ts'

/** A hit as the index returns it. */
export type FoundHit = Omit<SearchHit, 'tier' | 'through'> & {
  /** 0 to 2 points: one for the delegate's own data and for a starred session, and one for a session that takes place now. */
  weight: number
}

/** The weight of a word in the title, which counts most. A word outside the excerpt may be anywhere in a long text. */
const IN_TITLE = 1
const IN_EXCERPT = 0.7
/** The weight of a word in the sentence that mentions an organisation. Such a sentence is mostly about something else. */
const IN_SENTENCE = 0.5
const ELSEWHERE = 0.3
const ELSEWHERE_IF_PARTIAL = 0
/** Added in full if the query has every word of the title. */
const WHOLE_TITLE = 0.3
/** Added in full if every word of the query matches a whole word, and not only its beginning. */
const WHOLE_WORDS = 0.2
/** Added if the words of the query stand together in the text. */
const TOGETHER = 0.3
/** Added in full for the best score of the search index. */
const FREQUENCY = 0.05
/** Added once for each point of FoundHit.weight. */
const WEIGHT = 0.05
/** Added if the title is the text of the query, or begins with it. */
const EXACT_NAME = 10
const NAME_STARTS = 0.3

export type RankedTier = SearchHit['tier']
const tierOrder: Record<RankedTier, number> = { exact: 0, inflected: 1, related: 2, corrected: 3, partial: 3 }

/** The words of the query in two forms: `terms` as in the search index, `words` as they are compared with names. */
type Typed = { terms: string[]; words: string[] }

/** `typed`: the words of the query, without filters. */
export function rankHits(
  hits: FoundHit[],
  { parts }: Expression,
  typed: string,
  tier: RankedTier,
): SearchHit[] {
  const query = { terms: toTerms(typed), words: foldWords(typed) }
  const best = Math.min(...hits.map(({ score }) => score), -Number.MIN_VALUE)
  return hits.map((found) => {
    const { weight: _, ...hit } = found
    return {
      ...hit,
      tier,
      through: tier === 'related' ? findThrough(hit, query) : [],
      score: tierOrder[tier] * 100 - getRelevance(found, parts, query, tier, hit.score / best),
    }
  })
}

export function sortHits(hits: readonly SearchHit[]): SearchHit[] {
  return hits.toSorted((a, b) => a.score - b.score)
}

function getRelevance(
  hit: FoundHit,
  parts: readonly QueryPart[],
  typed: Typed,
  tier: RankedTier,
  frequency: number,
): number {
  const title = getText(hit.title)
  const titleTerms = toTerms(title)
  const inTitle = getMarkedTerms(hit.title)
  const inExcerpt = getMarkedTerms(hit.snippet)
  const excerptWeight = hit.kind === 'directory' ? IN_SENTENCE : IN_EXCERPT
  const elsewhereWeight = tier === 'partial' ? ELSEWHERE_IF_PARTIAL : ELSEWHERE
  const partWeights = parts.map((part) => {
    if (inTitle.some((term) => matchesPart(part, term))) return IN_TITLE
    return inExcerpt.some((term) => matchesPart(part, term)) ? excerptWeight : elsewhereWeight
  })
  const wholeWordCount = parts.filter(({ terms }) =>
    [...inTitle, ...inExcerpt].some((term) => terms.has(term)),
  ).length
  const areTogether =
    typed.terms.length > 1 &&
    (hasPhrase(titleTerms, typed.terms) || hasPhrase(toTerms(getText(hit.snippet)), typed.terms))
  // A note's title does not count as its name.
  const nameRank = hit.kind === 'note' ? NO_MATCH : rankByName(title, typed.words)
  return (
    computeAverage(partWeights) +
    (titleTerms.length > 0 ? (WHOLE_TITLE * inTitle.length) / titleTerms.length : 0) +
    (parts.length > 0 ? (WHOLE_WORDS * wholeWordCount) / parts.length : 0) +
    (areTogether ? TOGETHER : 0) +
    FREQUENCY * frequency +
    WEIGHT * hit.weight +
    getNameBonus(nameRank)
  )
}

function getNameBonus(nameRank: number): number {
  if (nameRank === 0) return EXACT_NAME
  return nameRank === 1 ? NAME_STARTS : 0
}

/** The number of parts that the title or the excerpt has. */
export function countPartsOfHit({ title, snippet }: FoundHit, parts: readonly QueryPart[]): number {
  const terms = [...getMarkedTerms(title), ...getMarkedTerms(snippet)]
  return parts.filter((part) => terms.some((term) => matchesPart(part, term))).length
}

function rankByName(name: string, words: readonly string[]): number {
  if (words.length === 0) return NO_MATCH
  // A session's label and title, or a message's number and first words, are one text: "Workshop 9 · Crime and …".
  const parts = name.split(' · ').map(foldWords)
  return Math.min(...[parts.flat(), ...parts].map((part) => rankName(part, words)))
}

function hasPhrase(terms: readonly string[], phrase: readonly string[]): boolean {
  return ` ${terms.join(' ')}`.includes(` ${phrase.join(' ')}`)
}

function getText(text: MarkedText): string {
  return text.map(({ text: run }) => run).join('')
}

function getMarkedTerms(text: MarkedText): string[] {
  return text.flatMap(({ text: run, match }) => (match ? toTerms(run) : []))
}

function computeAverage(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

const MAX_THROUGH = 3

/** The matched words that were not typed, as they are written in the text. */
function findThrough({ title, snippet }: Pick<SearchHit, 'title' | 'snippet'>, { terms }: Typed): string[] {
  const runs = [...title, ...snippet].filter(({ match }) => match).map(({ text }) => text)
  const others = runs.filter((run) => !toTerms(run).every((term) => terms.includes(term)))
  return [...new Map(others.map((run) => [run.toLowerCase(), run])).values()].slice(0, MAX_THROUGH)
}
