/** After leaving a note, links are suggested for names in it; a click accepts one, or dismisses it for good. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, openSession, setTheme, waitForCaret, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('suggestions appear on leaving the note, are accepted by a click, or dismissed with Undo', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('As in Workshop 8: EUROJUST asks.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Evidence on servers in foreign, unknown, shifting or multiple jurisdictions.')
  await waitUntilSaved(page)
  const row = page.getByRole('region', { name: 'Not linked yet' })
  // No suggestions during writing.
  expect(await row.count()).toBe(0)
  await page.getByRole('heading', { level: 1 }).click()
  await row.getByRole('button', { name: 'Link Key message 3' }).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await row.getByRole('button', { name: 'Link Key message 3' }).click()
  await getEditor(page).locator('[data-href$="/km-3"]').waitFor()
  await expect.poll(() => row.getByRole('button', { name: /^Link/ }).count()).toBe(2)
  await row.getByRole('button', { name: 'Link Workshop 8' }).click()
  await getEditor(page).locator('[data-href$="/workshop-8"]').waitFor()
  await waitUntilSaved(page)
  await row.getByRole('button', { name: 'Do not suggest these again' }).click()
  await row.waitFor({ state: 'detached' })
  await page.reload()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('EUROJUST asks').waitFor()
  await page.getByRole('heading', { level: 1 }).click()
  await page.waitForTimeout(1_000)
  expect(await row.count()).toBe(0)
})

test('Undo restores dismissed suggestions', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('EUROJUST asks.')
  await waitUntilSaved(page)
  await page.getByRole('heading', { level: 1 }).click()
  const row = page.getByRole('region', { name: 'Not linked yet' })
  await row.getByRole('button', { name: 'Do not suggest these again' }).click()
  await row.waitFor({ state: 'detached' })
  // The button is gone, so the focus returns to the note.
  await waitForCaret(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  // Undo also returns the focus to the note, where nothing is suggested.
  await waitForCaret(page)
  await page.getByRole('heading', { level: 1 }).click()
  await row.getByRole('button', { name: 'Link @EUROJUST' }).waitFor()
})
