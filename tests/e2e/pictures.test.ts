/** Pictures in notes: pasted and dropped, described, shrunk, kept after a restart; other files are refused. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createPng } from '../../db/testing/pictures.ts'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import {
  answerOpenDialog,
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  setTheme,
  waitForCaret,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

/** A drawn picture, or one in base64. */
type File = { width: number; height: number; type: string; base64?: string }

/** Gives the file to the page as the system does: on the clipboard, or by dragging. */
async function give(page: Page, how: 'paste' | 'drop', file: File | string): Promise<void> {
  await page.evaluate(
    async ([kind, wanted]) => {
      const editor = document.querySelector('[contenteditable="true"]')
      if (!editor) throw new Error('no editor')
      const blob = async () => {
        if (typeof wanted === 'string') return new Blob([wanted])
        const { base64, type } = wanted
        if (base64)
          return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type })
        const canvas = new OffscreenCanvas(wanted.width, wanted.height)
        const context = canvas.getContext('2d')
        if (!context) throw new Error('no canvas')
        // Random noise, which does not compress well, as in a photo. It is darker on the left half, so that no noise is taken for letters,
        // on which the recogniser would spend a minute.
        const pixels = context.createImageData(wanted.width, wanted.height)
        let seed = 2016
        for (let index = 0; index < pixels.data.length; index += 1) {
          seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
          const shade = index % (4 * wanted.width) < 2 * wanted.width ? 32 : 192
          pixels.data[index] = index % 4 === 3 ? 255 : shade + ((seed >> 16) & 31)
        }
        context.putImageData(pixels, 0, 0)
        return canvas.convertToBlob({ type: wanted.type })
      }
      const data = new DataTransfer()
      const type = typeof wanted === 'string' ? 'image/png' : wanted.type
      data.items.add(new File([await blob()], 'slide', { type }))
      const { left, top } = editor.getBoundingClientRect()
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', {
              dataTransfer: data,
              clientX: left + 120,
              clientY: top + 24,
              bubbles: true,
              cancelable: true,
            })
      editor.dispatchEvent(event)
    },
    [how, file] as const,
  )
}

const listPictures = (page: Page) =>
  getEditor(page).evaluate((text) =>
    [...text.querySelectorAll<HTMLImageElement>('img[src]')].map(({ complete, naturalWidth, alt }) => ({
      shown: complete && naturalWidth > 0,
      alt,
    })),
  )

test('a photo of a slide is pasted, described and shrunk, and is there after a restart', async () => {
  const { application, page, profile } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The slide on MLA: ')
  await give(page, 'paste', { width: 2400, height: 1800, type: 'image/png' })
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'Picture' }])
  await waitUntilSaved(page)
  const image = getEditor(page).locator('img[src]')
  await image.click()
  const form = page.getByRole('form', { name: 'About this picture' })
  await form.getByText('2400 × 1800').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  // Enter moves from the text to the description and back.
  await page.keyboard.press('Enter')
  await page.keyboard.type('How long requests take')
  // The note has the description while it is typed, so that autosave includes it.
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'How long requests take' }])
  await page.keyboard.press('Enter')
  await waitForCaret(page)
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'How long requests take' }])
  await form.getByRole('button', { name: 'Make smaller' }).click()
  await form.getByText('1600 × 1200').waitFor()
  await waitUntilSaved(page)

  await page.reload()
  await goTo(page, '/agenda/workshop-9')
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'How long requests take' }])
  // The picture is stored in the database, not in a file.
  expect((await readdir(profile)).filter((name) => /\.(png|jpe?g)$/i.test(name))).toEqual([])
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
  await page.getByRole('region', { name: 'Earlier versions' }).waitFor()
  await expectNoRequests(application)
})

test('a dropped picture is removed and restored by Undo; WebP is converted to a common format', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Dropped.')
  await give(page, 'drop', { width: 320, height: 200, type: 'image/webp' })
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'Picture' }])
  await getEditor(page).locator('img[src]').click()
  await page.getByText('320 × 200').waitFor()
  expect(await page.getByRole('button', { name: 'Make smaller' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect.poll(() => listPictures(page)).toEqual([])
  await page.keyboard.press('Control+z')
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'Picture' }])
})

test('a picture can be chosen from a file with a slash command', async () => {
  const profile = await createTemporaryFolder()
  const file = join(profile, 'slide.png')
  await writeFile(file, createPng(300, 200))
  const { application, page } = await openNotebook(profile)
  await answerOpenDialog(application, file)
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The slide: /pict')
  await page.getByRole('option', { name: 'Picture' }).click()
  await expect.poll(() => listPictures(page)).toEqual([{ shown: true, alt: 'Picture' }])
  await waitUntilSaved(page)
})

test('a file that is not a picture is refused with a reason, and the note is unchanged', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Only words.')
  await give(page, 'paste', '<svg onload="alert(1)">')
  await page.getByText(/The picture could not be added.*PNG, JPEG or GIF/).waitFor()
  expect(await getEditor(page).textContent()).toBe('Only words.')
  expect(await listPictures(page)).toEqual([])
})

test('the text of a slide is copied, quoted, read out, and found by the search', async () => {
  const { application, page } = await openNotebook()
  const slide = await readFile(join(import.meta.dirname, '../fixtures/slides/en.jpg'), 'base64')
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The slide: ')
  await give(page, 'paste', { width: 2000, height: 1500, type: 'image/jpeg', base64: slide })
  await waitUntilSaved(page)
  await expect
    .poll(async () => (await listPictures(page))[0]?.alt, { timeout: 60_000 })
    .toContain('subcommittee')
  await getEditor(page).locator('img[src]').click()
  const form = page.getByRole('form', { name: 'About this picture' })
  await form.getByRole('button', { name: 'Copy text' }).click()
  await expect
    .poll(() => application.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('virtual currency')
  await form.getByRole('button', { name: 'Insert text as quote' }).click()
  await expect.poll(() => getEditor(page).locator('blockquote').textContent()).toContain('virtual currency')
  await page.keyboard.press('Control+z')
  await expect.poll(() => getEditor(page).locator('blockquote').count()).toBe(0)
  await waitUntilSaved(page)

  await goTo(page, '/agenda/workshop-1')
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('subcommittee')
  const result = page.getByRole('option', { name: /in a picture/ })
  await result.waitFor()
  await result.click()
  await form.getByText('virtual currency').waitFor()
})

test('the form of a picture names the languages of the conference that have no data', async () => {
  const { page } = await openNotebook()
  const slide = await readFile(join(import.meta.dirname, '../fixtures/slides/ru.jpg'), 'base64')
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('The slide: ')
  await give(page, 'paste', { width: 2000, height: 1500, type: 'image/jpeg', base64: slide })
  await waitUntilSaved(page)
  await getEditor(page).locator('img[src]').click()
  const form = page.getByRole('form', { name: 'About this picture' })
  await form.getByText('Not read in Russian, whose data is missing (Settings → Text in pictures).').waitFor()
})
