/** After navigation the focus is always on the element that was opened, never lost. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { bundle } from '../../db/testing/bundles.ts'
import { root } from '../../scripts/lib/paths.ts'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import {
  answerOpenDialog,
  answerSaveDialog,
  getEditor,
  goTo,
  openSession,
  pressKey,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

/** A short description of the focused element. */
function describeFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) return 'nothing'
    if (activeElement.matches('[contenteditable]')) return 'the editor'
    return `${activeElement.tagName} ${activeElement.textContent}`
  })
}

/** Checks twice, since a later rendering must not take the focus away. */
async function expectFocus(page: Page, where: RegExp): Promise<void> {
  await expect.poll(() => describeFocus(page)).toMatch(where)
  await page.waitForTimeout(300)
  expect(await describeFocus(page)).toMatch(where)
}

test('keys, the palette, a link and Back move the focus to what they open', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
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

test('Undo focuses what it restores, and deleting a contact focuses the next one', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  const undo = page.getByRole('button', { name: 'Undo' })

  await goTo(page, '/notes')
  const rows = page.getByRole('list', { name: 'Notes' }).getByRole('link')
  await rows.filter({ hasText: 'Andorra deposited' }).focus()
  await page.keyboard.press('Delete')
  await undo.waitFor()
  await expectFocus(page, /^A Legal reform/)
  await undo.click()
  await expectFocus(page, /^the editor/)
  await getEditor(page).getByText('Andorra deposited').waitFor()

  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Opening.').waitFor()
  await page.getByRole('article').getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete note' }).click()
  await undo.click()
  await getEditor(page).getByText('Opening.').waitFor()
  expect(await describeFocus(page)).not.toBe('nothing')

  for (const name of ['Ada Lovelace', 'Grace Hopper']) {
    await goTo(page, '/contacts/new')
    await expectFocus(page, /^INPUT/)
    await page.keyboard.type(name)
    await waitUntilSaved(page)
    await goTo(page, '/contacts')
  }
  const people = page.getByRole('region', { name: 'Contacts' }).getByRole('link')
  await people.filter({ hasText: 'Ada Lovelace' }).click()
  await page.getByRole('button', { name: 'Delete this person' }).click()
  await expectFocus(page, /^A Grace Hopper/)
  await undo.click()
  await expectFocus(page, /^A Ada Lovelace/)
})

test('the focus stays in place if a press removes or moves its element', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  await importBundle(profile, bundle() as { conference: { slug: string } })
  const { application, page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^Testing Days/ }).click()
  await page.getByRole('menuitemradio', { name: 'Octopus Conference 2016' }).click()
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
  }

  await press('Filter')
  await page.getByRole('region', { name: 'Filters' }).getByRole('button', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Plenary' }).click()
  await page.keyboard.press('Escape')
  await press('Remove the filter Plenary')
  await expectFocus(page, /^BUTTON Kind/)

  await goTo(page, '/library')
  const own = () => page.evaluate(() => document.activeElement?.closest('li')?.textContent)
  for (const [name, where] of [
    ['Archive Testing Days', /^BUTTON Open/],
    ['Unarchive Testing Days', /^BUTTON Open/],
    ['Remove Testing Days', /^BUTTON Bring back/],
    ['Bring back Testing Days', /^BUTTON Open/],
  ] as const) {
    await press(name)
    await expectFocus(page, where)
    expect(await own(), name).toMatch(/^Testing Days/)
  }

  await goTo(page, '/export')
  await answerSaveDialog(application, join(profile, 'report.docx'))
  await page.getByRole('button', { name: 'Save report…', disabled: false }).waitFor()
  await press('Save report…')
  await page.getByText('Saved to report.docx').waitFor()
  await expectFocus(page, /^BUTTON Save report…/)
})

test('after the last row of a list is removed, the heading of its section has the focus', async () => {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  const conference = 'octopus-2016'
  const note = { id: randomUUID(), conference, session: null, keyMessage: null, baseRevision: 0 }
  store.call('notes.save', { ...note, markdown: 'Deleted.' })
  store.call('notes.remove', { ids: [note.id] })
  store.call('spelling.teach', { word: 'Budapest', conference, known: true })
  store.call('templates.save', { id: randomUUID(), name: 'Bilateral', markdown: 'With:' })
  await store.request('ownDocuments.add', {
    ...{ id: randomUUID(), conference, session: 'workshop-9', note: null },
    ...{ fileName: 'Paper.txt', bytes: new TextEncoder().encode('We support the draft.') },
  })
  store.close()
  const { page } = await openNotebook(profile)
  for (const [route, name, where] of [
    ['/settings', 'Remove “Budapest”', /^H2 Spelling/],
    ['/settings', 'Delete the template Bilateral', /^H2 Templates/],
    ['/documents', 'Remove Paper', /^H1 /],
    ['/notes/trash', 'Bring back', /^H1 Trash/],
  ] as const) {
    await goTo(page, route)
    await page.getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
    await expectFocus(page, where)
  }
})

test('on the sharing screen the focus stays, or moves to the result', async () => {
  const [profile, theirs] = [await createTemporaryFolder(), await createTemporaryFolder()]
  await writeSampleNotes(profile)
  await writeSampleNotes(theirs)
  const [path, grant] = [join(theirs, 'locked.rapporteur'), randomUUID()]
  const passphrase = 'correct horse battery'
  const anna = openStore({ folder: theirs, resources: root })
  anna.grants.add(grant, { path, mode: 'write' })
  const options = { conference: 'octopus-2016' }
  expect(await anna.request('sharing.save', { options, passphrase, grant })).toMatchObject({
    ok: true,
  })
  anna.close()
  const { application, page } = await openNotebook(profile)
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true, disabled: false }).focus()
    await page.keyboard.press('Enter')
  }
  await goTo(page, '/sharing')
  await answerSaveDialog(application, join(profile, 'mine.rapporteur'))
  await press('Save file…')
  await page.getByText('Saved for your colleague: mine.rapporteur').waitFor()
  await expectFocus(page, /^BUTTON Save file…/)

  await answerOpenDialog(application, path)
  const open = async () => {
    await press('Open file…')
    await expectFocus(page, /^INPUT/)
    await page.keyboard.type(passphrase)
    await page.keyboard.press('Enter')
    await expectFocus(page, /^SECTION From/)
  }
  await open()
  await press('Cancel')
  await expectFocus(page, /^BUTTON Open file…/)
  await open()
  await press('Import')
  await page
    .getByRole('status')
    .getByText(/^Imported: /)
    .waitFor()
  await expectFocus(page, /^BUTTON Open file…/)
  const record = page.getByRole('list', { name: 'Imported files' })
  await record.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await expectFocus(page, /^LI From.*has been removed\./)
})

test('the first key works, however soon after the note gets the focus', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await openSession(page, /Workshop 9/)
  const editor = getEditor(page)
  const isAtStart = () =>
    editor.evaluate(({ firstElementChild }) => firstElementChild?.contains(getSelection()?.focusNode ?? null))
  expect(await isAtStart()).toBe(false)
  await editor.blur()
  await editor.focus()
  await page.keyboard.press('Control+Home')
  await expect.poll(isAtStart).toBe(true)
  await page.waitForTimeout(300)
  expect(await isAtStart()).toBe(true)
})

test('parallel sessions that do not fit in the header are shown on request', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 40, sessions: 200 }))
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await openSession(page, /Talk 82/)
  const list = page.getByRole('list', { name: 'Same time' })
  const more = list.getByRole('button', { name: /^and \d+ more$/ })
  await more.waitFor()
  const [, rest] = /and (\d+) more/.exec((await more.textContent()) ?? '') ?? []
  const before = await list.getByRole('link').count()
  await more.press('Enter')
  await expect.poll(() => list.getByRole('link').count()).toBe(before + Number(rest))
  const next = list.getByRole('link').nth(before)
  expect(await next.evaluate((link) => link === document.activeElement)).toBe(true)
  await next.press('Enter')
  await more.waitFor()
})
