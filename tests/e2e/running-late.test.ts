/** A room that runs late: the following sessions are shown later on every screen of this computer, and Undo reverts this. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { goTo } from './lib/window.ts'

// Thursday in Strasbourg, shortly before Workshops 7, 8 and 9 at 14:30.
const openNotebook = shareApp({ now: '2016-11-17T13:20:00Z' })

test('the session’s menu delays a room and the palette a whole day; Undo names what it undoes', async () => {
  const { page } = await openNotebook()
  const workshop = page.getByRole('link', { name: /^Workshop 9/ }).first()
  await workshop.click()
  const header = page.locator('main header', { has: page.locator('#session-title') })
  await header.getByText(/14:30/).waitFor()
  await header.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Running late…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Running late' })
  await dialog.getByText('All later sessions in Room 3').waitFor()
  expect(await findViolations(page), 'in the dialog').toEqual([])
  await dialog.getByLabel('Minutes later').fill('0')
  await page.keyboard.press('Enter')
  await dialog.getByText('Enter a whole number from 1 to 720.').waitFor()
  await dialog.getByLabel('Minutes later').fill('20')
  await page.keyboard.press('Enter')
  await page.getByText('1 session starts 20 min later.').waitFor()
  await header.getByText(/14:50/).waitFor()
  await header.getByText('20 min late, planned 14:30').waitFor()

  await goTo(page, '/now')
  await page.locator('main').getByText('20 min late, planned 14:30').waitFor()

  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('combobox', { name: /^Search sessions/ }).fill('running late')
  await page.getByRole('option', { name: 'Running late…' }).click()
  await dialog.getByText('All later sessions that day, in every room').click()
  await dialog.getByRole('button', { name: /^Move \d+ sessions$/ }).click()
  await page.getByRole('button', { name: /^Undo: move \d+ sessions by 15 min$/ }).waitFor()
  await page.locator('main').getByText('35 min late, planned 14:30').waitFor()
  expect(await findViolations(page), 'on Now').toEqual([])
  await page.getByRole('button', { name: /^Undo: move/ }).click()
  await page.locator('main').getByText('20 min late, planned 14:30').waitFor()

  await goTo(page, '/agenda')
  await page.getByRole('radio', { name: 'Grid' }).click()
  const block = page.getByRole('link', { name: /^Workshop 9/ })
  await expect
    .poll(() => block.getAttribute('aria-description'))
    .toMatch(/^14:50.*20 min late, planned 14:30/)
})
