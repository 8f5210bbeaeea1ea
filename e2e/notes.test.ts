/** A note found again: by a search, and as it was before. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openStore } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, goTo, pressKey } from './lib/window.ts'

test('the palette opens a note at the words that were typed', async () => {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await start({ profile })
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor()
  await pressKey(application, 'K', ['control'])
  await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
  await page.keyboard.type('romania training')
  await page.getByRole('option', { name: /delegation of Romania/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor()
  await editorOf(page).getByText('ask the delegation of Romania about the training centre').waitFor()
  expect(await page.getByRole('combobox', { name: /^Search sessions/ }).count()).toBe(0)
})

test('an earlier version can be read and restored, and Undo brings the later one back', async () => {
  const profile = await temporaryFolder()
  await writeTwice(profile, ['What the chair said at first.\n', 'What the minutes will say.\n'])
  const { page } = await start({ profile })
  await goTo(page, '/agenda/workshop-9')
  const editor = editorOf(page)
  await editor.getByText('What the minutes will say.').waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
  const versions = page.getByRole('region', { name: 'Earlier versions' })
  await versions.getByRole('option', { name: /What the chair said at first/ }).waitFor()
  await versions.getByRole('paragraph').getByText('What the chair said at first.').waitFor()
  await versions.getByRole('radio', { name: 'Changes since then' }).click()
  await expect.poll(() => versions.locator('del').allTextContents()).toEqual(['chair said at first'])
  expect(await versions.locator('ins').allTextContents()).toEqual(['minutes will say'])
  await versions.getByRole('button', { name: 'Restore this version' }).click()
  await editor.getByText('What the chair said at first.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await editor.getByText('What the minutes will say.').waitFor()
})

/** One text after the other, ten minutes apart. */
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
