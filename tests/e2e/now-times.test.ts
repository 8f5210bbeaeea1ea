/** How long ago current sessions started, and what Now shows without sessions. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, goTo } from './lib/window.ts'

test('on Now, a long text such as “6 h 23 min ago” does not overlap the room beside it', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => b.sessions.push(session('long', { end: '2026-05-04T19:00:00+02:00' }))),
  )
  // It is 15:53 on the conference clock.
  const { page } = await shareApp({ now: '2026-05-04T13:53:00Z' })(profile)
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await goTo(page, '/now')
  const ago = page.getByText('6 h 23 min ago')
  await ago.waitFor()
  const gap = await ago.evaluate((text) => {
    const words = document.createRange()
    words.selectNodeContents(text)
    const mark = text.closest('[data-live]')?.querySelector('li [data-pattern]')
    if (!mark) throw new Error('no room is marked')
    return mark.getBoundingClientRect().left - words.getBoundingClientRect().right
  })
  expect(gap).toBeGreaterThanOrEqual(8)
})

test('a session that starts this minute is said to start now, not 0 minutes ago', async () => {
  const { page } = await shareApp({ now: '2016-11-17T13:30:02Z' })()
  await goTo(page, '/agenda/workshop-9')
  await page.getByRole('main').getByText('Starts now', { exact: true }).waitFor()
  await goTo(page, '/now')
  await page.locator('[data-live="true"]').first().getByText('now', { exact: true }).waitFor()
  expect(await page.getByText(/\b0 min/).count()).toBe(0)
  await goTo(page, '/agenda/workshop-9')
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page
    .getByRole('complementary', { name: 'Crime and jurisdiction in cyberspace' })
    .getByText('Starts now', { exact: true })
    .waitFor()
})

test('for a conference without sessions Now suggests importing a programme', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.sessions = []
    }),
  )
  for (const now of ['2026-05-02T12:00:00Z', '2026-05-04T12:00:00Z']) {
    const { application, page } = await shareApp({ now })(profile)
    await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
    await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
    await goTo(page, '/now')
    await page.getByText('This conference has no sessions yet.').waitFor()
    expect(await page.getByText('Star your sessions').count(), now).toBe(0)
    expect(await findViolations(page)).toEqual([])
    const fuller = join(profile, 'fuller.json')
    await writeFile(fuller, JSON.stringify(bundle((b) => (b.conference.revision = 2))))
    await answerOpenDialog(application, fuller)
    await page.getByRole('button', { name: 'Import a programme that has sessions…' }).click()
    await page.getByRole('dialog').getByText('Testing Days').first().waitFor()
  }
})
