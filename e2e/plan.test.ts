/** Stars that clash: said, settled, or kept. */
import { expect, test } from 'vitest'
import { start, temporaryFolder } from './lib/testing.ts'
import { inNote, openSession } from './lib/window.ts'

test('a conflict is settled beside its session, or kept and taken back', async () => {
  const profile = await temporaryFolder()
  const { page } = await start({ profile })
  const star = (name: string) => page.getByRole('button', { name: `Star ${name}` }).first()
  const conflicts = page.getByRole('list', { name: 'Thu 17 Nov, 14:30' }).getByText(/^Same time as/)
  await star('Workshop 7').click()
  await star('Workshop 9').click()
  await expect.poll(() => conflicts.count()).toBe(2)

  await openSession(page, /Workshop 9/)
  await page.getByRole('button', { name: 'Keep both' }).click()
  await expect.poll(() => conflicts.count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Unstar Workshop 7' }).count()).toBe(0)
  await inNote(page)
  await page.reload()
  await star('Workshop 9').waitFor()
  expect(await star('Workshop 9').getAttribute('aria-pressed')).toBe('true')
  expect(await conflicts.count(), 'kept for good').toBe(0)

  // A third star clashes with both, which do not clash with each other.
  await star('Workshop 8').click()
  await page.getByText('Same time as Workshop 7 and Workshop 9').waitFor()
  await page.getByRole('button', { name: 'Unstar Workshop 8' }).click()
  await expect.poll(() => conflicts.count()).toBe(0)
  expect(await star('Workshop 8').getAttribute('aria-pressed')).toBe('false')
})

test('a conflict that was kept is one again with Undo', async () => {
  const profile = await temporaryFolder()
  const { page } = await start({ profile })
  for (const name of ['Star Workshop 7', 'Star Workshop 9']) {
    await page.getByRole('button', { name }).first().click()
  }
  await openSession(page, /Workshop 7/)
  await page.getByRole('button', { name: 'Keep both' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Same time as Workshop 7').waitFor()
  await page.getByRole('button', { name: 'Unstar Workshop 9' }).waitFor()
})
