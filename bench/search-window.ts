/**
 * Search in the window: from each key of a query to the paint of its results, with a tenth of the notebook and with all of it.
 *
 * npm run bench -- search-window [sessions] [notes] [runs]. Exits with 1 if the 95th percentile is above its limit, or if ten times the data
 * take more than twice the time.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../scripts/lib/paths.ts'
import { describeRuntime, prepareRuntime } from '../scripts/prepare.ts'
import { launch } from '../tests/e2e/lib/app.ts'
import { openNotebookIn } from '../tests/e2e/lib/notebook.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { fillNotebook, queries } from './lib/search-notebook.ts'
import { measureStart } from './lib/start-time.ts'
import { work } from './lib/work.ts'

const SESSIONS = Number(process.argv[2] ?? 10_000)
const NOTES = Number(process.argv[3] ?? 5_000)
const RUNS = Number(process.argv[4] ?? 3)
/** Milliseconds. */
const BAR = 50
const MOST_GROWTH = 2
/** Long enough for the slowest search, and shorter than the pause after which the count is read out. */
const WAITED_MS = 600

console.log(describeRuntime(await prepareRuntime()))
const small = await measureNotebook('small', { sessions: SESSIONS / 10, notes: NOTES / 10 })
const large = await measureNotebook('large', { sessions: SESSIONS, notes: NOTES })
const growth = large.median / small.median
const isSlow = large.p95 > BAR || growth > MOST_GROWTH
if (isSlow) process.exitCode = 1
console.log(`ten times the data: ratio ${growth.toFixed(2)}${isSlow ? '   above what is allowed' : ''}`)

async function measureNotebook(
  name: string,
  size: { sessions: number; notes: number },
): Promise<{ median: number; p95: number }> {
  const profile = join(work, name)
  await measureStart(root, profile)
  const store = openNotebookIn(profile)
  await fillNotebook(store, work, { ...size, slides: size.notes / 10 })
  store.close()
  const { application, page, pid } = await launch({ profile, now: '2026-05-04T09:00:00Z' })
  try {
    await page.getByRole('link', { name: /^Notes/ }).waitFor()
    await page.waitForTimeout(3_000)
    const times: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      for (const query of queries) times.push(...(await typeQuery(page, query)))
    }
    const sorted = times.toSorted((a, b) => a - b)
    const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
    const [median, p95] = [share(0.5), share(0.95)]
    console.log(
      `${size.sessions} sessions, ${size.notes} notes, ${times.length} keys: key to paint, median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)}`,
    )
    return { median, p95 }
  } finally {
    await application.close().catch(() => {})
    await killTree(pid)
  }
}

async function typeQuery(page: Page, query: string): Promise<number[]> {
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await page.waitForTimeout(500)
  const times: number[] = []
  for (const key of query) {
    const measured = measureKey(page)
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    times.push(await measured)
  }
  await page.keyboard.press('Escape')
  await page.waitForTimeout(300)
  // The first letters are typed before anything is searched for.
  return times.slice(1)
}

/** From the key to the frame that shows the last change of the dialog. */
function measureKey(page: Page): Promise<number> {
  return page.evaluate(
    (waited) =>
      new Promise<number>((resolve) => {
        const dialog = document.querySelector('[role="dialog"]')
        if (!dialog) throw new Error('the search is not open')
        let start = 0
        let painted = 0
        // A message after the frame's callback is handled once the frame is painted.
        const noteFrame = () =>
          requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => {
              painted = performance.now()
            }
            channel.port2.postMessage(null)
          })
        const observer = new MutationObserver(noteFrame)
        observer.observe(dialog, { subtree: true, childList: true, characterData: true, attributes: true })
        addEventListener(
          'keydown',
          ({ timeStamp }) => {
            start = timeStamp
            setTimeout(() => {
              observer.disconnect()
              resolve(Math.max(0, painted - start))
            }, waited)
          },
          { capture: true, once: true },
        )
      }),
    WAITED_MS,
  )
}
