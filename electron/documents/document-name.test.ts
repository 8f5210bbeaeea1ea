import { expect, test } from 'vitest'
import { getDocumentName } from './document-name.ts'

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
])('%j of the type %s is called %s', (title, type, name) => {
  expect(getDocumentName(title, type)).toBe(name)
})

test('a file that no other program may open has no name', () => {
  expect(getDocumentName('Plan', 'image/svg+xml')).toBeNull()
  expect(getDocumentName('Page', 'text/html')).toBeNull()
  expect(getDocumentName('Program', 'application/octet-stream')).toBeNull()
})
