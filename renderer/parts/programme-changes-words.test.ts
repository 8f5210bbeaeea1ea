import { expect, test } from 'vitest'
import type { ChangedField, SessionChange } from '../../db/contract/index.ts'
import { Guid } from '../../db/model.ts'
import { byKind, countKinds, kindOf, valuesOf } from './programme-changes-words.ts'

const change = (kind: SessionChange['kind'], ...fields: ChangedField[]): SessionChange => ({
  guid: Guid.parse('a'),
  kind,
  label: null,
  title: 'A',
  start: '2016-11-17T13:30:00.000Z',
  room: null,
  fields: fields.map((field) => ({ field, from: ['x'], to: ['y'] })),
})

test('a change is called by what matters most to whoever goes there', () => {
  expect(kindOf(change('changed', 'title', 'speakers', 'room'))).toBe('moved')
  expect(kindOf(change('changed', 'description', 'speakers', 'title'))).toBe('retitled')
  expect(kindOf(change('changed', 'speakers', 'description'))).toBe('speakers')
  expect(kindOf(change('changed', 'links'))).toBe('changed')
  expect(kindOf(change('changed', 'status', 'start'))).toBe('reinstated')
  expect(kindOf(change('missing'))).toBe('cancelled')
})

test('kinds are counted in the order in which they matter', () => {
  const changes = [
    change('added'),
    change('missing'),
    change('cancelled', 'status'),
    change('changed', 'end'),
  ]
  expect(countKinds(changes)).toEqual([
    { kind: 'cancelled', count: 2 },
    { kind: 'moved', count: 1 },
    { kind: 'added', count: 1 },
  ])
})

test('times are those of the conference, with the day where it changes', () => {
  const names = { t: ((key: string) => key) as never, language: 'en', timeZone: 'Europe/Paris' }
  const start = (from: string, to: string) => ({ field: 'start' as const, from: [from], to: [to] })
  expect(valuesOf(start('2016-11-17T13:30:00.000Z', '2016-11-17T14:00:00.000Z'), names)).toEqual([
    '14:30',
    '15:00',
  ])
  expect(valuesOf(start('2016-11-17T13:30:00.000Z', '2016-11-18T08:30:00.000Z'), names)).toEqual([
    'Thu 17 Nov, 14:30',
    'Fri 18 Nov, 09:30',
  ])
  expect(valuesOf({ field: 'end', from: [], to: ['2016-11-17T14:00:00.000Z'] }, names)).toEqual(['', '15:00'])
})

test.each(['en', 'fr', 'es', 'ru'])('several values are told apart in %s', (language) => {
  const names = { t: ((key: string) => key) as never, language, timeZone: 'Europe/Paris' }
  const speakers = { field: 'speakers' as const, from: ['Ana Lima'], to: ['Ana Lima', 'Émile Roy', 'Wu Li'] }
  expect(valuesOf(speakers, names)).toEqual(['Ana Lima', 'Ana Lima, Émile Roy, Wu Li'])
})

test('what matters most stands first', () => {
  const changes = [
    change('added'),
    change('changed', 'links'),
    change('cancelled'),
    change('changed', 'room'),
  ]
  expect(byKind(changes).map(kindOf)).toEqual(['cancelled', 'moved', 'changed', 'added'])
})
