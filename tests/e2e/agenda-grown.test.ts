/** Conflicting stars add a line to rows of the agenda while one of them has the focus. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp({ now: '2026-05-04T06:00:00Z' })

const rows = (page: Page) => page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link')

/** From this call on, the window is busy for more than half a second before each frame's layout. */
function slowDownFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const busy = () => {
      const until = performance.now() + 600
      while (performance.now() < until);
      requestAnimationFrame(busy)
    }
    requestAnimationFrame(busy)
  })
}

test('the focused row stays in view when a row above it grows, also on a busy machine', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.sessions = Array.from({ length: 20 }, (_, index) => session(`Parallel talk ${index + 1}`))
    }),
  )
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await rows(page).first().focus()
  await page.keyboard.press('Home')
  const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '')
  /** The height of the part of the focused row that is below the visible part of the list. */
  const getHiddenHeight = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('li') as HTMLElement
      const view = row.closest('ol')?.parentElement?.getBoundingClientRect()
      return Math.round(row.getBoundingClientRect().bottom - (view?.bottom ?? 0))
    })
  const press = async (key: string, times: number) => {
    for (let time = 0; time < times; time++) {
      const before = await focused()
      await page.keyboard.press(key)
      await expect.poll(focused).not.toBe(before)
    }
  }
  // Moves down until the list scrolls, then stars a session so far above that it is not rendered.
  while ((await getHiddenHeight()) < -1) await press('ArrowDown', 1)
  await press('ArrowUp', 6)
  const above = /Parallel talk \d+/.exec(await focused())?.[0]
  await page.keyboard.press('s')
  await press('ArrowDown', 6)
  await expect.poll(getHiddenHeight).toBeLessThanOrEqual(0)

  await slowDownFrames(page)
  await page.keyboard.press('s')
  await expect.poll(focused).toContain(`Same time as ${above}`)
  await expect.poll(getHiddenHeight).toBeLessThanOrEqual(0)
  await page.keyboard.press('s')
  await expect.poll(focused).not.toContain('Same time as')
  await expect.poll(getHiddenHeight).toBeLessThanOrEqual(0)
})
