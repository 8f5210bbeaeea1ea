/** The trash: read, restore and delete for good, by keyboard only. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { expectNoRequests, getEditor, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('a deleted note and contact can be read, restored and deleted for good', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  const notes = page.getByRole('region', { name: 'Notes', exact: true })
  await goTo(page, '/notes')
  const lunch = notes.getByRole('link', { name: /Lunch/ })
  await lunch.click()
  await getEditor(page).getByText('Lunch').waitFor()
  await lunch.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => lunch.count()).toBe(0)
  await notes.getByRole('link', { name: /Andorra/ }).focus()
  await page.keyboard.press('Delete')

  await goTo(page, '/contacts')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Name (required)').fill('Ada Lovelace')
  await page
    .getByRole('region', { name: 'Contacts' })
    .getByRole('link', { name: /Ada Lovelace/ })
    .waitFor()
  await page.getByRole('button', { name: 'Delete this person' }).click()
  await page.getByText('Ada Lovelace is deleted.').waitFor()

  await goTo(page, '/notes')
  await notes.getByRole('link', { name: 'Trash 3' }).click()
  const trash = page.getByRole('region', { name: 'Trash' })
  await trash.getByRole('option', { name: /^Ada Lovelace/ }).waitFor()
  await expect
    .poll(() => trash.getByRole('option').allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Ada Lovelace\n+Person met · deleted .* · 30 days left$/),
      expect.stringMatching(/^Andorra/),
      expect.stringMatching(/^Lunch/),
    ])
  await page.keyboard.press('ArrowDown')
  await page.getByRole('article').getByText('Andorra deposited').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => window.desktop.setTheme(chosen), theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('It is back.').waitFor()
  await expect.poll(() => trash.getByRole('option').count()).toBe(2)

  await trash.getByRole('option', { name: /^Lunch/ }).click()
  await page.keyboard.press('Control+A')
  await page.getByText('2 are selected.').waitFor()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog', { name: 'Delete 2 permanently?' }).waitFor()
  expect(await findViolations(page), 'in the question').toEqual([])
  await page.getByRole('button', { name: 'Delete permanently' }).last().click()
  await page.getByText('The trash is empty').waitFor()

  await page.getByRole('button', { name: 'Notes', exact: true }).click()
  await notes.getByRole('link', { name: /Andorra/ }).waitFor()
  expect(await notes.getByRole('link', { name: /^Trash/ }).count()).toBe(0)
  await expectNoRequests(application)
})
