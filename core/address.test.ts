import { expect, test } from 'vitest'
import { getHost, parseAddress } from './address.ts'

test.each([
  [' https://Example.org/days.rapporteur-pack ', 'https://example.org/days.rapporteur-pack'],
  ['https://example.org', 'https://example.org/'],
  ['https://example.org:8443/a?b=c#d', 'https://example.org:8443/a?b=c'],
])('%s is an address', (text, address) => {
  expect(parseAddress(text)).toBe(address)
})

test.each([
  '',
  'example.org',
  'http://example.org/',
  'http://localhost/',
  'file:///etc/passwd',
  'ftp://example.org/',
  'https://example.org@evil.example/',
  'https://',
  `https://example.org/${'a'.repeat(2_000)}`,
])('%j is not an address', (text) => {
  expect(parseAddress(text)).toBeNull()
})

test('the host has its port only if that is unusual', () => {
  expect(getHost('https://example.org:443/a')).toBe('example.org')
  expect(getHost('https://example.org:8443/a')).toBe('example.org:8443')
})
