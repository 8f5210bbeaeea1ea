/** Several conferences in one notebook: switched, archived, removed, restored, and searched together. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../db/model.ts'
import { bundle } from '../../db/testing/bundles.ts'
import { addEntry } from '../../db/testing/own-entries.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  answerOpenDialog,
  answerSaveDialog,
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

test('two conferences: switch with one click, search and list notes of both, archive, remove and restore', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, bundle() as { conference: { slug: string } })
  const store = openNotebookIn(profile)
  addEntry(store, ConferenceSlug.parse('testing-days'))
  store.close()
  const { application, page } = await openNotebook(profile)
  const switcher = (name: RegExp) => page.getByRole('button', { name })
  const row = (title: string) => page.getByRole('listitem').filter({ hasText: title })

  await switcher(/^Testing Days/).click()
  await page.getByRole('menuitemradio', { name: 'Octopus Conference 2016' }).click()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Orientation of evidence.')
  await waitUntilSaved(page)

  await switcher(/^Octopus Conference 2016/).click()
  await page.getByRole('menuitem', { name: 'All conferences…' }).click()
  await page.getByRole('heading', { level: 1, name: 'Conferences on this computer' }).waitFor()
  await row('Octopus').getByText('1 entry').waitFor()
  await row('Octopus').getByText('On screen').waitFor()
  await row('Testing Days').getByText('2 sessions').waitFor()
  expect(await findViolations(page)).toEqual([])

  // An archived conference is not in the switcher, but search finds it.
  await page.getByRole('button', { name: 'Archive Testing Days' }).click()
  await page.getByRole('heading', { level: 2, name: 'Archived' }).waitFor()
  await switcher(/^Octopus Conference 2016/).click()
  expect(await page.getByRole('menuitemradio', { name: 'Testing Days' }).count()).toBe(0)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.keyboard.type('orientation')
  await page.getByRole('option', { name: /Orientation of evidence/ }).waitFor()
  expect(await page.getByRole('option', { name: /Opening/ }).count()).toBe(0)
  await page.getByRole('option', { name: 'Search all conferences' }).click()
  await page.getByRole('option', { name: /Opening.*Testing Days/ }).click()
  await switcher(/^Testing Days/).waitFor()
  await page.getByRole('heading', { name: 'Opening' }).first().waitFor()

  // A conference without notes can list those of all conferences.
  await goTo(page, '/notes')
  await page.getByRole('button', { name: 'All conferences', exact: true }).click()
  await page.getByRole('link', { name: 'Orientation of evidence.' }).click()
  await switcher(/^Octopus Conference 2016/).waitFor()
  await getEditor(page).getByText('Orientation of evidence.').waitFor()

  // Removed with its notes kept, from the library's menu by keyboard only; then Undo.
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Remove Octopus Conference 2016' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByText('Your own items in it: 1 entry.').waitFor()
  await page.getByRole('button', { name: 'Keep my items and remove' }).click()
  await switcher(/^Testing Days/).waitFor()
  await row('Octopus').getByRole('button', { name: 'Bring back Octopus Conference 2016' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await switcher(/^Octopus Conference 2016/).waitFor()

  // Removed after saving its notes to a file.
  const file = join(profile, 'kept.md')
  await answerSaveDialog(application, file)
  await page.getByRole('button', { name: 'Remove Octopus Conference 2016' }).click()
  await page.getByRole('button', { name: 'Save my items and remove…' }).click()
  await page.getByText('Octopus Conference 2016 was removed, with all your items.').waitFor()
  expect(await readFile(file, 'utf8')).toContain('Orientation of evidence.')

  // An appointment alone cannot be saved to a file, only kept.
  await page.getByRole('button', { name: 'Remove Testing Days' }).click()
  await page.getByRole('alertdialog').getByText('Your own items in it: 1 appointment.').waitFor()
  expect(await page.getByRole('button', { name: 'Save my items and remove…' }).count()).toBe(0)
  await expectNoRequests(application)
})

test('without any conference the library is shown, and can restore the bundled one', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile })
  await goTo(first.page, '/library')
  // The conference has no data of the delegate, so Rapporteur asks no question.
  await first.page.getByRole('button', { name: 'Remove Octopus Conference 2016' }).click()
  await first.page.getByRole('heading', { level: 2, name: 'Removed' }).waitFor()
  expect(await first.page.getByRole('navigation').count()).toBe(0)
  await first.application.close()

  const { page } = await start({ profile })
  await page.getByRole('button', { name: 'Bring back Octopus Conference 2016' }).click()
  await page.getByRole('navigation', { name: 'Rapporteur' }).waitFor()
  await page.getByText('Octopus Conference 2016 is back.').waitFor()
})

test('a conference can be named during import, renamed later, and Undo restores the name', async () => {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'programme-v7-FINAL.csv')
  await writeFile(path, 'Title,Date,Start,End,Room\nOpening,2026-05-04,09:00,10:00,Hall\n')
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  const switcher = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
  const field = page.getByRole('textbox', { name: 'Name of the conference' })
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).press('Enter')
  const title = page.getByRole('dialog').getByRole('textbox', { name: 'Title' })
  expect(await title.inputValue()).toBe('programme v7 FINAL')
  await title.fill('Spring school')
  await page.getByRole('button', { name: 'Import', exact: true }).press('Enter')
  await page.getByText('Spring school imported: 1 session.').waitFor()

  await switcher('Spring school').click()
  await page.getByRole('menuitem', { name: 'Rename this conference…' }).press('Enter')
  await field.waitFor()
  await page.keyboard.type('Never kept')
  expect(await field.inputValue()).toBe('Never kept')
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText('In its programme: programme v7 FINAL').waitFor()
  expect(await focused()).toBe('Rename Spring school')

  await page.keyboard.press('Enter')
  await field.waitFor()
  await page.keyboard.type('Школа')
  await page.keyboard.press('Enter')
  await switcher('Школа').waitFor()
  expect(await focused()).toBe('Rename Школа')
  await page.getByText('Spring school is now called Школа.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await switcher('Spring school').waitFor()

  await page.getByRole('button', { name: 'Rename Spring school' }).click()
  await field.fill('Autumn school')
  // The field disappears without a blur.
  await goTo(page, '/agenda')
  await switcher('Autumn school').waitFor()
})
