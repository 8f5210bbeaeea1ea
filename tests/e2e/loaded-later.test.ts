/** What is loaded after the first frame works even if it is used before. */
import { expect, test } from 'vitest'
import { start, temporaryFolder } from './lib/testing.ts'

test('a menu that is pressed before it is loaded opens as soon as it is', async () => {
  const { page } = await start({ profile: await temporaryFolder() })
  let load = () => {}
  const held = new Promise<void>((resolve) => {
    load = resolve
  })
  await page.route(/menu-popover/, async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  const button = page.getByRole('button', { name: 'Theme' })
  await button.click()
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('true')
  expect(await page.getByRole('menu').count()).toBe(0)
  load()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
})
