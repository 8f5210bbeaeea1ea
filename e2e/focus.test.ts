/** Whoever goes about by keyboard, or hears the screen, is where they went and never at nothing. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, goTo, openSession, pressKey, saved } from './lib/window.ts'

/** What has the focus, in a few words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) return 'nothing'
    if (activeElement.matches('[contenteditable]')) return 'the editor'
    return `${activeElement.tagName} ${activeElement.textContent}`
  })
}

/** Stays there: what is drawn a moment later must not take it away again. */
async function expectFocus(page: Page, where: RegExp): Promise<void> {
  await expect.poll(() => focused(page)).toMatch(where)
  await page.waitForTimeout(300)
  expect(await focused(page)).toMatch(where)
}

test('a key, the palette, a link and the way back lead to what is open', async () => {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await expectFocus(page, /^the editor/)

  const screens: [string, RegExp, string][] = [
    ['1', /^H1 Now/, 'Now'],
    ['2', /^A Crime and jurisdiction/, 'Agenda'],
    ['3', /^A /, 'Notes'],
    ['4', /^A Read the draft/, 'Actions'],
    ['5', /^A /, 'Key messages'],
    ['6', /^H1 Contacts/, 'Contacts'],
    ['7', /^H1 Export/, 'Export'],
  ]
  for (const [key, where, name] of screens) {
    await pressKey(application, key, ['control'])
    await expectFocus(page, where)
    expect(await page.title()).toBe(`${name} · Rapporteur`)
  }

  await pressKey(application, 'K', ['control'])
  await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
  await page.keyboard.type('eurojust')
  await page.getByRole('option').nth(2).waitFor()
  while ((await page.getByRole('tab', { selected: true }).textContent())?.startsWith('Contacts') === false) {
    await page.keyboard.press('Control+PageDown')
  }
  await page.keyboard.press('Enter')
  await expectFocus(page, /EUROJUST/)
  await pressKey(application, 'Left', ['alt'])
  await expectFocus(page, /^H1 Export/)
  await page.getByRole('navigation', { name: 'Rapporteur' }).getByRole('link', { name: 'Agenda' }).click()
  await expectFocus(page, /^A Crime and jurisdiction/)
  await pressKey(application, 'N', ['control'])
  await expectFocus(page, /^the editor/)
})

test('Undo leads to what it brought back, deleting a person to the next', async () => {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await start({ profile })
  const undo = page.getByRole('button', { name: 'Undo' })

  await goTo(page, '/notes')
  const rows = page.getByRole('list', { name: 'Notes' }).getByRole('link')
  await rows.filter({ hasText: 'Andorra deposited' }).focus()
  await page.keyboard.press('Delete')
  await undo.waitFor()
  await expectFocus(page, /^A Legal reform/)
  await undo.click()
  await expectFocus(page, /^the editor/)
  await editorOf(page).getByText('Andorra deposited').waitFor()

  await goTo(page, '/agenda/workshop-9')
  await editorOf(page).getByText('Opening.').waitFor()
  await page.getByRole('article').getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete note' }).click()
  await undo.click()
  await editorOf(page).getByText('Opening.').waitFor()
  expect(await focused(page)).not.toBe('nothing')

  for (const name of ['Ada Lovelace', 'Grace Hopper']) {
    await goTo(page, '/contacts/new')
    await expectFocus(page, /^INPUT/)
    await page.keyboard.type(name)
    await saved(page)
    await goTo(page, '/contacts')
  }
  const people = page.getByRole('region', { name: 'Contacts' }).getByRole('link')
  await people.filter({ hasText: 'Ada Lovelace' }).click()
  await page.getByRole('button', { name: 'Delete this person' }).click()
  await expectFocus(page, /^A Grace Hopper/)
  await undo.click()
  await expectFocus(page, /^A Ada Lovelace/)
})
