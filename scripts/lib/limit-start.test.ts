import type { Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { getStartSize } from './limit-start.ts'

const chunk = (fileName: string, length: number, imports: string[] = []) => ({
  [fileName]: { type: 'chunk', name: fileName, fileName, imports, code: '-'.repeat(length) },
})

const bundle = {
  ...chunk('main', 1, ['dialogs', 'time']),
  ...chunk('dialogs', 10, ['time']),
  ...chunk('time', 100, ['main']),
  ...chunk('later', 1_000, ['time']),
  ...chunk('store', 10_000, ['time']),
} as unknown as Rolldown.OutputBundle

test('counts an entry once with all that it imports statically', () => {
  expect(getStartSize('main', bundle)).toBe(111)
  expect(getStartSize('store', bundle)).toBe(10_111)
})

test('an entry that does not exist is an error', () => {
  expect(() => getStartSize('index', bundle)).toThrow('no chunk index')
})
