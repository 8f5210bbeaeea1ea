/** After the event, in the window: checks a saved report, makes a copy, and deletes the delegate's data from every file of the profile. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { writeSampleDelegation } from './lib/sample-delegation.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  answerOpenDialog,
  answerSaveDialog,
  goTo,
  openSession,
  setTheme,
  waitUntilSaved,
} from './lib/window.ts'

const AFTER = '2016-11-21T09:00:00Z'
const word = 'Quagmireword'

/** Lists the files of the profile that contain the text, in UTF-8 or UTF-16. */
async function findFilesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  const patterns = (['utf8', 'utf16le'] as const).map((encoding) =>
    Buffer.from(text.toLowerCase(), encoding).toString('latin1'),
  )
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    // Chromium's own files may disappear; any other unreadable file fails the test.
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0)
      throw error
    })
    // Not decoded as UTF-16: Node can corrupt its heap with an odd number of unaligned bytes.
    const content = bytes.toString('latin1').toLowerCase()
    if (patterns.some((pattern) => content.includes(pattern))) found.push(path)
  }
  return found
}

test('after checking, backing up and deleting, no file of the profile contains the notes', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await start({ profile, now: AFTER })
  await goTo(page, '/agenda/workshop-8')
  await openSession(page, /Workshop 8/)
  await page.keyboard.type(`${word} was said.`)
  await waitUntilSaved(page)
  expect(await findFilesWith(profile, word)).not.toEqual([])

  await goTo(page, '/now')
  await page.getByRole('heading', { name: 'Still to do' }).waitFor()
  await page.getByRole('link', { name: 'The report is not saved yet' }).waitFor()
  await page.getByText('2 starred sessions without a note').waitFor()
  await page.getByRole('listitem').getByRole('link', { name: 'Workshop 7', exact: true }).waitFor()
  await page.getByRole('link', { name: 'After the event: check, back up, delete' }).click()
  await page.getByText('No report or shared file has been saved yet.').waitFor()
  const remove = page.getByRole('button', { name: 'Delete permanently' })
  const confirmation = page.getByRole('textbox', { name: 'Type “Octopus Conference 2016” to delete' })
  await confirmation.fill('Octopus Conference 2016')
  expect(await remove.isDisabled()).toBe(true)
  await page.getByRole('link', { name: 'Export the report' }).click()

  const outside = await createTemporaryFolder()
  const report = join(outside, 'report.docx')
  await answerSaveDialog(application, report)
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.docx').waitFor()
  await goTo(page, '/after-event')
  await answerOpenDialog(application, import.meta.filename)
  const check = page.getByRole('button', { name: 'Check a file…' })
  await check.press('Enter')
  await page.getByRole('alert').getByText('after-event.test.ts was not saved by Rapporteur').waitFor()
  await answerOpenDialog(application, report)
  // By keyboard only: the button must still have the focus.
  await page.keyboard.press('Enter')
  await page
    .getByRole('list', { name: '1. Check what you saved' })
    .getByText('Checked', { exact: true })
    .waitFor()
  const copy = join(outside, 'copy.db')
  await answerSaveDialog(application, copy)
  const saveCopy = page.getByRole('button', { name: 'Save a copy…' })
  await saveCopy.press('Enter')
  await page.getByText('copy.db is saved and checked.').waitFor()
  expect(await saveCopy.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await findFilesWith(outside, word)).toContain(copy)
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await setTheme(page, 'light')

  await page.getByText('Also the record of exports and imports').click()
  await confirmation.fill('octopus conference 2016')
  await remove.click()
  await page.getByText('Deleted from this computer: Octopus Conference 2016').waitFor()
  expect(await findViolations(page)).toEqual([])
  // The receipt replaces the form, and takes the focus from its button.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('PRE')
  const receipt = join(outside, 'receipt.txt')
  await answerSaveDialog(application, receipt)
  await page.getByRole('button', { name: 'Save receipt…' }).click()
  await page.getByText('Saved to receipt.txt').waitFor()
  const text = await readFile(receipt, 'utf8')
  expect(text).toMatch(/- 14 entries\n- 4 stars\n[\s\S]*SHA-256 [0-9a-f]{64}/)
  expect(text).toContain('overwritten with zeroes')
  expect(text).toContain('Until this disk is encrypted, traces may still be in')
  expect(text).not.toContain(word)

  expect(await findFilesWith(profile, word)).toEqual([])
  await goTo(page, '/notes')
  await page.getByText('report.docx').waitFor({ state: 'detached' })
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  await application.close()
  await ended
  expect(await findFilesWith(profile, word)).toEqual([])
  expect(await findFilesWith(profile, 'Two kinds of request')).toEqual([])
})

test('the page names a delegation’s files before the deletion, and Now links to the paragraphs that two people changed', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleDelegation(profile, await createTemporaryFolder())
  const { page } = await start({ profile, now: AFTER })
  await goTo(page, '/after-event')
  await page.getByText('Your files in the folder of “Bureau” stay there.').waitFor()
  await goTo(page, '/now')
  await page.getByRole('link', { name: '1 paragraph changed by two people, to decide' }).click()
  const list = page.getByRole('list', { name: '1 paragraph was changed by two people at the same time' })
  await list.getByRole('link').waitFor()
  await expect.poll(() => isInView(list)).toBe(true)
})

function isInView(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
}
