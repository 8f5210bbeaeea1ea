import type { SearchHit } from '../contract/index.ts'
import { toMatch } from '../sql/search/expressions.ts'
import { findHits } from '../sql/search/find-hits.ts'
import type { HandlersOf } from './context.ts'

export const search: HandlersOf<'search'> = {
  'search.query': ({ sql }, { conference, text, limit }) => {
    const match = toMatch(text)
    if (match === null) return []
    return withoutRepeats(findHits(sql, { match, conference, limit }))
  },
}

/** Drops the text hit of a note that was already found by its tag. */
function withoutRepeats(hits: SearchHit[]): SearchHit[] {
  const known = new Set<string>()
  return hits.filter(({ kind, guid }) => {
    if (kind !== 'note') return true
    if (known.has(guid)) return false
    known.add(guid)
    return true
  })
}
