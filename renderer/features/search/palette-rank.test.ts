import { expect, test } from 'vitest'
import type { SearchHit } from '../../../db/contract/index.ts'
import { octopus } from '../../../db/testing/temp-store.ts'
import { groupHits } from './palette-rank.ts'

const hit = (kind: SearchHit['kind'], guid: string, tier: SearchHit['tier'] = 'exact'): SearchHit => ({
  kind,
  conference: octopus,
  guid,
  title: [{ text: guid, match: true }],
  snippet: [],
  score: 0,
  tier,
  through: [],
  place: null,
})
const summarise = (hits: SearchHit[]) =>
  groupHits(hits).map(({ scope, isWider, hits: found }) => [scope, isWider, found.map(({ guid }) => guid)])

test('the group with the best hit comes first, and people and organisations share one', () => {
  const found = [
    hit('directory', 'EUROJUST'),
    hit('note', 'note'),
    hit('contact', 'Ana'),
    hit('session', 'talk'),
  ]
  expect(summarise(found)).toEqual([
    ['contacts', false, ['EUROJUST', 'Ana']],
    ['notes', false, ['note']],
    ['sessions', false, ['talk']],
  ])
})

test('hits through synonyms and translations are below all others', () => {
  const found = [
    hit('session', 'exact'),
    hit('note', 'inflected', 'inflected'),
    hit('session', 'synonym', 'related'),
    hit('note', 'translation', 'related'),
  ]
  expect(summarise(found)).toEqual([
    ['sessions', false, ['exact']],
    ['notes', false, ['inflected']],
    ['sessions', true, ['synonym']],
    ['notes', true, ['translation']],
  ])
})
