/** Settings → Delegation, and a colleague's note that appears on the screen by itself. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Store } from '../../db/open-store.ts'
import { bundle } from '../../db/testing/bundles.ts'
import { openAnnasNotebook, unwrapReply } from './lib/colleague.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, getEditor, goTo, waitForCaret, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()
const conference = 'octopus-2016'

async function join(store: Store, invitation: string, folder: string): Promise<void> {
  const grant = randomUUID()
  store.grants.add(grant, { path: folder, mode: 'read' })
  await unwrapReply(store.request('delegation.join', { invitation, grant }))
}

test('a delegation is created; a colleague’s note appears by itself, and can be edited if she lets all members edit it', async () => {
  const { page, application } = await openNotebook()
  const folder = await createTemporaryFolder()
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Create a delegation…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the delegation').fill('Bureau')
  await answerOpenDialog(application, folder)
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  await page.getByText('You are a member of “Bureau”.').waitFor()

  // The focus moves to the button that invites a colleague.
  const invite = page.getByRole('button', { name: 'Invite a colleague…' })
  await expect.poll(() => invite.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  const field = dialog.getByRole('textbox', { name: 'Invitation' })
  await expect.poll(() => field.inputValue()).toMatch(/^rapporteur-delegation:/)
  const invitation = await field.inputValue()
  await dialog.getByRole('button', { name: 'Close' }).click()

  const anna = await openAnnasNotebook()
  await join(anna, invitation, folder)
  const id = randomUUID()
  const note = { id, conference, session: 'workshop-8', keyMessage: null, baseRevision: 0 }
  await unwrapReply(anna.call('notes.save', { ...note, markdown: 'Anna sat in Workshop 8.' }))
  await unwrapReply(anna.call('delegation.setWritable', { conference, note: id, isWritable: true }))
  await unwrapReply(anna.request('delegation.sync', { conference }))
  const members = page.getByRole('list', { name: 'Members of the delegation' })
  await members.getByText('Anna Ek').waitFor()
  await goTo(page, `/notes/${id}`)
  await getEditor(page).getByText('Anna sat in Workshop 8.').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('And so did I.')
  await waitUntilSaved(page)

  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect
    .poll(
      async () => {
        await unwrapReply(anna.request('delegation.sync', { conference }))
        return unwrapReply<{ markdown: string }>(anna.call('notes.get', { id }))
      },
      { timeout: 30_000 },
    )
    .toMatchObject({ markdown: expect.stringMatching(/^Anna sat in Workshop 8\.\n\n.*And so did I\.\n$/) })
  anna.close()

  // The row of a removed member goes away, so the focus moves to the heading of the list.
  await members.getByRole('button', { name: 'Remove' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await members.getByText('Anna Ek').waitFor({ state: 'detached' })
  const heading = page.getByRole('heading', { name: 'Members of the delegation' })
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('an invitation names its sender; if both changed a paragraph, one click keeps one text on both computers', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, bundle() as { conference: { slug: string } })
  const { page, application } = await openNotebook(profile)
  // Joining leads from this conference to that of the invitation.
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  const folder = await createTemporaryFolder()
  const anna = await openAnnasNotebook()
  const grant = randomUUID()
  anna.grants.add(grant, { path: folder, mode: 'read' })
  await unwrapReply(
    anna.request('delegation.create', { conference, name: 'Bureau', allowsInternal: false, grant }),
  )
  const id = randomUUID()
  const note = { id, conference, session: 'workshop-8', keyMessage: null }
  await unwrapReply(anna.call('notes.save', { ...note, markdown: 'The vote is at three.', baseRevision: 0 }))
  await unwrapReply(anna.call('delegation.setWritable', { conference, note: id, isWritable: true }))
  await unwrapReply(anna.request('delegation.sync', { conference }))

  const { invitation, fingerprint } = await unwrapReply<{ invitation: string; fingerprint: string }>(
    anna.call('delegation.invite', { conference }),
  )
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Join with an invitation…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Invitation').fill(invitation)
  await dialog.getByText(/^From Anna Ek\./).waitFor()
  await dialog.getByText(fingerprint, { exact: true }).waitFor()
  await answerOpenDialog(application, folder)
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  await page.getByText('You are a member of “Bureau”.').waitFor()

  await unwrapReply(anna.call('notes.save', { ...note, markdown: 'The vote is at four.', baseRevision: 1 }))
  await goTo(page, `/notes/${id}`)
  await getEditor(page).getByText('The vote is at three.').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Or later.')
  await waitUntilSaved(page)
  await unwrapReply(anna.request('delegation.sync', { conference }))
  const conflict = page.getByRole('region', { name: 'Two people changed this at the same time' })
  await conflict.getByText('The vote is at four.', { exact: true }).waitFor({ timeout: 60_000 })
  await conflict.getByText('The vote is at three. Or later.', { exact: true }).waitFor()
  await goTo(page, '/settings/delegation')
  const listed = page.locator('[aria-labelledby="delegation-conflicts"]').getByRole('link')
  await expect.poll(() => listed.evaluate((link) => link === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await conflict.getByRole('button', { name: 'Keep mine' }).click()
  await conflict.waitFor({ state: 'detached' })
  await waitForCaret(page)
  await expect
    .poll(
      async () => {
        await unwrapReply(anna.request('delegation.sync', { conference }))
        return unwrapReply<{ markdown: string }>(anna.call('notes.get', { id }))
      },
      { timeout: 60_000 },
    )
    .toMatchObject({ markdown: expect.stringMatching(/^The vote is at three\. Or later\.\s*$/) })
  anna.close()
})
