/** The welcome on the first start, and when it disappears. */
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, openSession } from './lib/window.ts'

// Most people start the app for the first time long after the bundled conference.
const openNotebook = shareApp({ now: '2026-11-28T10:00:00Z' })

const heading = 'Your notebook for conferences'

test('the welcome is shown beside the first day until a session is opened', async () => {
  const { page } = await openNotebook()
  await page.getByRole('heading', { name: heading }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Import…')
  const list = page.getByRole('list', { name: 'Sessions', exact: true })
  expect(await list.locator('[aria-current="true"]').count()).toBe(0)
  await page.getByRole('list', { name: 'Wed 16 Nov, 09:00' }).waitFor()

  await openSession(page, /Workshop 1/)
  await page.getByRole('heading', { name: heading }).waitFor({ state: 'detached' })
  await page.getByRole('article').getByText('Wed 16 Nov 2016, 14:30').waitFor()
  await goTo(page, '/now')
  await goTo(page, '/agenda')
  await page.locator('#session-title').waitFor()
  await page.reload()
  await page.locator('#session-title').waitFor()
})

test('the welcome can be opened again from Help', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 1/)
  await page.locator('footer').getByRole('link', { name: 'Help' }).click()
  await page.getByRole('link', { name: 'First steps' }).click()
  await page.getByRole('heading', { name: heading }).waitFor()
})

test('typing at once starts a note', async () => {
  const { page } = await openNotebook()
  await page.getByRole('heading', { name: heading }).waitFor()
  await page.keyboard.type('The minister is late')
  await getEditor(page).getByText('The minister is late').waitFor()
})

test('the welcome offers to encrypt the notebook', async () => {
  const { page } = await openNotebook()
  await page.getByRole('button', { name: 'Encrypt your notebook' }).click()
  const encrypt = page.getByRole('button', { name: 'Encrypt notebook…' })
  await expect.poll(() => encrypt.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('the welcome has the same fields as the settings', async () => {
  const { page } = await openNotebook()
  await page.getByLabel('Division').fill('Cybercrime Division')
  await page.getByLabel('Your name').fill('Anna Ek')
  await goTo(page, '/settings')
  await expect.poll(() => page.getByLabel('Division').inputValue()).toBe('Cybercrime Division')
  await expect.poll(() => page.getByLabel('Your name').inputValue()).toBe('Anna Ek')
})

test('“Practise” sets the clock to the first morning', async () => {
  const { page } = await openNotebook()
  await page.getByRole('button', { name: 'Practise' }).click()
  await page.locator('footer').getByText('Rehearsing').waitFor()
  await page.getByRole('heading', { name: 'On now' }).waitFor()
  await expect.poll(() => page.getByRole('complementary').getByText('Wed 16 Nov').count()).toBe(1)
  await page.locator('footer').getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
})
