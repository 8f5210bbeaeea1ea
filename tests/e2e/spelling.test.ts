/** Misspelt words are marked and can be corrected, added or ignored, in the note's language and offline. */
import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { chooseLanguage, getMisspeltWords, openSuggestions } from './lib/spelling.ts'
import {
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  setTheme,
  waitForCaret,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

test('a misspelt word is marked once it is finished, and corrected by mouse and keyboard', async () => {
  const { application, page, profile } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('EUROJUST and Eurojust want evidance from FIUs, see https://exmaple.org `conts`')
  // The word at the caret is not marked.
  await page.keyboard.type(' by a prosecuter')
  await expect.poll(() => getMisspeltWords(page)).toEqual(['evidance'])
  await page.keyboard.type('.')
  await expect.poll(() => getMisspeltWords(page)).toEqual(['evidance', 'prosecuter'])
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    await openSuggestions(page, 'evidance')
    expect(await findViolations(page), theme).toEqual([])
    await page.keyboard.press('Escape')
  }
  // The open menu does not count as leaving the note, so no links are suggested and nothing moves.
  await openSuggestions(page, 'evidance')
  await page.waitForTimeout(1_000)
  expect(await page.getByRole('region', { name: 'Not linked yet' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await openSuggestions(page, 'evidance')
  await expect.poll(() => page.getByRole('menuitem').count()).toBeLessThanOrEqual(7)
  await page.getByRole('menuitem', { name: 'evidence', exact: true }).click()
  await getEditor(page).getByText('want evidence from').waitFor()
  await expect.poll(() => getMisspeltWords(page)).toEqual(['prosecuter'])
  // The caret is after the word.
  await page.keyboard.type('s')
  await getEditor(page).getByText('want evidences from').waitFor()

  await page.keyboard.press('F7')
  await page.getByRole('menu', { name: 'Suggestions for “prosecuter”' }).waitFor()
  await page.keyboard.press('Escape')
  await waitForCaret(page)
  // The caret is at the end of the word.
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu', { name: 'Suggestions for “prosecuter”' })
  await menu.waitFor()
  const names = await menu.getByRole('menuitem').allTextContents()
  for (let step = names.indexOf('prosecutor'); step > 0; step -= 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await getEditor(page).getByText('by a prosecutor.').waitFor()
  await expect.poll(() => getMisspeltWords(page)).toEqual([])
  await page.keyboard.press('F7')
  await page.getByText('No misspelt words in this note').waitFor()
  await page.keyboard.press('ControlOrMeta+z')
  await getEditor(page).getByText('by a prosecuter.').click()
  await expect.poll(() => getMisspeltWords(page)).toEqual(['prosecuter'])
  await expectNoRequests(application)
  // Chromium's own checker, which would download dictionaries, is off.
  expect(await application.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(
    false,
  )
  const files = await readdir(profile, { recursive: true })
  expect(files).not.toEqual([])
  expect(files.filter((file) => file.endsWith('.bdic'))).toEqual([])
})

test('each note has its own language, which is remembered; new notes use the last one chosen', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The evidence. ')
  await expect.poll(() => page.getByRole('button', { name: 'Spelling: English' }).count()).toBe(1)
  await openSession(page, /Workshop 8/)
  await chooseLanguage(page, 'Français')
  await getEditor(page).click()
  await page.keyboard.type('L’élément de preuve est une demende. ')
  await expect.poll(() => getMisspeltWords(page)).toEqual(['demende'])
  await chooseLanguage(page, 'Русский')
  await getEditor(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('Заседаниее о доказательствах. ')
  await expect.poll(() => getMisspeltWords(page)).toEqual(['Заседаниее'])
  await chooseLanguage(page, 'Español')
  await expect.poll(() => getMisspeltWords(page)).toContain('L’élément')
  await chooseLanguage(page, 'Off')
  await expect.poll(() => getMisspeltWords(page)).toEqual([])
  await page.keyboard.press('F7')
  await page.getByText('Spelling is off for this note.').waitFor()
  await chooseLanguage(page, 'Français')
  await waitUntilSaved(page)
  await openSession(page, /Workshop 9/)
  await page.getByRole('button', { name: 'Spelling: English' }).waitFor()
  await openSession(page, /Workshop 7/)
  await page.getByRole('button', { name: 'Spelling: Français' }).waitFor()

  await page.reload()
  await goTo(page, '/agenda/workshop-8')
  await page.getByRole('button', { name: 'Spelling: Français' }).waitFor()
  await getEditor(page).getByText('demende').click()
  await expect.poll(() => getMisspeltWords(page)).toContain('demende')
  await expectNoRequests(application)
})

test('words can be added or ignored, with Undo, and removed in the settings', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The plenum on blorbstuff and metadata-ish blorbstuff. ')
  await expect.poll(() => getMisspeltWords(page)).toContain('blorbstuff')
  const all = await getMisspeltWords(page)
  await openSuggestions(page, 'blorbstuff')
  await page.getByRole('menuitem', { name: 'Add to my dictionary' }).click()
  const rest = all.filter((word) => word !== 'blorbstuff')
  await expect.poll(() => getMisspeltWords(page)).toEqual(rest)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => getMisspeltWords(page)).toEqual(all)
  await openSuggestions(page, 'blorbstuff')
  await page.getByRole('menuitem', { name: 'Ignore in this note' }).click()
  await expect.poll(() => getMisspeltWords(page)).toEqual(rest)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => getMisspeltWords(page)).toEqual(all)
  await openSuggestions(page, 'blorbstuff')
  await page.getByRole('menuitem', { name: 'Add to my dictionary' }).click()
  await expect.poll(() => getMisspeltWords(page)).toEqual(rest)
  await waitUntilSaved(page)

  await goTo(page, '/settings')
  const own = page.getByRole('list', { name: 'My dictionary' })
  await expect.poll(() => own.getByRole('listitem').allTextContents()).toEqual(['blorbstuff'])
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await own.getByRole('button', { name: 'Remove “blorbstuff”' }).click()
  await own.waitFor({ state: 'detached' })
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('blorbstuff').click()
  await expect.poll(() => getMisspeltWords(page)).toEqual(all)
})

test('spelling works in a note’s own window, too', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The evidance is there. ')
  await expect.poll(() => getMisspeltWords(page)).toEqual(['evidance'])
  await waitUntilSaved(page)
  const [window] = await Promise.all([
    application.waitForEvent('window'),
    page.keyboard.press('ControlOrMeta+Shift+o'),
  ])
  await expect.poll(() => getMisspeltWords(window)).toEqual(['evidance'])
  await openSuggestions(window, 'evidance')
  await window.getByRole('menuitem', { name: 'evidence', exact: true }).click()
  await expect.poll(() => getMisspeltWords(window)).toEqual([])
  // The other window, which shows the same text, has no marks either.
  await expect.poll(() => getMisspeltWords(page)).toEqual([])
  await expectNoRequests(application)
})
