/** The packaged app, with its fuses and asar archive: starts, takes and keeps a note, checks spelling, and finds a pack beside it. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pack } from '../../db/testing/packs.ts'
import { saveNote, unwrap } from '../../db/testing/temp-store.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { killTree } from './lib/processes.ts'
import { chooseLanguage, getMisspeltWords, openSuggestions } from './lib/spelling.ts'
import { createTemporaryFolder, startPackaged } from './lib/test-app.ts'
import { getEditor, openSession, waitForPreview, waitUntilSaved } from './lib/window.ts'

const executable = process.env.RAPPORTEUR_E2E_PACKAGED ?? ''

test('the packaged app reads, stars, types, and keeps everything after kill -9', async () => {
  const profile = await createTemporaryFolder()
  const first = await startPackaged(executable, { profile })
  await expect
    .poll(() => first.page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link').count())
    .toBe(13)
  await first.page.getByRole('button', { name: 'Star Workshop 9' }).first().click()
  await openSession(first.page, /Workshop 9/)
  await first.page.keyboard.type('Written in the packaged app')
  await waitUntilSaved(first.page)
  await killTree(first.pid)

  const again = await startPackaged(executable, { profile })
  await openSession(again.page, /Workshop 9/)
  await getEditor(again.page).getByText('Written in the packaged app').waitFor()
  expect(
    await again.page.getByRole('button', { name: 'Star Workshop 9' }).first().getAttribute('aria-pressed'),
  ).toBe('true')
})

test('the packaged app has its dictionaries and their licences', async () => {
  const { page } = await startPackaged(executable, { profile: await createTemporaryFolder() })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The evidance, la fiscalia, заседаниее, procureurr. ')
  const misspelt = { English: 'evidance', Español: 'fiscalia', Русский: 'заседаниее', Français: 'procureurr' }
  for (const [language, word] of Object.entries(misspelt)) {
    await chooseLanguage(page, language)
    await expect.poll(() => getMisspeltWords(page)).toContain(word)
  }
  await openSuggestions(page, 'procureurr')
  await page.getByRole('menuitem', { name: 'procureur', exact: true }).click()
  await getEditor(page).getByText('заседаниее, procureur.').waitFor()

  const contents = process.platform === 'darwin' ? dirname(dirname(executable)) : dirname(executable)
  const licences = await readdir(join(contents, 'licences'), { recursive: true })
  expect(licences).toEqual(
    expect.arrayContaining([
      ...['en', 'en-gb', 'es', 'fr', 'ru'].map((name) => join(`dictionary-${name}`, 'license')),
      join('hunspell-wasm', 'COPYING.MPL'),
      'sbom.cdx.json',
      'third-party-licences.txt',
    ]),
  )
  const { components } = JSON.parse(await readFile(join(contents, 'licences', 'sbom.cdx.json'), 'utf8'))
  expect(components.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['Electron', 'Chromium', 'SQLite', 'react', 'better-sqlite3', 'dictionary-fr']),
  )
})

test('the packaged app offers the pack beside it at the first start', async () => {
  const program = process.platform === 'darwin' ? resolve(executable, '..', '..', '..') : executable
  const path = join(dirname(program), 'testing.rapporteur-pack')
  onTestFinished(() => rm(path))
  await writeFile(path, pack())
  const { page } = await startPackaged(executable, { profile: await createTemporaryFolder() })
  await waitForPreview(page, 'Testing Days')
})

test('the packaged app reads the text of a slide', async () => {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../fixtures/slides/en.jpg')))
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes }))
  saveNote(store, `![](rapporteur:picture/${sha256})`, { session: 'workshop-9' })
  store.close()
  const { page } = await startPackaged(executable, { profile })
  await openSession(page, /Workshop 9/)
  const slide = getEditor(page).locator('img[src]')
  await expect.poll(() => slide.getAttribute('alt'), { timeout: 60_000 }).toContain('subcommittee')
})
