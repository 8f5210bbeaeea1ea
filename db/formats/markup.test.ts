import { expect, test } from 'vitest'
import { linkTarget } from './markup.ts'

test('an address with characters that no URI may have is encoded; any other stays as written', () => {
  expect(linkTarget('https://example.org/a b/%zz')).toBe('https://example.org/a%20b/%25zz')
  expect(linkTarget('https:\\\\example.org\\a|b')).toBe('https://example.org/a%7Cb')
  expect(linkTarget('mailto:ana@example.org?subject=a b')).toBe('mailto:ana@example.org?subject=a%20b')
  for (const url of ['https://example.org/ü?q=%20#a', 'https://例え.jp/文書', 'tel:+33388412000'])
    expect(linkTarget(url)).toBe(url)
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'notes.md'])
    expect(linkTarget(url)).toBeNull()
})
