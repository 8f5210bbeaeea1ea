import { expect, test } from 'vitest'
import { createMatcher, findDuplicates, type PersonRecord } from './find-duplicates.ts'

const person = (name: string, more: Partial<PersonRecord> = {}): PersonRecord => ({
  ...{ name, organisation: '', email: '', telephone: '', ...more },
})

test.each<[string, PersonRecord, PersonRecord]>([
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

test.each<[string, PersonRecord, PersonRecord]>([
  ['a name in two organisations', person('Ana', { organisation: 'A' }), person('Ana', { organisation: 'B' })],
  [
    'an address of the office',
    person('Ana Lima', { email: 'info@x.org' }),
    person('Émile Roy', { email: 'info@x.org' }),
  ],
  ['part of a name', person('Ana Lima'), person('Ana Ferreira')],
  ['no name', person(''), person('')],
])('does not match two people who share only %s', (_, one, two) => {
  expect(findDuplicates([one, two])).toEqual([])
})
