/**
 * Searches all conferences of a notebook with 10,000 sessions, 5,000 notes and 500 slides, and of a notebook with ten times as many. The
 * two alternate.
 *
 * npm run bench -- search-growth [runs] [sessions]. Exits with 1 if all queries together take more than twice as long.
 */
import { join } from 'node:path'
import { openStore, type Store } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { fillNotebook, queries } from './lib/search-notebook.ts'
import { workFolder } from './lib/work-folder.ts'

const RUNS = Number(process.argv[2] ?? 15)
const SESSIONS = Number(process.argv[3] ?? 10_000)
const SIZE = { sessions: SESSIONS, notes: SESSIONS / 2, slides: SESSIONS / 20 }
const GROWTH_FACTOR = 10
/** Ratio of the medians. */
const TARGET_RATIO = 2
const MAX_RESULTS = 50

const small = await open('small', 1)
const large = await open('large', GROWTH_FACTOR)
const sums = { small: 0, large: 0 }
for (const text of queries) {
  const times = { small: [] as number[], large: [] as number[] }
  for (let run = 0; run < RUNS; run += 1) {
    times.small.push(measureTime(small, text))
    times.large.push(measureTime(large, text))
  }
  const smallMs = getMedian(times.small)
  const largeMs = getMedian(times.large)
  sums.small += smallMs
  sums.large += largeMs
  console.log(
    `${text}: ${smallMs.toFixed(2)} ms, with ${GROWTH_FACTOR} times the data ${largeMs.toFixed(2)}, ratio ${(largeMs / smallMs).toFixed(2)}`,
  )
}
const ratio = sums.large / sums.small
const isAbove = ratio > TARGET_RATIO
if (isAbove) process.exitCode = 1
console.log(
  `all queries: ratio ${ratio.toFixed(2)}${isAbove ? `   above the target of ${TARGET_RATIO}` : ''}`,
)
small.close()
large.close()

async function open(name: string, conferences: number): Promise<Store> {
  const folder = join(workFolder, name)
  const store = openStore({ folder, resources: root })
  await fillNotebook(store, folder, { ...SIZE, conferences })
  return store
}

function measureTime(store: Store, text: string): number {
  const start = performance.now()
  const reply = store.call('search.query', { conference: null, text, limit: MAX_RESULTS })
  if (!reply.ok) throw new Error(reply.error.message)
  return performance.now() - start
}

function getMedian(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}
