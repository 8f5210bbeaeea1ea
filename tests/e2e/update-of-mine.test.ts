/** What an update says about the delegate's own sessions, in the preview and then on Now. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Guid } from '../../db/model.ts'
import { type BundleInput, bundle, session } from '../../db/testing/bundles.ts'
import { createSources, pack } from '../../db/testing/packs.ts'
import { findViolations } from './lib/axe.ts'
import { importFile } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp({ now: '2026-05-04T07:40:00Z' })

const withPanel = (made: BundleInput) => {
  made.sessions.push(session('dinner', { title: 'Dinner', start: '2026-05-04T19:00:00+02:00', end: null }))
  made.sessions.splice(1, 0, session('panel', { title: 'Panel' }))
}

test('beside “Mine”, the preview counts the other changes; Now lists cancelled starred sessions first, and marks moved ones', async () => {
  const profile = await createTemporaryFolder()
  const first = join(profile, 'one.rapporteur-pack')
  await writeFile(first, pack(withPanel, { files: createSources().slice(0, 1) }))
  await importFile(profile, first)
  const store = openNotebookIn(profile)
  const { slug: conference } = bundle().conference
  for (const guid of ['opening', 'closing', 'dinner'])
    await store.request('stars.set', { conference, session: Guid.parse(guid), starred: true })
  store.close()
  const update = join(profile, 'two.rapporteur-pack')
  const second = pack((made) => {
    withPanel(made)
    made.conference.revision = 2
    const [opening, panel, closing, dinner] = made.sessions
    Object.assign(opening ?? {}, { start: '2026-05-04T10:00:00+02:00' })
    Object.assign(panel ?? {}, { title: 'Panel on evidence' })
    Object.assign(closing ?? {}, { status: 'cancelled' })
    Object.assign(dinner ?? {}, { start: '2026-05-05T19:00:00+02:00', day: '2026-05-05' })
    made.sessions.push(session('extra', { title: 'Extra' }))
    Object.assign(made.keyMessages?.[0] ?? {}, { text: 'Evidence in the cloud must be preserved.' })
  })
  await writeFile(update, second)

  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await answerOpenDialog(application, update)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  const also = dialog.getByText('Also: 1 retitled, 1 added, 1 key message, 1 document', { exact: true })
  await also.waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await dialog.getByRole('radio', { name: 'All 5' }).click()
  await also.waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Update' }).click()

  await goTo(page, '/now')
  const main = page.getByRole('main')
  const headings = () => main.getByRole('heading', { level: 2 }).allTextContents()
  await expect.poll(async () => (await headings()).slice(0, 3)).toEqual(['Cancelled', 'Moved', 'On now'])
  const cancelled = main.locator('section', { has: page.getByRole('heading', { name: 'Cancelled' }) })
  await expect.poll(() => cancelled.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Closing'])
  const moved = main.locator('section', { has: page.getByRole('heading', { name: 'Moved', exact: true }) })
  await expect.poll(() => moved.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Dinner'])
  await moved.getByText(/^Moved, was .*19:00$/).waitFor()
  await main.getByText('Moved, was 09:30', { exact: true }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  // By keyboard, the focus stays on the screen when the row goes away.
  await cancelled.getByRole('button', { name: 'Star Closing' }).press('Enter')
  await expect.poll(headings).not.toContain('Cancelled')
  const title = main.getByRole('heading', { level: 1 })
  await expect.poll(() => title.evaluate((heading) => heading === document.activeElement)).toBe(true)
})
