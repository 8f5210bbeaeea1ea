import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { listUnsafeReferences, patch, patchedFiles } from './napi8-patch.ts'

const folder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'))
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

test('the patch matches the installed source', () => {
  for (const file of patchedFiles) expect(patch(file, read(file))).not.toBe(read(file))
})

test('the patched source keeps no reference to a value that Node-API 8 cannot refer to', () => {
  const sources = globSync('src/**/*.{cpp,hpp}', { cwd: folder })
  const before = sources.flatMap((file) => listUnsafeReferences(read(file)))
  const after = sources.flatMap((file) => listUnsafeReferences(patch(file, read(file))))
  expect(before.length).toBeGreaterThan(20)
  expect(after).toEqual([])
})

test('the patched build file differs only in asking for version 8', () => {
  const [before, after] = [read('binding.gyp'), patch('binding.gyp', read('binding.gyp'))]
  expect(after.replace('NAPI_VERSION=8', 'NAPI_VERSION=10')).toBe(before)
})

test('other files stay unchanged', () => {
  expect(patch('src/addon.cpp', read('src/addon.cpp'))).toBe(read('src/addon.cpp'))
})

test.each([
  ['a place that is gone', (text: string) => text.replace('NAPI_VERSION=10', 'NAPI_VERSION=11')],
  ['a place that is there twice', (text: string) => `${text}\n# NAPI_VERSION=10`],
  ['a source that was patched already', (text: string) => patch('binding.gyp', text)],
])('%s is an error that names the file', (_, change) => {
  expect(() => patch('binding.gyp', change(read('binding.gyp')))).toThrow(/has changed: binding\.gyp/)
})
