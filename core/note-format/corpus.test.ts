/** Minutes of real meetings keep their structure, and are stable once written. Uses the first pages of every file. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { readRealNote, realNotes, testWithRealFiles } from '../../tests/real-files.ts'
import { normaliseNote, parseNote, serialiseNote } from './index.ts'
import { withoutPositions } from './testing/clean.ts'

function expectStable(names: readonly string[], read: (name: string) => string): void {
  const changed: string[] = []
  const unstable: string[] = []
  for (const file of names) {
    const note = parseNote(read(file))
    const text = serialiseNote(note)
    const again = parseNote(text)
    if (!isDeepStrictEqual(withoutPositions(normaliseNote(again)), withoutPositions(normaliseNote(note))))
      changed.push(file)
    if (serialiseNote(again) !== text) unstable.push(file)
  }
  expect({ changed, unstable }).toEqual({ changed: [], unstable: [] })
}

test('our own minutes keep their structure and are stable once written', () => {
  const fixtures = join(import.meta.dirname, '../../tests/fixtures/notes')
  const own = globSync('*.md', { cwd: fixtures }).map((name) => join(fixtures, name))
  expect(own).toHaveLength(3)
  expectStable(own, (file) => readFileSync(file, 'utf8'))
})

testWithRealFiles(
  'every note of the corpus keeps its structure and is stable once written',
  { timeout: 600_000 },
  () => {
    expect(realNotes.length).toBeGreaterThan(300)
    expectStable(realNotes, readRealNote)
  },
)
