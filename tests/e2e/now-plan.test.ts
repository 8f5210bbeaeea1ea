/** Where the delegate goes next: the floor plan on Now, and the sessions that fit into free time. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Guid } from '../../db/model.ts'
import { session } from '../../db/testing/bundles.ts'
import { createSources, pack } from '../../db/testing/packs.ts'
import { findViolations } from './lib/axe.ts'
import { importFile } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

/** The shared app's clock is at 14:52 on this day. */
const day = '2016-11-17'
const createSession = (title: string, from: string, to: string) =>
  session(title, { title, day, start: `${day}T${from}:00+01:00`, end: `${day}T${to}:00+01:00` })

async function openAfternoon(): Promise<Page> {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'afternoon.rapporteur-pack')
  const content = pack(
    (b) => {
      Object.assign(b.conference, { startDate: day, endDate: day })
      b.sessions = [
        createSession('Panel', '14:30', '15:10'),
        createSession('Debate', '15:30', '16:00'),
        createSession('Demo', '16:00', '16:30'),
        createSession('Plenary', '17:00', '17:30'),
      ]
    },
    { files: createSources().slice(0, 1) },
  )
  await writeFile(path, content)
  await importFile(profile, path)
  const store = openNotebookIn(profile)
  for (const name of ['Panel', 'Debate', 'Plenary'])
    store.call('stars.set', { conference: 'testing-days', session: Guid.parse(name), starred: true })
  store.close()
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  return page
}

test('Now has the floor plan of the room of my next session, and opens it large', async () => {
  const page = await openAfternoon()
  await goTo(page, '/now')
  const next = page.locator('section', { has: page.getByRole('heading', { name: /^Next: 15:30/ }) })
  const plan = next.getByRole('link', { name: 'Floor plan: Hall Level 1' })
  const getWidth = () => plan.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth)
  await expect.poll(getWidth).toBe(400)
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await plan.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Level 1' }).waitFor()

  await goTo(page, '/now')
  await next.getByRole('button', { name: 'Star Debate' }).click()
  await expect.poll(() => plan.count(), { message: 'Debate is not starred' }).toBe(0)
})

test('a session that fits into free time is starred with the keyboard, and Undo names it', async () => {
  const page = await openAfternoon()
  const fits = page.getByRole('button', { name: '1 session fits' })
  const getFocusedSession = () => page.evaluate(() => document.activeElement?.getAttribute('data-session'))
  for (const screen of ['/now', '/agenda']) {
    await goTo(page, screen)
    await page.getByRole('button', { name: 'Free 16:00–17:00, 1 h' }).waitFor()
    await fits.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: '16:00–16:30 · Demo · Hall' }).waitFor()
    expect(await findViolations(page), screen).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Free 16:30–17:00, 30 min' }).waitFor()
    await expect.poll(getFocusedSession, { message: screen }).toBe('Demo')
    await page.getByRole('button', { name: 'Undo: star Demo' }).click()
    await fits.waitFor()
  }
})
