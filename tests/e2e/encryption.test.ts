/** Encrypting the notebook in Settings, locking and unlocking it, reminders while it is locked, and traces of the text on the disk. */
import { once } from 'node:events'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { encryptProfile, passphrase, unlock } from './lib/encrypted.ts'
import { getStoreProcessId, killTree } from './lib/processes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, goTo, openSession, pressKey, waitUntilSaved } from './lib/window.ts'

/** Two times: before the reminder of Workshop 9, and after it. */
const [BEFORE, REMINDED] = ['2016-11-17T13:05:00Z', '2016-11-17T13:21:00Z']
const secret = 'Vertraulich'
/** Windows has no signal that suspends a process. */
const canSuspend = process.platform !== 'win32'

test('a notebook is encrypted in Settings, opens only with its passphrase, and leaves no text on the disk', async () => {
  const profile = await createTemporaryFolder()
  const temporary = join(await createTemporaryFolder(), 'tmp')
  await mkdir(temporary)
  const env = { TMPDIR: temporary }

  const first = await start({ profile, env })
  await openSession(first.page, /Workshop 9/)
  await first.page.keyboard.type(`${secret} before.`)
  await waitUntilSaved(first.page)
  await encrypt(first.application, first.page)

  const { application, page, pid } = await start({ profile, env, now: BEFORE })
  await page.getByRole('heading', { name: 'Your notebook is locked' }).waitFor()
  expect(await getEditor(page).count()).toBe(0)
  expect(await findViolations(page), 'the locked page').toEqual([])
  await page.getByLabel('Passphrase or recovery code').fill('correct horse batterx')
  await page.getByRole('button', { name: 'Unlock' }).click()
  // Screen readers announce it, too.
  await page.getByRole('status').getByText('does not open the notebook').waitFor({ state: 'attached' })
  await unlockAndOpenNote(page)
  await page.getByRole('button', { name: 'Star Workshop 9' }).first().click()
  await page.getByRole('button', { name: 'Star Workshop 9', pressed: true }).first().waitFor()
  await getEditor(page).getByText(`${secret} before.`).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' And after.')
  const storeBefore = await getStoreProcessId(application)

  // The text is not saved yet when the key is pressed. While the store hangs, the cover has the focus.
  const locked = application.waitForEvent('window')
  const isHanging = canSuspend && process.kill(storeBefore, 'SIGSTOP')
  await pressKey(application, 'l', ['control'])
  if (isHanging) {
    await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe('alertdialog')
    process.kill(storeBefore, 'SIGCONT')
  }
  const lockedPage = await locked
  await lockedPage.getByRole('heading', { name: 'Your notebook is locked' }).waitFor()
  await expect.poll(() => application.windows().length).toBe(1)
  expect(await getStoreProcessId(application)).not.toBe(storeBefore)
  expect(await lockedPage.evaluate(() => JSON.stringify(localStorage))).not.toContain('workshop-9')
  expect(await lockedPage.evaluate(() => document.body.textContent)).not.toContain(secret)

  // A reminder has time and room, but neither session nor conference.
  await application.evaluate(({ Notification }) => {
    Notification.isSupported = () => false
  })
  await lockedPage.evaluate((at) => window.desktop.setClock(Date.parse(at) - Date.now()), REMINDED)
  const reminder = lockedPage.getByRole('status').filter({ hasText: 'Room 3' })
  await reminder.waitFor()
  expect(await reminder.textContent()).toMatch(/^Starts at 14:30, in \d+ min · Room 3$/)

  await unlockAndOpenNote(lockedPage)
  await getEditor(lockedPage).getByText(`${secret} before. And after.`).click()
  await lockedPage.keyboard.press('ControlOrMeta+End')

  // A store that does not answer keeps the notebook from being locked, but not the text from being hidden.
  const store = await getStoreProcessId(application)
  const isHangingAgain = canSuspend && process.kill(store, 'SIGSTOP')
  await lockedPage.keyboard.type(' Not saved yet.')
  const relocked = application.waitForEvent('window')
  await pressKey(application, 'l', ['control'])
  if (isHangingAgain) {
    await lockedPage.getByRole('heading', { name: 'Locking…' }).waitFor()
    await expect.poll(() => getEditor(lockedPage).isVisible()).toBe(false)
    process.kill(store, 'SIGCONT')
  }
  const last = await relocked
  await unlockAndOpenNote(last)
  await getEditor(last).getByText('Not saved yet.').waitFor()
  await changeKey(last)
  await goTo(last, '/agenda/workshop-9')
  await getEditor(last).getByText('Not saved yet.').waitFor()

  await killTree(pid)
  expect(await findFiles([profile, temporary], [secret, 'octopus-2016', 'workshop-9', passphrase])).toEqual(
    [],
  )
})

test('deleting the notes of a conference gives the notebook a new key, and the receipt says what that means', async () => {
  const profile = await createTemporaryFolder()
  encryptProfile(profile)
  const before = await readFile(join(profile, 'vault.json'), 'utf8')
  const { page } = await start({ profile })
  await unlock(page)
  // The passphrase field had the focus.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  await goTo(page, '/after-event')
  await page.getByLabel('Type “Octopus Conference 2016” to delete').fill('Octopus Conference 2016')
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  const dialog = page.getByRole('dialog')
  await typeNewCode(dialog)
  await dialog.getByRole('button', { name: 'Delete permanently' }).click()
  await page.getByText('but they are unreadable').waitFor()
  expect(await findViolations(page), 'the receipt').toEqual([])
  expect(await readFile(join(profile, 'vault.json'), 'utf8')).not.toBe(before)
})

/** Switches the encryption on as a delegate does. The app would then start again, which the test does itself. */
async function encrypt(application: ElectronApplication, page: Page): Promise<void> {
  await goTo(page, '/settings/encryption')
  await page.getByRole('button', { name: 'Encrypt notebook…' }).click()
  const dialog = page.getByRole('dialog')
  expect(await findViolations(page), 'the dialog').toEqual([])
  await dialog.getByLabel('New passphrase').fill(passphrase)
  await dialog.getByLabel('The same passphrase again').fill(passphrase)
  await dialog.getByRole('button', { name: 'Next' }).click()
  const code = dialog.getByTestId('recovery-code')
  await code.waitFor()
  expect(await findViolations(page), 'the recovery code').toEqual([])
  await dialog.getByLabel('Type the code from your copy').fill((await code.textContent()) ?? '')
  await application.evaluate(({ app }) => {
    app.relaunch = () => {}
  })
  const closed = once(application.process(), 'exit')
  await dialog.getByRole('button', { name: 'Encrypt and restart' }).click()
  await closed
}

/** Gives the notebook a new key while it is open. */
async function changeKey(page: Page): Promise<void> {
  await goTo(page, '/settings/encryption')
  await page.getByRole('button', { name: 'New key…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Passphrase').waitFor()
  expect(await findViolations(page), 'the dialog for a new key').toEqual([])
  await typeNewCode(dialog)
  await dialog.getByRole('button', { name: 'Encrypt with the new key' }).click()
  await page.getByText('The notebook is encrypted with the new key.').waitFor()
}

/** Types the passphrase, and then the recovery code that appears. */
async function typeNewCode(dialog: Locator): Promise<void> {
  await dialog.getByLabel('Passphrase').fill(passphrase)
  await dialog.getByRole('button', { name: 'Next' }).click()
  const code = (await dialog.getByTestId('recovery-code').textContent()) ?? ''
  await dialog.getByLabel('Type the code from your copy').fill(code)
}

async function unlockAndOpenNote(page: Page): Promise<void> {
  await unlock(page)
  await goTo(page, '/agenda/workshop-9')
}

/** @returns the files that contain one of the words, in the encodings of SQLite and of Chromium */
async function findFiles(folders: string[], words: string[]): Promise<string[]> {
  const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')])
  const found: string[] = []
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const bytes = await readFile(path)
      if (needles.some((needle) => bytes.includes(needle))) found.push(path)
    }
  }
  return found
}
