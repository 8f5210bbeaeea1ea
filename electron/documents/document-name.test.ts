import { expect, test } from 'vitest'
import { documentName } from './document-name.ts'

const pdf = 'application/pdf'

test.each([
  ['Draft conclusions', pdf, 'Draft conclusions.pdf'],
  ['../../.bashrc', pdf, 'bashrc.pdf'],
  ['a/b\\c:d\0e', pdf, 'a b c d e.pdf'],
  ['Проект решения (2)', pdf, 'Проект решения (2).pdf'],
  ['हिन्दी में', pdf, 'हिन्दी में.pdf'],
  ['…', pdf, 'document.pdf'],
  ['setup.exe', pdf, 'setup exe.pdf'],
  ['x'.repeat(300), 'text/plain', `${'x'.repeat(80)}.txt`],
])('%j as %s', (title, type, name) => {
  expect(documentName(title, type)).toBe(name)
})

test('files that no other program may open', () => {
  expect(documentName('Plan', 'image/svg+xml')).toBeNull()
  expect(documentName('Page', 'text/html')).toBeNull()
  expect(documentName('Program', 'application/octet-stream')).toBeNull()
})
