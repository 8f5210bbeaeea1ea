/** Exports the agenda as a calendar and as pages from its menu, and stars for a colleague. */
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { session } from '../../db/testing/bundles.ts'
import { createSources, pack } from '../../db/testing/packs.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { answerPrintDialog, getPrintDialog } from './lib/print-dialog.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, answerSaveDialog, goTo, openSession, pressKey, setTheme } from './lib/window.ts'

const openNotebook = shareApp()
/** Poppler, which reads the PDFs, is installed for tests on Linux only. */
const onLinux = test.runIf(process.platform === 'linux')

async function openAgendaExport(page: Page) {
  await page.getByRole('button', { name: 'More agenda actions' }).click()
  await page.getByRole('menuitem', { name: /^Export agenda/ }).click()
  return page.getByRole('dialog', { name: 'Export the agenda' })
}
const getPages = (path: string) =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)

onLinux('the starred sessions are exported as a calendar, and as pages with one day each', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  const dialog = await openAgendaExport(page)
  await dialog.getByRole('radio', { name: /My agenda 6 sessions/ }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  const ics = join(profile, 'mine.ics')
  await answerSaveDialog(application, ics)
  await dialog.getByRole('button', { name: 'Save file…' }).click()
  await page.getByText('Saved to mine.ics').waitFor()
  const calendar = await readFile(ics, 'utf8')
  expect(calendar.match(/^UID:[a-z0-9-]+/gm)).toEqual(
    ['special-session', 'workshop-2', 'workshop-5', 'workshop-7', 'workshop-9', 'plenary'].map(
      (guid) => `UID:${guid}`,
    ),
  )

  await openAgendaExport(page)
  await dialog.getByRole('radio', { name: /Pages/ }).click()
  const pdf = join(profile, 'mine.pdf')
  await answerSaveDialog(application, pdf)
  await dialog.getByRole('button', { name: 'Save file…' }).click()
  await page.getByText('Saved to mine.pdf').waitFor({ timeout: 60_000 })
  const pages = getPages(pdf)
  expect(pages.map((text) => /\w+day \d+ November 2016/.exec(text)?.[0])).toEqual([
    'Wednesday 16 November 2016',
    'Thursday 17 November 2016',
    'Friday 18 November 2016',
  ])
  expect(pages[1]).toMatch(/14:30\s+Room 1\s+Workshop 7/)
  expect(
    measureSpaceBefore('Wednesday', pdf),
    'the first day stands apart from the lines above it',
  ).toBeGreaterThan(10)
})

/** The distance in points between a word on the first page and the text above it. */
function measureSpaceBefore(word: string, path: string): number {
  const boxes = execFileSync('pdftotext', ['-bbox', '-l', '1', path, '-'], { encoding: 'utf8' })
  const words = [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)/g)]
  const place = words.findIndex(([, , , text]) => text === word)
  return Number(words[place]?.[1]) - Number(words[place - 1]?.[2])
}

onLinux('Ctrl+P on the agenda shows its pages and prints the same pages as its PDF', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page
    .getByRole('link', { name: /Workshop 9/ })
    .first()
    .waitFor()
  await pressKey(application, 'P', ['control'])
  const dialog = page.getByRole('dialog', { name: 'Export the agenda' })
  await dialog.getByRole('radio', { name: /Pages/, checked: true }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  const saved = join(profile, 'mine.pdf')
  await answerSaveDialog(application, saved)
  await dialog.getByRole('button', { name: 'Save file…' }).click()
  await page.getByText('Saved to mine.pdf').waitFor({ timeout: 60_000 })

  await answerPrintDialog(application, '')
  await openAgendaExport(page)
  expect(await dialog.getByRole('button', { name: 'Print…' }).count()).toBe(0)
  await dialog.getByRole('radio', { name: /Pages/ }).click()
  await dialog.getByRole('button', { name: 'Print…' }).click()
  await page.getByText('Sent to the printer.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  const { requests, pdf } = await getPrintDialog(application)
  expect(requests).toEqual([{ printBackground: true, pageSize: 'A4' }])
  const onPaper = join(profile, 'paper.pdf')
  await writeFile(onPaper, Buffer.from(pdf, 'base64'))
  expect(getPages(onPaper)).toEqual(getPages(saved))

  // The key opens the dialog, and a second press prints. After the dialog has closed, the key works again, also from the grid.
  await answerPrintDialog(application, 'Print job canceled')
  await page.getByText('Grid', { exact: true }).click()
  await pressKey(application, 'P', ['control'])
  await dialog.getByRole('radio', { name: /Pages/, checked: true }).waitFor()
  await pressKey(application, 'P', ['control'])
  await page.getByText('Printing was cancelled. Nothing was printed.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await pressKey(application, 'P', ['control'])
  await dialog.getByRole('link', { name: /Export$/ }).click()
  await page.getByRole('heading', { name: 'Export mission report' }).waitFor()
  expect(await dialog.count()).toBe(0)

  // While writing a note, the key prints the notes.
  await goTo(page, '/agenda')
  await page.getByText('List', { exact: true }).click()
  await openSession(page, /Workshop 9/)
  await pressKey(application, 'P', ['control'])
  await page.getByRole('heading', { name: 'Export mission report' }).waitFor()
  expect(await dialog.count()).toBe(0)
})

onLinux('a long day continues on the next page under its heading', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 12, sessions: 400 }))
  const { application, page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  const dialog = await openAgendaExport(page)
  await dialog.getByRole('radio', { name: /^All/ }).click()
  await dialog.getByRole('radio', { name: /Pages/ }).click()
  const pdf = join(profile, 'all.pdf')
  await answerSaveDialog(application, pdf)
  await dialog.getByRole('button', { name: 'Save file…' }).click()
  await page.getByText('Saved to all.pdf').waitFor({ timeout: 60_000 })
  const pages = getPages(pdf)
  expect(pages.length).toBeGreaterThan(3)
  for (const text of pages) expect(text).toMatch(/(Wednesday 16|Thursday 17|Friday 18) November 2016/)
  expect(pages.join('').match(/^\s*\d\d:\d\d–\d\d:\d\d/gm)?.length).toBe(400)
})

test('the agenda can share only the stars with a colleague', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  await page.getByRole('button', { name: 'More agenda actions' }).click()
  await page.getByRole('menuitem', { name: /^Share my stars/ }).click()
  const contents = page.getByRole('group', { name: 'What goes in' })
  await contents.getByRole('checkbox', { name: /^Starred sessions/, checked: true }).waitFor()
  await expect.poll(() => contents.getByRole('checkbox', { checked: true }).count()).toBe(1)
  const file = join(profile, 'stars.rapporteur')
  await answerSaveDialog(application, file)
  await page.getByRole('button', { name: 'Save file…' }).click()
  await page.getByText('Saved for your colleague: stars.rapporteur').waitFor()
  expect((await readFile(file)).length).toBeLessThan(2_000)

  // The colleague has starred Workshop 8, which is at the same time as two of these sessions.
  const other = await openNotebook()
  await other.page.getByRole('button', { name: 'Star Workshop 8' }).first().click()
  await goTo(other.page, '/sharing')
  await answerOpenDialog(other.application, file)
  await other.page.getByRole('button', { name: 'Open file…' }).click()
  const theirs = other.page.getByRole('list', { name: 'Starred sessions' })
  await theirs.getByText('Same time as Workshop 8 and Workshop 9').waitFor()
  await expect.poll(() => theirs.getByRole('listitem').count()).toBe(4)
  expect(await findViolations(other.page)).toEqual([])
  await other.page.getByText('Star 4 sessions as they did').click()
  await other.page.getByRole('button', { name: 'Import', exact: true }).click()
  await other.page.getByText('Imported: 4 sessions starred.').first().waitFor()
  await goTo(other.page, '/agenda')
  await expect
    .poll(() =>
      other.page
        .getByRole('button', { name: /^Star / })
        .and(other.page.locator('[aria-pressed="true"]'))
        .count(),
    )
    .toBeGreaterThanOrEqual(5)
})

onLinux('Print my day puts the day on one page, with lines and the floor plan, and prints it', async () => {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'testing.rapporteur-pack')
  const hours = [9, 10, 11, 12, 14, 15, 16, 17]
  await writeFile(
    path,
    pack(
      (b) => {
        b.sessions = hours.map((hour) =>
          session(`talk-${hour}`, {
            title: `Talk at ${hour}`,
            start: `2026-05-04T${String(hour).padStart(2, '0')}:00:00+02:00`,
            end: `2026-05-04T${String(hour).padStart(2, '0')}:45:00+02:00`,
          }),
        )
        b.sessions.push(
          session('other-day', { start: '2026-05-05T09:00:00+02:00', day: '2026-05-05', end: null }),
        )
      },
      { files: createSources().slice(0, 1) },
    ),
  )
  await importFile(profile, path)
  const store = openNotebookIn(profile)
  for (const name of [...hours.map((hour) => `talk-${hour}`), 'other-day'])
    await store.call('stars.set', { conference: 'testing-days', session: name, starred: true })
  store.close()
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await page.getByRole('button', { name: 'More agenda actions' }).click()
  await page.getByRole('menuitem', { name: 'Print my day…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the agenda' })
  await dialog.getByRole('radio', { name: /Day sheet/, checked: true }).waitFor()
  await dialog.getByRole('button', { name: /Monday 4 May 2026/ }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await answerPrintDialog(application, '')
  await dialog.getByRole('button', { name: 'Print…' }).click()
  await page.getByText('Sent to the printer.').waitFor()
  const { pdf } = await getPrintDialog(application)
  const onPaper = join(profile, 'day.pdf')
  await writeFile(onPaper, Buffer.from(pdf, 'base64'))
  const [sheet = '', ...more] = getPages(onPaper)
  expect(more).toEqual([])
  for (const hour of hours) expect(sheet).toContain(`Talk at ${hour}`)
  expect(sheet, 'the plan is on the page, with its labels').toMatch(/Hall\s+Level 1\s*$/)
})
