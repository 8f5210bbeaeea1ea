/** Ranks search hits: those whose name matches the query come first, whatever their kind. Pure. */
import { foldedWords, NO_MATCH, rankName } from '../../../core/name-rank.ts'
import type { SearchHit } from '../../../db/contract/index.ts'
import { type Scope, scopes } from './palette-model.ts'

const scopeOf: Record<SearchHit['kind'], Scope> = {
  session: 'sessions',
  'key-message': 'keyMessages',
  note: 'notes',
  contact: 'contacts',
  directory: 'contacts',
}

/** Groups the hits by kind, best first. A group with an exact match of the name comes before the others. */
export function rankHits(hits: readonly SearchHit[], typed: string): { scope: Scope; hits: SearchHit[] }[] {
  const words = foldedWords(typed)
  const ranked = hits.map((hit) => ({ hit, rank: getRank(hit, words) }))
  const byScope = Map.groupBy(ranked, ({ hit }) => scopeOf[hit.kind])
  return scopes
    .flatMap((scope) => {
      const found = byScope.get(scope)?.toSorted((a, b) => a.rank - b.rank || a.hit.score - b.hit.score)
      return found ? [{ scope, hits: found.map(({ hit }) => hit), isNamed: found[0]?.rank === 0 }] : []
    })
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed))
    .map(({ scope, hits: found }) => ({ scope, hits: found }))
}

/** A note's title does not count as its name. */
function getRank({ kind, title }: SearchHit, typed: readonly string[]): number {
  if (kind === 'note') return NO_MATCH
  const name = title.map(({ text }) => text).join('')
  // The store writes a session's label and title, or a message's number and first words, as one: "Workshop 9 · Crime and …".
  return Math.min(...[name, ...name.split(' · ')].map((part) => rankName(foldedWords(part), typed)))
}
