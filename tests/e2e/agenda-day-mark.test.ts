/** The day that was chosen above the agenda's list is marked, even if its few sessions do not fill the view. */
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { hasRealFiles, realData } from '../real-files.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const createSession = (day: string, hour: string, title: string) =>
  session(title, {
    day,
    start: `${day}T${hour}:00:00+02:00`,
    end: `${day}T${hour}:50:00+02:00`,
    room: null,
    label: null,
  })

test('a chosen day with a single session is marked', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.conference.startDate = '2026-05-03'
      b.conference.endDate = '2026-05-05'
      b.rooms = []
      b.sessions = [
        createSession('2026-05-03', '16', 'Arrival'),
        ...['09', '10', '11', '12', '13', '14', '15', '16'].map((hour) =>
          createSession('2026-05-04', hour, `Monday at ${hour}`),
        ),
        createSession('2026-05-05', '09', 'Departure'),
      ]
    }),
  )
  const { page } = await shareApp({ now: '2026-05-03T08:00:00Z' })(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  const days = page.getByRole('navigation', { name: 'Days' })
  const marked = () => days.locator('[aria-current]').allInnerTexts()
  await expect.poll(marked, { message: 'where it begins' }).toEqual([expect.stringMatching(/^Sun 3/)])
  for (const name of [/^Mon 4/, /^Tue 5/, /^Sun 3/]) {
    await days.getByRole('button', { name }).click()
    await expect.poll(marked).toEqual([expect.stringMatching(name)])
  }
  await days.getByRole('button', { name: /^Tue 5/ }).click()
  await expect.poll(marked).toEqual([expect.stringMatching(/^Tue 5/)])
  // Jumps to the present.
  await page.keyboard.press('Alt+KeyN')
  await expect.poll(marked).toEqual([expect.stringMatching(/^Sun 3/)])
  await page.reload()
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: 'Arrival' }).waitFor()
  await expect.poll(marked, { message: 'after a reload' }).toEqual([expect.stringMatching(/^Sun 3/)])
})

/** Imports a calendar over years, with one event on each of its days. @returns its title */
async function importLongCalendar(profile: string): Promise<string> {
  if (hasRealFiles) {
    await importFile(profile, join(realData, 'ics/galaxy-google-basic.ics'))
    return 'galaxy'
  }
  const first = Temporal.PlainDate.from('2026-05-04')
  const days = Array.from({ length: 820 }, (_, index) => String(first.add({ days: index * 2 })))
  await importBundle(
    profile,
    bundle((b) => {
      b.conference.startDate = days[0] as string
      b.conference.endDate = days.at(-1) as string
      b.rooms = []
      b.sessions = days.map((day) => createSession(day, '09', `Meeting of ${day}`))
    }),
  )
  return 'Testing Days'
}

test('in a calendar of many days with one event each, every chosen day is marked', async () => {
  const profile = await createTemporaryFolder()
  const title = await importLongCalendar(profile)
  const { page } = await shareApp()(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: new RegExp(`^(Octopus Conference|${title})`, 'i') }).click()
  await page.getByRole('menuitemradio', { name: new RegExp(title, 'i') }).click()
  const days = page.getByRole('navigation', { name: 'Days' }).getByRole('button')
  await expect.poll(() => days.count()).toBeGreaterThan(800)
  const wrong: string[] = []
  for (const index of [0, 1, 5, 60, 200, 401, 402, 403, 640, 800]) {
    const day = days.nth(index)
    await day.evaluate((button: HTMLElement) => button.click())
    const isMarked = await expect
      .poll(() => day.getAttribute('aria-current'), { timeout: 2000 })
      .toBe('true')
      .then(
        () => true,
        () => false,
      )
    if (!isMarked) wrong.push((await day.textContent()) ?? '')
  }
  expect(wrong).toEqual([])
})
