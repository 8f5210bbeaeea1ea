/** List panes, the splitter beside them, and messages over them. */
import { expect, test } from 'vitest'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('keys move the splitter to its limits, a new note scrolls into view, and the Undo bar covers no count', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await goTo(page, '/notes/new')
  await getEditor(page).click()
  const splitter = page.getByRole('separator', { name: 'Width of the list' })
  const width = () => splitter.getAttribute('aria-valuenow')
  await splitter.focus()
  await page.keyboard.press('End')
  await expect.poll(width).toBe(await splitter.getAttribute('aria-valuemax'))
  await page.keyboard.press('Home')
  await expect.poll(width).toBe('340')

  for (const words of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']) {
    await goTo(page, '/notes/new')
    await expect.poll(() => getEditor(page).textContent()).toBe('')
    await getEditor(page).click()
    await page.keyboard.type(words)
    await waitUntilSaved(page)
  }
  const row = page.getByRole('list', { name: 'Notes' }).getByRole('link', { name: 'eight' })
  await expect
    .poll(() => row.evaluate((link) => link.getBoundingClientRect().bottom <= innerHeight - 28))
    .toBe(true)

  await page.getByRole('article').getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete note' }).click()
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  const top = await undo.evaluate((button) => button.getBoundingClientRect().top)
  const count = page
    .getByRole('main')
    .getByText(/ words?$/)
    .last()
  await expect.poll(() => count.evaluate((node) => node.getBoundingClientRect().bottom)).toBeLessThan(top)
})
