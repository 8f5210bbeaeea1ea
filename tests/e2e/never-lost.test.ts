/** Typed text is always on the disk or still on the screen. */
import { copyFile, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { strFromU8, unzipSync } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { ConferenceSlug } from '../../db/model.ts'
import { openStore } from '../../db/open-store.ts'
import type { Result } from '../../db/serve.ts'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { runCli } from './lib/cli.ts'
import { encryptProfile, passphrase } from './lib/encrypted.ts'
import { getStoreProcessId, killTree } from './lib/processes.ts'
import { readNotesFromDisk } from './lib/read-notes.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  answerOpenDialog,
  answerSaveDialog,
  getEditor,
  goTo,
  openSession,
  pressKey,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

const octopus = ConferenceSlug.parse('octopus-2016')

test('closing the window right after the last key saves the text', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('The last word before the lid closes')
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await ended
  expect(readNotesFromDisk(profile)).toContain('The last word before the lid closes')
})

test('closing waits while another program locks the database, and continues once the text is saved', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('First. ')
  await waitUntilSaved(page)
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  await page.keyboard.type('Typed while it was locked.')
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: 'Your latest text is not saved' })
  await question.waitFor()
  // The question names the text, so that the delegate can judge its importance.
  await question.getByText(/Workshop 8/).waitFor()
  await question.getByText(/Typed while it was locked\.$/).waitFor()
  expect(await findViolations(page)).toEqual([])
  other.exec('ROLLBACK')
  await ended
  expect(readNotesFromDisk(profile)).toContain('First. Typed while it was locked.')
})

test('after SIGTERM, which the system sends at shutdown, the app saves before it ends', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Typed as the system went down')
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  application.process().kill('SIGTERM')
  await ended
  expect(readNotesFromDisk(profile)).toContain('Typed as the system went down')
})

test('switching the session within a word loses no character', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 7/)
  await page.keyboard.type('Unfinished sen')
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Another one')
  await openSession(page, /Workshop 7/)
  await getEditor(page).getByText('Unfinished sen').waitFor()
  await page.keyboard.type('tence')
  await waitUntilSaved(page)
  // Returning to the note starts a new line.
  expect(readNotesFromDisk(profile)).toMatch(/Unfinished sen\n\n\[.*\) ?tence/)
  expect(readNotesFromDisk(profile)).toContain('Another one')
})

test('the command line can use the same notebook during typing: the caret stays, and nothing is lost', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Begun. ')
  await waitUntilSaved(page)
  const typed = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')
  const commands = async () => {
    await runCli(['search', 'evidence', '--profile', profile])
    await runCli(['note', 'add', '--session', 'workshop-9', '--profile', profile], 'From the command line.')
    await runCli(['check', '--profile', profile])
  }
  await Promise.all([page.keyboard.type(typed, { delay: 20 }), commands()])
  // This is longer than the store needs to notice changes of another process.
  await page.waitForTimeout(2_500)
  await page.keyboard.type(' and on')
  expect(await getEditor(page).textContent()).toContain(`Begun. ${typed} and on`)
  await waitUntilSaved(page)
  expect(readNotesFromDisk(profile)).toContain(`Begun. ${typed} and on`)
  await goTo(page, '/notes')
  await page.getByText('From the command line.').first().waitFor()
})

test('if the store process dies during typing, the text stays and the next process saves it', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Before the crash. ')
  await waitUntilSaved(page)
  const store = await getStoreProcessId(application)
  await page.keyboard.type('While it ')
  process.kill(store, 'SIGKILL')
  await page.keyboard.type('was gone.')
  await waitUntilSaved(page)
  await expect.poll(() => readNotesFromDisk(profile)).toContain('Before the crash. While it was gone.')
  await goTo(page, '/agenda/workshop-8')
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Before the crash. While it was gone.').waitFor()
})

test('Undo restores a deleted note', async () => {
  const folder = await createTemporaryFolder()
  await writeSampleNotes(folder)
  const { page, profile } = await openNotebook(folder)
  await goTo(page, '/agenda/workshop-2')
  await getEditor(page).getByText('Legal reform and training').waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete note' }).click()
  await expect.poll(() => readNotesFromDisk(profile)).not.toContain('Legal reform and training')
  await page.getByRole('button', { name: 'Undo: delete note' }).click()
  await getEditor(page).getByText('Legal reform and training').waitFor()
  expect(readNotesFromDisk(profile)).toContain('Legal reform and training')
})

test('a damaged database is moved aside and the newest backup is offered', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const healthy = await start({ profile })
  await goTo(healthy.page, '/settings')
  await healthy.page.getByRole('button', { name: 'Back up now' }).click()
  await healthy.page.getByText('Backed up and checked.').waitFor()
  await killTree(healthy.pid)

  const file = join(profile, 'rapporteur.db')
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(100, 'not a database '), 0, 100, 0)
  await handle.close()
  const damaged = await readFile(file)

  const { application, page } = await start({ profile })
  await page.getByRole('heading', { name: 'Your notebook file is damaged' }).waitFor()
  await page.getByText('something else was written over its beginning').waitFor()
  // Nothing can be searched, and a search requested here must not open later.
  await pressKey(application, 'K', ['control'])
  const search = page.getByRole('button', { name: /^Search sessions/ })
  expect(await search.count()).toBe(0)
  const aside = (await readdir(join(profile, 'damaged'), { recursive: true })).find((name) =>
    name.endsWith('rapporteur.db'),
  )
  expect(await readFile(join(profile, 'damaged', aside ?? ''))).toEqual(damaged)
  const zip = join(profile, 'salvaged.zip')
  await answerSaveDialog(application, zip)
  await page.getByRole('button', { name: 'Save to a ZIP file…' }).click()
  await page.getByText(/^Saved to salvaged\.zip: notes \d+, earlier versions/).waitFor()
  const found = Object.values(unzipSync(await readFile(zip))).map((bytes) => strFromU8(bytes))
  expect(found.join('\n')).toContain('Two kinds of request to keep apart')
  await page.getByRole('button', { name: 'Restore this backup' }).first().click()
  await search.waitFor()
  expect(await page.getByRole('combobox', { name: /^Search sessions/ }).count()).toBe(0)
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Two kinds of request to keep apart').waitFor()
})

test('a damaged notebook is replaced with a copy from elsewhere', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const file = join(profile, 'rapporteur.db')
  const copy = join(await createTemporaryFolder(), 'copy.db')
  await copyFile(file, copy)
  await writeFile(file, 'not a database '.repeat(1000))
  const { application, page } = await start({ profile })
  await page.getByRole('heading', { name: 'Your notebook file is damaged' }).waitFor()
  await answerOpenDialog(application, file)
  await page.getByRole('button', { name: 'Open a notebook file…' }).click()
  await page.getByRole('alert').filter({ hasText: 'That did not work.' }).waitFor()
  await answerOpenDialog(application, copy)
  await page.getByRole('button', { name: 'Open a notebook file…' }).click()
  await page.getByText('Opened: copy.db.').waitFor()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Two kinds of request to keep apart').waitFor()
})

test('a damaged notebook is replaced with an encrypted one, after a first attempt was cancelled', async () => {
  const [profile, elsewhere] = [await createTemporaryFolder(), await createTemporaryFolder()]
  await writeSampleNotes(elsewhere)
  encryptProfile(elsewhere)
  await writeSampleNotes(profile)
  await writeFile(join(profile, 'rapporteur.db'), 'not a database '.repeat(1000))
  const { application, page } = await start({ profile })
  const getFocused = () => page.evaluate(() => document.activeElement?.tagName)
  await page.getByRole('heading', { name: 'Your notebook file is damaged' }).waitFor()
  await expect.poll(getFocused).toBe('H1')
  const openEncrypted = async () => {
    await answerOpenDialog(application, join(elsewhere, 'rapporteur-encrypted.db'))
    await page.getByRole('button', { name: 'Open a notebook file…' }).click()
    return page.getByRole('dialog', { name: 'Open this notebook?' })
  }
  const first = await openEncrypted()
  await first.getByRole('button', { name: 'Cancel' }).click()
  await first.waitFor({ state: 'detached' })
  expect(await page.getByText('That did not work.').count()).toBe(0)
  const second = await openEncrypted()
  await second.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByText('Opened: rapporteur-encrypted.db.').waitFor()
  await expect.poll(getFocused).not.toBe('BODY')
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Two kinds of request to keep apart').waitFor()
})

test('changes that another program makes to the open note are shown; unsaved text is kept beside them', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('From the window.')
  await waitUntilSaved(page)
  const other = openStore({ folder: profile, resources: root })
  onTestFinished(() => other.close())
  const [summary] = unwrap(other.call('notes.list', { conference: octopus }))
  if (!summary) throw new Error('no note')
  const { id } = summary
  const write = (change: (markdown: string) => string) => {
    const { markdown, revision } = unwrap(other.call('notes.get', { id }))
    unwrap(
      other.call('notes.save', {
        id,
        conference: octopus,
        session: 'workshop-8',
        keyMessage: null,
        markdown: change(markdown),
        baseRevision: revision,
      }),
    )
  }
  write((markdown) => `${markdown}\nFrom elsewhere.\n`)
  await getEditor(page).getByText('From elsewhere.').waitFor()
  // The caret is where it was, and typing continues in the merged text.
  await page.keyboard.type(' And on.')
  await waitUntilSaved(page)
  await expect.poll(() => readNotesFromDisk(profile)).toMatch(/From the window\. And on\.\s+From elsewhere\./)

  await page.keyboard.type(' Not yet saved')
  write((markdown) => `${markdown}\nAt the same moment.\n`)
  const message = page.getByText('Another window or program changed this note while you wrote.')
  await message.waitFor()
  expect(readNotesFromDisk(profile)).toContain('Not yet saved')
  const kept = unwrap(other.call('notes.versions', { id })).map(
    ({ revision }) => unwrap(other.call('notes.version', { id, revision })).markdown,
  )
  expect(kept.join('\n')).toContain('At the same moment.')

  // The message stays on every screen until it is answered.
  await goTo(page, '/actions')
  await message.waitFor()
  await page.getByRole('status').getByRole('button', { name: 'Dismiss' }).click()
  await message.waitFor({ state: 'detached' })
})

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
