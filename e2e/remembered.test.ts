/** The agenda is drawn from what was on screen last, before the store has answered; then the store's answer counts. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../scripts/lib/paths.ts'
import { importBundle } from './lib/import-bundle.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { openSession, saved } from './lib/window.ts'

test('what is remembered of the programme holds no word of the delegate, and gives way to a newer programme', async () => {
  const profile = await temporaryFolder()
  const first = await start({ profile })
  await openSession(first.page, /Workshop 8/)
  await first.page.keyboard.type('Between us: confidential.')
  await saved(first.page)
  await first.page.keyboard.press('Escape')
  await first.page
    .getByRole('button', { name: /Star .*Workshop 8|Workshop 8.*star/i })
    .first()
    .click()
  const remembered = () => first.page.evaluate(() => JSON.stringify({ ...localStorage }))
  await expect.poll(remembered).toMatch(/stars\.list.*workshop-8/)
  expect(await remembered()).toContain('Workshop 8')
  expect(await remembered()).not.toContain('confidential')
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
