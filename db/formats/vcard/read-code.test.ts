import { expect, test } from 'vitest'
import { StoreError } from '../../errors.ts'
import { readCode } from './read-code.ts'

const read = (text: string) => readCode(text).people[0]

test('a vCard, with lines that end as a code has them', () => {
  expect(read('BEGIN:VCARD\nVERSION:3.0\nN:Ek;Anna;;;\nTEL:+46 8 1\nEND:VCARD')).toMatchObject({
    name: 'Anna Ek',
    telephone: '+46 8 1',
  })
  expect(() => readCode('BEGIN:VCARD but nothing else')).toThrow(StoreError)
})

test('MECARD, with escapes and several numbers', () => {
  expect(
    read(
      'MECARD:N:Owen,Sean;ORG:Court\\; First Chamber;TEL:+12125551212;TEL:+12125551213;' +
        'EMAIL:srowen@example.org;ADR:1 Main St, NY;URL:http\\://example.org;NOTE:met at lunch;;',
    ),
  ).toMatchObject({
    name: 'Sean Owen',
    organisation: 'Court; First Chamber',
    telephone: '+12125551212',
    email: 'srowen@example.org',
    note: 'met at lunch',
    facts: [
      { kind: 'telephone', text: '+12125551213' },
      { kind: 'address', text: '1 Main St, NY' },
      { kind: 'web', text: 'http://example.org' },
    ],
  })
})

test('MECARD that is longer than any code is text', () => {
  expect(read(`MECARD:${'N:'.repeat(100_000)}\\`)).toMatchObject({
    name: '',
    note: expect.stringMatching(/^MECARD:N:/),
  })
})

test('BIZCARD', () => {
  expect(read('BIZCARD:N:Sean;X:Owen;T:Judge;C:Court;A:Main St;B:+1212;E:s@example.org;;')).toMatchObject({
    name: 'Sean Owen',
    role: 'Judge',
    organisation: 'Court',
    telephone: '+1212',
    email: 's@example.org',
    facts: [{ kind: 'address', text: 'Main St' }],
  })
})

test.each([
  ['mailto:ana@example.org?subject=Hello', { email: 'ana@example.org' }],
  ['ana@example.org', { email: 'ana@example.org' }],
  ['MATMSG:TO:ana@example.org;SUB:x;;', { email: 'ana@example.org' }],
  ['tel:+33100000001', { telephone: '+33100000001' }],
  ['https://example.org/badge/17', { facts: [{ kind: 'web', text: 'https://example.org/badge/17' }] }],
  ['Ana Ferreira\r\nThe Hague', { note: 'Ana Ferreira\nThe Hague' }],
])('%j has no name, which the delegate adds', (text, expected) => {
  expect(read(text)).toMatchObject({ name: '', ...expected })
})
