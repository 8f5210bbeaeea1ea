import { expect, test } from 'vitest'
import type { SearchHit } from '../../../db/contract/index.ts'
import { octopus } from '../../../db/testing/temp-store.ts'
import { countHits, getHitId, groupHits, SEARCH_LIMIT } from './palette-rank.ts'

const createHit = (kind: SearchHit['kind'], guid: string, tier: SearchHit['tier'] = 'exact'): SearchHit => ({
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
  groupHits(hits).map(({ scope, section, hits: found }) => [scope, section, found.map(({ guid }) => guid)])

test('the group with the best hit comes first, and people and organisations share one', () => {
  const found = [
    createHit('directory', 'EUROJUST'),
    createHit('note', 'note'),
    createHit('contact', 'Ana'),
    createHit('session', 'talk'),
  ]
  expect(summarise(found)).toEqual([
    ['contacts', 'found', ['EUROJUST', 'Ana']],
    ['notes', 'found', ['note']],
    ['sessions', 'found', ['talk']],
  ])
})

test('hits through synonyms and translations are below all others', () => {
  const found = [
    createHit('session', 'exact'),
    createHit('note', 'inflected', 'inflected'),
    createHit('session', 'synonym', 'related'),
    createHit('note', 'translation', 'related'),
  ]
  expect(summarise(found)).toEqual([
    ['sessions', 'found', ['exact']],
    ['notes', 'found', ['inflected']],
    ['sessions', 'wider', ['synonym']],
    ['notes', 'wider', ['translation']],
  ])
})

test('an organisation that is only mentioned is below what was found by its own text', () => {
  const mentioned = { ...createHit('directory', 'Japan'), title: [{ text: 'Japan', match: false }] }
  expect(summarise([mentioned, createHit('session', 'talk'), createHit('directory', 'EUROJUST')])).toEqual([
    ['sessions', 'found', ['talk']],
    ['contacts', 'found', ['EUROJUST']],
    ['contacts', 'mentioned', ['Japan']],
  ])
})

test('a hit keeps its id when another one ranks above it, and two places of a text have different ids', () => {
  const [note, again, talk] = [
    createHit('note', 'note'),
    createHit('note', 'note'),
    createHit('session', 'talk'),
  ]
  const getIds = (hits: SearchHit[]) => [note, again].map((each) => getHitId(each, hits))
  const [first, second] = getIds([note, again])
  expect(first).not.toBe(second)
  expect(getIds([talk, note, again])).toEqual([first, second])
})

test('there may be more hits if a kind reached its limit, whatever their groups', () => {
  const half = SEARCH_LIMIT / 2
  const repeat = (each: SearchHit, times: number) => Array.from({ length: times }, () => each)
  const notes = [...repeat(createHit('note', 'a'), half), ...repeat(createHit('note', 'b', 'related'), half)]
  expect(countHits(notes, null)).toEqual({ count: SEARCH_LIMIT, isCut: true })
  const people = [
    ...repeat(createHit('contact', 'Ana'), half),
    ...repeat(createHit('directory', 'EUROJUST'), half),
  ]
  expect(countHits(people, 'contacts')).toEqual({ count: SEARCH_LIMIT, isCut: false })
  expect(countHits([...notes, ...people], 'contacts').count).toBe(SEARCH_LIMIT)
})
