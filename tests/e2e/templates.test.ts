/** Starting a note with a template that is filled with session data; making templates from notes. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, openSession, pressKey, setTheme, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('an empty note offers templates, filled with data of the session', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const row = page.getByRole('group', { name: 'Templates' })
  await row.getByRole('button', { name: 'Workshop' }).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await row.getByRole('button', { name: 'Workshop' }).click()
  const editor = getEditor(page)
  await editor.getByText('Thu 17 Nov, 14:30 · Room 3 · English').waitFor()
  expect(await row.count()).toBe(0)
  // The programme has no speakers for this session.
  expect(await editor.getByText('Speakers:').count()).toBe(0)
  await page.keyboard.type('The first point.')
  await waitUntilSaved(page)
  await expect.poll(() => editor.locator('li', { hasText: 'The first point.' }).count()).toBe(1)
  await expect.poll(() => editor.locator('[data-time]').count()).toBe(1)
})

test('a template can be inserted from the slash menu and the palette', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('/bilateral')
  await page.getByRole('option', { name: 'Template: Bilateral meeting' }).click()
  await getEditor(page).getByText('Their points').waitFor()
  await page.keyboard.type('the delegation of Romania')
  await getEditor(page).getByText('With: the delegation of Romania').waitFor()
  await goTo(page, '/notes/new')
  await page.getByRole('group', { name: 'Templates' }).waitFor()
  await pressKey(application, 'K', ['control'])
  await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
  await page.keyboard.type('plenary')
  await page.getByRole('option', { name: 'Template: Plenary' }).click()
  await getEditor(page).getByText('Statements').waitFor()
})

test('a template is made from a note, renamed, offered, deleted and restored', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Our questions on {title}')
  await waitUntilSaved(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save as a template' }).click()
  await page.getByText('Template “Workshop 9” saved').waitFor()
  await page.getByRole('button', { name: 'Rename' }).click()
  const name = page.getByRole('textbox', { name: 'Name of the template' })
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true)
  await name.fill('Our questions')
  expect(await findViolations(page)).toEqual([])
  // The new name is also saved if the field disappears without a blur.
  await goTo(page, '/agenda/workshop-7')
  await page.getByRole('group', { name: 'Templates' }).getByRole('button', { name: 'Our questions' }).click()
  await getEditor(page).getByText('Our questions on Seeking synergies').waitFor()
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Delete the template Our questions' }).click()
  await page.getByText('Template “Our questions” deleted').waitFor()
  await expect.poll(() => name.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => name.inputValue()).toBe('Our questions')
})
