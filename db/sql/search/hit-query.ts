/** Parts of the SQL statements for a search. */
import type { SearchHit } from '../../contract/index.ts'
import type { ConferenceSlug } from '../../model.ts'
import type { QueryPart } from './expressions.ts'
import type { FoundHit } from './ranking.ts'

export type HitRow = Record<string, string | null> & {
  conference: ConferenceSlug
  guid: string
  score: number
  weight: number
}

/** `query`: the statement that finds the rows, with or without words. */
export type HitSource = {
  kind: SearchHit['kind']
  query: (isMatched: boolean) => string
  toHits: (row: HitRow, parts: readonly QueryPart[]) => FoundHit[]
}

/** `highlight` marks a whole column; `snippet` returns about this many words of it. */
const WORDS = 24
export const highlightColumn = (table: string, column: number) =>
  `highlight(${table}, ${column}, @open, @close)`
export const snippetOfColumn = (table: string, column: number) =>
  `snippet(${table}, ${column}, @open, @close, '…', ${WORDS})`

/**
 * Ranks matches in names above matches in descriptions, even if the latter are frequent. Weights multiply term frequency before bm25
 * saturates it, so only large weights have an effect. Since they are a MATCH term, and not a function call, FTS5 itself can sort by rank.
 */
export const matchWithWeights = (table: string, ...weights: number[]) =>
  `${table} MATCH @match AND rank MATCH 'bm25(${weights.join(', ')})'`
export const hasNoWords = '@match IS NULL'
/**
 * Without words there is no rank, so results are in the order of the rows. The plus sign matters: SQLite compiles a statement again each
 * time the bare variable of its LIMIT is bound.
 */
export const sortBestFirst = (table: string, isMatched: boolean) =>
  `ORDER BY ${table}.${isMatched ? 'rank' : 'rowid'} LIMIT +@limit`
export const isAllowed = (id: string) => `(@ids IS NULL OR ${id} IN (SELECT value FROM json_each(@ids)))`
