/** Help works offline: opened by F1 and the palette, searchable, in the language of the interface. */
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { goTo, pressKey } from './lib/window.ts'

const openNotebook = shareApp()

test('F1 opens help, a search filters it, and its links open their place', async () => {
  const { application, page } = await openNotebook()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await pressKey(application, 'F1', [])
  const main = page.getByRole('main')
  await main.getByRole('heading', { level: 2, name: 'Getting started' }).waitFor()
  await main.getByRole('searchbox', { name: 'Search the help' }).fill('usb another computer')
  await main.getByText('Nothing about “usb another computer”').waitFor()
  await main.getByRole('searchbox', { name: 'Search the help' }).fill('full disk')
  await expect.poll(() => main.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['“Not saved”'])
  await main.getByRole('searchbox', { name: 'Search the help' }).fill('passphrase')
  await main.getByRole('link', { name: 'Colleagues' }).click()
  await main.getByRole('heading', { level: 1, name: 'Colleagues' }).waitFor()
})

test('the palette opens help, which is in the language of the interface', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  await page.getByText('Русский').first().click()
  await page.locator('html[lang="ru"]').waitFor()
  await pressKey(application, 'K', ['control'])
  // Playwright inserts Cyrillic letters as text, which requires the field.
  await page.getByRole('combobox').fill('Справка')
  await page.getByRole('option', { name: 'Справка', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Начало работы' }).waitFor()
})
