/** Groups search hits by kind. Pure. */
import type { SearchHit } from '../../../db/contract/index.ts'
import type { Scope } from './palette-model.ts'

const scopeOf: Record<SearchHit['kind'], Scope> = {
  session: 'sessions',
  'key-message': 'keyMessages',
  note: 'notes',
  contact: 'contacts',
  directory: 'contacts',
}

export type HitGroup = {
  scope: Scope
  /** Whether the hits were found through synonyms, translations or a corrected spelling. */
  isWider: boolean
  hits: SearchHit[]
}

/** The group with the best hit comes first. Wider hits have groups of their own below all others. */
export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
  const isWider = ({ tier }: SearchHit) => tier !== 'exact' && tier !== 'inflected'
  const groups = Map.groupBy(hits, (hit) => `${scopeOf[hit.kind]} ${isWider(hit)}`)
  const grouped = [...groups.values()].flatMap((found) => {
    const [first] = found
    return first ? [{ scope: scopeOf[first.kind], isWider: isWider(first), hits: found }] : []
  })
  return grouped.sort((a, b) => Number(a.isWider) - Number(b.isWider))
}
