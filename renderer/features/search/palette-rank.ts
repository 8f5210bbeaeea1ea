/** Groups search hits by kind. Pure. */
import type { SearchHit } from '../../../db/contract/index.ts'
import type { Scope } from './palette-model.ts'
import { hasMatch } from './palette-text.ts'

/** Maximum number of hits of each kind; typing more narrows them down. */
export const SEARCH_LIMIT = 50

const scopeByKind: Record<SearchHit['kind'], Scope> = {
  session: 'sessions',
  'key-message': 'keyMessages',
  note: 'notes',
  contact: 'contacts',
  directory: 'contacts',
  document: 'documents',
}

/** Groups are sorted by section, and within a section by their best hit. */
const sections = ['found', 'mentioned', 'wider'] as const
type Section = (typeof sections)[number]

export type HitGroup = {
  scope: Scope
  /**
   * `mentioned`: organisations that occur in the text about another one. `wider`: found through synonyms or translations.
   */
  section: Section
  hits: SearchHit[]
}

export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
  const groups = Map.groupBy(hits, (hit) => `${getSection(hit)} ${scopeByKind[hit.kind]}`)
  return [...groups.values()]
    .map((hitsOfGroup) => {
      const first = hitsOfGroup[0] as SearchHit
      return { scope: scopeByKind[first.kind], section: getSection(first), hits: hitsOfGroup }
    })
    .sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section))
}

/** Counts the hits of a tab. `isCut`: whether a kind reached SEARCH_LIMIT, so that the store may have left out hits. */
export function countHits(
  hits: readonly SearchHit[],
  scope: Scope | null,
): { count: number; isCut: boolean } {
  const counted = hits.filter(({ kind }) => scope === null || scopeByKind[kind] === scope)
  const kinds = [...Map.groupBy(counted, ({ kind }) => kind).values()]
  return { count: counted.length, isCut: kinds.some(({ length }) => length >= SEARCH_LIMIT) }
}

/**
 * @returns an id that does not depend on the rank, so that the chosen row stays chosen when other hits arrive. A text has a hit for each of
 * its places.
 */
export function getHitId(hit: SearchHit, hits: readonly SearchHit[]): string {
  const { conference, kind, guid } = hit
  const hitsOfText = hits.filter((other) => other.guid === guid && other.conference === conference)
  return `${conference}/${kind}/${guid}/${hitsOfText.indexOf(hit)}`
}

function getSection({ kind, tier, title }: SearchHit): Section {
  if (tier === 'related') return 'wider'
  return kind === 'directory' && !hasMatch(title) ? 'mentioned' : 'found'
}
