import { expect, test } from 'vitest'
import { WebAddress } from '../model.ts'
import { getAddress, toValidUrl } from './url.ts'

test.each([
  ['https:/events.example.org/2026', 'https://events.example.org/2026'],
  ['https:events.example.org', 'https://events.example.org/'],
  ['HTTP:\\\\events.example.org\\a', 'http://events.example.org/a'],
  ['//events.example.org/a b', 'https://events.example.org/a%20b'],
  ['https://events.example.org/ä', 'https://events.example.org/ä'],
  ['https:', null],
  ['https:// ', null],
  ['javascript:alert(1)', null],
])('%s gives a valid address or none', (written, url) => {
  expect(toValidUrl(written)).toBe(url)
  if (url !== null) expect(WebAddress.parse(url)).toBe(url)
})

test('a session address that lacks a slash is dropped', () => {
  expect(getAddress('https:/events.example.org', null)).toBeNull()
})
