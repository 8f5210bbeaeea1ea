/**
 * Searches 10,000 sessions, 5,000 notes and 500 slides, compared with the floor: FTS5 itself on the same words, ranked and marked, in the
 * same run. The search for exact words is compared with FTS5 on the words as typed, and the whole search with FTS5 on all its words,
 * inflections and translations. The two alternate.
 *
 * npm run bench -- search [sessions] [notes] [runs]. Exits with 1 if a search takes more than three times its floor.
 */
import { parseQuery } from '../core/search/query.ts'
import { openStore } from '../db/open-store.ts'
import { GLOSSARY } from '../db/packs/glossary.ts'
import { toExpressions } from '../db/sql/search/expressions.ts'
import { createGlossarySource } from '../db/sql/search/glossary-source.ts'
import { root } from '../scripts/lib/paths.ts'
import { conference, fillNotebook, queries } from './lib/search-notebook.ts'
import { workFolder } from './lib/work-folder.ts'

const SESSIONS = Number(process.argv[2] ?? 10_000)
const NOTES = Number(process.argv[3] ?? 5_000)
/** The number of slides, each in a note of its own. */
const SLIDES = 500
const RUNS = Number(process.argv[4] ?? 20)
/** Ratios to the floor. */
const TARGET_RATIOS = { exact: 2, all: 3 }
const MAX_RESULTS = 50
/** The column of each index whose text is marked. */
const INDEXES = {
  session: 3,
  key_message: 2,
  note: 0,
  note_tag: 0,
  contact: 6,
  directory_entry: 2,
  picture_text: 0,
  key_message_remark: 0,
  conference_file: 0,
  own_document: 0,
  document_page: 0,
}

const store = openStore({ folder: workFolder, resources: root })
const { sql } = store.lifecycle.ready().connection
const glossary = createGlossarySource(root, GLOSSARY)(sql, conference)

await fillNotebook(store, workFolder, { sessions: SESSIONS, notes: NOTES, slides: SLIDES })
for (const text of queries) measure(text)
store.close()

function measure(text: string): void {
  const ours: number[] = []
  const exact: number[] = []
  const exactFloor: number[] = []
  const floor: number[] = []
  const expressions = toExpressions(sql, parseQuery(text), glossary).map(({ match }) => match)
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(measureTime(() => search(text, { exactOnly: false })))
    exact.push(measureTime(() => search(text, { exactOnly: true })))
    exactFloor.push(measureTime(() => searchDirectly(expressions[0] ?? '')))
    floor.push(measureTime(() => searchDirectly(expressions.at(-1) ?? '')))
  }
  const oursMs = getMedian(ours)
  const floorMs = getMedian(floor)
  const exactMs = getMedian(exact)
  const exactFloorMs = getMedian(exactFloor)
  const ratio = oursMs / floorMs
  const exactRatio = exactMs / exactFloorMs
  const isSlow = ratio > TARGET_RATIOS.all || exactRatio > TARGET_RATIOS.exact
  if (isSlow) process.exitCode = 1
  console.log(
    `${text}: ours ${oursMs.toFixed(2)} ms, p95 ${getQuantile(ours, 0.95).toFixed(2)}, floor ${floorMs.toFixed(2)}; ` +
      `exact words only ${exactMs.toFixed(2)}, floor ${exactFloorMs.toFixed(2)}, exact ratio ${exactRatio.toFixed(2)}; ` +
      `ratio ${ratio.toFixed(2)}${isSlow ? '   above its target' : ''}`,
  )
}

function search(text: string, { exactOnly }: { exactOnly: boolean }): void {
  const reply = store.call('search.query', { conference, text, limit: MAX_RESULTS, exactOnly })
  if (!reply.ok) throw new Error(reply.error.message)
}

function searchDirectly(match: string): void {
  for (const [name, column] of Object.entries(INDEXES)) {
    const table = `${name}_search`
    sql(
      `SELECT rowid, snippet(${table}, ${column}, '[', ']', '…', 24) FROM ${table} WHERE ${table} MATCH ? ORDER BY rank LIMIT ${MAX_RESULTS}`,
    ).all(match)
  }
}

function measureTime(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function getMedian(times: readonly number[]): number {
  return getQuantile(times, 0.5)
}

function getQuantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
