import { expect, test } from 'vitest'
import { formatBytes } from './system-format.ts'

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [155_648, '156 kB'],
  [1_240_000, '1.24 MB'],
  [3_000_000_000, '3 GB'],
])('%i bytes read as %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text)
})

test('the units are in the interface’s language', () => {
  expect(formatBytes(1_240_000, 'ru')).toMatch(/^1,24\sМБ$/)
})
