/** Choosing the time zone by typing, if the file does not name it. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { answerOpenDialog, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('a typed zone is accepted on blur or Enter; invalid text is reported and not accepted', async () => {
  const { application, page } = await openNotebook()
  await answerOpenDialog(application, join(root, 'tests/fixtures/frab-xml/night.xml'))
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  const zone = dialog.getByRole('combobox', { name: 'Time zone of the conference' })
  const times = (name: string) => dialog.getByText(new RegExp(`Times: ${name}$`)).waitFor()
  await zone.fill('Europe/Berlin')
  await page.keyboard.press('Tab')
  await times('Europe/Berlin')
  await zone.fill('paris')
  await page.keyboard.press('Enter')
  await times('Europe/Paris')
  await zone.fill('new york')
  // An open list hides everything behind it from screen readers.
  await page.getByRole('heading', { name: 'Import', includeHidden: true }).first().click()
  await times('America/New_York')
  expect(await zone.inputValue()).toBe('America/New_York')

  await zone.fill('Atlantis')
  await page.keyboard.press('Tab')
  await dialog
    .getByText('“Atlantis” is not a time zone, or fits several. Choose one from the list.')
    .waitFor()
  expect(await zone.getAttribute('aria-invalid')).toBe('true')
  expect(await findViolations(page)).toEqual([])
  await times('America/New_York')
  await zone.fill('rome')
  await page.keyboard.press('Enter')
  await times('Europe/Rome')
  expect(await zone.inputValue()).toBe('Europe/Rome')
  await dialog.getByText('“Atlantis”').waitFor({ state: 'detached' })

  // By keyboard only: pressing Import returns the focus to the invalid zone.
  await zone.fill('Lutetia')
  await page.keyboard.press('Tab')
  await dialog.getByText('“Lutetia”').waitFor()
  const isOnImport = () => page.evaluate(() => document.activeElement?.textContent === 'Import')
  for (let stops = 0; stops < 10 && !(await isOnImport()); stops += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await zone.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.getByText('“Lutetia”').waitFor({ state: 'detached' })

  // Nothing is imported while the zone is invalid. Escape restores the zone, and a second Escape closes the dialog.
  await zone.fill('Tokio')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.getByText('“Tokio” is not a time zone, or fits several. Choose one from the list.').waitFor()
  expect(await zone.inputValue()).toBe('Tokio')
  expect(await zone.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await page.getByRole('listbox').count()).toBe(0)
  await page.keyboard.press('Escape')
  await dialog.getByText('“Tokio”').waitFor({ state: 'detached' })
  expect(await zone.inputValue()).toBe('Europe/Rome')
  expect(await page.getByRole('listbox').count()).toBe(0)

  await zone.fill('new yo')
  await page.getByRole('option', { name: 'America/New_York' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  expect(await zone.inputValue()).toBe('Europe/Rome')
  await expect.poll(() => dialog.isVisible()).toBe(true)
  await zone.fill('new yo')
  await page.getByRole('option', { name: 'America/New_York' }).click()
  await times('America/New_York')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
})

test('a programme in UTC does not claim that UTC is the time of its city', async () => {
  const { application, page } = await openNotebook()
  await answerOpenDialog(application, join(root, 'tests/fixtures/frab-xml/empty.xml'))
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  const clock = page.locator('time', { hasText: /^\d\d:\d\d$/ }).locator('..')
  await clock.getByText(/, UTC(?:[+−]\d+)? time$/).waitFor()
})
