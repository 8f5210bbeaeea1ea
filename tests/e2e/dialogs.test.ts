/** Dialogs while a message appears, while they work, and when they fail. */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { encryptProfile, passphrase } from './lib/encrypted.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, answerSaveDialog, goTo, listCoveredControls } from './lib/window.ts'

const openNotebook = shareApp()

const BUSY = 'Another Rapporteur or its command line is writing to this notebook.'

const toCard = (name: string) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nEND:VCARD\n`

function pasteText(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

test('a message that appears while a dialog is open can be read and dismissed, and covers no part of the dialog', async () => {
  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  await goTo(page, '/settings')
  await answerSaveDialog(application, join(await createTemporaryFolder(), 'no-such-folder/report.txt'))
  await page.getByRole('button', { name: 'Save a report for support…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('pre', { hasText: '  note: ' }).waitFor()
  await dialog.getByRole('button', { name: 'Save…' }).click()
  const message = page.getByText('The report was not saved to report.txt.')
  await message.waitFor()
  expect(await message.evaluate((element) => element.closest('[inert]'))).toBe(null)
  expect(await message.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true)
  expect(await listCoveredControls(page)).toEqual([])

  await page.keyboard.press('F6')
  await page.keyboard.press('Enter')
  await message.waitFor({ state: 'detached' })
  const getFocused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(getFocused).toBe('Save…')
})

test('a dialog cannot be closed while it works', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  // Keeps the system's dialog open until the test answers it.
  await application.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () =>
      new Promise((resolve) => {
        globalThis.answerHeldDialog = () => resolve({ canceled: true, filePaths: [] })
      })
  })
  await page.locator('#delegation-create').click()
  const dialog = page.getByRole('dialog', { name: 'Create a delegation' })
  await dialog.getByLabel('Name').fill('Lisbon')
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  const cancel = dialog.getByRole('button', { name: 'Cancel' })
  await expect.poll(() => cancel.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Escape')
  await cancel.click({ force: true })
  expect(await dialog.count()).toBe(1)

  await application.evaluate(() => globalThis.answerHeldDialog())
  await expect.poll(() => cancel.getAttribute('aria-disabled')).toBe(null)
  await cancel.click()
  await dialog.waitFor({ state: 'detached' })
})

test('after a dialog is cancelled, the focus is on the button that opened its menu or its first step', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await goTo(page, '/export')
  const presets = page.getByRole('button', { name: 'Presets' })
  await presets.press('Enter')
  await page.getByRole('menuitem', { name: 'Save as a preset…' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => presets.evaluate((button) => button === document.activeElement)).toBe(true)

  await goTo(page, '/settings')
  const encrypt = page.getByRole('button', { name: 'Encrypt notebook…' })
  await encrypt.press('Enter')
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByLabel('The same passphrase again').press('Enter')
  await page.getByTestId('recovery-code').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => encrypt.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('if the notebook is busy, a dialog stays open with what was typed, and says why nothing was saved', async () => {
  const { application, page, profile } = await openNotebook()
  const dialog = page.getByRole('dialog')
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  /** Presses the button while another program writes, and again afterwards. */
  const pressTwice = async (name: string, whileOpen = async () => {}) => {
    other.exec('BEGIN IMMEDIATE')
    await dialog.getByRole('button', { name, exact: true }).click()
    await dialog.getByRole('alert').getByText(BUSY).waitFor()
    await whileOpen()
    other.exec('ROLLBACK')
    await dialog.getByRole('button', { name, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  await goTo(page, '/contacts')
  await pasteText(page, ['Ada Lovelace', 'Émile Roy'].map(toCard).join(''))
  await dialog.getByRole('checkbox', { name: /Émile Roy/ }).click({ force: true })
  await pressTwice('Add', async () => {
    expect(await dialog.getByRole('checkbox', { name: /Émile Roy/ }).isChecked()).toBe(false)
  })
  await page.getByText('1 person added.').waitFor()

  await pasteText(page, toCard('Lovelace Ada'))
  await dialog.getByRole('checkbox', { name: 'Add possible duplicates' }).click({ force: true })
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Compare and merge…' }).click()
  await pressTwice('Merge')
  await page.getByText(/are merged\.$/).waitFor()

  const file = join(await createTemporaryFolder(), 'messages.md')
  await writeFile(file, '1. Lighthouses need keepers.\n')
  await answerOpenDialog(application, file)
  await goTo(page, '/key-messages')
  await page.getByRole('button', { name: 'Import key messages…' }).click()
  await pressTwice('Import')
  await page.getByText('Lighthouses need keepers.').first().waitFor()

  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Back up now' }).click()
  const backups = page.getByRole('list', { name: 'Backups' }).getByRole('listitem')
  await backups.filter({ hasText: 'Manual' }).getByRole('button', { name: 'Restore…' }).click()
  const question = page.getByRole('alertdialog')
  const restore = question.getByRole('button', { name: 'Restore', exact: true })
  other.exec('BEGIN IMMEDIATE')
  await restore.click()
  await question
    .getByRole('alert')
    .getByText(/^Another Rapporteur or its command line/)
    .waitFor()
  other.close()
  await restore.click()
  await page.getByText(/^Restored: /).waitFor()
})

test('an encrypted notebook file is opened by keyboard, with its passphrase', async () => {
  const folder = await createTemporaryFolder()
  const path = join(folder, 'moved.db')
  const grant = randomUUID()
  openNotebookIn(folder).close()
  encryptProfile(folder)
  const store = openNotebookIn(folder)
  expect(await store.request('encryption.unlock', { secret: passphrase })).toMatchObject({ ok: true })
  store.grants.add(grant, { path, mode: 'write' })
  expect(await store.request('backups.copy', { grant })).toMatchObject({ ok: true })
  store.close()
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  await answerOpenDialog(application, path)
  await page.getByRole('button', { name: 'Open a notebook file…' }).click()
  const field = page.getByLabel('Passphrase or recovery code')
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
  await page.keyboard.type('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('alert').getByText('does not open').waitFor()
  await field.fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByText('moved.db takes the place of the notebook').waitFor()
  await page.getByRole('button', { name: 'Open', exact: true, disabled: false }).waitFor()
})
