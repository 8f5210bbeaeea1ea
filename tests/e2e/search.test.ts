/** Search: a result leads to its place in a note, with the words highlighted and the caret there. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { makeDocx } from '../../db/testing/make-documents.ts'
import { createSources, pack } from '../../db/testing/packs.ts'
import { octopus } from '../../db/testing/temp-store.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo } from './lib/window.ts'

const openNotebook = shareApp()

const filler = Array.from({ length: 60 }, (_, index) => `Paragraph ${index} of the day.`).join('\n\n')

async function writeNote(markdown: string): Promise<string> {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  const id = crypto.randomUUID()
  const saved = store.call('notes.save', {
    id,
    conference: octopus,
    session: 'workshop-8',
    keyMessage: null,
    markdown,
    baseRevision: 0,
  })
  store.close()
  expect(saved.ok).toBe(true)
  return profile
}

test('a result opens the note at its place, and F3 leads to the next', async () => {
  const profile = await writeNote(
    `${filler}\n\nThe freezing of wallets was proposed.\n\n${filler}\n\nTo freeze them takes two days.\n`,
  )
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  const field = page.getByRole('dialog').getByRole('combobox')
  await field.fill('freezes type:note')
  await page.getByRole('option', { name: /The freezing of wallets/ }).click()
  const caretLine = () =>
    page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('p')?.textContent)
  await expect.poll(caretLine).toBe('The freezing of wallets was proposed.')
  const line = page.getByText('of wallets was proposed')
  await expect.poll(() => line.isVisible()).toBe(true)
  const place = await line.boundingBox()
  expect(place?.y).toBeGreaterThan(0)
  expect(place?.y).toBeLessThan(900)
  await page.keyboard.press('F3')
  await expect.poll(caretLine).toBe('To freeze them takes two days.')
  await page.keyboard.press('Shift+F3')
  await expect.poll(caretLine).toBe('The freezing of wallets was proposed.')
})

type Page = Awaited<ReturnType<typeof openNotebook>>['page']

async function openResult(page: Page, typed: string, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(typed)
  await page.getByRole('option', { name }).first().click()
}

/** The current highlighted word and the text after it; null if nothing is highlighted, or if the word is out of view. */
function readActiveWord(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const highlight = (CSS as unknown as { highlights: Map<string, Iterable<Range>> }).highlights.get(
      'found-active',
    )
    const [range] = highlight ?? []
    if (!range) return null
    const { top, bottom } = range.getBoundingClientRect()
    const isInView = top > 0 && bottom < innerHeight
    return isInView ? (range.startContainer.textContent ?? '').slice(range.startOffset).slice(0, 20) : null
  })
}

test('a result opens a key message at its place; F3 leads to the next word, and Escape ends it', async () => {
  const { page } = await openNotebook()
  await openResult(page, 'encryption dilemma type:message', /encryption/)
  await expect.poll(() => readActiveWord(page)).toMatch(/^encryption/)
  await page.keyboard.press('F3')
  await expect.poll(() => readActiveWord(page)).toMatch(/^encryption is a refl/)
  await page.keyboard.press('F3')
  await expect.poll(() => readActiveWord(page)).toMatch(/^dilemma/)
  await page.keyboard.press('Shift+F3')
  await expect.poll(() => readActiveWord(page)).toMatch(/^encryption is a refl/)
  await page.keyboard.press('Escape')
  await expect.poll(() => readActiveWord(page)).toBeNull()
})

test('a result in another conference opens the paragraph of a description that was found', async () => {
  const profile = await createTemporaryFolder()
  const paragraphs = Array.from({ length: 40 }, (_, index) => `Paragraph ${index} of the session.`)
  const description = [...paragraphs, 'Zanzibar hosts the court.', ...paragraphs, 'So does Zanzibar.'].join(
    '\n',
  )
  await importBundle(
    profile,
    bundle((made) => {
      made.sessions[0] = session('opening', { title: 'Opening', description })
    }),
  )
  const { page } = await openNotebook(profile)
  await openResult(page, 'zanzibar court', /hosts the court/)
  await expect.poll(() => readActiveWord(page)).toBe('Zanzibar hosts the c')
  await page.keyboard.press('F3')
  await expect.poll(() => readActiveWord(page)).toBe('court.\nParagraph 0 o')
  await page.keyboard.press('F3')
  await expect.poll(() => readActiveWord(page)).toBe('Zanzibar.')
})

/** A notebook with a document of two pages for the closing session. */
async function importDocument(): Promise<string> {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'days.rapporteur-pack')
  const write = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  const paragraphs = Array.from({ length: 40 }, (_, index) => write(`Paragraph ${index} of the draft.`)).join(
    '',
  )
  const breakPage = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
  const second = [
    paragraphs,
    write('Zanzibar hosts the court.'),
    paragraphs,
    write('So does Zanzibar.'),
  ].join('')
  const bytes = makeDocx(write('Draft') + breakPage + second)
  const files = createSources()
    .slice(1)
    .map((document) => ({ ...document, fileName: 'draft.docx', bytes }))
  await writeFile(
    path,
    pack(() => {}, { files }),
  )
  await importFile(profile, path)
  return profile
}

test('a result opens a document at its page; the page is quoted in the note on its session, with Undo', async () => {
  const { page } = await openNotebook(await importDocument())
  await openResult(page, 'zanzibar court', /hosts the court/)
  await page.getByText('Page 2 of 2').waitFor()
  await expect.poll(() => readActiveWord(page)).toBe('Zanzibar hosts the c')
  await page.keyboard.press('F3')
  await expect.poll(() => readActiveWord(page)).toBe('court.')
  await page.keyboard.press('F3')
  await expect.poll(() => readActiveWord(page)).toBe('Zanzibar.')

  await page.getByText('Zanzibar hosts the court.').selectText()
  await page.getByRole('button', { name: /^Quote the selected text/ }).click()
  await page.getByText('Quoted in the note “Closing”.').waitFor()
  await goTo(page, '/agenda/closing')
  const note = getEditor(page)
  await note.getByText('Draft conclusions, p. 2:').waitFor()
  await expect.poll(() => note.locator('blockquote').allTextContents()).toEqual(['Zanzibar hosts the court.'])
  await page.getByRole('button', { name: /^Undo: quote/ }).click()
  await expect.poll(() => note.locator('blockquote').count()).toBe(0)
})
