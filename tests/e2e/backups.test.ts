/** Restoring backups, and undoing the restore. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  answerOpenDialog,
  answerSaveDialog,
  getEditor,
  goTo,
  openSession,
  waitUntilSaved,
} from './lib/window.ts'

test('a backup is restored in Settings, and Undo returns to the state before', async () => {
  const profile = await createTemporaryFolder()
  const { page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Before the backup.')
  await waitUntilSaved(page)
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('Backed up and checked.').waitFor()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Before the backup.').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' After the backup.')
  await waitUntilSaved(page)

  await goTo(page, '/settings')
  const byHand = page
    .getByRole('list', { name: 'Backups' })
    .getByRole('listitem')
    .filter({ hasText: 'Manual' })
  await byHand.getByRole('button', { name: 'Restore…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('It holds 1 note.').waitFor()
  await dialog.getByText('1 note, contact, appointment or comment goes back to an earlier state.').waitFor()
  // Holding Enter in the list must not confirm the dialog.
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toBe(await dialog.getByRole('button').first().textContent())
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText(/^Restored: /).waitFor()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Before the backup.', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Undo' }).click()
  await getEditor(page).getByText('Before the backup. After the backup.').waitFor()
})

test('a notebook is moved to another computer through the menu, and the replaced one can be restored', async () => {
  const profile = await createTemporaryFolder()
  const file = join(await createTemporaryFolder(), 'moved.db')
  const first = await start({ profile })
  await openSession(first.page, /Workshop 9/)
  await first.page.keyboard.type('Written on the first computer.')
  await answerSaveDialog(first.application, file)
  await first.application.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Move to another computer…')
      ?.click(),
  )
  const save = first.page.getByRole('button', { name: 'Save the notebook to a file…' })
  await expect.poll(() => save.evaluate((button) => button === document.activeElement)).toBe(true)
  await save.click()
  await first.page.getByText('Saved and checked: moved.db.').waitFor()

  const { application, page } = await start({ profile: await createTemporaryFolder() })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Written on the second.')
  await waitUntilSaved(page)
  await goTo(page, '/settings/move')
  await answerOpenDialog(application, file)
  await page.getByRole('button', { name: 'Open a notebook file…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('It holds 1 note.').waitFor()
  await dialog
    .getByText(
      'Not in this backup: 1 note. After restoring, only the backup of the present state contains this.',
    )
    .waitFor()
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('Opened: moved.db.').waitFor()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Written on the first computer.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await getEditor(page).getByText('Written on the second.', { exact: true }).waitFor()
})
