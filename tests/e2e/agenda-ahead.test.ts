/** What a filter would show is drawn in the grid before the filter is pressed; nobody meets it there. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { largeConference } from './lib/large-conference.ts'
import { shareApp } from './lib/shared-app.ts'
import { temporaryFolder } from './lib/testing.ts'

const openNotebook = shareApp()

const filters = (page: Page) => page.getByRole('region', { name: 'Filters' })
const list = (page: Page) => page.getByRole('list', { name: 'Sessions', exact: true })
const sheets = (page: Page) =>
  page.locator('[data-shown]').evaluateAll((all) =>
    all.map((sheet) => ({
      shown: sheet.getAttribute('data-shown'),
      blocks: sheet.querySelectorAll('[data-session]').length,
    })),
  )

/** What lies behind the names of the rooms is not in view. */
const HEADS = 32

/** Session by session where it stands in the window, of those that are in view. */
const inView = (page: Page) =>
  page.locator('[data-shown="true"]').evaluate((sheet, HEADS) => {
    const view = sheet.parentElement?.parentElement?.getBoundingClientRect() as DOMRect
    return [...sheet.querySelectorAll<HTMLElement>('[data-session]')].flatMap((link) => {
      const { left, top, right, bottom } = (link.closest('li') as HTMLElement).getBoundingClientRect()
      const isInView =
        right > view.left && left < view.right && bottom > view.top + HEADS && top < view.bottom
      return isInView ? [`${link.dataset.session} ${left},${top} ${link.textContent}`] : []
    })
  }, HEADS)

async function openFair(): Promise<Page> {
  const profile = await temporaryFolder()
  await importBundle(profile, largeConference({ rooms: 30, sessions: 1_000 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitem', { name: 'Large conference' }).click()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await filters(page).getByText('1000 sessions').waitFor()
  return page
}

test('it waits where nothing reaches it', async () => {
  const page = await openFair()
  const before = await inView(page)
  await filters(page).getByRole('button', { name: /RU/ }).hover()
  await expect.poll(() => sheets(page)).toHaveLength(2)
  const [, waiting] = await sheets(page)
  expect(waiting?.shown).toBe('false')
  expect(waiting?.blocks).toBeGreaterThan(5)

  expect(await list(page).count(), 'no screen reader').toBe(1)
  expect(await violations(page)).toEqual([])
  expect(await inView(page), 'no eye').toEqual(before)
  expect(await page.locator('[data-shown="false"] [tabindex="0"]').count(), 'no key').toBe(0)
  const middle = await page.locator('[data-shown="true"]').evaluate((sheet) => {
    const view = sheet.parentElement?.parentElement?.getBoundingClientRect() as DOMRect
    const hit = document.elementFromPoint(view.left + view.width / 2, view.top + view.height / 2)
    return hit?.closest('[data-shown]')?.getAttribute('data-shown')
  })
  expect(middle, 'no pointer').toBe('true')
})

test('and is then what is drawn where it was not expected', async () => {
  const page = await openFair()
  const russian = filters(page).getByRole('button', { name: /RU/ })
  await page.reload()
  await filters(page).getByText('1000 sessions').waitFor()
  const all = await inView(page)
  await russian.hover()
  await expect.poll(() => sheets(page)).toHaveLength(2)
  await russian.click()
  await filters(page)
    .getByText(/^\d+ of 1000 sessions/)
    .waitFor()
  expect((await sheets(page)).map(({ shown }) => shown)).toEqual(['false', 'true'])
  const drawnAhead = await inView(page)
  await russian.click()
  await filters(page).getByText('1000 sessions', { exact: true }).waitFor()
  expect(await inView(page), 'and back').toEqual(all)

  await page.mouse.move(0, 0)
  await page.reload()
  await filters(page).getByText('1000 sessions', { exact: true }).waitFor()
  await russian.evaluate((chip: HTMLElement) => chip.click())
  await filters(page)
    .getByText(/^\d+ of 1000 sessions/)
    .waitFor()
  expect(await sheets(page)).toHaveLength(1)
  expect(await inView(page)).toEqual(drawnAhead)
})

test('a star taken away by key while the pointer rests on a filter leaves the keyboard in the grid', async () => {
  const page = await openFair()
  const links = list(page).locator('[data-session]')
  for (const place of [0, 1]) {
    await links.nth(place).click()
    await page.keyboard.press('s')
    await expect.poll(() => list(page).locator('button[aria-pressed="true"]').count()).toBe(place + 1)
  }
  const starred = filters(page).getByRole('button', { name: 'Starred' })
  await starred.click()
  await filters(page).getByText('2 of 1000 sessions').waitFor()
  await starred.hover()
  await links.first().focus()
  await page.keyboard.press('s')
  await filters(page).getByText('1 of 1000 sessions').waitFor()
  await expect.poll(() => list(page).evaluate((own) => own.matches(':focus-within'))).toBe(true)
  expect(await links.count()).toBe(1)
})
