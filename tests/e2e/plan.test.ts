/** Conflicting stars: shown, resolved, or kept. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo, openSession, setTheme, waitForCaret } from './lib/window.ts'

const openNotebook = shareApp()

test('a conflict can be kept for good, or resolved beside its session', async () => {
  const { page } = await openNotebook()
  const star = (name: string) => page.getByRole('button', { name: `Star ${name}` }).first()
  const conflicts = page.getByRole('list', { name: 'Thu 17 Nov, 14:30' }).getByText(/^Same time as/)
  await star('Workshop 7').click()
  await star('Workshop 9').click()
  await expect.poll(() => conflicts.count()).toBe(2)

  await openSession(page, /Workshop 9/)
  await page.getByRole('button', { name: 'Keep both' }).click()
  await expect.poll(() => conflicts.count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Unstar Workshop 7' }).count()).toBe(0)
  await waitForCaret(page)
  await page.reload()
  await star('Workshop 9').waitFor()
  expect(await star('Workshop 9').getAttribute('aria-pressed')).toBe('true')
  expect(await conflicts.count(), 'kept for good').toBe(0)

  // A third star conflicts with both others, which do not conflict with each other.
  await star('Workshop 8').click()
  await page.getByText('Same time as Workshop 7 and Workshop 9').waitFor()
  await page.getByRole('button', { name: 'Unstar Workshop 8' }).click()
  await expect.poll(() => conflicts.count()).toBe(0)
  expect(await star('Workshop 8').getAttribute('aria-pressed')).toBe('false')
})

test('Undo turns a kept conflict back into a conflict', async () => {
  const { page } = await openNotebook()
  for (const name of ['Star Workshop 7', 'Star Workshop 9']) {
    await page.getByRole('button', { name }).first().click()
  }
  await openSession(page, /Workshop 7/)
  await page.getByRole('button', { name: 'Keep both' }).click()
  await page.getByRole('button', { name: 'Undo: keep sessions at the same time' }).click()
  await page.getByText('Same time as Workshop 7').waitFor()
  await page.getByRole('button', { name: 'Unstar Workshop 9' }).waitFor()
})

test('with many stars at the same time, two are named, and a menu offers the others', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 12, sessions: 40 }))
  const { page } = await shareApp({ now: '2016-11-16T07:00:00Z' })(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await goTo(page, '/agenda/talk-0')
  const atNine = page.getByRole('list', { name: 'Wed 16 Nov, 09:00' })
  const stars = atNine.getByRole('button', { name: /^Star / })
  for (let talk = 0; talk < 6; talk++) await stars.nth(talk).click()
  await openSession(page, /Talk 1\b/)
  const [, second = '', third = ''] = await stars.evaluateAll((buttons) =>
    buttons.map(({ ariaLabel }) => (ariaLabel ?? '').replace(/^Star /, '')),
  )
  await atNine
    .getByText(`Same time as ${second}, ${third} and 3 others with a star`, { exact: true })
    .waitFor()
  const main = page.getByRole('main')
  const unstar = main.getByRole('button', { name: /^Unstar / })
  await expect.poll(() => unstar.count()).toBe(2)
  // The buttons show full names and are underlined.
  const looks = await unstar.evaluateAll((buttons) =>
    buttons.map((button) => [
      button.scrollWidth > button.clientWidth,
      getComputedStyle(button).textDecorationLine,
      getComputedStyle(button).whiteSpace,
    ]),
  )
  expect(looks).toEqual([
    [false, 'underline', 'normal'],
    [false, 'underline', 'normal'],
  ])
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  // By keyboard. Each resolved conflict shortens the menu, until all buttons fit in the line.
  for (const [more, left] of [
    ['and 3 more', 5],
    ['and 2 more', 4],
  ] as const) {
    await main.getByRole('button', { name: more }).press('Enter')
    const menu = page.getByRole('menu', { name: more })
    await menu.waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => atNine.locator('button[aria-pressed="true"]').count()).toBe(left)
    await menu.waitFor({ state: 'detached' })
    await waitForCaret(page)
  }
  await expect.poll(() => unstar.count()).toBe(3)
  expect(
    await main
      .getByRole('button', { name: /^and \d/ })
      .and(page.locator('[aria-haspopup]'))
      .count(),
  ).toBe(0)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await main.getByRole('button', { name: 'and 2 more' }).waitFor()

  // Beside an unstarred session, the star of any of the others can be moved to it.
  await goTo(page, '/agenda/talk-9')
  const swap = main.getByRole('button', { name: /^Star this instead of / })
  await expect.poll(() => swap.count()).toBe(2)
  await main.getByRole('button', { name: 'and 3 more' }).click()
  await page.getByRole('menuitem').last().click()
  await expect.poll(() => unstar.count()).toBe(2)
  await expect.poll(() => atNine.locator('button[aria-pressed="true"]').count()).toBe(5)
})
