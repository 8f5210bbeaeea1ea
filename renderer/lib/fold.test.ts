import { expect, test } from 'vitest'
import { createTextFilter, sortBestFirst } from './fold.ts'

test('ignores accents and case, in the query and in the text', () => {
  expect(createTextFilter('desiree')('Désirée Müller')).toBe(true)
  expect(createTextFilter('MÜLLER')('Désirée Muller')).toBe(true)
  expect(createTextFilter('йод')('Йод и ещё'), 'decomposed letters fold alike').toBe(true)
})

test('every word must occur, in any order and in any of the texts', () => {
  const matches = createTextFilter(' evidence  work ')
  expect(matches('Workshop 9', null, 'electronic evidence')).toBe(true)
  expect(matches('Workshop 9', 'jurisdiction')).toBe(false)
})

test('an empty query matches everything', () => {
  expect(createTextFilter('  ')()).toBe(true)
})

test('names whose words start with the typed ones come first, in their order', () => {
  const named = ['Ludovic Courtès', 'Daniel Ludovic', 'Ludovic Dubost', 'Denis'].map((name) => ({ name }))
  const names = (query: string) => sortBestFirst(query, named).map(({ name }) => name)
  expect(names('ludovic d')).toEqual(['Daniel Ludovic', 'Ludovic Dubost', 'Ludovic Courtès'])
  expect(names('COURTES')).toEqual(['Ludovic Courtès'])
  expect(names(' ')).toEqual(named.map(({ name }) => name))
})
