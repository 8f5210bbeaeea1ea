import { expect, test } from 'vitest'
import { isFileFilters } from './input.ts'

test('file filters in the form that dialogs take', () => {
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
  [{ name: 'M', extensions: ['x/../../y'] }],
  [{ name: 'M', extensions: ['x\\..\\y'] }],
])('%j are not file filters', (value) => {
  expect(isFileFilters(value)).toBe(false)
})
