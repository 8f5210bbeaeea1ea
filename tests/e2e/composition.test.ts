/** Typing letters that need several keys: dead keys (`´`, then `e`, as on French and Spanish keyboards) and input methods. */
import type { CDPSession, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { killTree } from './lib/processes.ts'
import { readStoredMarkdown } from './lib/read-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, openSession, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

/** Shows intermediate steps of a composition: underlined text that is not final. */
async function compose(keys: CDPSession, ...steps: string[]): Promise<void> {
  for (const text of steps) {
    const [selectionStart, selectionEnd] = [text.length, text.length]
    await keys.send('Input.imeSetComposition', { text, selectionStart, selectionEnd })
  }
}

/** Composes the steps and commits the last one. */
async function composeAndCommit(keys: CDPSession, ...steps: string[]): Promise<void> {
  await compose(keys, ...steps)
  await keys.send('Input.insertText', { text: steps.at(-1) ?? '' })
}

const getKeys = (page: Page) => page.context().newCDPSession(page)

test('an accented letter can be typed at the start of a line, within a word, in a list and in a mention', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const keys = await getKeys(page)
  await page.keyboard.type('Le proc')
  await composeAndCommit(keys, '`', 'è')
  await page.keyboard.type('s-verbal')
  await page.keyboard.press('Enter')
  await composeAndCommit(keys, '´', 'É')
  await page.keyboard.type('tat')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- ')
  await composeAndCommit(keys, '´', 'é')
  await page.keyboard.type('lan')
  await page.keyboard.press('Enter')
  await page.keyboard.type('@')
  await composeAndCommit(keys, '´', 'É')
  await page.getByRole('option', { name: 'Estonia' }).click()
  await waitUntilSaved(page)
  await expect
    .poll(() => getEditor(page).locator('p').allInnerTexts())
    .toEqual(['Le procès-verbal', 'État', 'élan', expect.stringContaining('Estonia')])
})

test('composed text is saved before it is committed, and a kill does not lose it', async () => {
  const profile = await createTemporaryFolder()
  const { page, pid } = await start({ profile })
  await openSession(page, /Workshop 9/)
  const keys = await getKeys(page)
  await page.keyboard.type('Tokyo: ')
  await compose(keys, 'に', 'にほ', 'にほん')
  await expect.poll(() => readStoredMarkdown(profile)).toEqual(['Tokyo: にほん\n'])
  await killTree(pid)
  expect(await readStoredMarkdown(profile)).toEqual(['Tokyo: にほん\n'])
})

test('switching the session during a composition leaves the text in the note where it began', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const keys = await getKeys(page)
  await page.keyboard.type('Budapest ')
  await compose(keys, '´', 'É')
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Paris')
  await waitUntilSaved(page)
  expect(await getEditor(page).textContent()).toBe('Paris')
  await openSession(page, /Workshop 9/)
  await expect.poll(() => getEditor(page).textContent()).toBe('Budapest É')
})
