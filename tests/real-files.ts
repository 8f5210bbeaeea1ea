/**
 * Helpers for tests with third-party files. Most of these files have no licence, so they are in ../shared, outside the project. Without
 * that folder the tests are skipped, and `npm test` reports their number at the end.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findRussianData } from '../scripts/runtime/system-packages.ts'

const root = join(import.meta.dirname, '..')
const shared = join(root, '..', 'shared')
/** The folder with a file for each test file that skipped tests, listing their names. */
const skippedFolder = join(root, 'node_modules', '.cache', 'rapporteur', 'skipped-tests')

export const realData = join(shared, 'data')
export const seedFolder = join(shared, 'seed')
export const hasRealFiles = existsSync(join(realData, 'README.md'))

/** `test` if the real files exist, otherwise a substitute that records the test as skipped. */
export const testWithRealFiles: typeof test = hasRealFiles ? test : createSkippingSubstitute()
/** `describe` if the real files exist, otherwise it counts as one skipped test. */
export const describeWithRealFiles: typeof describe = hasRealFiles ? describe : createSkippingSubstitute()

/** The file in which Debian installs Tesseract's data for Russian. */
export const russianData = findRussianData()
/** `test` if that data is installed, otherwise a substitute that records the test as skipped. */
export const testWithRussianData: typeof test = russianData ? test : createSkippingSubstitute()

const corpus = join(realData, 'notes')
export const realNotes: readonly string[] = globSync('**/*.md', { cwd: corpus }).sort()

/** The beginning of a real note, up to the end of a line; the whole note with RAPPORTEUR_TEST_SIZE=10. */
export function readRealNote(name: string): string {
  const text = readFileSync(join(corpus, name), 'utf8')
  const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
  const maxLength = 6_000 * size
  return size >= 10 || text.length <= maxLength ? text : text.slice(0, text.lastIndexOf('\n', maxLength) + 1)
}

/** A substitute for `test` or `describe` and their chained methods that only records the names. */
function createSkippingSubstitute<T extends object>(rows: readonly unknown[] | null = null): T {
  const call = (...args: unknown[]) => {
    const [first] = args
    if (Array.isArray(first)) return createSkippingSubstitute(first)
    if (typeof first !== 'string') return createSkippingSubstitute(rows)
    // A table of cases made from the real files is empty without them, and counts as one.
    const count = Math.max(1, rows?.length ?? 1)
    recordSkipped(Array.from({ length: count }, () => first))
    return undefined
  }
  return new Proxy(call, { get: () => createSkippingSubstitute(rows) }) as unknown as T
}

/** Skipped tests by test file, since one process may run several. */
const skippedByFile = new Map<string, string[]>()
function recordSkipped(more: readonly string[]): void {
  const file = relative(root, expect.getState().testPath ?? '')
  const names = [...(skippedByFile.get(file) ?? []), ...more]
  skippedByFile.set(file, names)
  mkdirSync(skippedFolder, { recursive: true })
  writeFileSync(join(skippedFolder, `${encodeURIComponent(file)}.json`), JSON.stringify(names))
}
