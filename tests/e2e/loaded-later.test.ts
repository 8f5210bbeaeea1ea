/** Controls whose code is loaded after the first frame work even if they are used before it is loaded. */
import { expect, onTestFinished, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'

const openNotebook = shareApp()

test('a menu whose button is pressed before its code is loaded opens once it is loaded', async () => {
  const { page } = await openNotebook()
  let load = () => {}
  const held = new Promise<void>((resolve) => {
    load = resolve
  })
  await page.route(/menu-popover/, async (route) => {
    await held
    await route.continue()
  })
  onTestFinished(() => page.unroute(/menu-popover/))
  await page.reload()
  const button = page.getByRole('button', { name: 'Theme' })
  await button.click()
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('true')
  expect(await page.getByRole('menu').count()).toBe(0)
  load()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
})

test('a button is named in a tooltip while the pointer rests on it or the keyboard is at it', async () => {
  const { page } = await openNotebook()
  await page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link').first().waitFor()
  const theme = page.getByRole('button', { name: 'Theme' })
  const tooltip = page.getByRole('tooltip')
  const isDescribed = () =>
    theme.evaluate((button) => {
      const id = button.getAttribute('aria-describedby')
      return id !== null && document.getElementById(id)?.textContent === 'Theme'
    })
  await theme.hover()
  await tooltip.getByText('Theme').waitFor()
  await expect.poll(isDescribed).toBe(true)
  await page.mouse.move(700, 500)
  await expect.poll(() => tooltip.count()).toBe(0)
  await expect.poll(() => theme.getAttribute('aria-describedby')).toBeNull()

  await page.keyboard.press('Tab')
  await theme.focus()
  await expect.poll(isDescribed).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => tooltip.count()).toBe(0)
})
