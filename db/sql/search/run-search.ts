/** Runs a search: first for the words as typed, then for their inflections, then for synonyms and translations. */
import { parseQuery, type Query } from '../../../core/search/query.ts'
import type { SearchHit } from '../../contract/index.ts'
import type { ConferenceSlug, Instant } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { applyFilters } from './apply-filters.ts'
import { correct } from './corrections.ts'
import { type Expression, toExclusion, toExpressions, toPartial } from './expressions.ts'
import { findHits, type Searched } from './find-hits.ts'
import type { Glossary } from './glossary.ts'
import { countPartsOfHit, rankHits, sortHits } from './ranking.ts'

type Options = {
  conference: ConferenceSlug | null
  /** Per kind. */
  limit: number
  now: Instant
  /** null searches only for the words as typed. */
  glossary: Glossary | null
}

/** @returns hits of all kinds, best first. Exact matches come before inflected ones, and these before synonyms and translations */
export function runSearch(sql: Sql, text: string, options: Options): SearchHit[] {
  const query = parseQuery(text)
  const allowed = applyFilters(sql, query.filters, options.conference)
  if (query.groups.length === 0) return allowed ? listAll(sql, { ...options, allowed }) : []
  const found = findByTier(sql, query, { ...options, allowed })
  if (found.length > 0 || options.glossary === null) return found
  const corrected = correct(sql, text, query, options.glossary)
  const byCorrection = corrected ? findByTier(sql, parseQuery(corrected), { ...options, allowed }) : []
  if (byCorrection.length > 0) return byCorrection.map((hit) => markCorrected(hit, corrected ?? ''))
  return findPartly(sql, corrected ? parseQuery(corrected) : query, { ...options, allowed })
}

type Filtered = Options & Pick<Searched, 'allowed'>

function findByTier(sql: Sql, query: Query, options: Filtered): SearchHit[] {
  const typed = getWords(query)
  const excluded = toExclusion(query)
  const hits: SearchHit[] = []
  let alreadyMatched = excluded
  for (const expression of toExpressions(sql, query, options.glossary)) {
    const { match } = expression
    const found = findMatches(sql, exclude(expression, alreadyMatched), options)
    hits.push(...rankHits(found, expression, typed, expression.tier))
    alreadyMatched = excluded ? `(${match}) OR (${excluded})` : match
    // Wider tiers rank below these and would be cut off.
    if (hits.length >= options.limit) break
  }
  return dropRepeats(sortHits(hits), options.limit)
}

function exclude(expression: Expression, unwanted: string | null): Expression {
  return unwanted ? { ...expression, match: `(${expression.match}) NOT (${unwanted})` } : expression
}

function findMatches(sql: Sql, { match, parts }: Expression, { conference, limit, now, allowed }: Filtered) {
  return findHits(sql, { match, conference, limit, now, allowed }, parts)
}

/** With fewer words, a partial match would mean nothing. */
const FEWEST_WORDS = 3

/** @returns hits whose title or excerpt has most of the words */
function findPartly(sql: Sql, query: Query, options: Filtered): SearchHit[] {
  const expression = toPartial(sql, query)
  if (!expression || expression.parts.length < FEWEST_WORDS) return []
  const { parts } = expression
  const found = findMatches(sql, exclude(expression, toExclusion(query)), options).filter(
    (hit) => countPartsOfHit(hit, parts) > parts.length / 2,
  )
  return sortHits(rankHits(found, expression, getWords(query), 'partial'))
}

function listAll(sql: Sql, options: Filtered): SearchHit[] {
  const { conference, limit, now, allowed } = options
  const hits = findHits(sql, { match: null, conference, limit, now, allowed }, [])
  return hits.map(({ weight: _, ...hit }) => ({ ...hit, score: 0, tier: 'exact', through: [] }))
}

function markCorrected(hit: SearchHit, corrected: string): SearchHit {
  return { ...hit, tier: 'corrected', through: [corrected] }
}

/** Drops hits beyond the limit of their kind, and repetitions of a note that was found both by a tag and by its text. */
function dropRepeats(hits: SearchHit[], limit: number): SearchHit[] {
  const foundByTag = new Set<string>()
  const foundByText = new Set<string>()
  const counts = new Map<SearchHit['kind'], number>()
  return hits.filter(({ kind, guid, place }) => {
    const count = counts.get(kind) ?? 0
    if (count >= limit || foundByTag.has(guid)) return false
    if (kind === 'note' && !place && foundByText.has(guid)) return false
    if (kind === 'note') (place ? foundByText : foundByTag).add(guid)
    counts.set(kind, count + 1)
    return true
  })
}

function getWords({ groups }: Query): string {
  return groups.map(([term]) => term?.text ?? '').join(' ')
}
