/** A delegate's first day: first start, read, star, type, a crash, reopen, export. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killTree } from './lib/processes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  answerSaveDialog,
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  waitUntilSaved,
} from './lib/window.ts'

test('from the first start to a saved report', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile })
  const { page } = first

  // The whole programme is there, with interpretation languages, and shows what is on now.
  const sessions = page.getByRole('list', { name: 'Sessions', exact: true })
  await expect.poll(() => sessions.getByRole('link').count()).toBe(13)
  for (const name of ['Now', 'Agenda', 'Notes', 'Key messages', 'Contacts', 'Export']) {
    await page.getByRole('navigation', { name: 'Rapporteur' }).getByRole('link', { name }).waitFor()
  }
  const atHalfPastTwo = page.getByRole('list', { name: 'Thu 17 Nov, 14:30' })
  await expect.poll(() => atHalfPastTwo.getByRole('listitem').count()).toBe(3)
  await atHalfPastTwo.getByText('Now', { exact: true }).waitFor()

  // Two parallel starred sessions are a conflict.
  await page.getByRole('button', { name: 'Star Workshop 7' }).first().click()
  await page.getByRole('button', { name: 'Star Workshop 9' }).first().click()
  await atHalfPastTwo.getByText('Same time as Workshop 7').waitFor()
  await atHalfPastTwo.getByText('Same time as Workshop 9').waitFor()

  // One click starts a note; each block gets its time.
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Opening. English only in Room 3')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Two kinds of request')
  await waitUntilSaved(page)
  await page.getByRole('list', { name: 'Sessions' }).getByText('2 entries').waitFor()
  await expectNoRequests(first.application)

  await killTree(first.pid)
  const again = await start({ profile })
  await openSession(again.page, /Workshop 9/)
  await getEditor(again.page).getByText('Two kinds of request').waitFor()
  // The time is generated content beside the block, so that it is neither edited nor copied.
  await expect.poll(() => getEditor(again.page).locator('[data-time="14:52"]').count()).toBe(2)
  expect(
    await again.page.getByRole('button', { name: 'Star Workshop 9' }).first().getAttribute('aria-pressed'),
  ).toBe('true')

  const report = join(profile, 'report.md')
  await answerSaveDialog(again.application, report)
  await goTo(again.page, '/export')
  await again.page
    .getByRole('region', { name: 'Preview' })
    .getByText('Two kinds of request')
    .first()
    .waitFor()
  await again.page.getByRole('radio', { name: 'Markdown .md' }).click()
  await again.page.getByRole('button', { name: 'Save report…' }).click()
  await again.page.getByText('Saved to report.md').waitFor()
  const text = await readFile(report, 'utf8')
  expect(text).toContain('# Mission report\n\nOctopus Conference 2016\n')
  expect(text).toContain('Crime and jurisdiction in cyberspace: access to electronic evidence')
  expect(text).toContain('Opening. English only in Room 3')
  expect(text, 'an address that only Rapporteur knows').not.toContain('rapporteur:')
  await expectNoRequests(again.application)
})

test('the first start uses the system’s language, and a chosen language stays', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile, language: 'fr_FR:en' })
  await first.page.getByRole('heading', { level: 1, name: 'Programme' }).waitFor()
  expect(await first.page.evaluate(() => document.documentElement.lang)).toBe('fr')
  await goTo(first.page, '/settings')
  await first.page.getByText('Español').click()
  await first.page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor()
  await first.application.close()
  const { page } = await start({ profile, language: 'fr_FR:en' })
  await page.locator('html[lang="es"]').waitFor()
})
