/** The grid of a programme that names no rooms. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp({ now: '2026-05-04T06:00:00Z' })

const at = (day: number, hour: number) => `2026-05-0${day}T${String(hour).padStart(2, '0')}:00:00+02:00`

/** Three days of talks, two at a time. They are several screens high. */
const talks = [4, 5, 6].flatMap((day) =>
  [9, 10, 11, 12, 13, 14, 15, 16].flatMap((hour) =>
    ['a', 'b'].map((letter) =>
      session(`${letter}-${day}-${hour}`, {
        kind: 'talk',
        start: at(day, hour),
        end: at(day, hour + 1),
        day: `2026-05-0${day}`,
        room: null,
      }),
    ),
  ),
)

/** The positions of the names of days, from the top of the scrolled area. */
const getDayPositions = (page: Page) =>
  page.evaluate(() => {
    const grid = document.querySelector('ol[aria-label="Sessions"]')?.parentElement as HTMLElement
    const scroller = grid.parentElement as HTMLElement
    const { top } = scroller.getBoundingClientRect()
    return [...grid.querySelectorAll('h2')].map((name) => ({
      name: name.textContent,
      top: Math.round((name.parentElement as HTMLElement).getBoundingClientRect().top - top),
    }))
  })

test('without rooms nothing is above the days, and their names stay at the very top', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.rooms = []
      b.sessions = talks
    }),
  )
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await expect.poll(() => getDayPositions(page)).toContainEqual({ name: 'Mon 4 May', top: 0 })
  expect(await page.getByRole('list', { name: 'Rooms' }).count()).toBe(0)

  await page.getByRole('button', { name: /^Wed 6/ }).click()
  await expect.poll(() => getDayPositions(page)).toContainEqual({ name: 'Wed 6 May', top: 0 })
  await page.evaluate(() =>
    document.querySelector('ol[aria-label="Sessions"]')?.parentElement?.parentElement?.scrollBy(0, 200),
  )
  await expect.poll(() => getDayPositions(page)).toContainEqual({ name: 'Wed 6 May', top: 0 })

  // The last block, reached by keys, is within the view.
  await page.getByRole('list', { name: 'Sessions', exact: true }).locator('[tabindex="0"]').focus()
  await page.keyboard.press('End')
  const getSpaceBelow = () =>
    page.evaluate(() => {
      const block = document.activeElement?.closest('li')?.getBoundingClientRect()
      const view = document
        .querySelector('ol[aria-label="Sessions"]')
        ?.parentElement?.parentElement?.getBoundingClientRect()
      return (view?.bottom ?? 0) - (block?.bottom ?? 0)
    })
  await expect.poll(getSpaceBelow).toBeGreaterThanOrEqual(8)
})
