import { expect, test } from 'vitest'
import { countKinds, findAddedAndRemoved, getKind, getKinds, sortByKind } from './programme-changes.ts'

type Change = Parameters<typeof getKind>[0]
const change = (kind: Change['kind'], ...fields: string[]): Change => ({
  kind,
  fields: fields.map((field) => ({ field })),
})

test('a change is named after its most important kind for attendees', () => {
  expect(getKind(change('changed', 'title', 'speakers', 'room'))).toBe('moved')
  expect(getKind(change('changed', 'description', 'speakers', 'title'))).toBe('retitled')
  expect(getKind(change('changed', 'speakers', 'description'))).toBe('speakers')
  expect(getKind(change('changed', 'links'))).toBe('changed')
  expect(getKind(change('changed', 'status', 'start'))).toBe('reinstated')
  expect(getKind(change('missing'))).toBe('cancelled')
})

test('kinds are counted in order of importance', () => {
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

test('a session with several changes counts for each kind, and is listed once under the first', () => {
  const changes = [change('changed', 'title', 'room'), change('changed', 'title'), change('changed', 'links')]
  expect(changes.map(getKinds)).toEqual([['moved', 'retitled'], ['retitled'], ['changed']])
  expect(getKinds(change('changed', 'status', 'speakers', 'end'))).toEqual([
    'reinstated',
    'moved',
    'speakers',
  ])
  expect(countKinds(changes)).toEqual([
    { kind: 'moved', count: 1 },
    { kind: 'retitled', count: 2 },
    { kind: 'changed', count: 1 },
  ])
})

test('the most important changes come first', () => {
  const changes = [
    change('added'),
    change('changed', 'links'),
    change('cancelled'),
    change('changed', 'room'),
  ]
  expect(sortByKind(changes).map(getKind)).toEqual(['cancelled', 'moved', 'changed', 'added'])
})

test('finds the added and removed items of a list', () => {
  expect(findAddedAndRemoved({ from: ['a', 'b'], to: ['b', 'c'] })).toEqual([
    { what: 'added', item: 'c' },
    { what: 'removed', item: 'a' },
  ])
})
