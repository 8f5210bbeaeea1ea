import { expect, test } from 'vitest'
import { createMatcher, findDuplicates, type Known } from './find-duplicates.ts'

const person = (name: string, more: Partial<Known> = {}): Known => ({
  ...{ name, organisation: '', email: '', telephone: '', ...more },
})

test.each<[string, Known, Known]>([
  ['case, accents and the order of names', person('FERREIRA Ana'), person('Ana Férreira')],
  [
    'an address, if the names have a word in common',
    person('Ana Ferreira', { email: 'A@x.org' }),
    person('Ms Ferreira', { email: 'a@x.org' }),
  ],
  [
    'an address as the only name',
    person('a@x.org', { email: 'a@x.org' }),
    person('Ana Ferreira', { email: 'a@x.org' }),
  ],
  [
    'the same organisation',
    person('Ana', { organisation: 'EUROJUST' }),
    person('Ana', { organisation: 'Eurojust' }),
  ],
  [
    'a telephone with and without the country',
    person('Ana', { organisation: 'A', telephone: '+351 21 000 00 00' }),
    person('Ana', { organisation: 'B', telephone: '210 000 000' }),
  ],
])('finds the same person by %s', (_, one, two) => {
  expect(findDuplicates([one, two])).toEqual([[one, two]])
  expect(createMatcher([one])(two)).toBe(one)
})

test.each<[string, Known, Known]>([
  ['a name in two organisations', person('Ana', { organisation: 'A' }), person('Ana', { organisation: 'B' })],
  [
    'an address of the office',
    person('Ana Lima', { email: 'info@x.org' }),
    person('Émile Roy', { email: 'info@x.org' }),
  ],
  ['part of a name', person('Ana Lima'), person('Ana Ferreira')],
  ['no name', person(''), person('')],
])('tells people apart who share %s', (_, one, two) => {
  expect(findDuplicates([one, two])).toEqual([])
})
