/** Finding notes by search, and restoring earlier versions. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, pressKey, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

test('the palette opens a note at the searched words', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor()
  // There are five notes, and their entries are counted.
  await page.locator('footer').getByText('13 entries', { exact: true }).waitFor()
  await pressKey(application, 'K', ['control'])
  await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
  await page.keyboard.type('romania training')
  await page.getByRole('option', { name: /delegation of Romania/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor()
  await getEditor(page).getByText('ask the delegation of Romania about the training centre').waitFor()
  expect(await page.getByRole('combobox', { name: /^Search sessions/ }).count()).toBe(0)
})

test('an earlier version can be read and restored, and Undo restores the later one', async () => {
  const profile = await createTemporaryFolder()
  await writeTwice(profile, ['What the chair said at first.\n', 'What the minutes will say.\n'])
  const { page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  const editor = getEditor(page)
  await editor.getByText('What the minutes will say.').waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
  const versions = page.getByRole('region', { name: 'Earlier versions' })
  await versions.getByRole('option', { name: /What the chair said at first/ }).waitFor()
  await versions.getByRole('paragraph').getByText('What the chair said at first.').waitFor()
  await versions.getByRole('radio', { name: 'Changes since then' }).click()
  await expect.poll(() => versions.locator('del').allTextContents()).toEqual(['chair said at first'])
  await expect.poll(() => versions.locator('ins').allTextContents()).toEqual(['minutes will say'])
  await versions.getByRole('button', { name: 'Restore this version' }).click()
  await editor.getByText('What the chair said at first.').waitFor()
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Written since.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await editor.getByText('What the minutes will say.').waitFor()
  await page.getByText('What you wrote since then is kept under Earlier versions.').waitFor()
})

test('a part of an earlier version can be copied to the end of the note, and Undo removes it', async () => {
  const profile = await createTemporaryFolder()
  const more =
    '| Country | Requests |\n| - | - |\n| Estonia | 12 |\n\n[Decision:](rapporteur:decision) Report it.\n'
  await writeTwice(profile, [`- First point.\n- Second point.\n\n${more}`, '- Something else.\n'])
  const { page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  const editor = getEditor(page)
  await editor.getByText('Something else.').waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
  const versions = page.getByRole('region', { name: 'Earlier versions' })
  // Versions are shown like the note.
  await versions.getByRole('cell', { name: 'Estonia' }).waitFor()
  const decision = versions.getByRole('paragraph').filter({ hasText: 'Report it.' })
  await decision.getByRole('img', { name: 'Decision:' }).waitFor()
  await versions.getByText('Second point.').last().hover()
  expect(await findViolations(page)).toEqual([])
  await versions.getByRole('button', { name: 'Copy into the note' }).nth(1).click()
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  await versions.getByRole('button', { name: 'Back to the note' }).click()
  await expect.poll(() => editor.textContent()).toBe('Something else.Second point.')
  // The two lists stay separate.
  await expect.poll(() => editor.locator('ul').count()).toBe(2)
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Written since.')
  await undo.click()
  await expect.poll(() => editor.textContent()).toBe('Something else.Written since.')
})

test('the list of what was written between two times is grouped by session and opens the note', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor()
  await pressKey(application, 'K', ['control'])
  await page.getByRole('combobox', { name: /^Search sessions/ }).fill('what I wrote')
  await page.getByRole('option', { name: 'What I wrote in a period' }).click()
  await page.getByRole('heading', { level: 1, name: 'What I wrote in a period' }).waitFor()
  await page.getByRole('textbox', { name: 'From' }).fill('14:40')
  await page.getByRole('textbox', { name: 'To' }).fill('14:45')
  await page.getByText('2 entries').waitFor()
  const group = page.locator('section', { has: page.getByRole('heading', { level: 2, name: /Workshop 9/ }) })
  await expect.poll(() => group.getByRole('listitem').count()).toBe(2)
  await group.getByText('Task', { exact: true }).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
    await page.screenshot({ path: join(root, 'dist/pictures', `written-${theme}.png`) })
  }
  await page.getByRole('textbox', { name: 'To' }).fill('14:41')
  await page.getByText('Nothing was written then').waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('textbox', { name: 'To' }).fill('10:00')
  await page.getByText(/^Enter a start and an end time/).waitFor()
  await page.getByRole('textbox', { name: 'To' }).fill('14:45')
  await group.getByText('Read the draft Guidance Note').click()
  await getEditor(page).getByText('Read the draft Guidance Note').waitFor()
})

/** Saves one text after another, ten minutes apart. */
async function writeTwice(folder: string, texts: readonly string[]): Promise<void> {
  const id = randomUUID()
  for (const [revision, markdown] of texts.entries()) {
    const store = openStore({
      folder,
      resources: root,
      now: () => `2016-11-17T13:${30 + 10 * revision}:00.000Z`,
    })
    const reply = await store.call('notes.save', {
      id,
      conference: 'octopus-2016',
      session: 'workshop-9',
      keyMessage: null,
      markdown,
      baseRevision: revision,
    })
    store.close()
    expect(reply).toMatchObject({ ok: true, value: { revision: revision + 1 } })
  }
}
