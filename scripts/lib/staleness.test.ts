import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { computeFingerprint, isStale, writeStamp } from './staleness.ts'

const part = { inputs: ['src', 'config.ts'], output: 'out' }
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'staleness-'))
  mkdirSync(join(root, 'src', 'deep'), { recursive: true })
  mkdirSync(join(root, 'out'))
  writeFileSync(join(root, 'config.ts'), 'config')
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'a')
  writeFileSync(join(root, 'src', 'b.ts'), 'b')
})
afterEach(() => rmSync(root, { recursive: true }))

const build = () => writeStamp(root, part, computeFingerprint(root, part.inputs))

test('a part that was never built is stale; one just built is not', () => {
  expect(isStale(root, part)).toBe(true)
  build()
  expect(isStale(root, part)).toBe(false)
})

test.each([
  ['a changed file', () => writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'A')],
  ['a new file', () => writeFileSync(join(root, 'src', 'c.ts'), '')],
  ['a removed file', () => rmSync(join(root, 'src', 'b.ts'))],
  ['a renamed file', () => renameSync(join(root, 'src', 'b.ts'), join(root, 'src', 'c.ts'))],
  [
    'content moved between files',
    () => {
      writeFileSync(join(root, 'src', 'b.ts'), '')
      writeFileSync(join(root, 'config.ts'), 'bconfig')
    },
  ],
  ['a changed single input', () => writeFileSync(join(root, 'config.ts'), 'other')],
  ['a deleted output', () => rmSync(join(root, 'out'), { recursive: true })],
])('%s makes the output stale', (_, change) => {
  build()
  change()
  expect(isStale(root, part)).toBe(true)
})

test('a test beside the source, or a changed time stamp, does not make the output stale', () => {
  build()
  writeFileSync(join(root, 'src', 'b.test.ts'), 'test')
  writeFileSync(join(root, 'src', 'b.ts'), 'b')
  expect(isStale(root, part)).toBe(false)
})

test('a file changed during the build leaves the output stale', () => {
  const fingerprint = computeFingerprint(root, part.inputs)
  writeFileSync(join(root, 'src', 'b.ts'), 'changed meanwhile')
  writeStamp(root, part, fingerprint)
  expect(isStale(root, part)).toBe(true)
})

test('a missing input is an error', () => {
  expect(() => computeFingerprint(root, ['nowhere'])).toThrow('ENOENT')
})
