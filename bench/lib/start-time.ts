/**
 * Measures a start until the agenda is readable, and the memory of all processes once it has settled. The app runs without a debugger:
 * Chromium reports when the element with `elementtiming` was painted (Element Timing API). The time counts from just before the process was
 * started. RSS counts shared pages in every process, PSS once.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { prepareRuntime } from '../../scripts/prepare.ts'
import { killTree, listDescendants } from '../../tests/e2e/lib/processes.ts'

/** The time for caches to fill and idle work after the start to finish. */
const SETTLE_MS = 3_000

export type Measure = { readable: number; rss: number; pss: number }

export type Summary = { min: number; median: number; max: number }
export function summarise(values: number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    min: sorted[0] ?? Number.NaN,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  }
}
export function formatSummary({ min, median, max }: Summary): string {
  return `${median.toFixed(0)} (${min.toFixed(0)}–${max.toFixed(0)})`.padEnd(16)
}

export async function measureStart(app: string, profile: string): Promise<Measure> {
  const { executable, flags } = await prepareRuntime()
  const spawnedAt = performance.timeOrigin + performance.now()
  const child = spawn(
    executable,
    [app, ...flags, `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--lang=en'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const { pid } = child
  if (pid === undefined) throw new Error('did not start')
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(output) ?? []
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)))
  })
  try {
    // Connects only after the start, so that the debugger is not measured.
    await sleep(SETTLE_MS)
    const { rss, pss } = await measureMemory([pid, ...listDescendants(pid)])
    const browser = await chromium.connectOverCDP(endpoint)
    const page = browser.contexts()[0]?.pages()[0]
    if (!page) throw new Error('no window')
    const paintedAt = await page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          setTimeout(() => reject(new Error('nothing with elementtiming was painted')), 2_000)
          new PerformanceObserver((list) => {
            const times = list.getEntries().map((entry) => Reflect.get(entry, 'renderTime') as number)
            resolve(performance.timeOrigin + Math.min(...times))
          }).observe({ type: 'element', buffered: true })
        }),
    )
    await browser.close()
    return { readable: paintedAt - spawnedAt, rss, pss }
  } finally {
    await quit(child, pid)
  }
}

/** Quits the app as a person does, so that it can write settings and compiled code for the next start. */
async function quit(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(10_000, null, { ref: false })])
  }
  await killTree(pid)
}

/** Megabytes of all processes together. */
export async function measureMemory(pids: number[]): Promise<{ rss: number; pss: number }> {
  const total = { rss: 0, pss: 0 }
  for (const pid of pids) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    const readKilobytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0)
    total.rss += readKilobytes('Rss') / 1024
    total.pss += readKilobytes('Pss') / 1024
  }
  return total
}
