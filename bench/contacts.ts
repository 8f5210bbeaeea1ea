/**
 * Measures contacts with 20,000 people: the time until the page, the page of a person, and the result of a key in the filter are painted.
 *
 * npm run bench -- contacts [people]. Exits with 1 if a figure is above its target.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ContactFields, ContactId } from '../db/model.ts'
import { octopus, someone } from '../db/testing/temp-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { describeRuntime, prepareRuntime } from '../scripts/prepare.ts'
import { launch, TIME_DURING_CONFERENCE } from '../tests/e2e/lib/app.ts'
import { openNotebookIn } from '../tests/e2e/lib/notebook.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { formatSummary, measureStart, summarise } from './lib/start-time.ts'
import { workFolder } from './lib/work-folder.ts'

const PEOPLE = Number(process.argv[2] ?? 20_000)
const TARGET_MS = 150
const RUNS = 10

const givenNames = ['Ana', 'Zoë', 'Łukasz', 'Иван', 'Kwame', 'Émile', 'Ngozi', 'Ada', 'Grace', 'José']
const familyNames = ['Ferreira', 'Lefèvre', 'Wiśniewski', 'Петров', 'Boateng', 'Roy', 'Adeyemi', 'King']

console.log(`${describeRuntime(await prepareRuntime())}, ${PEOPLE} people, ${RUNS} runs each`)
const profile = join(workFolder, 'people')
await measureStart(root, profile)
await addPeople()
const { application, page, pid } = await launch({ profile, now: TIME_DURING_CONFERENCE })
try {
  await page.getByRole('link', { name: /^Contacts/ }).waitFor()
  await page.waitForTimeout(3_000)
  printRow('page', await repeat(openPage))
  printRow('person', await repeat(openPerson))
  printRow('filter', await repeat(typeInFilter))
} finally {
  await application.close().catch(() => {})
  await killTree(pid)
}

async function addPeople(): Promise<void> {
  const store = openNotebookIn(profile)
  const people = Array.from({ length: PEOPLE }, (_, index) => {
    const name = `${givenNames[index % givenNames.length]} ${familyNames[index % familyNames.length]} ${index}`
    const fields = ContactFields.parse({ ...someone, name, email: `person${index}@example.org` })
    return { id: ContactId.parse(randomUUID()), fields, base: null, card: 0 }
  })
  const saved = await store.request('contacts.import', {
    conference: octopus,
    source: { text: 'mailto:nobody@example.org' },
    people,
  })
  if (!saved.ok) throw new Error(saved.error.message)
  store.close()
}

/** Measures from the click in the navigation to the frame after the first row appears. */
async function openPage(page: Page): Promise<number> {
  await page.getByRole('link', { name: /^Notes/ }).click()
  await page.waitForTimeout(500)
  const shown = measureUntilShown(page, '[aria-label="Contacts"] a[data-id]')
  await page.getByRole('link', { name: /^Contacts/ }).click()
  return shown
}

/** Measures from the arrow key in the list to the frame after the person's form appears. */
async function openPerson(page: Page): Promise<number> {
  const rows = page.getByRole('list', { name: 'Contacts' }).getByRole('link')
  await rows.first().click()
  await page.getByLabel('Name (required)').waitFor()
  await rows.first().focus()
  await page.waitForTimeout(500)
  return measureKey(page, 'ArrowDown')
}

async function typeInFilter(page: Page, run: number): Promise<number> {
  const filter = page.getByRole('searchbox', { name: /^Filter/ })
  await filter.fill('')
  await filter.focus()
  await page.waitForTimeout(500)
  return measureKey(page, String(run % 10))
}

function measureUntilShown(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let start = 0
        addEventListener(
          'click',
          ({ timeStamp }) => {
            start = timeStamp
          },
          { capture: true, once: true },
        )
        const checkShown = () => {
          const isShown = start > 0 && document.querySelector(wanted) !== null
          // The frame after the one in which it was rendered has been painted.
          requestAnimationFrame(isShown ? () => resolve(performance.now() - start) : checkShown)
        }
        checkShown()
      }),
    selector,
  )
}

/** Measures from the key to the next paint, as Chromium reports it (Event Timing API, in steps of 8 ms). */
async function measureKey(page: Page, key: string): Promise<number> {
  const measured = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const presses = list.getEntries().filter(({ name }) => name === 'keydown' || name === 'input')
          if (presses.length === 0) return
          observer.disconnect()
          resolve(Math.max(...presses.map(({ duration }) => duration)))
        })
        observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
        // Chromium does not report events that are faster than this.
        setTimeout(() => resolve(16), 1_500)
      }),
  )
  await page.keyboard.press(key)
  return measured
}

async function repeat(measure: (page: Page, run: number) => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) times.push(await measure(page, run))
  return times
}

function printRow(label: string, times: number[]): void {
  const figures = summarise(times)
  const isAbove = !(figures.median <= TARGET_MS)
  if (isAbove) process.exitCode = 1
  console.log(
    `${label.padEnd(8)} ms to its paint: ${formatSummary(figures)}${isAbove ? `   above the target of ${TARGET_MS}` : ''}`,
  )
}
