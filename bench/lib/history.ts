/** Stores the results of benchmarks on this machine, one line for each figure in bench/history.tsv. */
import { existsSync, readFileSync } from 'node:fs'

export type Entry = {
  /** The date in ISO format. */
  date: string
  commit: string
  runtime: string
  /** The benchmark and its figure: `first-window: readable, ms`. */
  benchmark: string
  /** The ratio of our figure to that of the peer or the floor. */
  ratio: number
}

const HEAD = ['date', 'commit', 'runtime', 'benchmark', 'ratio']

/** Reads the first ratio of each printed line, under the words at the start of the line. */
export function readRatios(name: string, output: string): { benchmark: string; ratio: number }[] {
  return output.split('\n').flatMap((line) => {
    const [, ratio] = /\bratio(?: of \w+| to \w+)? (\d+(?:\.\d+)?)/.exec(line) ?? []
    const [label = ''] = line.trim().split(/\s{2,}|: | ours /)
    return ratio === undefined ? [] : [{ benchmark: `${name}: ${label}`, ratio: Number(ratio) }]
  })
}

/** @returns the text of the file with the new entries at its end */
export function addEntries(before: string, entries: readonly Entry[]): string {
  const rows = entries.map((entry) =>
    [entry.date, entry.commit, entry.runtime, entry.benchmark, entry.ratio.toFixed(2)].join('\t'),
  )
  return [before === '' ? HEAD.join('\t') : before.trimEnd(), ...rows, ''].join('\n')
}

export function readHistory(file: string): Entry[] {
  if (!existsSync(file)) return []
  const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return rows.map((row, index) => {
    const [date, commit, runtime, benchmark, ratio] = row.split('\t')
    if (!date || !commit || !runtime || !benchmark || !ratio || !Number.isFinite(Number(ratio)))
      throw new Error(`${file}, line ${index + 2}: not five columns with a ratio at the end: ${row}`)
    return { date, commit, runtime, benchmark, ratio: Number(ratio) }
  })
}

const BARS = '▁▂▃▄▅▆▇█'

/** Draws one line for each figure and runtime: the values on a scale from zero to their maximum, then the first and the last value. */
export function drawTrends(entries: readonly Entry[]): string[] {
  const series = Map.groupBy(entries, ({ benchmark, runtime }) => `${benchmark} (${runtime})`)
  const longest = Math.max(0, ...[...series.keys()].map((name) => name.length))
  return [...series].map(([name, points]) => {
    const ratios = points.map(({ ratio }) => ratio)
    const highest = Math.max(...ratios)
    const bars = ratios.map((ratio) => BARS[Math.round((ratio / (highest || 1)) * (BARS.length - 1))])
    return `${name.padEnd(longest)}  ${bars.join('')}  ${ratios[0]?.toFixed(2)} → ${ratios.at(-1)?.toFixed(2)}`
  })
}
