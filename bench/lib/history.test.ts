import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addEntries, drawTrends, type Entry, readHistory, readRatios } from './history.ts'

const entry = (ratio: number, more: Partial<Entry> = {}): Entry => ({
  date: '2026-11-28',
  commit: '76f01ed',
  runtime: 'Electron 45.4.1',
  benchmark: 'start: readable, ms',
  ratio,
  ...more,
})

function historyFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-history-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'history.tsv')
  writeFileSync(file, content)
  return file
}

// These are lines as the benchmarks print them.
test.each([
  [
    'start',
    'readable, ms     ours 410 (400–420)   bare 300 (290–310)   ratio of medians 1.37',
    'start: readable, ms',
    1.37,
  ],
  ['agenda', 'readable, ms     10000: 520 13: 500 ratio of medians 1.04', 'agenda: readable, ms', 1.04],
  [
    'save',
    '20 kB: median 3.10 ms, p99 9.00; floor 1.00, p99 2.00; ratio 3.10   above the target of 50 ms',
    'save: 20 kB',
    3.1,
  ],
  [
    'import',
    'ours in the window, ms             234 ratio to ConfClerk 0.43   above the target of 0.4, to the floor 1.9',
    'import: ours in the window, ms',
    0.43,
  ],
  ['typing', 'at the end   ours 8   bare 6   ratio of p95 1.40', 'typing: at the end', 1.4],
  [
    'export',
    'PDF, seconds: ours 12.5 (target 20), bare Electron 12.4 (ratio 1.01); ',
    'export: PDF, seconds',
    1.01,
  ],
])('%s: reads the ratio of a line and its name', (name, line, benchmark, ratio) => {
  expect(readRatios(name, `${line}\nfirst start on an empty profile: 900 ms\n`)).toEqual([
    { benchmark, ratio },
  ])
})

test('recorded entries can be read again, and earlier ones stay', () => {
  const first = addEntries('', [entry(1.3)])
  const both = addEntries(first, [entry(1.25, { commit: 'e3f5c7c' })])
  expect(both.startsWith(first)).toBe(true)
  expect(readHistory(historyFile(both))).toEqual([entry(1.3), entry(1.25, { commit: 'e3f5c7c' })])
})

test('an invalid line is reported', () => {
  const file = historyFile(`${addEntries('', [entry(1)])}2026-11-28\t76f01ed\n`)
  expect(() => readHistory(file)).toThrow(/history\.tsv, line 3: /)
})

test('a trend is one line for each figure and runtime', () => {
  const other = { runtime: 'Electron 33.2.1' }
  expect(drawTrends([entry(1), entry(2, other), entry(0.5), entry(0)])).toEqual([
    'start: readable, ms (Electron 45.4.1)  █▅▁  1.00 → 0.00',
    'start: readable, ms (Electron 33.2.1)  █  2.00 → 2.00',
  ])
})
