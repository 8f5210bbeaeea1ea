/** A colleague's note beside the delegate's own. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { importShared, openAnnasNotebook, shareNotes, unwrapReply } from './lib/colleague.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, pressKey, waitForCaret, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('a colleague’s note shows its author and is read-only; what is typed goes into the delegate’s own note', async () => {
  const profile = await createTemporaryFolder()
  await shareAnnasNote(profile)
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  const choice = page.getByRole('radiogroup', { name: 'Notes of this session' })
  await choice.getByRole('radio', { name: 'My note', checked: true }).waitFor()
  await page.locator('footer').getByText('0 entries', { exact: true }).waitFor()

  await choice.getByText('Anna Ek', { exact: true }).click()
  const text = page.getByRole('textbox', { name: 'Notes, Workshop 9' })
  await text.getByText('What Anna heard.').waitFor()
  await page.getByText('by Anna Ek', { exact: true }).waitFor()
  expect(await text.getAttribute('aria-readonly')).toBe('true')
  expect(await findViolations(page)).toEqual([])
  await text.getByRole('checkbox').click({ force: true })
  await text.focus()
  await page.keyboard.type('not hers')

  await pressKey(application, 'N', ['control', 'shift'])
  await choice.getByRole('radio', { name: 'My note', checked: true }).waitFor()
  await waitForCaret(page)
  await page.keyboard.type('What I heard.')
  await waitUntilSaved(page)
  await expect.poll(() => getEditor(page).textContent()).toBe('What I heard.')
  await page.locator('footer').getByText('1 entry', { exact: true }).waitFor()

  await choice.getByText('Anna Ek', { exact: true }).click()
  await expect.poll(() => text.textContent()).toBe('What Anna heard.Ask for the slides.')
  expect(await text.getByRole('checkbox').isChecked()).toBe(false)
})

/** Anna's note on Workshop 9, imported before the app starts. */
async function shareAnnasNote(profile: string): Promise<void> {
  const anna = await openAnnasNotebook()
  const markdown = 'What Anna heard.\n\n- [ ] Ask for the slides.\n'
  const home = { conference: 'octopus-2016', session: 'workshop-9', keyMessage: null }
  await unwrapReply(anna.call('notes.save', { id: randomUUID(), ...home, markdown, baseRevision: 0 }))
  const path = await shareNotes(anna)
  anna.close()
  const store = openNotebookIn(profile)
  await importShared(store, path)
  store.close()
}
