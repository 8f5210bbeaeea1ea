/** Backlinks of a session, a key message or a contact open the note at the mention. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo } from './lib/window.ts'

const openNotebook = shareApp()

const long = 'A line of what was said.\n\n'.repeat(60)
const markdown = `[14:33](rapporteur:at/2016-11-17T13:33:07Z) Opening, as in [Workshop 8](rapporteur:session/octopus-2016/workshop-8).

${long}[14:48](rapporteur:at/2016-11-17T13:48:00Z) Said in [Workshop 8](rapporteur:session/octopus-2016/workshop-8) too: ask [@EUROJUST](rapporteur:contact/octopus-2016/eurojust), see [Key message 3](rapporteur:key-message/octopus-2016/km-3).

${long}`

async function open(): Promise<Page> {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  const note = {
    conference: 'octopus-2016',
    session: 'workshop-9',
    keyMessage: null,
    markdown,
    baseRevision: 0,
  }
  expect(store.call('notes.save', { id: randomUUID(), ...note })).toMatchObject({ ok: true })
  store.close()
  const { page } = await openNotebook(profile)
  return page
}

/** Expects the caret in the block, and the block in view. */
async function expectAt(page: Page, words: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor()
  const line = getEditor(page).locator('p', { hasText: words })
  await expect
    .poll(() =>
      line.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        const caret = getSelection()?.anchorNode ?? null
        return element.contains(caret) && top > 0 && bottom < innerHeight
      }),
    )
    .toBe(true)
}

test('a session lists the notes that mention it', async () => {
  const page = await open()
  await goTo(page, '/agenda/workshop-8')
  await page.getByRole('button', { name: 'Mentioned in 1 note' }).click()
  const places = page.getByRole('dialog', { name: 'Notes that mention this session' })
  await places.getByRole('link', { name: /Said in Workshop 8/ }).waitFor()
  await expect.poll(() => places.getByRole('link').count()).toBe(2)
  expect(await findViolations(page)).toEqual([])
  await places.getByRole('link', { name: /Said in Workshop 8/ }).click()
  await expectAt(page, 'Said in')
  // Notes on the session itself are not listed.
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Opening, as in').waitFor()
  expect(await page.getByRole('button', { name: /^Mentioned in/ }).count()).toBe(0)
})

test('a key message and a contact link to the place in the note, too', async () => {
  const page = await open()
  await goTo(page, '/key-messages/km-3')
  await page.getByRole('link', { name: /Said in Workshop 8/ }).click()
  await expectAt(page, 'Said in')
  await goTo(page, '/contacts/eurojust')
  await page.getByRole('link', { name: /Workshop 9/ }).click()
  await expectAt(page, 'Said in')
})
