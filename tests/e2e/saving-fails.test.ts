/** What the window offers if saving fails: the text stays, and one click continues once the cause is gone. */
import { copyFile, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { createSmallDisk } from '../../db/testing/small-disk.ts'
import { unwrap } from '../../db/testing/temp-store.ts'
import { findViolations } from './lib/axe.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { getStoreProcessId } from './lib/processes.ts'
import { readNotesFromDisk } from './lib/read-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { answerSaveDialog, getEditor, goTo, openSession, waitForCaret, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

/** Locks the notebook as another program does. @returns a function that unlocks it */
function lock(profile: string): () => void {
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  return () => void other.exec('ROLLBACK')
}

test('if another program removes or replaces the file, the window says so, keeps the text, saves it to a file, and reopens', async () => {
  const profile = await createTemporaryFolder()
  const file = join(profile, 'rapporteur.db')
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Saved before. ')
  await waitUntilSaved(page)
  const failed = page.locator('footer [data-kind="failed"]', { hasText: 'file was replaced or removed' })
  await rm(file)
  // The failure is also noticed while nothing is typed.
  await failed.waitFor()
  await page.keyboard.type('Typed after.')
  await failed.getByRole('button', { name: 'Reopen…' }).click()
  const question = page.getByRole('alertdialog', { name: 'Your notebook’s file was replaced or removed' })
  await question.getByText('Saved before. Typed after.').waitFor()
  expect(await findViolations(page)).toEqual([])
  const copy = join(profile, 'copy.md')
  await answerSaveDialog(application, copy)
  await question.getByRole('button', { name: 'Save the text to a file…' }).click()
  await question.getByText('The text is in copy.md.').waitFor()
  expect(await readFile(copy, 'utf8')).toContain('Saved before. Typed after.')
  await question.getByRole('button', { name: 'Reopen the notebook' }).click()
  await question.waitFor({ state: 'detached' })
  await waitUntilSaved(page)
  expect(readNotesFromDisk(profile)).toContain('Saved before. Typed after.')

  // If the file is replaced again before the window is closed, closing asks, and continues after *Reopen the notebook*.
  await goTo(page, '/agenda/workshop-8')
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Typed after.').click()
  await copyFile(file, `${file}.other`)
  await rename(`${file}.other`, file)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' And the last word.')
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await question.getByRole('button', { name: 'Reopen the notebook' }).click()
  await ended
  expect(readNotesFromDisk(profile)).toContain('Saved before. Typed after. And the last word.')
})

test.runIf(process.platform !== 'win32')(
  'if the store hangs, closing reports unsaved text, and continues once the store answers',
  async () => {
    const profile = await createTemporaryFolder()
    const { application, page } = await start({ profile })
    await openSession(page, /Workshop 8/)
    await page.keyboard.type('First. ')
    await waitUntilSaved(page)
    const store = await getStoreProcessId(application)
    process.kill(store, 'SIGSTOP')
    await page.keyboard.type('Typed while it hung.')
    const ended = new Promise((resolve) => application.process().once('exit', resolve))
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Your latest text is not saved' })
    await question.getByText(/Typed while it hung\.$/).waitFor()
    process.kill(store, 'SIGCONT')
    await ended
    expect(readNotesFromDisk(profile)).toContain('First. Typed while it hung.')
  },
)

test.runIf(process.platform !== 'win32')(
  'what is typed in the settings is saved before the window closes, which waits for a store that hangs',
  async () => {
    const profile = await createTemporaryFolder()
    const { application, page } = await start({ profile })
    await goTo(page, '/settings')
    const name = page.getByRole('textbox', { name: 'Your name' })
    const synonyms = page.getByRole('textbox', { name: 'My synonyms and translations' })
    await Promise.all([name.waitFor(), synonyms.waitFor()])
    const store = await getStoreProcessId(application)
    process.kill(store, 'SIGSTOP')
    await name.fill('Anna Ek')
    await synonyms.fill('note-taker; scribe')
    const ended = new Promise((resolve) => application.process().once('exit', resolve))
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Your latest text is not saved' })
    await question.getByText('Anna Ek').waitFor()
    await question.getByText('note-taker; scribe').waitFor()
    process.kill(store, 'SIGCONT')
    await ended
    const notebook = openNotebookIn(profile)
    onTestFinished(() => notebook.close())
    expect(unwrap(notebook.call('people.me', {})).name).toBe('Anna Ek')
    expect(unwrap(notebook.call('search.glossary', {})).text).toBe('note-taker; scribe')
  },
)

test('if a level cannot be set because another program locks the notebook, the same shortcut sets it afterwards', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('First.')
  await waitUntilSaved(page)
  const unlock = lock(profile)
  await page.keyboard.press('Control+Shift+L')
  await page.getByText(/^That did not work\. Another Rapporteur/).waitFor()
  unlock()
  await page.keyboard.press('Control+Shift+L')
  await page.locator('button[data-level="internal"]').waitFor()
})

test('once the text is saved, the focus returns from “Try again” to the note', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('First.')
  await waitUntilSaved(page)
  const unlock = lock(profile)
  await page.keyboard.type(' Second.')
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  unlock()
  await waitUntilSaved(page)
  await waitForCaret(page)
})

test('a tag that could not be added while another program locks the notebook stays typed', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('First.')
  await waitUntilSaved(page)
  await goTo(page, '/notes')
  await page.getByRole('list', { name: 'Notes' }).getByRole('link').click()
  const tag = page.locator('[data-tags] input')
  await tag.fill('budget')
  const unlock = lock(profile)
  await tag.press('Enter')
  await page.getByText(/^That did not work\. Another Rapporteur/).waitFor()
  await expect.poll(() => tag.inputValue()).toBe('budget')
  unlock()
  await tag.press('Enter')
  await page.getByRole('button', { name: 'Remove the tag budget' }).waitFor()
})

test('no backup is made while text cannot be saved', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('First.')
  await waitUntilSaved(page)
  const unlock = lock(profile)
  await page.keyboard.type(' Typed while it was locked.')
  await page.locator('footer [data-kind="failed"]').waitFor()
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText(/^The backup was not made\. Another Rapporteur/).waitFor()
  unlock()
  await waitUntilSaved(page)
})

test.runIf(process.platform === 'linux')(
  'after a first start on a full disk, “Try again” opens the notebook once there is space',
  async () => {
    const disk = createSmallDisk(200)
    onTestFinished(() => disk.remove())
    const profile = join(disk.folder, 'profile')
    const first = await start({ profile })
    await openSession(first.page, /Workshop 9/)
    await first.application.close()
    await rm(join(profile, 'rapporteur.db'))
    await rm(join(profile, 'backups'), { recursive: true, force: true })
    disk.fill()
    const { page } = await start({ profile })
    await page.getByRole('heading', { name: 'Rapporteur cannot open your notebook' }).waitFor()
    await page.getByText('The disk is full.').waitFor()
    const again = page.getByRole('button', { name: 'Try again' })
    await again.click()
    await page.getByText('It still cannot be opened.').waitFor()
    expect(await findViolations(page)).toEqual([])
    disk.makeRoom()
    await again.click()
    await openSession(page, /Workshop 9/)
  },
)
