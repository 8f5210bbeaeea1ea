/** The accessibility rules also hold for dialogs, menus and empty states. */
import { expect, test } from 'vitest'
import { bundle } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, pressKey } from './lib/window.ts'

const openNotebook = shareApp()

test('menus, the palette, versions, a form with errors and a missing note', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  const article = page.getByRole('article')
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Opening.').waitFor()

  await article.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).waitFor()
  expect(await findViolations(page), 'a menu').toEqual([])
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
  await page.getByRole('heading', { name: /versions/i }).waitFor()
  expect(await findViolations(page), 'versions').toEqual([])

  await pressKey(application, 'K', ['control'])
  await page.getByRole('option').first().waitFor()
  expect(await findViolations(page), 'the palette before anything is typed').toEqual([])
  await page.keyboard.type('xyzzy')
  await page.getByText('No results for “xyzzy” on this computer.').waitFor()
  expect(await findViolations(page), 'nothing found').toEqual([])
  await page.keyboard.press('Escape')

  await goTo(page, '/contacts/new')
  await page.getByLabel('E-mail').fill('no address')
  await page.getByLabel('Private note').focus()
  expect(await findViolations(page), 'a form with errors').toEqual([])

  await goTo(page, '/notes/00000000-0000-4000-8000-000000000000')
  await page.getByText('This note is no longer here').waitFor()
  expect(await findViolations(page), 'a note that is gone').toEqual([])
})

test('an empty list shows no filter, and says what to do', async () => {
  const profile = await createTemporaryFolder()
  const bare = bundle((b) => {
    Object.assign(b, { keyMessages: [], directory: [], speakers: [], rooms: [] })
    b.sessions = b.sessions.map((session) => ({ ...session, room: null, speakers: [] }))
  })
  await importBundle(profile, bare as { conference: { slug: string } })
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  const main = page.getByRole('main')
  const fields = main.getByRole('searchbox').or(main.getByRole('textbox'))
  for (const [route, words] of [
    ['/notes', 'No notes yet'],
    ['/notes-by-time', 'No notes yet'],
    ['/actions', 'No tasks yet'],
    ['/contacts', 'Whom have you met?'],
    ['/sharing', 'There is nothing of this kind to share.'],
  ] as const) {
    await goTo(page, route)
    await main.getByText(words).waitFor()
    await expect.poll(() => fields.count(), { message: route }).toBe(0)
    expect(await findViolations(page), route).toEqual([])
  }
  await goTo(page, '/notes')
  expect(await main.getByRole('button', { name: /^Order/ }).count()).toBe(0)
  expect(await main.getByRole('radio').count()).toBe(0)
})
