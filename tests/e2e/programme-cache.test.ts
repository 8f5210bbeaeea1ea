/** The agenda is first rendered from the cached programme, then from the store's answer. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { openSession, waitUntilSaved } from './lib/window.ts'

test('the cached programme contains nothing that the delegate wrote, and a newer programme replaces it', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile })
  await openSession(first.page, /Workshop 8/)
  await first.page.keyboard.type('Between us: confidential.')
  await waitUntilSaved(first.page)
  await first.page.keyboard.press('Escape')
  await first.page
    .getByRole('button', { name: /Star .*Workshop 8|Workshop 8.*star/i })
    .first()
    .click()
  const readCache = () => first.page.evaluate(() => JSON.stringify({ ...localStorage }))
  await expect.poll(readCache).toMatch(/stars\.list.*workshop-8/)
  expect(await readCache()).toContain('Workshop 8')
  expect(await readCache()).not.toContain('confidential')
  await first.application.close()

  const bundle = JSON.parse(await readFile(join(root, 'assets', 'conferences', 'octopus-2016.json'), 'utf8'))
  bundle.conference.revision += 1
  const workshop = bundle.sessions.find(({ guid }: { guid: string }) => guid === 'workshop-8')
  const { title } = workshop
  workshop.title = 'A title that the organisers gave it last night'
  await importBundle(profile, bundle)

  const { page } = await start({ profile })
  await page
    .getByRole('link', { name: /A title that the organisers gave it last night/ })
    .first()
    .waitFor()
  expect(await page.getByRole('link', { name: title }).count()).toBe(0)
})

test('of a large programme only the part shown first is cached; the rest follows with the store’s answer', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 60, sessions: 4_000 }))
  const first = await start({ profile })
  await first.page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await first.page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  const readCache = () => first.page.evaluate(() => localStorage.getItem('programme') ?? '')
  await expect.poll(readCache).toContain('"part":{')
  expect((await readCache()).length).toBeLessThan(400_000)
  expect(await readCache(), 'a session of the first day').not.toContain('"talk-0"')
  await first.application.close()

  const { page } = await start({ profile })
  const list = page.getByRole('list', { name: 'Sessions', exact: true })
  await list.getByRole('link').first().waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('region', { name: 'Filters' }).getByText('4000 sessions', { exact: true }).waitFor()
  await page.locator('[aria-current="true"]', { hasText: 'Thu 17' }).waitFor()
  await list.getByRole('link').first().focus()
  await page.keyboard.press('Home')
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.session))
    .toBe('talk-0')
})
