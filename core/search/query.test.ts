import { expect, test } from 'vitest'
import { parseQuery } from './query.ts'

const read = (text: string) => {
  const { groups, excluded, filters } = parseQuery(text)
  return {
    groups: groups.map((group) => group.map((term) => term.text)),
    excluded: excluded.map((term) => term.text),
    filters,
  }
}

test('splits words, phrases, alternatives and excluded words', () => {
  expect(
    read('mutual "legal assistance" freeze OR seize OR confiscate -bank -"money laundering"'),
  ).toMatchObject({
    groups: [['mutual'], ['legal assistance'], ['freeze', 'seize', 'confiscate']],
    excluded: ['bank', 'money laundering'],
  })
})

test('understands filters, with names and values in the four languages', () => {
  expect(
    read('type:note day:thu room:"Room 1" tag:#MLA from:9 to:14:30 has:action lang:fr speaker:jagland')
      .filters,
  ).toEqual({
    types: ['note'],
    days: [{ weekday: 4 }],
    rooms: ['room 1'],
    tags: ['mla'],
    from: '09:00',
    to: '14:30',
    has: ['action'],
    spoken: ['fr'],
    speakers: ['jagland'],
    count: 9,
  })
  expect(read('jour:jeu día:jueves день:чт day:2016-11-17 day:17').filters.days).toEqual([
    { weekday: 4 },
    { weekday: 4 },
    { weekday: 4 },
    { date: '2016-11-17' },
    { dayOfMonth: 17 },
  ])
  expect(read('тип:заметка зал:1').filters).toMatchObject({ types: ['note'], rooms: ['1'] })
})

test.each([
  ['an unknown filter', 'colour:red', ['colour:red']],
  ['an unknown value', 'type:banana day:xyz from:99 has:x', ['type:banana', 'day:xyz', 'from:99', 'has:x']],
  ['a filter without a value', 'type: note', ['type:', 'note']],
  ['an address', 'https://coe.int', ['https://coe.int']],
  ['OR at an end', 'OR a b OR', ['OR', 'a', 'b', 'OR']],
  ['an open quotation mark', '"open text', ['"open', 'text']],
  ['only an excluded word', '-minus', ['minus']],
  ['a hyphen within a word', 'T-CY 24/7', ['T-CY', '24/7']],
])('%s is searched as text', (_, text, words) => {
  expect(read(text).groups.flat()).toEqual(words)
})

test('text without words is no query', () => {
  expect(read(' … - "" * ').groups).toEqual([])
})

test('a quoted value narrows the search before its second quotation mark is typed', () => {
  expect(read('room:"Room').filters).toMatchObject({ rooms: ['room'] })
  expect(read('room:"').filters.count).toBe(0)
})
