import { expect, test } from 'vitest'
import { getLinkTarget } from './markup.ts'

test('an address with characters that no URI may have is encoded; any other stays as written', () => {
  expect(getLinkTarget('https://example.org/a b/%zz')).toBe('https://example.org/a%20b/%25zz')
  expect(getLinkTarget('https:\\\\example.org\\a|b')).toBe('https://example.org/a%7Cb')
  expect(getLinkTarget('mailto:ana@example.org?subject=a b')).toBe('mailto:ana@example.org?subject=a%20b')
  for (const url of ['https://example.org/ü?q=%20#a', 'https://例え.jp/文書', 'tel:+33388412000'])
    expect(getLinkTarget(url)).toBe(url)
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'notes.md'])
    expect(getLinkTarget(url)).toBeNull()
})
