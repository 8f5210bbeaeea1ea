/**
 * Searches 10,000 sessions, 5,000 notes and 500 slides in the real window. Measures, for each key of several queries, the time from the key
 * to the painted results, from when the browser process created the event to the end of the frame. The screen's 60 Hz limit is switched
 * off, since it would add up to 16 ms at random.
 *
 * npm run bench -- search-window [sessions] [notes] [slides]. Exits with 1 if p95 is above its target.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openStore } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { runInWindow } from './lib/in-window.ts'
import { fillNotebook, queries } from './lib/search-notebook.ts'
import { workFolder } from './lib/work-folder.ts'

const SESSIONS = Number(process.argv[2] ?? 10_000)
const NOTES = Number(process.argv[3] ?? 5_000)
const SLIDES = Number(process.argv[4] ?? 500)
const TARGET_P95_MS = 50
/** Eight keys a second. */
const KEY_INTERVAL_MS = 125
/** A key without results after this time counts as unanswered. */
const RESULT_TIMEOUT_MS = 3_000
/** The time for background work after the start to finish. */
const SETTLE_MS = 5_000

const profile = join(workFolder, 'profile')
const store = openStore({ folder: profile, resources: root })
await fillNotebook(store, workFolder, { sessions: SESSIONS, notes: NOTES, slides: SLIDES })
store.close()
console.log(`${SESSIONS} sessions, ${NOTES} notes, ${SLIDES} slides`)
await runInWindow(root, profile, measure, ['--disable-frame-rate-limit', '--disable-gpu-vsync'])

type KeyTime = { typed: string; milliseconds: number }

async function measure(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link').first().waitFor()
  await page.waitForTimeout(SETTLE_MS)
  await typeQuery(page, 'warming up')
  const times: KeyTime[] = []
  for (const query of queries) times.push(...(await typeQuery(page, query)))
  report(times)
}

/** Types the query into the empty search field, key by key. */
async function typeQuery(page: Page, query: string): Promise<KeyTime[]> {
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await watch(page)
  const times: KeyTime[] = []
  for (const [index, key] of [...query].entries()) {
    await page.waitForTimeout(KEY_INTERVAL_MS)
    // A trailing space does not change the query.
    if (key === ' ') {
      await page.keyboard.press('Space')
      continue
    }
    await page.evaluate((timeoutMs) => {
      const untilResults = Reflect.get(window, 'untilResults') as (timeoutMs: number) => Promise<number>
      Reflect.set(window, 'measured', untilResults(timeoutMs))
    }, RESULT_TIMEOUT_MS)
    await page.keyboard.type(key)
    const milliseconds = await page.evaluate(() => Reflect.get(window, 'measured') as Promise<number>)
    times.push({ typed: query.slice(0, index + 1), milliseconds })
  }
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  return times
}

/**
 * Installs a function that resolves when the results are painted. The search shows no result count until the results match the typed text.
 */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const dialog = document.querySelector('[role="dialog"]')
    const field = dialog?.querySelector('input')
    const count = dialog?.querySelector('[role="status"]')?.previousElementSibling
    if (!dialog || !field || !count) throw new Error('the search is not open')
    Reflect.set(window, 'untilResults', (timeoutMs: number) => {
      return new Promise<number>((resolve) => {
        let pressedAt = Number.NaN
        let isTyped = false
        const end = (milliseconds: number) => {
          clearTimeout(timer)
          observer.disconnect()
          listeners.abort()
          resolve(milliseconds)
        }
        const timer = setTimeout(end, timeoutMs, Number.NaN)
        const listeners = new AbortController()
        const { signal } = listeners
        field.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            pressedAt = timeStamp
          },
          { signal, capture: true },
        )
        field.addEventListener(
          'input',
          ({ timeStamp }) => {
            isTyped = true
            // Playwright sends no keydown for characters that are not on its keyboard layout.
            if (Number.isNaN(pressedAt)) pressedAt = timeStamp
          },
          { signal, capture: true },
        )
        const observer = new MutationObserver(() => {
          if (!isTyped || count.textContent === '') return
          observer.disconnect()
          requestAnimationFrame(() => {
            // A task after the frame, when style, layout and paint are done.
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => end(performance.now() - pressedAt)
            port2.postMessage(null)
          })
        })
        observer.observe(dialog, { childList: true, subtree: true, characterData: true })
      })
    })
  })
}

function report(times: readonly KeyTime[]): void {
  const answered = times.filter(({ milliseconds }) => !Number.isNaN(milliseconds))
  const sorted = answered.toSorted((a, b) => a.milliseconds - b.milliseconds)
  const getQuantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  const [median, p95, slowest] = [getQuantile(0.5), getQuantile(0.95), sorted.at(-1)].map(
    (time) => time?.milliseconds ?? Number.NaN,
  )
  const isAbove = !((p95 ?? Number.NaN) <= TARGET_P95_MS)
  if (isAbove) process.exitCode = 1
  console.log(
    `key to painted results: median ${median?.toFixed(1)}, p95 ${p95?.toFixed(1)}, slowest ${slowest?.toFixed(1)} ms ` +
      `of ${answered.length} keys${isAbove ? `   above the target of ${TARGET_P95_MS} ms` : ''}`,
  )
  const formatKeyTime = ({ typed, milliseconds }: KeyTime) => `${typed} ${milliseconds.toFixed(0)} ms`
  console.log(`slowest: ${sorted.slice(-8).reverse().map(formatKeyTime).join(' · ')}`)
  const unanswered = times.filter(({ milliseconds }) => Number.isNaN(milliseconds))
  if (unanswered.length > 0)
    console.log(`without results: ${unanswered.map(({ typed }) => typed).join(' · ')}`)
}
