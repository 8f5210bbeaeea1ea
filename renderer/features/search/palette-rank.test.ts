import { expect, test } from 'vitest'
import type { SearchHit } from '../../../db/contract/index.ts'
import {
  must,
  newContactId,
  octopus,
  someone,
  type TestStore,
  tempStore,
} from '../../../db/testing/temp-store.ts'
import { rankHits } from './palette-rank.ts'

function findIn(store: TestStore) {
  return (text: string) =>
    rankHits(must(store.call('search.query', { conference: octopus, text, limit: 50 })), text)
}
const getText = ({ title }: SearchHit) => title.map(({ text }) => text).join('')

test('an exact name comes first, whatever its kind', () => {
  const find = findIn(tempStore())
  const [first, ...others] = find('eurojust')
  expect(first?.scope).toBe('contacts')
  expect(first?.hits.map(getText)[0]).toBe('EUROJUST')
  expect(others.map(({ scope }) => scope)).toContain('keyMessages')
  // The query is not an exact name yet, so the kinds are in their usual order.
  expect(find('euroj').map(({ scope }) => scope)).toEqual(['keyMessages', 'contacts'])
})

test('names that start with the query come next, then later words of names', () => {
  const store = tempStore()
  for (const name of ['Cyber Desk of Albania', 'Albania Police', 'Office of Albania', 'Albania']) {
    const fields = { ...someone, name, organisation: '' }
    must(store.call('contacts.save', { id: newContactId(), conference: octopus, fields }))
  }
  const found = findIn(store)('albania')
  const names = (found.find(({ scope }) => scope === 'contacts')?.hits ?? []).map(getText)
  expect(names.slice(0, 2)).toEqual(['Albania', 'Albania Police'])
  expect(names.slice(2).sort()).toEqual(['Cyber Desk of Albania', 'Office of Albania'])
})

test('a session matches by its label as well as by its title', () => {
  const find = findIn(tempStore())
  for (const typed of ['workshop 9', 'Workshop 9']) {
    const [first] = find(typed)
    expect(first?.scope).toBe('sessions')
    expect(first?.hits.map(getText)[0]).toMatch(/^Workshop 9 · /)
  }
})

const hit = (kind: SearchHit['kind'], guid: string, title: string, score: number): SearchHit => ({
  kind,
  conference: octopus,
  guid,
  title: [{ text: title, match: true }],
  snippet: [],
  score,
})

test('names of the same rank are ordered by score', () => {
  const found = [
    hit('contact', 'worse', 'Albania Police', -1),
    hit('directory', 'better', 'Albania Customs', -5),
  ]
  expect(rankHits(found, 'albania').flatMap(({ hits }) => hits.map(({ guid }) => guid))).toEqual([
    'better',
    'worse',
  ])
})

test('a note does not count as named when its subject has the name', () => {
  const [about, named] = [hit('note', 'about', 'EUROJUST', -1), hit('directory', 'named', 'EUROJUST', -1)]
  expect(rankHits([about, named], 'eurojust').map(({ scope }) => scope)).toEqual(['contacts', 'notes'])
  const better = hit('note', 'better', 'Plenary', -5)
  expect(rankHits([about, better], 'eurojust')[0]?.hits).toEqual([better, about])
})
