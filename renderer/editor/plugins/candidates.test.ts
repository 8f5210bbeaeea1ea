import { expect, test } from 'vitest'
import {
  findMatching,
  getContactCandidates,
  getKeyMessageCandidates,
  getPeopleCandidates,
  isWrittenAsName,
} from './candidates.ts'

const people = getContactCandidates(
  [
    ['Ministry', 'Eurojust desk'],
    ['Council of Europe', ''],
    ['Bank (Euro)', ''],
    ['EUROJUST liaison', ''],
    ['EUROJUST', 'The Hague'],
    ['Élisabeth Eurosceptic', ''],
  ].map(([name = '', detail = '']) => ({ id: name, name, detail, conference: null })),
)
const listTitles = (query: string) => findMatching(people, query).map(({ title }) => title)

test('an exact name comes first, then names that start with the query, then other words of names, then the rest', () => {
  expect(listTitles('eurojust')).toEqual(['EUROJUST', 'EUROJUST liaison', 'Ministry'])
  expect(listTitles('EURO')).toEqual([
    'EUROJUST liaison',
    'EUROJUST',
    'Bank (Euro)',
    'Council of Europe',
    'Élisabeth Eurosceptic',
    'Ministry',
  ])
})

test('words match in any order, without accents; the first typed word decides the rank', () => {
  expect(listTitles('euro council')).toEqual(['Council of Europe'])
  expect(listTitles('elis eur')).toEqual(['Élisabeth Eurosceptic'])
  expect(listTitles('nobody')).toEqual([])
})

test('an empty query keeps the given order', () => {
  expect(listTitles('')).toEqual(people.map(({ title }) => title))
})

test('a number finds its own message before longer numbers', () => {
  const messages = getKeyMessageCandidates(
    ['10', '21', '1', '2'].map((number) => ({ id: number, number, text: `Words of 1 and ${number}` })),
    'octopus-2016',
    (number) => `Key message ${number}`,
  )
  const numbers = (query: string) => findMatching(messages, query).map(({ title }) => title)
  expect(numbers('1')).toEqual(['1', '10', '21', '2'])
  expect(numbers('key message 1')).toEqual(['1', '10', '21', '2'])
})

test('a capitalised name is recognised, complete or unfinished', () => {
  const names = [
    'Ana',
    'Ana Lima',
    'Ana d',
    'Ana de la C',
    'Ana de la Cruz',
    'J. van Dijk',
    'O’Neill-Roy',
    'Élodie',
    'Жанна Ким',
    '王小明',
  ]
  const texts = [
    '',
    'A',
    'home',
    '14:30',
    'Ana says',
    'Ana Lima.',
    'Ana, Lima',
    'Ana  Lima',
    'Room 3',
    'de la Cruz',
  ]
  expect(names.filter((name) => !isWrittenAsName(name))).toEqual([])
  expect(texts.filter(isWrittenAsName)).toEqual([])
})

test('for a task, members of the delegation come first; as speakers, they keep their place', () => {
  const speaker = { key: { kind: 'speaker' as const, conference: 'c', id: 's' }, name: 'Ada', detail: '' }
  const colleague = { key: { kind: 'member' as const, conference: null, id: 'm' }, name: 'Boris', detail: '' }
  const list = (kind: 'turn' | 'for') =>
    getPeopleCandidates([speaker, colleague], [], kind, (name) => name).map(({ title, href }) => [
      title,
      href,
    ])
  expect(list('for')).toEqual([
    ['Boris', 'rapporteur:for/member/m'],
    ['Ada', 'rapporteur:for/speaker/c/s'],
  ])
  expect(list('turn').map(([title]) => title)).toEqual(['Ada', 'Boris'])
})
