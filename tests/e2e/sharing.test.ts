/** Sharing notes with a colleague in the window, and importing hers. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../db/open-store.ts'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importShared, openAnnasNotebook, shareNotes, unwrapReply } from './lib/colleague.ts'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, answerSaveDialog, goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

const conference = 'octopus-2016'
const id = randomUUID()

function save(store: Store, markdown: string, baseRevision: number) {
  const note = { id, conference, session: 'workshop-9', keyMessage: null, markdown, baseRevision }
  return unwrapReply(store.call('notes.save', note))
}

/** Copies Anna’s notebook to another computer, where it gets another key. */
async function shareFromAnotherComputer(store: Store): Promise<string> {
  const copy = join(await createTemporaryFolder(), 'moved.db')
  store.lifecycle.copyTo(copy)
  const other = openNotebookIn(await createTemporaryFolder())
  other.lifecycle.restoreFile(copy)
  const file = await shareNotes(other)
  other.close()
  return file
}

/** A note that Anna and the delegate have both changed, and a new one. */
async function createConflict(from = shareNotes): Promise<{ profile: string; file: string }> {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const anna = await openAnnasNotebook()
  await save(anna, 'Same first line.\n\nEnd.', 0)
  const mine = openNotebookIn(profile)
  await importShared(mine, await shareNotes(anna))
  await save(mine, 'Same first line.\n\nMine in the middle.\n\nEnd.', 1)
  mine.close()
  await save(anna, 'Same first line.\n\nHers in the middle.\n\nEnd.', 1)
  await unwrapReply(
    anna.call('notes.save', {
      id: randomUUID(),
      conference,
      session: 'workshop-8',
      keyMessage: null,
      markdown: 'Anna sat in Workshop 8.',
      baseRevision: 0,
    }),
  )
  const file = await from(anna)
  anna.close()
  return { profile, file }
}

test('a colleague’s file is previewed, imported with her name, and undone', async () => {
  const { profile, file } = await createConflict()
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/export')
  await page.getByRole('link', { name: 'Colleagues…' }).click()
  await answerOpenDialog(application, file)
  await page.getByRole('button', { name: 'Open file…' }).click()
  await page.getByText('From Anna Ek, Sweden').waitFor()
  await page.getByText('Signed by Anna Ek, with a key you have seen before.').waitFor()
  const notes = page.getByRole('list', { name: 'Notes' })
  const both = notes.getByRole('listitem').filter({ hasText: 'Changed here and there' })
  await both.getByText('Mine in the middle.').waitFor()
  await both.getByText('Hers in the middle.').waitFor()
  expect(await findViolations(page)).toEqual([])
  await both.getByRole('radio', { name: 'Theirs' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Imported: 1 new entry, 1 changed').first().waitFor()

  await goTo(page, `/notes/${id}`)
  // The note is hers, so it is read-only.
  await page.locator('[contenteditable="false"]').getByText('Hers in the middle.').waitFor()
  await page.getByText('by Anna Ek').first().waitFor()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await page.locator('[contenteditable="false"]').getByText('Mine in the middle.').waitFor()
  await goTo(page, '/sharing')
  await page
    .getByRole('list', { name: 'Imported files' })
    .getByText('Undone: what was imported has been removed.')
    .waitFor()
})

test('a colleague’s key is listed on the sharing screen and can be removed', async () => {
  const { profile } = await createConflict()
  const { page } = await openNotebook(profile)
  await goTo(page, '/sharing')
  const keys = page.getByRole('list', { name: 'Colleagues’ keys' })
  await keys.getByText('Anna Ek').waitFor()
  expect(await findViolations(page)).toEqual([])
  await keys.getByRole('button', { name: 'Forget the key of Anna Ek' }).click()
  const question = page.getByRole('alertdialog', { name: 'Forget the key of Anna Ek?' })
  await question.waitFor()
  expect(await keys.getByText('Anna Ek').count()).toBe(1)
  await question.getByRole('button', { name: 'Forget', exact: true }).click()
  await page.getByText('Once you import a signed file').waitFor()
  expect(await keys.count()).toBe(0)
})

test('a file with an unknown key is imported once the delegate confirms that it is the colleague’s', async () => {
  const { profile, file } = await createConflict(shareFromAnotherComputer)
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/sharing')
  await answerOpenDialog(application, file)
  await page.getByRole('button', { name: 'Open file…' }).click()
  await page.getByRole('alert').getByText('Signed with a key that is new for Anna Ek.').waitFor()
  await page.getByText(/^Known fingerprint(?: [0-9a-f]{4}){8}$/).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  const importButton = page.getByRole('button', { name: 'Import', exact: true })
  expect(await importButton.isDisabled()).toBe(true)
  await page.getByText('I have asked Anna Ek: this file is theirs').click()
  await importButton.click()
  await page.getByText('Imported: 1 new entry, 1 changed').first().waitFor()
})

test('a file with a passphrase is written and opened; a wrong passphrase does not open it', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/sharing')
  const path = join(await createTemporaryFolder(), 'mine.rapporteur')
  await answerSaveDialog(application, path)
  await page.getByText('Protect with a passphrase').click()
  const passphrase = page.getByRole('textbox', { name: 'Passphrase' })
  await passphrase.fill('password')
  await page.getByRole('status').getByText('Strength: weak').waitFor()
  await passphrase.fill('correct horse battery')
  await page.getByRole('status').getByText('Strength: fair').waitFor()
  await page.getByRole('button', { name: 'Save file…' }).click()
  await page.getByText('Saved for your colleague: mine.rapporteur').waitFor()
  expect(await readFile(path, 'latin1')).toMatch(/^age-encryption\.org/)
  const sent = page.getByRole('list', { name: 'Saved files' })
  await sent.getByText('All sessions · Shareable only · Passphrase').waitFor()

  await answerOpenDialog(application, path)
  await page.getByRole('button', { name: 'Open file…' }).click()
  const field = page.getByRole('textbox', { name: 'Passphrase of mine.rapporteur' })
  await field.fill('wrong horse battery')
  await field.press('Enter')
  await page.getByRole('alert').getByText('This is not the passphrase').waitFor()
  await field.fill('correct horse battery')
  await field.press('Enter')
  await page.getByText('Your own notes, from this computer').waitFor()
  await page.getByText('Signed by you, on this computer or another one of yours.').waitFor()
  await page.getByText('There is nothing new in it.').waitFor()
})

test('notes of several people become one report, each with its author', async () => {
  const { profile } = await createConflict()
  const { page } = await openNotebook(profile)
  await goTo(page, '/export')
  const preview = page.getByRole('document', { name: 'Preview' })
  await preview
    .getByText(/^Notes by\t.*Anna Ek/)
    .first()
    .waitFor()
  // Moves the notes to the first pages, since the preview renders only pages near the view.
  for (const part of ['Cover page', 'Table of contents'])
    await page.getByRole('checkbox', { name: part, exact: true }).uncheck({ force: true })
  await preview.getByText('Anna Ek · Sweden').first().waitFor()
  const authors = page.getByRole('group', { name: 'Author' })
  await authors.getByText('My own').click()
  await preview.getByText('Two kinds of request').first().waitFor({ state: 'detached' })
  await preview.getByText('Same first line.').first().waitFor()
  expect(await findViolations(page)).toEqual([])
  await authors.getByText('My own').click()
  await authors.getByText('Anna Ek, Sweden').click()
  await preview.getByText('Same first line.').first().waitFor({ state: 'detached' })
  await preview.getByText('Two kinds of request').first().waitFor()
})

test('importing notes and stars reports both; of many parallel sessions two are named', async () => {
  const large = createLargeConference({ rooms: 12, sessions: 40 })
  const { slug } = large.conference
  const [profile, theirs] = [await createTemporaryFolder(), await createTemporaryFolder()]
  for (const folder of [profile, theirs]) await importBundle(folder, large)
  const anna = openNotebookIn(theirs)
  for (let talk = 0; talk < 5; talk++) {
    const star = { conference: slug, session: `talk-${talk}`, starred: true }
    await unwrapReply(anna.call('stars.set', star))
  }
  const note = { id, conference: slug, session: 'talk-0', keyMessage: null, markdown: 'A', baseRevision: 0 }
  await unwrapReply(anna.call('notes.save', note))
  const [path, grant] = [join(await createTemporaryFolder(), 'from-anna.rapporteur'), randomUUID()]
  anna.grants.add(grant, { path, mode: 'write' })
  const options = { conference: slug, stars: true }
  await unwrapReply(anna.request('sharing.save', { options, passphrase: null, grant }))
  anna.close()

  const { application, page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await goTo(page, '/sharing')
  await answerOpenDialog(application, path)
  await page.getByRole('button', { name: 'Open file…' }).click()
  const stars = page.getByRole('list', { name: 'Starred sessions' })
  await stars
    .getByText(/^Same time as .+, .+ and 2 others with a star$/)
    .first()
    .waitFor()
  await page.getByText('Star 5 sessions as they did').click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page
    .getByText(
      'Imported: 1 new entry, 0 changed, contacts: 0. 5 sessions starred. The agenda shows the 5 sessions that they attend.',
      { exact: true },
    )
    .first()
    .waitFor()
})

test('a copy from the delegate’s other computer can also bring templates', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const other = openNotebookIn(await createTemporaryFolder())
  await unwrapReply(
    other.call('templates.save', { id: randomUUID(), name: 'Bilateral', markdown: '## With' }),
  )
  await save(other, 'From the other computer.', 0)
  const [path, grant] = [join(await createTemporaryFolder(), 'copy.json'), randomUUID()]
  other.grants.add(grant, { path, mode: 'write' })
  const include = { contactNotes: true, history: true }
  const options = { conference, format: 'json', title: '', sessions: null, language: 'en' } as const
  const whole = { ...options, include, confidentiality: 'private' } as const
  await unwrapReply(other.request('export.save', { options: whole, grant }))
  other.close()
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/sharing')
  await answerOpenDialog(application, path)
  await page.getByRole('button', { name: 'Open file…' }).click()
  await page.getByText('Import 1 template, preset or other setting').click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Imported: 1 new entry').first().waitFor()
  await page.getByRole('button', { name: 'Open file…' }).click()
  await page.getByText('There is nothing new in it.').waitFor()
})

test('a file about another conference than the one on screen names it', async () => {
  const { profile, file } = await createConflict()
  await importBundle(profile, bundle() as { conference: { slug: string } })
  const { application, page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await answerOpenDialog(application, file)
  await goTo(page, '/sharing')
  await page.getByRole('button', { name: 'Open file…' }).click()
  await page.getByText(/^Octopus Conference 2016 · from-anna\.rapporteur · /).waitFor()
})

test('importing stars says how many are set, and how many wait for a newer programme, also for another conference', async () => {
  const [profile, theirs] = [await createTemporaryFolder(), await createTemporaryFolder()]
  const newer = bundle((b) => b.sessions.push(session('late', { title: 'Late' })))
  await importBundle(theirs, newer as { conference: { slug: string } })
  await importBundle(
    profile,
    bundle((b) => b.sessions.push(session('side', { title: 'Side event' }))) as never,
  )
  const conference = 'testing-days'
  const star = (store: Store, session: string) =>
    unwrapReply(store.call('stars.set', { conference, session, starred: true }))
  const mine = openNotebookIn(profile)
  await star(mine, 'side')
  mine.close()
  const anna = openNotebookIn(theirs)
  for (const session of ['opening', 'late']) await star(anna, session)
  const [path, grant] = [join(await createTemporaryFolder(), 'stars.rapporteur'), randomUUID()]
  anna.grants.add(grant, { path, mode: 'write' })
  const options = { conference, notes: false, contacts: false, stars: true }
  await unwrapReply(anna.request('sharing.save', { options, passphrase: null, grant }))
  anna.close()

  const { application, page } = await openNotebook(profile)
  const show = async (title: string) => {
    await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
    await page.getByRole('menuitemradio', { name: title }).click()
  }
  await show('Octopus Conference 2016')
  await goTo(page, '/sharing')
  await answerOpenDialog(application, path)
  await page.getByRole('button', { name: 'Open file…' }).click()
  const stars = page.getByRole('list', { name: 'Starred sessions' })
  await stars.getByText('Opening', { exact: true }).waitFor()
  await stars.getByText('Mon 4 May 2026, 09:30').waitFor()
  await stars.getByText('Same time as Side event').waitFor()
  await page.getByText(/attends 2 sessions\. The agenda will show which\.$/).waitFor()
  // Her stars stay hers, unless the delegate chooses to have the same stars.
  const asMine = page.getByRole('checkbox', { name: 'Star 1 session as they did' })
  expect(await asMine.isChecked()).toBe(false)
  await page.getByText('Star 1 session as they did', { exact: true }).click()
  await page.getByText('1 star is for a session that is not in your programme: it is kept').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const summary =
    'Imported: 1 session starred. 1 star is for a session that is not in your programme. The agenda shows the 2 sessions that they attend.'
  await page.getByRole('status').getByText(summary, { exact: true }).waitFor()

  await show('Testing Days')
  await goTo(page, '/sharing')
  const record = page.getByRole('list', { name: 'Imported files' })
  await record.getByText(`stars.rapporteur · ${summary}`, { exact: true }).waitFor()
  await goTo(page, '/library')
  await page.getByText('2 stars, 1 star for a session that is not in the programme').waitFor()
})
