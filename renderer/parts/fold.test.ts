import { expect, test } from 'vitest'
import { filterBy } from './fold.ts'

test('accents and capitals do not matter, on either side', () => {
  expect(filterBy('desiree')('Désirée Müller')).toBe(true)
  expect(filterBy('MÜLLER')('Désirée Muller')).toBe(true)
  expect(filterBy('йод')('Йод и ещё'), 'decomposed letters fold alike').toBe(true)
})

test('every word has to occur, in any order and in any of the texts', () => {
  const matches = filterBy(' evidence  work ')
  expect(matches('Workshop 9', null, 'electronic evidence')).toBe(true)
  expect(matches('Workshop 9', 'jurisdiction')).toBe(false)
})

test('an empty query lets all pass', () => {
  expect(filterBy('  ')()).toBe(true)
})
