/** Messages that appear while a dialog is open. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { temporaryFolder } from './lib/testing.ts'
import { answerSaveDialog, covered, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('a message that appears while a dialog is open can be read and dismissed, and covers no part of the dialog', async () => {
  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  await goTo(page, '/settings')
  await answerSaveDialog(application, join(await temporaryFolder(), 'no-such-folder/report.txt'))
  await page.getByRole('button', { name: 'Save a report for support…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('pre', { hasText: '  note: ' }).waitFor()
  await dialog.getByRole('button', { name: 'Save…' }).click()
  const message = page.getByText('The report was not saved to report.txt.')
  await message.waitFor()
  expect(await message.evaluate((element) => element.closest('[inert]'))).toBe(null)
  expect(await message.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true)
  expect(await covered(page)).toEqual([])

  await page.keyboard.press('F6')
  await page.keyboard.press('Enter')
  await message.waitFor({ state: 'detached' })
  const getFocused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(getFocused).toBe('Save…')
})
