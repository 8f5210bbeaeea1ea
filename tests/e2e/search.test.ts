/** Search: a result leads to its place in a note, with the words highlighted and the caret there. */
import { expect, test } from 'vitest'
import { octopus } from '../../db/testing/temp-store.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { temporaryFolder } from './lib/testing.ts'

const openNotebook = shareApp()

const filler = Array.from({ length: 60 }, (_, index) => `Paragraph ${index} of the day.`).join('\n\n')

async function writeNote(markdown: string): Promise<string> {
  const profile = await temporaryFolder()
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
