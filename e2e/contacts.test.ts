/** People whom the delegate meets: kept as they are typed, deleted with a way back. */
import { expect, test } from 'vitest'
import { violations } from './lib/axe.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { expectNoRequests, goTo, saved } from './lib/window.ts'

test('a person is added, is there after a reload, is deleted and comes back', async () => {
  const profile = await temporaryFolder()
  const { application, page } = await start({ profile })
  const people = page.getByRole('region', { name: 'Contacts' })
  await goTo(page, '/contacts')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Name (required)').fill('Ada Lovelace')
  await page.getByRole('combobox', { name: 'Organisation' }).fill('Analytical Engines')
  await page.getByRole('textbox', { name: 'Country' }).fill('United Kingdom')
  await page.getByRole('button', { name: /Met at/ }).click()
  await page.getByRole('option', { name: /^Workshop 9/ }).waitFor()
  expect(await violations(page), 'with a list open').toEqual([])
  await page.getByRole('option', { name: /^Workshop 9/ }).click()
  await page.getByLabel('Private note').fill('Knows how to count')
  await saved(page)

  await page.reload()
  await expect.poll(() => page.getByLabel('Name (required)').inputValue()).toBe('Ada Lovelace')
  expect(await page.getByRole('combobox', { name: 'Organisation' }).inputValue()).toBe('Analytical Engines')
  expect(await page.getByRole('textbox', { name: 'Country' }).inputValue()).toBe('United Kingdom')
  await page.getByRole('button', { name: /Workshop 9.*Met at|Met at.*Workshop 9/ }).waitFor()
  expect(await page.getByLabel('Private note').inputValue()).toBe('Knows how to count')

  const listed = people.getByRole('link', { name: /Ada Lovelace/ })
  await page.getByRole('button', { name: 'Delete this person' }).click()
  await page.getByText('Ada Lovelace is deleted.').waitFor()
  await expect.poll(() => listed.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await listed.waitFor()
  await expect.poll(() => page.getByLabel('Private note').inputValue()).toBe('Knows how to count')
  await expectNoRequests(application)
})
