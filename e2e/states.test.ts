/** The accessibility rules hold as well for what opens over a screen or stands in for it. */
import { expect, test } from 'vitest'
import { violations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, goTo, pressKey } from './lib/window.ts'

test('menus, palette, versions, errors and empty lists', async () => {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await start({ profile, width: 1280, height: 800 })
  const article = page.getByRole('article')
  await goTo(page, '/agenda/workshop-9')
  await editorOf(page).getByText('Opening.').waitFor()

  await article.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).waitFor()
  expect(await violations(page), 'a menu').toEqual([])
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
  await page.getByRole('heading', { name: /versions/i }).waitFor()
  expect(await violations(page), 'versions').toEqual([])

  await pressKey(application, 'K', ['control'])
  await page.getByRole('option').first().waitFor()
  expect(await violations(page), 'the palette before anything is typed').toEqual([])
  await page.keyboard.type('xyzzy')
  await page.getByText('Nothing on this computer holds “xyzzy”.').waitFor()
  expect(await violations(page), 'nothing found').toEqual([])
  await page.keyboard.press('Escape')

  await goTo(page, '/contacts/new')
  await page.getByLabel('E-mail').fill('no address')
  await page.getByLabel('Private note').focus()
  expect(await violations(page), 'a form with errors').toEqual([])

  await goTo(page, '/notes/00000000-0000-4000-8000-000000000000')
  await page.getByText('This note is not here any more').waitFor()
  expect(await violations(page), 'a note that is gone').toEqual([])
})
