/** A rehearsal changes the clock only for the running window and for the notes that are written in it. */
import { expect, test } from 'vitest'
import { killTree } from './lib/processes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { goTo, openSession, waitUntilSaved } from './lib/window.ts'

test('a rehearsal changes no earlier time, and is over after a restart', async () => {
  const profile = await createTemporaryFolder()
  const { page, pid } = await start({ profile })
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Written before the rehearsal.')
  await waitUntilSaved(page)
  const changed = page.getByText(/^Changed /)
  await goTo(page, '/notes')
  await page.getByRole('link', { name: /Written before/ }).click()
  const before = await changed.textContent()

  await goTo(page, '/settings')
  await page.getByLabel('Time').fill('09:40')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const status = page.locator('footer')
  await status.getByText('Rehearsing').waitFor()
  await goTo(page, '/notes')
  await page.getByRole('link', { name: /Written before/ }).click()
  expect(await changed.textContent()).toBe(before)
  await page.reload()
  await status.getByText('Rehearsing').waitFor()
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Stop', exact: true }).press('Enter')
  const begin = page.getByRole('button', { name: 'Start', exact: true })
  await expect.poll(() => begin.evaluate((button) => button === document.activeElement)).toBe(true)
  await begin.press('Enter')
  await status.getByText('Rehearsing').waitFor()

  await killTree(pid)
  const next = await start({ profile })
  await next.page.locator('footer [data-kind]').waitFor()
  expect(await next.page.locator('footer').getByText('Rehearsing').count()).toBe(0)
})
