/** Files opened without a dialog: dropped on the window, on the command line, or by a second start. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { ConferenceSlug, type Guid, NoteId } from '../../db/model.ts'
import { openStore } from '../../db/open-store.ts'
import type { Result } from '../../db/serve.ts'
import { bundle, importFile } from '../../db/testing/bundles.ts'
import { pack } from '../../db/testing/packs.ts'
import { root } from '../../scripts/lib/paths.ts'
import { prepareRuntime } from '../../scripts/prepare.ts'
import { findViolations } from './lib/axe.ts'
import { openAnnasNotebook, shareNotes } from './lib/colleague.ts'
import { encryptProfile, unlock } from './lib/encrypted.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { dragOver, goTo, setTheme, waitForPreview } from './lib/window.ts'

const openNotebook = shareApp()

const fixtures = join(root, 'tests', 'fixtures')

/** Repeats the drag, since a newly painted window may miss the first one. */
async function dragUntilSeen(page: Page, ...files: string[]): ReturnType<typeof dragOver> {
  const drops: Awaited<ReturnType<typeof dragOver>>[] = []
  await expect
    .poll(async () => {
      drops[0] = await dragOver(page, ...files)
      return page.getByText('Drop it anywhere').isVisible()
    })
    .toBe(true)
  return drops[0] as Awaited<ReturnType<typeof dragOver>>
}

test('a programme can be dropped anywhere on the window, and is previewed before it is imported', async () => {
  const { page } = await openNotebook()
  await page
    .getByRole('heading', { name: 'Workshop 9' })
    .or(page.getByRole('list', { name: 'Sessions' }))
    .first()
    .waitFor()
  const target = page.getByText('Drop it anywhere')
  await dragUntilSeen(page, join(fixtures, 'frab-xml/harbour.xml'))
  await target.waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  // The pointer leaves the window with the files.
  await page.evaluate(() => window.dispatchEvent(new DragEvent('dragleave')))
  await target.waitFor({ state: 'detached' })

  const drop = await dragUntilSeen(
    page,
    join(fixtures, 'frab-xml/harbour.xml'),
    join(fixtures, 'ics/no-vtimezone.ics'),
  )
  await drop()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Import a programme (1 of 2)' }).waitFor()
  await waitForPreview(page, 'Harbour Days 2033')
  expect(await target.count()).toBe(0)
  await dialog.getByRole('button', { name: 'Skip this file' }).click()
  await waitForPreview(page, 'no vtimezone')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText(/^no vtimezone imported: 2 sessions\./).waitFor()
})

test('an address book card is dropped, and its people are added when they are confirmed', async () => {
  const { page } = await openNotebook()
  await page.getByRole('list', { name: 'Sessions' }).first().waitFor()
  const drop = await dragUntilSeen(page, join(fixtures, 'vcard/several-3.0.vcf'))
  await drop()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Add 2 people?' }).waitFor()
  await dialog.getByText(/^several-3\.0\.vcf · /).waitFor()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('2 people added.').waitFor()
  await page.getByRole('link', { name: /Ана Феррейра/ }).click()
  await page.getByRole('img', { name: 'Photo' }).waitFor()
})

test('the app is started with a file, and then again with a colleague’s notes', async () => {
  const profile = await createTemporaryFolder()
  const { page } = await start({ profile, files: [join(fixtures, 'frab-xml/night.xml')] })
  const dialog = page.getByRole('dialog')
  await waitForPreview(page, 'Lantern Days')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  const notes = await createColleagueBundle()
  const { executable, flags } = await prepareRuntime()
  // File managers pass a URL, since the desktop entry asks for one.
  const { href } = pathToFileURL(notes)
  const again = spawn(executable, [root, ...flags, `--user-data-dir=${profile}`, href], { stdio: 'ignore' })
  expect(await new Promise((resolve) => again.once('exit', resolve))).toBe(0)
  await page.getByText('From Anna Ek, Sweden').waitFor()
})

test('a file that is opened while the notebook is locked waits until it is unlocked', async () => {
  const profile = await createTemporaryFolder()
  encryptProfile(profile)
  const { application, page } = await start({ profile })
  await page.getByRole('heading', { name: 'Your notebook is locked' }).waitFor()
  await application.evaluate(
    ({ app }, path) => app.emit('second-instance', {}, ['rapporteur', path], '/'),
    join(fixtures, 'frab-xml/night.xml'),
  )
  await unlock(page)
  await waitForPreview(page, 'Lantern Days')
})

test('a JSON export is dropped, previewed, and imported with its conference', async () => {
  const { stars, all: file } = await createForeignFiles()
  const { page } = await openNotebook()
  await page.getByRole('list', { name: 'Sessions' }).first().waitFor()
  const dropStars = await dragUntilSeen(page, stars)
  await dropStars()
  await page
    .getByRole('alert')
    .getByText(
      /^These are the starred sessions of a colleague at “Testing Days”, which is not on this computer/,
    )
    .waitFor()
  const drop = await dragUntilSeen(page, file, await createColleagueBundle())
  await drop()
  await page.getByText('1 more was not opened').waitFor()
  await page.getByText('“Testing Days” is not on this computer').waitFor()
  await page.getByRole('list', { name: 'Notes' }).getByText('Written elsewhere').waitFor()
  await page.getByText('1 tag on notes differs.').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText(/^Imported: 1 new entry/).waitFor()
  // The imported conference is shown, with its notes.
  await page.getByRole('heading', { name: 'Notes' }).first().waitFor()
  await page.getByText('Written elsewhere').first().waitFor()
  const again = await dragUntilSeen(page, file)
  await again()
  await page.getByText('There is nothing new in it.').waitFor()
})

/** Creates files from a colleague for a conference that is not on this computer. */
async function createForeignFiles(): Promise<{ stars: string; all: string }> {
  const folder = await createTemporaryFolder()
  const store = openStore({ folder, resources: root })
  const value = <T>(reply: Result<T>): T => {
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.value
  }
  value(await importFile(Object.assign(store, { folder }), bundle()))
  const [conference, id] = [ConferenceSlug.parse('testing-days'), NoteId.parse(randomUUID())]
  const granted = (name: string) => {
    const [path, grant] = [join(folder, name), randomUUID()]
    store.grants.add(grant, { path, mode: 'write' })
    return { path, grant }
  }
  value(store.call('stars.set', { conference, session: 'closing' as Guid, starred: true }))
  const stars = granted('stars.rapporteur')
  const starred = { conference, sessions: 'starred', stars: true } as Parameters<
    typeof store.request<'sharing.save'>
  >[1]['options']
  value(await store.request('sharing.save', { options: starred, passphrase: null, grant: stars.grant }))
  value(
    store.call('notes.save', {
      ...{ id, conference, session: 'opening' as Guid, keyMessage: null },
      ...{ markdown: 'Written elsewhere.', baseRevision: 0 },
    }),
  )
  value(store.call('tags.change', { notes: [id], add: ['elsewhere'], remove: [] }))
  const all = granted('all.json')
  const options = { conference, format: 'json', title: '', sessions: null, language: 'en' } as const
  value(await store.request('export.save', { options, grant: all.grant }))
  store.close()
  return { stars: stars.path, all: all.path }
}

async function createColleagueBundle(): Promise<string> {
  const anna = await openAnnasNotebook()
  const path = await shareNotes(anna)
  anna.close()
  return path
}

test('the library’s folder button imports each programme in a folder, and reports an empty one', async () => {
  const profile = await createTemporaryFolder()
  const [folder, empty] = [join(profile, 'programmes'), join(profile, 'empty')]
  for (const path of [folder, empty]) await mkdir(path)
  const table = 'Title,Date,Start,End,Room\nOpening,2026-05-04,09:00,10:00,Hall\n'
  for (const name of ['spring.csv', 'summer.csv']) await writeFile(join(folder, name), table)
  await writeFile(join(folder, 'read me.txt'), 'Nothing to import.')
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  // The dialogs of Linux and Windows show either files or folders.
  const asked = await application.evaluateHandle(
    ({ dialog }, paths) => {
      const properties: unknown[] = []
      dialog.showOpenDialog = (...args: unknown[]) => {
        properties.push((args.at(-1) as Electron.OpenDialogOptions).properties)
        return Promise.resolve({ canceled: false, filePaths: [paths[properties.length - 1] ?? ''] })
      }
      return properties
    },
    [empty, folder],
  )
  await goTo(page, '/library')
  const button = page.getByRole('button', { name: 'Import a folder of programmes…' })
  await button.press('Enter')
  await page.getByText('There is nothing in this folder that can be imported.').waitFor()
  expect(await findViolations(page)).toEqual([])
  await button.press('Enter')
  await page.getByRole('heading', { name: 'Import a programme (1 of 2)' }).waitFor()
  await page.getByRole('dialog').locator('input[value="spring"]').waitFor()
  expect(await asked.jsonValue()).toEqual([['openDirectory'], ['openDirectory']])
})

test('a dropped invitation becomes an appointment; dropped again with another time, it changes that appointment', async () => {
  const { page, profile } = await openNotebook()
  const folder = await createTemporaryFolder()
  const invite = async (start: string, end: string) => {
    const path = join(folder, 'invite.ics')
    const lines = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'METHOD:REQUEST', 'BEGIN:VEVENT'],
      ...['UID:mexico@example.org', 'DTSTAMP:20161101T000000Z', 'SUMMARY:Mexico bilateral'],
      ...[`DTSTART:20161117T${start}Z`, `DTEND:20161117T${end}Z`, 'LOCATION:Room 204'],
      ...['ORGANIZER;CN=Ana Ferreira:mailto:ana@example.org', 'END:VEVENT', 'END:VCALENDAR', ''],
    ]
    await writeFile(path, lines.join('\r\n'))
    const drop = await dragUntilSeen(page, path)
    await drop()
  }
  await page.getByRole('list', { name: 'Sessions' }).first().waitFor()
  await invite('140000', '143000')
  const appointment = page.getByRole('region', { name: 'Appointment' })
  await appointment.getByText('Thu 17 Nov 2016, 15:00–15:30 · Room 204 · Ana Ferreira').waitFor()
  await page.getByRole('button', { name: 'Import as conference' }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  const add = page.getByRole('button', { name: 'Add to my day' })
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  await add.click()
  // While it is stored, the button does nothing, so that the next file is not skipped.
  await expect.poll(() => add.getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('dialog').getByRole('alert').getByText('The appointment was not saved.').waitFor()
  other.exec('ROLLBACK')
  await add.click()
  await page.getByRole('heading', { name: 'Mexico bilateral' }).waitFor()
  const header = page.locator('main header', { hasText: 'Ana Ferreira' })
  await header.getByText('Thu 17 Nov, 15:00–15:30').waitFor()

  await invite('150000', '154500')
  await page.getByRole('button', { name: 'Add to my day' }).click()
  await header.getByText('Thu 17 Nov, 16:00–16:45').waitFor()
  await page.getByRole('button', { name: 'Undo: change Mexico bilateral' }).click()
  await header.getByText('Thu 17 Nov, 15:00–15:30').waitFor()
})

test('the first start offers the pack beside the app, and later starts do not', async () => {
  const [profile, stick] = [await createTemporaryFolder(), await createTemporaryFolder()]
  await writeFile(join(stick, 'testing.rapporteur-pack'), pack())
  const env = { APPIMAGE: join(stick, 'Rapporteur.AppImage') }
  const first = await start({ profile, env })
  await waitForPreview(first.page, 'Testing Days')
  await first.page
    .getByText('Signed by Testing Office. This is the first pack of this conference here.')
    .waitFor()
  await first.page.getByRole('button', { name: 'Cancel' }).click()
  await first.application.close()
  const { page } = await start({ profile, env })
  await page.getByRole('list', { name: 'Sessions', exact: true }).waitFor()
  await page.getByRole('button', { name: /^Octopus Conference/ }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})
