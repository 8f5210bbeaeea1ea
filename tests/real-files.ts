/**
 * Tests over files that others wrote. Most of these files have no licence, so they are not part of the project: they lie in
 * ../shared, beside it. Where that folder is missing these tests are not registered, and the last lines of `npm test` count them.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const shared = join(root, '..', 'shared')
/** One file for each test file that left something out: the names of its tests. */
const record = join(root, 'node_modules', '.cache', 'rapporteur', 'left-out')

export const realData = join(shared, 'data')
export const seedFolder = join(shared, 'seed')
export const hasRealFiles = existsSync(join(realData, 'README.md'))

/** `test`, where the real files are. */
export const testWithRealFiles: typeof test = hasRealFiles ? test : leaveOut()
/** `describe`, where the real files are. Its tests are counted as one. */
export const describeWithRealFiles: typeof describe = hasRealFiles ? describe : leaveOut()

const corpus = join(realData, 'notes')
export const realNotes: readonly string[] = globSync('**/*.md', { cwd: corpus }).sort()

/** The first pages of a real note, up to the end of a line; with RAPPORTEUR_TEST_SIZE=10 all of it. */
export function readRealNote(name: string): string {
  const text = readFileSync(join(corpus, name), 'utf8')
  const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
  const most = 6_000 * size
  return size >= 10 || text.length <= most ? text : text.slice(0, text.lastIndexOf('\n', most) + 1)
}

/** A stand-in for `test` or `describe`, with whatever is chained to it, that only writes down the names. */
function leaveOut<T extends object>(rows: readonly unknown[] | null = null): T {
  const call = (...args: unknown[]) => {
    const [first] = args
    if (Array.isArray(first)) return leaveOut(first)
    if (typeof first !== 'string') return leaveOut(rows)
    // A table that is read from the real files is empty without them, and counts as one.
    const count = Math.max(1, rows?.length ?? 1)
    writeDown(Array.from({ length: count }, () => first))
    return undefined
  }
  return new Proxy(call, { get: () => leaveOut(rows) }) as unknown as T
}

/** By test file: one process may run several. */
const leftOut = new Map<string, string[]>()
function writeDown(more: readonly string[]): void {
  const file = relative(root, expect.getState().testPath ?? '')
  const names = [...(leftOut.get(file) ?? []), ...more]
  leftOut.set(file, names)
  mkdirSync(record, { recursive: true })
  writeFileSync(join(record, `${encodeURIComponent(file)}.json`), JSON.stringify(names))
}
