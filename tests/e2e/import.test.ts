/** Imports programmes of organisers through the dialogs of the real app. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { realData, testWithRealFiles } from '../real-files.ts'
import { findViolations } from './lib/axe.ts'
import { importFile } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import {
  answerOpenDialog,
  expectNoRequests,
  getEditor,
  goTo,
  setTheme,
  waitForPreview,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

const fixtures = join(root, 'tests', 'fixtures')

async function chooseFiles(application: ElectronApplication, page: Page, ...paths: string[]): Promise<void> {
  await answerOpenDialog(application, ...paths)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
}

const getDialog = (page: Page) => page.getByRole('dialog')
const switcher = (page: Page, name: RegExp) => page.getByRole('button', { name })
const getUndoButton = (page: Page) => page.getByRole('status').getByRole('button', { name: 'Undo' })

test('several files follow each other: one is imported, one asks for its zone, a broken one names its error', async () => {
  const { application, page } = await openNotebook()
  const dialog = getDialog(page)
  await chooseFiles(
    application,
    page,
    join(fixtures, 'frab-xml/harbour.xml'),
    join(fixtures, 'frab-xml/night.xml'),
    join(fixtures, 'hostile/entities.xml'),
  )
  await dialog.getByRole('heading', { name: 'Import a programme (1 of 3)' }).waitFor()
  await waitForPreview(page, 'Harbour Days 2033')
  await dialog.getByText('3–4 Sept 2033 · Times: Europe/Oslo').waitFor()
  await dialog.getByText('31 sessions · 3 rooms · 5 speakers').waitFor()
  await dialog.getByText('A conference that is not on this computer yet.').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()

  // The times have no zone, so the delegate chooses one.
  await waitForPreview(page, 'Lantern Days')
  const zone = dialog.getByRole('combobox', { name: 'Time zone of the conference' })
  await dialog.getByText('This is the zone of your computer.').waitFor()
  await zone.fill('berlin')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()
  await dialog.getByText(/Times: Europe\/Berlin$/).waitFor()
  await dialog.getByText('The times in the file are taken as local times in this zone.').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()

  await dialog.getByRole('heading', { name: 'Import a programme (3 of 3)' }).waitFor()
  await dialog
    .getByRole('alert')
    .getByText(/entities\.xml was not imported\. Line \d+ column \d+: .*DOCTYPE/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await switcher(page, /^Lantern Days/).waitFor()
  await page.getByText('Times: Europe/Berlin').first().waitFor()

  // Chooses the same file again.
  await chooseFiles(application, page, join(fixtures, 'frab-xml/harbour.xml'))
  await dialog.getByText('The programme here is the same: nothing changes.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Update' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expectNoRequests(application)
})

test('a calendar with UTC times only is shown in the chosen zone, also when imported again', async () => {
  const { application, page } = await openNotebook()
  const dialog = getDialog(page)
  await chooseFiles(application, page, join(fixtures, 'ics/utc-alone.ics'))
  await dialog.getByText(/Times: UTC$/).waitFor()
  await dialog.getByText('Times are shown with that offset. Choose where the conference is held.').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  await dialog.getByRole('combobox', { name: 'Time zone of the conference' }).fill('new_york')
  await page.getByRole('option', { name: 'America/New_York' }).click()
  await dialog.getByText(/Times: America\/New_York$/).waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await switcher(page, /^Loom Week Talks/).waitFor()
  await chooseFiles(application, page, join(fixtures, 'ics/utc-alone.ics'))
  await dialog.getByText('The programme here is the same: nothing changes.').waitFor()
  await dialog.getByText(/Times: America\/New_York$/).waitFor()
})

testWithRealFiles(
  'an update shows first what it changes for the delegate; it is applied and undone',
  async () => {
    const { application, page } = await openNotebook()
    const dialog = getDialog(page)
    await chooseFiles(application, page, join(realData, 'snapshots/fosdem-2025-a.xml'))
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await switcher(page, /^FOSDEM 2025/).waitFor()

    await chooseFiles(application, page, join(realData, 'frab-xml/fosdem-2025.xml'))
    const changes = dialog.getByRole('list', { name: 'Changed sessions' })
    await changes.getByRole('listitem').first().waitFor()
    expect(await dialog.getByText('Sessions that you starred or took notes on do not change.').count()).toBe(
      0,
    )
    // A note on a moved session makes it one of the delegate's own changes.
    const moved = changes
      .getByRole('listitem')
      .filter({
        has: page.locator('strong', { hasText: /^Moved$/ }),
        hasNot: page.locator('dt', { hasText: /^Title$/ }),
      })
      .first()
    const title = (await moved.locator('p').nth(1).textContent()) ?? ''
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('button', { name: /^Search sessions/ }).click()
    await page.keyboard.type(title.slice(0, 60))
    await page
      .getByRole('option', { name: title.slice(0, 40) })
      .first()
      .click()
    await page.getByRole('heading', { name: title }).waitFor()
    await getEditor(page).first().click()
    await page.keyboard.type('Ask about retention.')
    await waitUntilSaved(page)

    await chooseFiles(application, page, join(realData, 'frab-xml/fosdem-2025.xml'))
    await dialog.getByRole('radio', { name: /A newer programme of FOSDEM 2025/ }).waitFor()
    // The cancelled sessions are those that the file leaves out and those that it marks as cancelled.
    await dialog.getByText('The file leaves out 30 sessions, and marks 3 more as cancelled').waitFor()
    await dialog.getByRole('radio', { name: 'Mine 1' }).waitFor()
    await expect.poll(() => changes.locator('> li').count()).toBe(1)
    await changes.getByText('1 entry').waitFor()
    await changes.getByText('→').first().waitFor()
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme)
      expect(await findViolations(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'Update', exact: true }).click()
    await page
      .getByText(/^FOSDEM 2025: 1102 sessions, 33 cancelled\. New \d+, changed \d+, cancelled \d+\.$/)
      .waitFor()
    await goTo(page, '/library')
    await page.getByText(/^1102 sessions, 33 cancelled · /).waitFor()
    await getUndoButton(page).click()
    await page.getByText('The import was undone.').waitFor()
    await chooseFiles(application, page, join(realData, 'frab-xml/fosdem-2025.xml'))
    await dialog.getByRole('radio', { name: 'Mine 1' }).waitFor()
  },
)

test('the columns of a table are chosen if their names are unknown', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await openNotebook(profile)
  const dialog = getDialog(page)
  const path = join(profile, 'agenda.csv')
  await writeFile(
    path,
    'What;When;Where\nOpening;2026-05-04 09:30;Hemicycle\nCloud evidence;2026-05-04 11:00;Room 2\n',
  )
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await dialog.getByText('Choose the column that contains the titles.').waitFor()
  await dialog.getByRole('cell', { name: 'Cloud evidence' }).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  const column = async (name: string, field: string) => {
    await dialog.getByRole('button', { name: new RegExp(`${name}$`) }).click()
    await page.getByRole('option', { name: field, exact: true }).click()
  }
  await column('What', 'Title')
  await dialog.getByText('Choose the column that contains the start or the date.').waitFor()
  await column('When', 'Start')
  await dialog.getByText(/^2 sessions$/).waitFor()
  await column('Where', 'Room')
  await dialog.getByText('2 sessions · 2 rooms').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText(/ imported: 2 sessions/).waitFor()

  // Undoing a first import removes the conference.
  await getUndoButton(page).click()
  await switcher(page, /^Octopus Conference 2016/).waitFor()
})

testWithRealFiles(
  'the changes of updates can be read later, beside the session and in the library, and the last update is undone',
  async () => {
    const profile = await createTemporaryFolder()
    await importFile(profile, join(realData, 'snapshots/fosdem-2025-a.xml'))
    await importFile(profile, join(realData, 'frab-xml/fosdem-2025.xml'))
    const { page } = await shareApp({ now: new Date().toISOString() })(profile)
    const dialog = getDialog(page)
    await switcher(page, /^FOSDEM 2025/)
      .or(switcher(page, /^Octopus/))
      .first()
      .waitFor()
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Updates of FOSDEM 2025' }).click()
    const updates = dialog.getByRole('list', { name: 'Updates' })
    await updates.getByText('First import: ').waitFor()
    const changes = updates.getByRole('list', { name: 'Changed sessions' })
    const moved = changes
      .getByRole('listitem')
      .filter({ has: page.locator('strong', { hasText: /^Moved$/ }) })
      .first()
    const title = (await moved.locator('p').nth(1).textContent()) ?? ''
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme)
      expect(await findViolations(page)).toEqual([])
    }
    // The chips are aligned with the list and with the text beside them.
    const getBox = async (of: Locator) => (await of.boundingBox()) ?? { x: -1, y: -1 }
    const group = updates.getByRole('group', { name: 'Kind of change' })
    const [chip, chips, list] = await Promise.all(
      [group.getByRole('button').first(), group, changes].map(getBox),
    )
    expect(chip).toMatchObject({ x: list?.x ?? 0, y: chips?.y ?? 0 })
    // Filters by kind of change; expanding a list moves the focus to the new items, for links as for sessions.
    const kinds = updates.getByRole('group', { name: 'Kind of change' })
    await kinds.getByRole('button', { name: /^Retitled \d+$/ }).click()
    await changes.locator('> li[data-kind="cancelled"]').first().waitFor({ state: 'detached' })
    // The filter includes sessions that were also moved.
    await changes.locator('> li[data-kind="moved"]').first().waitFor()
    await kinds.getByRole('button', { name: /^Moved 95$/ }).click()
    await expect.poll(() => changes.locator('> li').count()).toBe(60)
    expect(await changes.locator('> li:not([data-kind="moved"])').count()).toBe(0)
    await kinds.getByRole('button', { name: /^Retitled \d+$/ }).click()
    const links = changes.getByRole('list').filter({ hasText: 'Show 5 more' }).first()
    await links.getByRole('button', { name: 'Show 5 more' }).press('Enter')
    await updates.getByRole('button', { name: 'Show 35 more' }).press('Enter')
    await expect.poll(() => changes.locator('> li').count()).toBe(95)
    expect(
      await changes
        .locator('> li')
        .nth(60)
        .evaluate((item) => item === document.activeElement),
    ).toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Search sessions/ }).click()
    await page.keyboard.type(title.slice(0, 60))
    await page.getByRole('option', { name: 'Search all conferences' }).click()
    await page
      .getByRole('option', { name: title.slice(0, 40) })
      .first()
      .click()
    // The mark is beside the title, and in the row of the list.
    await page
      .getByRole('main')
      .getByText(/^Moved, was /)
      .first()
      .waitFor()
    await expect.poll(() => page.getByText(/^Moved, was /).count()).toBeGreaterThan(1)

    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Updates of FOSDEM 2025' }).click()
    await updates.getByRole('button', { name: 'Undo' }).click()
    await updates.getByText('undone').waitFor()
  },
)

test('importing a large programme can be cancelled', async () => {
  const folder = await createTemporaryFolder()
  const path = join(folder, 'large.json')
  const { sessions, ...rest } = createLargeConference({ rooms: 1, sessions: 2 })
  const many = Array.from({ length: 5_000 }, (_, index) => ({
    ...sessions[0],
    guid: `many-${index}`,
    description: `Point ${index} of the agenda. `.repeat(20),
  }))
  await writeFile(path, JSON.stringify({ ...rest, sessions: many }))
  const { application, page, profile } = await openNotebook(folder)
  const dialog = getDialog(page)
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await waitForPreview(page, 'Large conference', 60_000)
  // Blocks the import with another writer, since a fast machine would finish before it can be cancelled.
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  await page.getByRole('button', { name: 'Import', exact: true }).press('Enter')
  await dialog.getByRole('progressbar', { name: 'Writing the programme' }).waitFor()
  // By keyboard only: the Cancel button takes the focus of the Import button.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel the import')
  await page.keyboard.press('Enter')
  other.exec('ROLLBACK')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('status').getByText('Cancelled. Nothing was written.').waitFor()
  expect(await switcher(page, /^Large conference/).count()).toBe(0)
  await switcher(page, /^Octopus Conference 2016/).waitFor()
})

test('errors and repairs in a file are described in the language of the interface', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  await page.getByText('Français').first().click()
  await page.locator('html[lang="fr"]').waitFor()
  const dialog = getDialog(page)
  await answerOpenDialog(
    application,
    join(fixtures, 'hostile/entities.xml'),
    join(fixtures, 'frab-xml/repeated.xml'),
  )
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Importer une conférence…' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/Ligne \d+ colonne \d+\s: le fichier a une déclaration de type de document/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Passer ce fichier' }).click()
  const toCheck = dialog.getByRole('region', { name: 'À vérifier' })
  await toCheck
    .getByText(/Le même identifiant figure plusieurs fois dans le programme.*\(ligne \d+\)/)
    .waitFor()
})
