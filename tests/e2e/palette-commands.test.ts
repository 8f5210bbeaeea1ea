/** Commands in the palette: on the open note, printing and focus mode. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, openSession, waitForCaret } from './lib/window.ts'

const openNotebook = shareApp()

/** Opens the palette and types the words. */
async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('combobox', { name: /^Search sessions/ }).fill(words)
}

/** Runs the command that the palette offers by this name and shortcut. */
async function runCommand(page: Page, name: string, shortcut: string): Promise<void> {
  await search(page, name)
  await page
    .getByRole('option', { name: `${name} ${shortcut}`, exact: true })
    .or(page.getByRole('option', { name: `${name} Open ${shortcut}`, exact: true }))
    .click()
  await page.getByRole('combobox').waitFor({ state: 'detached' })
}

test('the palette runs the commands of the open note and shows their shortcuts', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Agreed: ')
  await runCommand(page, 'Bold', 'Ctrl B')
  await waitForCaret(page)
  await page.keyboard.type('the draft')
  await getEditor(page).locator('strong', { hasText: 'the draft' }).waitFor()

  await runCommand(page, 'Key message', '[[')
  await page.getByRole('listbox', { name: 'Key messages' }).waitFor()
  await page.keyboard.press('Escape')

  await runCommand(page, 'Find in this note', 'Ctrl F')
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Find in this note')
  await page.keyboard.press('Escape')

  const frame = page.locator('[data-focus-mode]')
  await runCommand(page, 'Focus mode', 'Ctrl Shift M')
  await expect.poll(() => frame.getAttribute('data-focus-mode')).toBe('true')
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await expect.poll(() => frame.getAttribute('data-focus-mode')).toBe('false')

  await goTo(page, '/contacts')
  await search(page, 'Bold')
  await page.getByText('No results for “Bold”').waitFor()
})

test('Enter runs a command by its name, even if the search takes the name for a typing error', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/notes')
  await search(page, 'print')
  await page.getByText('These are results for “point”.').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('main[data-screen="export"]').waitFor()
})

test('the palette prints what is on screen, or else a report', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/notes')
  await runCommand(page, 'Print…', 'Ctrl P')
  await page.locator('main[data-screen="export"]').waitFor()
})

test('by keyboard, the search is limited to the exact words, and widened again', async () => {
  const { page } = await openNotebook()
  await search(page, 'evidence')
  const run = async (name: RegExp) => {
    const option = page.getByRole('option', { name })
    await option.waitFor()
    await expect
      .poll(async () => {
        if (await option.evaluate(({ ariaSelected }) => ariaSelected === 'true')) return true
        await page.keyboard.press('ArrowUp')
        return false
      })
      .toBe(true)
    await page.keyboard.press('Enter')
  }
  await run(/^Exact words only/)
  await page.getByRole('button', { name: 'Exact words only', pressed: true }).waitFor()
  await run(/^Also other forms, synonyms and translations/)
  await page.getByRole('button', { name: 'Exact words only', pressed: false }).waitFor()
})

test('the number of results shown and read out is that of the chosen kind', async () => {
  const { page } = await openNotebook()
  await search(page, 'evidence')
  const tab = await page.getByRole('tab', { name: /^Sessions [1-9]/ }).textContent()
  await page.keyboard.press('Control+PageDown')
  const status = page.getByRole('dialog').getByRole('status')
  await expect
    .poll(() => status.textContent())
    .toMatch(new RegExp(`^${tab?.replace('Sessions ', '')} result`))
})
