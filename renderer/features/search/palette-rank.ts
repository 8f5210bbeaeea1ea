/** Groups search hits by kind. Pure. */
import type { SearchHit } from '../../../db/contract/index.ts'
import type { Scope } from './palette-model.ts'
import { hasMatch } from './palette-text.ts'

/** Maximum number of hits of each kind; typing more narrows them down. */
export const SEARCH_LIMIT = 50

const scopeOf: Record<SearchHit['kind'], Scope> = {
  session: 'sessions',
  'key-message': 'keyMessages',
  note: 'notes',
  contact: 'contacts',
  directory: 'contacts',
  document: 'documents',
}

/** Groups are listed in this order, and within it by their best hit. */
const places = ['found', 'mentioned', 'wider'] as const
type Place = (typeof places)[number]

export type HitGroup = {
  scope: Scope
  /**
   * `mentioned`: organisations that occur in the text about another one. `wider`: found through synonyms or translations.
   */
  place: Place
  hits: SearchHit[]
}

export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
  const groups = Map.groupBy(hits, (hit) => `${getPlace(hit)} ${scopeOf[hit.kind]}`)
  return [...groups.values()]
    .flatMap((found) => {
      const [first] = found
      return first ? [{ scope: scopeOf[first.kind], place: getPlace(first), hits: found }] : []
    })
    .sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place))
}

/** Counts the hits of a tab. `isCut`: whether a kind has so many that the store may have left out more. */
export function countHits(
  hits: readonly SearchHit[],
  scope: Scope | null,
): { count: number; isCut: boolean } {
  const counted = hits.filter(({ kind }) => scope === null || scopeOf[kind] === scope)
  const kinds = [...Map.groupBy(counted, ({ kind }) => kind).values()]
  return { count: counted.length, isCut: kinds.some(({ length }) => length >= SEARCH_LIMIT) }
}

/**
 * @returns an id that does not depend on the rank, so that the chosen row stays chosen when other hits arrive. A text has a hit for each of
 * its places.
 */
export function getHitId(hit: SearchHit, hits: readonly SearchHit[]): string {
  const { conference, kind, guid } = hit
  const places = hits.filter((other) => other.guid === guid && other.conference === conference)
  return `${conference}/${kind}/${guid}/${places.indexOf(hit)}`
}

function getPlace({ kind, tier, title }: SearchHit): Place {
  if (tier === 'related') return 'wider'
  return kind === 'directory' && !hasMatch(title) ? 'mentioned' : 'found'
}
