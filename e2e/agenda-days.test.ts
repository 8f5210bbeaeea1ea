/** The days above the agenda, of a conference that has more of them than there is room for. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bundle, session } from '../db/testing/bundles.ts'
import { violations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { setTheme } from './lib/window.ts'

const dates = Array.from({ length: 12 }, (_, index) => `2026-05-${String(4 + index).padStart(2, '0')}`)

async function twelveDays(): Promise<string> {
  const profile = await temporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.conference.endDate = '2026-05-15'
      b.sessions = dates.flatMap((day) =>
        ['09', '11', '13', '15'].map((hour) =>
          session(`Talk of ${day} at ${hour}`, {
            day,
            start: `${day}T${hour}:00:00+02:00`,
            end: `${day}T${hour}:50:00+02:00`,
          }),
        ),
      )
    }),
  )
  return profile
}

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitem', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
}

const bar = (page: Page) => page.getByRole('navigation', { name: 'Days' })
const dayOf = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true })

/** Whether all of the day is in sight. */
const isInSight = (page: Page, name: string) =>
  dayOf(page, name).evaluate((day) => {
    const row = (day.parentElement as HTMLElement).getBoundingClientRect()
    const { left, right } = day.getBoundingClientRect()
    return left >= row.left - 1 && right <= row.right + 1
  })

async function toTheEnd(button: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await button.evaluate((way: HTMLElement) => way.click())
      return button.isDisabled()
    })
    .toBe(true)
}

test('what days there are beyond the edge is shown; buttons and the wheel of a mouse lead there', async () => {
  const { page } = await start({
    profile: await twelveDays(),
    now: '2026-04-30T06:00:00Z',
    width: 1280,
    height: 800,
  })
  await open(page)
  for (const view of ['List', 'Grid']) {
    await page.getByRole('radio', { name: view }).click()
    const [earlier, later] = ['Earlier days', 'Later days'].map((name) =>
      bar(page).getByRole('button', { name }),
    )
    if (!earlier || !later) throw new Error()
    await later.waitFor()
    expect(await isInSight(page, 'Fri 15'), view).toBe(false)
    expect(await earlier.isDisabled(), view).toBe(true)
    expect(await violations(page), view).toEqual([])
    await toTheEnd(later)
    expect(await isInSight(page, 'Fri 15'), view).toBe(true)
    expect(await isInSight(page, 'Mon 4'), view).toBe(false)
    await toTheEnd(earlier)
    expect(await isInSight(page, 'Mon 4'), view).toBe(true)

    await dayOf(page, 'Tue 5').hover()
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 120)
        return isInSight(page, 'Fri 15')
      })
      .toBe(true)
    await page.mouse.wheel(0, -2000)
    await expect.poll(() => isInSight(page, 'Mon 4')).toBe(true)

    // Where the agenda is scrolled to, its day comes into sight.
    await page.getByRole('list', { name: 'Sessions', exact: true }).locator('[tabindex="0"]').focus()
    const marked = bar(page).locator('[aria-current]')
    for (const [key, day] of [
      ['End', /^\w{3} 1[345]$/],
      ['Home', /^Mon 4$/],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => marked.textContent(), { message: view }).toMatch(day)
      await expect.poll(async () => isInSight(page, await marked.textContent()), { message: view }).toBe(true)
    }
    await setTheme(page, view === 'List' ? 'dark' : 'light')
  }
})
