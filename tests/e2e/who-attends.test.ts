/** Shows which colleagues attend a session, from the stars that they shared. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { importShared, openAnnasNotebook, unwrapReply } from './lib/colleague.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo, openSession, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

const conference = 'octopus-2016'

test('the agenda shows who attends a session, and which one nobody attends', async () => {
  const anna = await openAnnasNotebook()
  const star = { conference, session: 'workshop-9', starred: true }
  await unwrapReply(anna.call('stars.set', star))
  const [path, grant] = [join(await createTemporaryFolder(), 'stars.rapporteur'), randomUUID()]
  anna.grants.add(grant, { path, mode: 'write' })
  const options = { conference, notes: false, contacts: false, stars: true }
  await unwrapReply(anna.request('sharing.save', { options, passphrase: null, grant }))
  anna.close()

  const profile = await createTemporaryFolder()
  const mine = openNotebookIn(profile)
  await importShared(mine, path)
  mine.close()
  const { page } = await openNotebook(profile)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Workshop 9' })
    .getByTitle('Attended by Anna Ek')
    .waitFor()
  await openSession(page, /Workshop 8/)
  const header = page.locator('main header', { has: page.locator('#session-title') })
  await header.getByText('nobody', { exact: true }).first().waitFor()
  await header.getByText('Anna Ek', { exact: true }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  const sessions = page.getByRole('list', { name: 'Sessions', exact: true })
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('button', { name: 'Nobody attends' }).click()
  await sessions.getByRole('link', { name: /Workshop 9/ }).waitFor({ state: 'detached' })
  await header.getByRole('button', { name: 'I’ll go' }).click()
  await sessions.getByRole('link', { name: /Workshop 8/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Nobody attends' }).click()
  await openSession(page, /Workshop 8/)
  await header.getByText('you', { exact: true }).waitFor()

  await goTo(page, '/now')
  await page.getByText('Attended by Anna Ek', { exact: true }).waitFor()
  await goTo(page, '/agenda/workshop-9')
  await page.getByRole('radio', { name: 'Grid' }).click()
  const preview = page.getByRole('complementary', { name: /^Crime and jurisdiction/ })
  await preview.getByText('Anna Ek', { exact: true }).waitFor()
  const inGrid = sessions.getByRole('listitem').filter({ has: page.locator('[data-session="workshop-9"]') })
  await inGrid.getByTitle('Attended by Anna Ek').last().waitFor()
  expect(await findViolations(page), 'in the grid').toEqual([])
})
