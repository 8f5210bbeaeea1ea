/** The page of a person: all that is known about a speaker, contact and colleague, and a follow-up with somebody who is no contact yet. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BundleInput } from '../../db/testing/bundles.ts'
import { someone } from '../../db/testing/temp-store.ts'
import { root } from '../../scripts/lib/paths.ts'
import { importShared, openAnnasNotebook, shareNotes, unwrapReply } from './lib/colleague.ts'
import { importBundle } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()
const conference = 'octopus-2016'
const workshop9 = { conference, session: 'workshop-9', keyMessage: null }

/** Makes Anna Ek a speaker of Workshop 8 and a colleague who sent her note on Workshop 9. @returns the folder of the notebook */
async function meetAnna(): Promise<string> {
  const profile = await createTemporaryFolder()
  const bundled = await readFile(join(root, 'assets/conferences/octopus-2016.json'), 'utf8')
  const programme: BundleInput = JSON.parse(bundled)
  programme.conference.revision += 1
  programme.speakers = [{ guid: 'anna', name: 'Anna Ek' }] as BundleInput['speakers']
  for (const session of programme.sessions) {
    if (session.guid === 'workshop-8') Object.assign(session, { speakers: ['anna'] })
  }
  await importBundle(profile, programme)
  const anna = await openAnnasNotebook()
  const hers = { id: randomUUID(), ...workshop9, markdown: 'What Anna heard.\n', baseRevision: 0 }
  await unwrapReply(anna.call('notes.save', hers))
  const path = await shareNotes(anna)
  anna.close()
  const store = openNotebookIn(profile)
  await importShared(store, path)
  store.close()
  return profile
}

test('the page of a speaker who is a contact and a colleague has her sessions, follow-up, notes and files', async () => {
  const profile = await meetAnna()
  const store = openNotebookIn(profile)
  const id = randomUUID()
  const fields = { ...someone, name: 'Anna Ek', followUp: 'Send the draft', followUpOn: '2016-11-25' }
  await unwrapReply(store.call('contacts.save', { id, conference, fields }))
  const link = `[@Anna Ek](rapporteur:contact/${conference}/${id})`
  const markdown = `${link} asks for the report.\n\n- [ ] Review the text [for Anna Ek](rapporteur:for)\n`
  await unwrapReply(store.call('notes.save', { id: randomUUID(), ...workshop9, markdown, baseRevision: 0 }))
  store.close()

  const { page } = await openNotebook(profile)
  await goTo(page, `/contacts/${id}`)
  const person = page.getByRole('article')
  const getSection = (name: string) =>
    person.locator('section').filter({ has: page.getByRole('heading', { name }) })
  await getSection('Speaks in')
    .getByText(/^Workshop 8/)
    .waitFor()
  await getSection('Tasks').getByText('Review the text').waitFor()
  await getSection('In your notes').getByText('asks for the report.').waitFor()
  await getSection('Notes by this colleague').getByText('What Anna heard.').waitFor()
  await getSection('Files imported from this colleague').getByText('from-anna.rapporteur').waitFor()
  const followUp = person.getByRole('textbox', { name: 'Follow-up', exact: true })
  await expect.poll(() => followUp.inputValue()).toBe('Send the draft')
  // She is listed once.
  await expect.poll(() => page.getByRole('link', { name: /Anna Ek/ }).count()).toBe(1)
})

test('a follow-up with a speaker adds her to the contacts; Undo removes her and returns to her page', async () => {
  const { page } = await openNotebook(await meetAnna())
  await goTo(page, '/contacts/anna')
  const add = page.getByRole('button', { name: 'Add a follow-up' })
  await add.click()
  const followUp = page.getByRole('textbox', { name: 'Follow-up', exact: true })
  await expect.poll(() => followUp.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type('Send the draft')
  await page.getByText('Anna Ek is in your contacts now.').waitFor()
  await waitUntilSaved(page)
  const organisation = page.getByRole('combobox', { name: 'Organisation' })
  await expect.poll(() => organisation.inputValue()).toBe('Sweden')
  const met = page.getByRole('region', { name: 'Contacts' }).getByText('People met')
  await met.waitFor()

  await page.getByRole('button', { name: 'Undo' }).click()
  await add.waitFor()
  await met.waitFor({ state: 'detached' })
})
