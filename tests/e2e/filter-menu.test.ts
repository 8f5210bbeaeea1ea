/** The menus of the agenda's filters, by keyboard only. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp()

const filters = (page: Page) => page.getByRole('region', { name: 'Filters' })

/** The active choice as assistive technology reports it, and whether it is visible and chosen. */
const getActiveChoice = (page: Page) =>
  page.evaluate(() => {
    const at = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')
    const list = at?.closest('[role=listbox]')
    if (!at || !list) return null
    const [option, view] = [at.getBoundingClientRect(), list.getBoundingClientRect()]
    const isInView = option.top >= view.top && option.bottom <= view.bottom
    return `${at.textContent}${isInView ? '' : ', out of view'}${at.ariaSelected === 'true' ? ', chosen' : ''}`
  })

const expectChoice = (page: Page, what: string | null) => expect.poll(() => getActiveChoice(page)).toBe(what)

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('with many choices, the field above them has the focus', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 30, sessions: 300 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await page.getByRole('button', { name: /^Large conference/ }).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const button = filters(page).getByRole('button', { name: 'Room', exact: true })
  await button.focus()
  await press(page, 'Enter')
  const field = page.getByRole('combobox')
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
  await expectChoice(page, null)

  await press(page, 'ArrowDown', 'ArrowDown')
  await expectChoice(page, 'Hall 2')
  await press(page, 'PageDown')
  await expectChoice(page, 'Hall 11')
  await press(page, 'ArrowDown', 'ArrowUp', 'PageUp', 'PageUp', 'ArrowUp')
  await expectChoice(page, 'Hall 30')
  await press(page, 'Enter')
  await expectChoice(page, 'Hall 30, chosen')
  await press(page, 'ArrowDown')
  await expectChoice(page, 'Hall 1')

  await page.keyboard.type('all 2')
  await expectChoice(page, 'Hall 2')
  await press(page, 'ArrowDown', 'Enter')
  await expectChoice(page, 'Hall 12, chosen')
  await filters(page).getByRole('button', { name: 'Remove the filter Hall 30' }).waitFor()
  await page.keyboard.type(' nowhere')
  await page.getByText('No match').waitFor()
  await press(page, 'ArrowDown', 'Enter', 'Escape')
  await expect.poll(() => field.inputValue()).toBe('')
  await press(page, 'Escape')
  await expect.poll(() => field.count()).toBe(0)
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)

  await press(page, 'Enter')
  await expectChoice(page, 'Hall 12, chosen')
  await press(page, 'Enter')
  await expectChoice(page, 'Hall 12')
  await expect
    .poll(() =>
      filters(page)
        .getByRole('button', { name: /^Remove/ })
        .count(),
    )
    .toBe(1)
})

test('with a few choices, the list itself has the focus', async () => {
  const { page } = await openNotebook()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const button = filters(page).getByRole('button', { name: 'Kind', exact: true })
  await button.focus()
  await press(page, 'Enter')
  await expectChoice(page, 'Plenary')
  await press(page, 'ArrowUp')
  await expectChoice(page, 'Milestone')
  await press(page, 'Home', 'End')
  await expectChoice(page, 'Milestone')
  await press(page, 'ArrowDown')
  await expectChoice(page, 'Plenary')
  await press(page, 'w', 'Space')
  await expectChoice(page, 'Workshop, chosen')
  await filters(page).getByRole('button', { name: 'Remove the filter Workshop' }).waitFor()
  await press(page, 'Home', 'Escape')
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('an open menu does not move, whatever is chosen or typed, and stays within a small window', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 30, sessions: 300 }))
  const { page } = await openNotebook(profile, { width: 1024, height: 640 })
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await page.getByRole('button', { name: /^Large conference/ }).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await filters(page).getByRole('button', { name: 'Speaker', exact: true }).click()
  const menu = page.getByRole('dialog', { name: 'Speaker' })
  const place = await menu.boundingBox()
  const list = await page.getByRole('listbox').boundingBox()
  if (!place || !list) throw new Error('not drawn')
  expect(list.y + list.height, 'the list is within it').toBeLessThanOrEqual(place.y + place.height)
  expect(place.y + place.height).toBeLessThanOrEqual(640)
  for (const index of [0, 1, 2, 3, 4, 5]) {
    await page.getByRole('option').nth(index).click()
    await filters(page)
      .getByRole('button', { name: /^Remove/ })
      .nth(index)
      .waitFor()
  }
  expect(await menu.boundingBox()).toEqual(place)
  await page.keyboard.type('speaker 12')
  expect(await menu.boundingBox()).toEqual(place)
  await page.keyboard.type(' nowhere')
  await page.getByText('No match').waitFor()
  expect(await menu.boundingBox()).toEqual(place)

  await press(page, 'Escape', 'Escape')
  const row = await filters(page).boundingBox()
  const clear = await filters(page).getByRole('button', { name: 'Clear' }).boundingBox()
  if (!row || !clear) throw new Error('not drawn')
  expect(row.height, 'most of the height is left for the list').toBeLessThan(160)
  expect(clear.y + clear.height, 'the Clear button is visible').toBeLessThanOrEqual(row.y + row.height)
})
