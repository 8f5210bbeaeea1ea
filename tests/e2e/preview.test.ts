/** The preview shows the same pages as the printed report. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { hasRealFiles, realData } from '../real-files.ts'
import { findViolations } from './lib/axe.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeReportNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

/**
 * Tables that begin and break at many heights of a page. Their headers have no letters, because headers are repeated on each page and the
 * test compares letters.
 */
function addTables(profile: string): void {
  const row = (index: number) =>
    `| Row ${index}${index % 3 === 1 ? ' is about requests that went out, those that were answered, and those that nobody answered at all' : ''} | ${index} |`
  const table = (rows: number) => [
    '| § | % |',
    '|---|---|',
    ...Array.from({ length: rows }, (_, i) => row(i)),
  ]
  const markdown = Array.from({ length: 10 }, (_, index) => [
    ...Array.from({ length: 1 + ((index * 5) % 7) }, () => 'A line of the minutes.\n'),
    ...table(8 + index),
    '',
  ])
  const store = openNotebookIn(profile)
  const saved = store.call('notes.save', {
    id: randomUUID(),
    conference: 'octopus-2016',
    session: 'workshop-7',
    keyMessage: null,
    markdown: markdown.flat().join('\n'),
    baseRevision: 0,
  })
  expect(saved.ok).toBe(true)
  store.close()
}

/** Minutes of meetings (real minutes if available), long enough for pages that begin within a list or a paragraph. */
function addMinutes(profile: string): void {
  const corpus = join(realData, 'notes')
  const real = globSync('**/*.md', { cwd: corpus })
    .sort()
    .slice(0, 40)
    .filter((_, index) => index % 10 === 0)
    .map((file) => readFileSync(join(corpus, file), 'utf8'))
  const ownMinutes = readFileSync(join(root, 'tests/fixtures/notes/long-day.md'), 'utf8')
  const texts = hasRealFiles ? real : [0, 12_000, 24_000].map((from) => ownMinutes.slice(from))
  const store = openNotebookIn(profile)
  for (const text of texts) {
    const saved = store.call('notes.save', {
      id: randomUUID(),
      conference: 'octopus-2016',
      session: 'workshop-8',
      keyMessage: null,
      // Removes scripts without spaces, in which a line can break anywhere.
      markdown: text
        .replaceAll(/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Common}]/gu, '')
        .slice(0, 12_000),
      baseRevision: 0,
    })
    expect(saved.ok).toBe(true)
  }
  store.close()
}

const getPageNumber = (page: Page) => page.getByText(/^Page \d+ of \d+$/)
async function countPages(page: Page): Promise<number> {
  const text = await getPageNumber(page).textContent()
  return Number(/of (\d+)$/.exec(text ?? '')?.[1])
}

/** The visible words on a page; the text of neighbouring pages is clipped. */
async function readPageWords(page: Page, number: number): Promise<string> {
  await page.evaluate((wanted) => {
    const host = [...document.querySelectorAll('[role="document"] *')].find((element) => element.shadowRoot)
    host?.shadowRoot?.querySelector(`[data-page="${wanted}"]`)?.scrollIntoView()
  }, number)
  await page.locator(`[data-page="${number}"] .window`).waitFor()
  return page.evaluate((wanted) => {
    const host = [...document.querySelectorAll('[role="document"] *')].find((element) => element.shadowRoot)
    const window = host?.shadowRoot?.querySelector(`[data-page="${wanted}"] .window`)
    if (!window) return ''
    const box = window.getBoundingClientRect()
    const walker = document.createTreeWalker(window, NodeFilter.SHOW_TEXT)
    let words = ''
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const match of (node.textContent ?? '').matchAll(/\S+/g)) {
        const range = document.createRange()
        range.setStart(node, match.index)
        range.setEnd(node, match.index + match[0].length)
        const [rect] = range.getClientRects()
        const middle = rect && { x: rect.left + 1, y: (rect.top + rect.bottom) / 2 }
        if (
          middle &&
          middle.x >= box.left &&
          middle.x <= box.right &&
          middle.y >= box.top &&
          middle.y <= box.bottom
        )
          words += `${match[0]} `
      }
    }
    return words
  }, number)
}

/** The left half of the page's head, which names the current part of the report. Call after `readPageWords`. */
function getHead(page: Page, number: number): Promise<string> {
  return page.evaluate((wanted) => {
    const host = [...document.querySelectorAll('[role="document"] *')].find((element) => element.shadowRoot)
    return host?.shadowRoot?.querySelector(`[data-page="${wanted}"] .head .words`)?.textContent ?? ''
  }, number)
}

/**
 * Sorts the letters, since programs order table cells and break long addresses differently. Leaves out list markers, which are not text on
 * screen.
 */
const getLetters = (text: string) =>
  text
    .split(/\s+/)
    .filter((word) => !/^\w{1,3}[.)]$/.test(word))
    .flatMap((word) => word.match(/[\p{L}\p{N}]/gu) ?? [])
    .sort()
    .join('')

test.runIf(process.platform === 'linux')('each page of the preview equals the printed page', async () => {
  const profile = await writeReportNotes(await createTemporaryFolder())
  addMinutes(profile)
  addTables(profile)
  const { application, page } = await openNotebook(profile)
  const path = join(await createTemporaryFolder(), 'report.pdf')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByRole('radio', { name: 'PDF' }).first().click()
  await getPageNumber(page).waitFor()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.pdf').waitFor()
  const printed = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
  expect(printed.length).toBeGreaterThan(10)
  expect(await countPages(page)).toBe(printed.length)
  for (const [index, text] of printed.entries()) {
    const number = index + 1
    const shown = getLetters(await readPageWords(page, number))
    const head = (await getHead(page, number)).replaceAll('\u00a0', ' ')
    const lines = text.replaceAll('\u00a0', ' ')
    if (number > 1) expect(lines.split('\n'), `page ${number}`).toContain(head)
    const onPaper = getLetters(
      // Header and footer are outside the text; the cover has none.
      number === 1
        ? text
        : [/^\d{1,2} \w+ \d{4}$/m, new RegExp(`^${number} ?/ ?${printed.length}$`, 'm')].reduce(
            (rest, line) => rest.replace(line, ''),
            lines.replace(`${head}\n`, '\n'),
          ),
    )
    // Ignores the order of words, which differs for table cells.
    expect(shown, `page ${number}`).toEqual(onPaper)
  }

  // When the report changes, the passage in view stays in view and is drawn again.
  const near = Math.floor(printed.length / 2)
  const before = await readPageWords(page, near)
  await page.getByRole('checkbox', { name: 'Cover page' }).focus()
  await page.keyboard.press('Space')
  await page.getByText(new RegExp(`^Page ${near} of (?!${printed.length}$)\\d+$`)).waitFor()
  await expect.poll(() => readPageWords(page, near)).not.toBe(before)
})

test.runIf(process.platform === 'linux').each([
  ['PDF', 'table'],
  ['Day sheet', 'article'],
])('the preview of the agenda (%s) has the pages of the saved file', async (format, content) => {
  const { application, page } = await openNotebook()
  const path = join(await createTemporaryFolder(), 'agenda.pdf')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByText('Other formats').click()
  await page
    .getByRole('radiogroup', { name: 'Agenda' })
    .getByRole('radio', { name: new RegExp(`^${format}`) })
    .click()
  await page.locator(`[data-page="1"] ${content}`).first().waitFor()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to agenda.pdf').waitFor()
  const printed = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
  expect(printed).toHaveLength(3)
  expect(await countPages(page)).toBe(3)
  for (const [index, text] of printed.entries()) {
    const onPaper = getLetters(text.replace(new RegExp(`^${index + 1} ?/ ?3$`, 'm'), ''))
    expect(getLetters(await readPageWords(page, index + 1)), `page ${index + 1}`).toEqual(onPaper)
  }
})

test('zoom, paper size and theme: the paper stays white and the pages the same', async () => {
  const { page } = await openNotebook(await writeReportNotes(await createTemporaryFolder()))
  await goTo(page, '/export')
  await getPageNumber(page).waitFor()
  const pages = await countPages(page)
  const sheet = page.locator('[data-page="1"]')
  const width = async () => (await sheet.boundingBox())?.width ?? 0
  await page.getByRole('button', { name: 'Zoom: Fit width' }).press('Enter')
  await page.getByRole('menuitemradio', { name: '50%', exact: true }).click()
  await expect.poll(width).toBe(397)
  expect(await countPages(page)).toBe(pages)
  await page.getByRole('button', { name: 'Paper' }).press('Enter')
  await page.getByRole('option', { name: 'Letter' }).click()
  await expect.poll(width).toBe(408)
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await sheet.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    )
    expect(await findViolations(page)).toEqual([])
  }
  // A long text can be scrolled by keys.
  await page.getByRole('document', { name: 'Preview' }).focus()
  await page.keyboard.press('End')
  await page.getByText(new RegExp(`^Page ${await countPages(page)} of`)).waitFor()
})
