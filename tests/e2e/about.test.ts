/** About: the licences that the build collects, and the report for support, whose saved file equals what is shown. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, goTo, openSession, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('licences can be read, and the report for support is saved as shown, without what the delegate wrote', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Confidential remark')
  await waitUntilSaved(page)

  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Licences…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^react \d/).click()
  await dialog.locator('details[open]').getByText('Permission is hereby granted').waitFor()
  await dialog.getByText(/^dictionary-fr \d/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })

  const file = join(await createTemporaryFolder(), 'report.txt')
  await answerSaveDialog(application, file)
  await page.getByRole('button', { name: 'Save a report for support…' }).click()
  const text = dialog.locator('pre', { hasText: '  note: 1\n' })
  await text.waitFor()
  const shown = await text.textContent()
  await dialog.getByRole('button', { name: 'Save…' }).click()
  await page.getByText('Saved to report.txt').waitFor()
  expect(await readFile(file, 'utf8')).toBe(shown)
  expect(shown).not.toMatch(/Confidential|Octopus|Workshop|\/tmp/)
})
