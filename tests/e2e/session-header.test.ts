/** The header of a session is hidden while a long note is scrolled. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('the header disappears when a long note is scrolled, and returns at its top', async () => {
  const profile = await createTemporaryFolder()
  const store = openStore({ folder: profile, resources: root })
  const lines = Array.from({ length: 120 }, (_, index) => `Line ${index + 1} of a long morning.`)
  const saved = await store.call('notes.save', {
    id: randomUUID(),
    conference: 'octopus-2016',
    session: 'workshop-9',
    keyMessage: null,
    markdown: lines.join('\n\n'),
    baseRevision: 0,
  })
  expect(saved.ok).toBe(true)
  store.close()
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await goTo(page, '/agenda/workshop-9')
  const title = page.locator('#session-title')
  await title.waitFor()
  const line = getEditor(page).getByText('Line 30 of a long morning.')
  await line.scrollIntoViewIfNeeded()
  await page.mouse.move(1000, 600)
  await page.mouse.wheel(0, 600)
  await expect.poll(() => title.isVisible()).toBe(false)
  await page.mouse.wheel(0, -20_000)
  await title.waitFor()
  await getEditor(page).getByText('Line 1 of a long morning.').waitFor()
})
