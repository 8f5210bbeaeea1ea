/** A calendar over several years: its days include month and year wherever they are named. */
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp()

const createCalls = (...days: string[]) =>
  bundle((made) => {
    made.conference.startDate = days[0] ?? ''
    made.conference.endDate = days.at(-1) ?? ''
    made.sessions = days.map((day) =>
      session(`call-${day}`, { day, start: `${day}T09:30:00+01:00`, end: `${day}T11:00:00+01:00` }),
    )
  }) as { conference: { slug: string } }

test('days in several years include the year: above the agenda, in it, in its filter, with a session and in the grid', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createCalls('2025-02-03', '2025-03-03', '2026-02-03', '2026-03-03'))
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await goTo(page, '/agenda/call-2026-02-03')
  const days = page.getByRole('navigation', { name: 'Days' }).getByRole('button')
  const named = ['Mon 3 Feb 2025', 'Mon 3 Mar 2025', 'Tue 3 Feb 2026', 'Tue 3 Mar 2026']
  await expect.poll(() => days.allInnerTexts()).toEqual(named)
  const list = page.getByRole('list', { name: 'Sessions' })
  await expect.poll(() => list.getByRole('heading').allInnerTexts()).toEqual(named)
  await page.getByText('Tue 3 Feb 2026, 09:30–11:00').waitFor()

  // The margin of the list by room shows the full name of the day.
  await page.getByRole('button', { name: 'More agenda actions' }).click()
  await page.getByRole('menuitemradio', { name: 'Room' }).click()
  const margin = list.getByText('Tue 3 Feb 2026')
  await margin.waitFor()
  expect(await margin.evaluate((day) => day.scrollWidth <= day.clientWidth)).toBe(true)

  // With so many days, the agenda has a filter instead of tabs.
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: 'Day', exact: true }).click()
  await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual(named)
})

test('days in several months include the month above the agenda, however many there are', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createCalls('2026-02-03', '2026-03-03', '2026-04-07', '2026-05-05'))
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await goTo(page, '/agenda')
  await expect
    .poll(() => page.getByRole('navigation', { name: 'Days' }).getByRole('button').allInnerTexts())
    .toEqual(['Tue 3 Feb', 'Tue 3 Mar', 'Tue 7 Apr', 'Tue 5 May'])
})
