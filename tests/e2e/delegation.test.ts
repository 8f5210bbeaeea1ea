/** Settings → Delegation, and a colleague's note that appears on the screen by itself. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Store } from '../../db/open-store.ts'
import { openAnnasNotebook, value } from './lib/colleague.ts'
import { shareApp } from './lib/shared-app.ts'
import { temporaryFolder } from './lib/testing.ts'
import { answerOpenDialog, goTo } from './lib/window.ts'

const openNotebook = shareApp()
const conference = 'octopus-2016'

async function join(store: Store, invitation: string, folder: string): Promise<void> {
  const grant = randomUUID()
  store.grants.add(grant, { path: folder, mode: 'read' })
  await value(store.request('delegation.join', { invitation, grant }))
}

test('a delegation is founded, a colleague joins, and her note appears without a press', async () => {
  const { page, application } = await openNotebook()
  const folder = await temporaryFolder()
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Found a delegation…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the delegation').fill('Bureau')
  await answerOpenDialog(application, folder)
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  await page.getByText('You are in “Bureau”.').waitFor()

  await page.getByRole('button', { name: 'Invite a colleague…' }).click()
  const field = dialog.getByLabel('Invitation')
  await expect.poll(() => field.inputValue()).toMatch(/^rapporteur-delegation:/)
  const invitation = await field.inputValue()
  await dialog.getByRole('button', { name: 'Close' }).click()

  const anna = await openAnnasNotebook()
  await join(anna, invitation, folder)
  const note = { session: 'workshop-8', keyMessage: null, baseRevision: 0 }
  const markdown = 'Anna sat in Workshop 8.'
  await value(anna.call('notes.save', { ...note, id: randomUUID(), conference, markdown }))
  await value(anna.request('delegation.exchange', { conference }))
  anna.close()
  const members = page.getByRole('list', { name: 'Members of the delegation' })
  await members.getByText('Anna Ek').waitFor()
  await goTo(page, '/notes')
  await page.getByText('Anna sat in Workshop 8.').first().waitFor()
})
