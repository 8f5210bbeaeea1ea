/**
 * Measures, with fifty real notes in the real window, the time until the preview is updated after an option of the report is changed by
 * key. The time begins when the browser process creates the event of the key, and ends with the frame that shows the new preview.
 *
 * All reports differ, so none is cached. `box` is a baseline: the time from such a key press to the next frame, which shows the option.
 *
 * npm run bench -- preview [notes] [changes] [page in sight]. Exits with 1 if p95 is above its target.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../scripts/lib/paths.ts'
import { runInWindow } from './lib/in-window.ts'
import { fillWithNotes } from './lib/report-profile.ts'
import { formatSummary, summarise } from './lib/start-time.ts'

const NOTES = Number(process.argv[2] ?? 50)
const CHANGES = Number(process.argv[3] ?? 40)
/** The number of the page in sight. Pages are laid out starting with the first, so a later page takes longer. */
const PAGE = Number(process.argv[4] ?? 1)
/** The length of a note on one session. */
const MAX_LENGTH = 4_000
const TARGET_MS = 200

/** The first options change most often, since they affect the visible page. */
const OPTIONS = [
  'Table of contents',
  'Cover page',
  'Time, room, speakers',
  'Decisions',
  'Action list',
  'Open questions',
  'Contacts met',
  'Programme',
]

const workFolder = mkdtempSync(join(tmpdir(), 'rapporteur-bench-'))
try {
  await main()
} finally {
  rmSync(workFolder, { recursive: true, force: true })
}

async function main(): Promise<void> {
  const profile = join(workFolder, 'profile')
  const { store, bytes } = await fillWithNotes(profile, { notes: NOTES, longest: MAX_LENGTH, photos: [] })
  store.close()
  await runInWindow(root, profile, async (page) => {
    page.setDefaultTimeout(120_000)
    await page.evaluate(() => {
      location.hash = '/export'
    })
    await page.getByText(/^Page \d+ of/).waitFor()
    console.log(
      `${NOTES} notes, ${(bytes / 1e3).toFixed(0)} kB, ${CHANGES} changes, page ${PAGE} in sight; ms`,
    )
    await scrollTo(page)
    const ours = await measure(page, { earlierChanges: 0, waitsForPreview: true })
    const baseline = await measure(page, { earlierChanges: CHANGES, waitsForPreview: false })
    const isAbove = getP95(ours) > TARGET_MS
    console.log(
      `preview ${formatSummary(summarise(ours))} p95 ${getP95(ours).toFixed(0)} (target ${TARGET_MS})`,
    )
    console.log(`box     ${formatSummary(summarise(baseline))} p95 ${getP95(baseline).toFixed(0)}`)
    if (isAbove) process.exitCode = 1
  })
}

async function scrollTo(page: Page): Promise<void> {
  await page.evaluate((number) => {
    const host = [...document.querySelectorAll('[role="document"] *')].find(({ shadowRoot }) => shadowRoot)
    const pageElement = host?.shadowRoot?.querySelector(`[data-page="${number}"]`)
    if (!pageElement) throw new Error(`no page ${number}`)
    pageElement.scrollIntoView()
  }, PAGE)
  await page.waitForTimeout(1_000)
}

/** `waitsForPreview`: whether the time ends with the updated preview, or already with the option. */
async function measure(
  page: Page,
  { earlierChanges, waitsForPreview }: { earlierChanges: number; waitsForPreview: boolean },
): Promise<number[]> {
  const times: number[] = []
  for (let change = earlierChanges + 1; change <= earlierChanges + CHANGES; change++) {
    // Follows the Gray code: each step changes one option, and no combination occurs twice.
    const option = OPTIONS[31 - Math.clz32(change & -change)]
    if (option === undefined) throw new Error(`at most ${2 ** OPTIONS.length} changes`)
    await page.getByRole('checkbox', { name: option }).focus()
    await page.evaluate(
      ([waitsForPreview, number]) => {
        const host = [...document.querySelectorAll('[role="document"] *')].find(
          ({ shadowRoot }) => shadowRoot,
        )
        const pageElement = host?.shadowRoot?.querySelector(`[data-page="${number}"]`)
        if (!pageElement) throw new Error('no preview')
        let pressedAt = 0
        Reflect.set(window, 'taken', null)
        const measureFrame = () =>
          requestAnimationFrame(() => {
            // A task after the frame, when style, layout and paint are done.
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => Reflect.set(window, 'taken', performance.now() - pressedAt)
            port2.postMessage(null)
          })
        const observer = new MutationObserver(() => {
          if (pressedAt === 0) return
          observer.disconnect()
          measureFrame()
        })
        if (waitsForPreview) observer.observe(pageElement, { childList: true })
        window.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            pressedAt = timeStamp
            if (!waitsForPreview) measureFrame()
          },
          { capture: true, once: true },
        )
      },
      [waitsForPreview, PAGE] as const,
    )
    await page.keyboard.press('Space')
    await page.waitForFunction(() => Reflect.get(window, 'taken') !== null)
    times.push(await page.evaluate(() => Reflect.get(window, 'taken') as number))
    // Waits until the remaining pages are laid out too.
    await page.getByText(/^Page \d+ of/).waitFor()
    await page.waitForTimeout(300)
  }
  return times
}

function getP95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
}
