/** Minutes of real meetings keep their structure, and are stable once written. No file is left out. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { canonical, parseNote, serialiseNote } from './index.ts'
import { clean } from './testing/clean.ts'

const corpus = join(import.meta.dirname, '../../../shared/data/notes')
const files = globSync('**/*.md', { cwd: corpus }).sort()

test('there is a corpus', () => {
  expect(files.length).toBeGreaterThan(300)
})

test('every note of the corpus keeps its structure and is stable once written', { timeout: 600_000 }, () => {
  const changed: string[] = []
  const unstable: string[] = []
  for (const file of files) {
    const note = parseNote(readFileSync(join(corpus, file), 'utf8'))
    const text = serialiseNote(note)
    const again = parseNote(text)
    if (!isDeepStrictEqual(clean(canonical(again)), clean(canonical(note)))) changed.push(file)
    if (serialiseNote(again) !== text) unstable.push(file)
  }
  expect({ changed, unstable }).toEqual({ changed: [], unstable: [] })
})
