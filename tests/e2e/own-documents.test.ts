/** Documents of the delegate's own: attached by button, drop and paste, listed as theirs, and removed. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { makePdf } from '../../db/testing/make-documents.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, dragOver, getEditor, goTo, pressKey } from './lib/window.ts'

const openNotebook = shareApp()

/** Gives the element a file, as the system does when it is dropped or pasted. */
async function give(place: Locator, kind: 'drop' | 'paste', name: string): Promise<void> {
  await place.evaluate(
    (element, { kind, name }) => {
      const data = new DataTransfer()
      data.items.add(new File(['Zanzibar agrees.'], name, { type: 'text/plain' }))
      const how = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data }),
      )
    },
    { kind, name },
  )
}

test('a document is attached by button, drop and paste; it is listed as mine, and removing it can be undone', async () => {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'Position paper.txt')
  await writeFile(path, 'We support the draft.')
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  const session = page.getByRole('article')
  await answerOpenDialog(application, path)
  await session.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Attach a document…' }).click()
  await session.getByRole('link', { name: 'Position paper' }).waitFor()
  const editor = session.getByRole('textbox')
  await give(editor, 'drop', 'Statement.txt')
  await session.getByRole('link', { name: 'Statement' }).waitFor()
  await give(editor, 'paste', 'Mandate.txt')
  await session.getByRole('link', { name: 'Mandate' }).waitFor()
  expect(await session.getByText('mine', { exact: true }).count()).toBe(3)

  await goTo(page, '/documents')
  const list = page.getByRole('list', { name: 'Documents' })
  await list.getByText('mine · TXT').first().waitFor()
  await page.getByRole('button', { name: 'Remove Statement' }).click()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2)
  await page.getByRole('button', { name: /^Undo: remove/ }).click()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(3)
  await list.getByRole('link', { name: 'Position paper', exact: true }).click()
  await page.getByText('We support the draft.').waitFor()
})

test('of several documents, one message says which were attached and which not, and Undo removes all of them', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/agenda/workshop-9')
  const session = page.getByRole('article')
  await session.getByRole('textbox').evaluate((element) => {
    const dataTransfer = new DataTransfer()
    const contents = {
      'Scan.pdf': new Uint8Array(26 * 1024 * 1024),
      'Statement.txt': 'Yes.',
      'Mandate.txt': 'No.',
    }
    for (const [name, content] of Object.entries(contents)) dataTransfer.items.add(new File([content], name))
    element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  })
  const message = page.getByText(
    /^“Scan\.pdf” was not attached\. Scan\.pdf is larger than 25 MB, .* 2 documents are attached\.$/,
  )
  await message.waitFor()
  const mine = session.getByText('mine', { exact: true })
  await expect.poll(() => mine.count()).toBe(2)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => mine.count()).toBe(0)
})

test('a note in its own window takes documents by button, drop and paste, and lists them', async () => {
  const profile = await createTemporaryFolder()
  const [paper, statement] = [join(profile, 'Position paper.txt'), join(profile, 'Statement.txt')]
  for (const path of [paper, statement]) await writeFile(path, 'We support the draft.')
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).click()
  const opened = application.waitForEvent('window')
  await page.keyboard.press('ControlOrMeta+Shift+O')
  const note = await opened
  await getEditor(note).waitFor()

  await answerOpenDialog(application, paper)
  await note.getByRole('button', { name: 'Attach a document…' }).click()
  await note.getByText('“Position paper.txt” is attached.').waitFor()
  const drop = await dragOver(note, statement)
  await note.getByText('Drop to attach').waitFor()
  await drop()
  await note.getByText('“Statement.txt” is attached.').waitFor()
  await give(getEditor(note), 'paste', 'Mandate.txt')
  await note.getByText('“Mandate.txt” is attached.').waitFor()
  const session = page.getByRole('article')
  for (const name of ['Position paper', 'Statement', 'Mandate'])
    await session.getByRole('link', { name, exact: true }).waitFor()
  await note.getByRole('button', { name: 'Undo: attach “Mandate.txt”' }).click()
  await session.getByRole('link', { name: 'Mandate', exact: true }).waitFor({ state: 'detached' })

  await note.getByRole('button', { name: 'Documents (2)' }).click()
  await note.getByRole('menuitem', { name: 'Statement' }).click()
  await page.getByText('We support the draft.').waitFor()
})

test('by keyboard alone, a PDF is attached, found, opened at its page and quoted', async () => {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'Guidance.pdf')
  await writeFile(path, makePdf(['The first page.', '1 Seat\nZanzibar hosts the court.']))
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  await answerOpenDialog(application, path)
  /** Presses the key until the element has the state, then Enter. */
  const enter = async (key: string, element: Locator, hasState: (element: Element) => boolean) => {
    await element.waitFor()
    await expect
      .poll(async () => {
        const isReached = await element.evaluate(hasState)
        if (!isReached) await page.keyboard.press(key)
        return isReached
      })
      .toBe(true)
    await page.keyboard.press('Enter')
  }
  const choose = async (words: string, name: RegExp) => {
    await pressKey(application, 'K', ['control'])
    await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
    await page.keyboard.type(words)
    await enter('ArrowDown', page.getByRole('option', { name }), (option) => option.ariaSelected === 'true')
  }
  await choose('attach', /^Attach a document…/)
  await page.getByText('“Guidance.pdf” is attached.').waitFor()
  // The text is read after a moment without input.
  await choose('zanzibar', /^Guidance/)
  await page.getByText('Page 2 of 2').waitFor()
  const quote = page.getByRole('button', { name: /^Quote the selected text/ })
  await enter('Shift+Tab', quote, (button) => button === document.activeElement)
  await page.getByText('Quoted in the note “Workshop 9”.').waitFor()
  // At the first page the pressed button keeps the focus.
  const previous = page.getByRole('button', { name: 'Previous page' })
  await enter('Shift+Tab', previous, (button) => button === document.activeElement)
  await page.getByText('Page 1 of 2').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Page 2 of 2').waitFor()
  await goTo(page, '/agenda/workshop-9')
  const quotation = getEditor(page).locator('blockquote')
  await expect.poll(() => quotation.allTextContents()).toEqual(['Zanzibar hosts the court.'])
})
