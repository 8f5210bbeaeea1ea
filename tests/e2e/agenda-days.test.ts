/** The bar of days above the agenda, if there are more days than fit. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { setTheme } from './lib/window.ts'

const openNotebook = shareApp({ now: '2026-04-30T06:00:00Z' })

const dates = Array.from({ length: 12 }, (_, index) => `2026-05-${String(4 + index).padStart(2, '0')}`)

async function createTwelveDays(): Promise<string> {
  const profile = await createTemporaryFolder()
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
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
}

const bar = (page: Page) => page.getByRole('navigation', { name: 'Days' })
const getDay = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true })

/** Whether the whole button of the day is visible. */
const isInSight = (page: Page, name: string) =>
  getDay(page, name).evaluate((day) => {
    const row = (day.parentElement as HTMLElement).getBoundingClientRect()
    const { left, right } = day.getBoundingClientRect()
    return left >= row.left - 1 && right <= row.right + 1
  })

async function clickToTheEnd(button: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await button.evaluate((element: HTMLElement) => element.click())
      return button.isDisabled()
    })
    .toBe(true)
}

test('days beyond the edge can be reached by buttons and the mouse wheel', async () => {
  const { page } = await openNotebook(await createTwelveDays(), { width: 1280, height: 800 })
  await open(page)
  for (const view of ['List', 'Grid']) {
    await page.getByRole('radio', { name: view }).click()
    const [earlier, later] = ['Earlier days', 'Later days'].map((name) => page.getByRole('button', { name }))
    if (!earlier || !later) throw new Error()
    await later.waitFor()
    expect(await isInSight(page, 'Fri 15'), view).toBe(false)
    expect(await earlier.isDisabled(), view).toBe(true)
    expect(await findViolations(page), view).toEqual([])
    await clickToTheEnd(later)
    expect(await isInSight(page, 'Fri 15'), view).toBe(true)
    expect(await isInSight(page, 'Mon 4'), view).toBe(false)
    await clickToTheEnd(earlier)
    expect(await isInSight(page, 'Mon 4'), view).toBe(true)

    await getDay(page, 'Tue 5').hover()
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 120)
        return isInSight(page, 'Fri 15')
      })
      .toBe(true)
    await page.mouse.wheel(0, -2000)
    await expect.poll(() => isInSight(page, 'Mon 4')).toBe(true)

    // The day at the top of the agenda scrolls into view in the bar.
    await page.getByRole('list', { name: 'Sessions', exact: true }).locator('[tabindex="0"]').focus()
    const marked = bar(page).locator('[aria-current]')
    for (const [key, day] of [
      ['End', /^\w{3} 1[345]$/],
      ['Home', /^Mon 4$/],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => marked.textContent(), { message: view }).toMatch(day)
      await expect
        .poll(async () => isInSight(page, (await marked.textContent()) ?? ''), { message: view })
        .toBe(true)
    }
    await setTheme(page, view === 'List' ? 'dark' : 'light')
  }
})

test('the bar of days is one tab stop; arrow keys move between days, Enter opens one', async () => {
  const { page } = await openNotebook(await createTwelveDays(), { width: 1280, height: 800 })
  await open(page)
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  for (const view of ['List', 'Grid']) {
    await page.getByRole('radio', { name: view }).click()
    await page.getByRole('button', { name: 'Later days' }).waitFor()
    await getDay(page, 'Wed 6').click()
    await expect.poll(() => getDay(page, 'Wed 6').getAttribute('aria-current')).toBe('true')
    await expect
      .poll(() => bar(page).locator('[tabindex="0"]').allInnerTexts(), { message: view })
      .toEqual(['Wed 6'])
    const press = async (key: string, day: string) => {
      await page.keyboard.press(key)
      await expect.poll(focused, { message: `${view}: ${key}` }).toBe(day)
      await expect.poll(() => isInSight(page, day), { message: `${view}: ${key}` }).toBe(true)
    }
    await press('ArrowRight', 'Thu 7')
    await press('ArrowLeft', 'Wed 6')
    await press('End', 'Fri 15')
    await press('ArrowRight', 'Fri 15')
    await press('ArrowLeft', 'Thu 14')
    await page.keyboard.press('Enter')
    await expect.poll(() => getDay(page, 'Thu 14').getAttribute('aria-current')).toBe('true')
    await press('Home', 'Mon 4')
    await page.keyboard.press('Space')
    await expect.poll(() => getDay(page, 'Mon 4').getAttribute('aria-current')).toBe('true')
    expect(await focused(), 'the focus stays').toBe('Mon 4')
    expect(await findViolations(page), view).toEqual([])
    // Leaving and returning with Tab reaches the day in view.
    await press('End', 'Fri 15')
    await page.keyboard.press('Tab')
    expect(await bar(page).evaluate((element) => element.contains(document.activeElement))).toBe(false)
    await page.keyboard.press('Shift+Tab')
    await expect.poll(focused).toBe('Mon 4')
  }
})

test('the focus ring is around the name of a day and does not cross it', async () => {
  const { page } = await openNotebook(await createTwelveDays(), { width: 1280, height: 800 })
  await open(page)
  for (const view of ['List', 'Grid']) {
    await page.getByRole('radio', { name: view }).click()
    await getDay(page, 'Wed 6').focus()
    await page.keyboard.press('ArrowRight')
    const room = await getDay(page, 'Thu 7').evaluate((day) => {
      const words = document.createRange()
      words.selectNodeContents(day)
      const { outlineWidth, outlineOffset } = getComputedStyle(day)
      const inset =
        Number.parseFloat(outlineWidth) +
        Math.max(0, -Number.parseFloat(outlineOffset) - Number.parseFloat(outlineWidth))
      const [box, text] = [day.getBoundingClientRect(), words.getBoundingClientRect()]
      return Math.min(text.left - box.left - inset, box.right - inset - text.right)
    })
    expect(room, view).toBeGreaterThanOrEqual(1)
  }
})
