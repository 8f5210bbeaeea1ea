import { expect, test } from 'vitest'
import { isFileFilters } from './input.ts'

test('file filters as the dialogs take them', () => {
  expect(isFileFilters([])).toBe(true)
  expect(isFileFilters([{ name: 'Markdown', extensions: ['md', 'markdown'] }])).toBe(true)
})

test.each([
  undefined,
  null,
  'md',
  {},
  [null],
  [{ name: 'Markdown' }],
  [{ name: 1, extensions: [] }],
  [{ name: 'M', extensions: [1] }],
])('%j are none', (value) => {
  expect(isFileFilters(value)).toBe(false)
})
