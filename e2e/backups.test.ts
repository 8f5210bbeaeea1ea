/** What was can be brought back, and that can be undone. */
import { expect, test } from 'vitest'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, goTo, openSession, saved } from './lib/window.ts'

test('a backup is restored in Settings, and Undo returns to the state before', async () => {
  const profile = await temporaryFolder()
  const { page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Before the backup.')
  await saved(page)
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('Backed up and checked.').waitFor()
  await goTo(page, '/agenda/workshop-9')
  await editorOf(page).getByText('Before the backup.').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' After the backup.')
  await saved(page)

  await goTo(page, '/settings')
  const byHand = page
    .getByRole('list', { name: 'Backups' })
    .getByRole('listitem')
    .filter({ hasText: 'By hand' })
  await byHand.getByRole('button', { name: 'Restore…' }).click()
  const dialog = page.getByRole('alertdialog')
  // Enter that is still held from the list must not restore.
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toBe(await dialog.getByRole('button').first().textContent())
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText(/^Restored: /).waitFor()
  await goTo(page, '/agenda/workshop-9')
  await editorOf(page).getByText('Before the backup.', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Undo' }).click()
  await editorOf(page).getByText('Before the backup. After the backup.').waitFor()
})
