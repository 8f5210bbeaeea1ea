/** Hides a session and a room: they disappear from the agenda and from Now, their number is shown, and they can be shown again. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp({ now: '2016-11-17T13:20:00Z' })

test('a session and a room are hidden in the session’s menu, counted in the agenda and shown again', async () => {
  const { page } = await openNotebook()
  const list = page.getByRole('list', { name: 'Sessions', exact: true })
  const link = (name: string) => list.getByRole('link', { name: new RegExp(`^${name} `) })
  const choose = async (session: string, item: string) => {
    await link(session).click()
    await page.locator('main header').getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Workshop 6', 'Next in Room 3')
  await page.getByRole('heading', { name: /^Crime and jurisdiction/ }).waitFor()
  await choose('Workshop 8', 'Hide this session')
  await page.getByText('Workshop 8 is hidden.').waitFor()
  await expect.poll(() => link('Workshop 8').count()).toBe(0)
  await page.getByText('1 hidden', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Star Workshop 9' }).first().click()
  await choose('Workshop 9', 'Hide Room 3')
  await page.getByText('Room 3 is hidden, except for what has a star or notes.').waitFor()
  await expect.poll(() => link('Workshop 6').count()).toBe(0)
  await link('Workshop 9').waitFor()
  // The pointer, which chose the last command, may show the tooltip of a button that is now below it.
  await page.mouse.move(0, 0)
  await expect.poll(() => page.getByRole('tooltip').count()).toBe(0)
  expect(await findViolations(page), 'in the list').toEqual([])
  await page.getByRole('button', { name: 'Undo: hide Room 3' }).click()
  await link('Workshop 6').waitFor()

  await goTo(page, '/now')
  await page.getByRole('heading', { name: /^Crime and jurisdiction/ }).waitFor()
  expect(await page.getByRole('heading', { name: /^Targeting proceeds/ }).count()).toBe(0)

  await goTo(page, '/agenda')
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByText('1 hidden', { exact: true }).waitFor()
  expect(await findViolations(page), 'in the grid').toEqual([])
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await link('Workshop 8').waitFor()
  await page.getByRole('button', { name: 'Undo: show what was hidden' }).waitFor()
})
