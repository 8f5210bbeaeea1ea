/** The summary in the preview of an import, and its details on request. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { realData, testWithRealFiles } from '../real-files.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

test('for a long description, an update shows only what changed', async () => {
  const profile = await createTemporaryFolder()
  const { sessions, ...rest } = createLargeConference({ rooms: 1, sessions: 3 })
  const text = Array.from({ length: 60 }, (_, index) => `Point ${index} of the agenda.`).join('\n\n')
  const bundle = (revision: number, descriptions: string[]) => ({
    ...rest,
    conference: { ...rest.conference, revision },
    sessions: sessions.map((session, index) => ({ ...session, description: descriptions[index] })),
  })
  await importBundle(profile, bundle(1, [text, text, text]))
  const path = join(profile, 'newer.json')
  const newer = [text.replace('Point 30', 'Item 30'), text.replaceAll('\n\n', ' '), text]
  await writeFile(path, JSON.stringify(bundle(2, newer)))
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const changes = page.getByRole('dialog').getByRole('list', { name: 'Changed sessions' })
  const [reworded, spaced] = [0, 1].map((index) => changes.locator('> li').nth(index))
  await reworded?.getByText('Item 30').waitFor()
  expect(await reworded?.locator('dd').textContent()).toBe(
    '…of the agenda. Point 29 of the agenda. Point 30 of the agenda. Point 31 of the…→' +
      '…of the agenda. Point 29 of the agenda. Item 30 of the agenda. Point 31 of the…',
  )
  expect(await spaced?.locator('dd').textContent()).toBe('only spaces and line breaks')
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
})

test('a new venue is shown first, whatever filter is set for sessions', async () => {
  const profile = await createTemporaryFolder()
  const { conference, ...rest } = createLargeConference({ rooms: 1, sessions: 3 })
  const inBerlin = { ...conference, city: 'Berlin' }
  await importBundle(profile, { ...rest, conference: inBerlin })
  const [first, ...others] = rest.sessions
  const sessions = [{ ...first, title: 'Another title' }, ...others]
  const path = join(profile, 'newer.json')
  const newer = { ...rest, sessions, conference: { ...conference, revision: 2, city: 'Potsdam' } }
  await writeFile(path, JSON.stringify(newer))
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  for (const scope of ['All 1', 'Mine 0']) {
    await dialog.getByRole('radio', { name: scope }).click()
    await expect.poll(() => dialog.locator('dd').first().textContent()).toBe('Berlin→Potsdam')
  }
})

test('the preview says that the file restores a removed conference', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  const path = join(profile, 'large.json')
  await writeFile(path, JSON.stringify(createLargeConference({ rooms: 1, sessions: 3 })))
  const dialog = page.getByRole('dialog')
  const choose = async () => {
    await answerOpenDialog(application, path)
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
  }
  await choose()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: /^Large conference/ }).waitFor()
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Remove Large conference' }).click()
  await page.getByRole('button', { name: 'Bring back Large conference' }).waitFor()
  await choose()
  await dialog.getByText('Its programme is unchanged. The conference will be restored.').waitFor()
  expect(await dialog.getByRole('heading', { name: 'What changes' }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Update' }).click()
  await page.getByText('Large conference is here again, as it was.').waitFor()
})

test('a starred session that the file leaves out is linked to a new one by keyboard', async () => {
  const profile = await createTemporaryFolder()
  const table = join(profile, 'programme.csv')
  const write = (title: string) =>
    writeFile(
      table,
      `Title,Date,Start\nOpening,2026-05-04,09:00\n${title},2026-05-04,10:00\nPosters,2026-05-04,11:00\n`,
    )
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  const dialog = page.getByRole('dialog')
  const choose = async () => {
    await answerOpenDialog(application, table)
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
  }
  await write('Evidence')
  await choose()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: 'Star Evidence' }).first().click()
  await write('Evidence at sea')
  await choose()
  const picker = dialog.getByRole('button', { name: /Evidence ·/ })
  await picker.waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await picker.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Not in the file' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => picker.textContent()).toContain('Evidence at sea')
  const changes = dialog.getByRole('list', { name: 'Changed sessions' })
  await expect.poll(() => changes.locator('> li').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Update' }).click()
  await page.getByText(/^programme: 3 sessions/).waitFor()
  await goTo(page, '/agenda')
  const starred = page.getByRole('button', { name: 'Star Evidence at sea' }).first()
  await expect.poll(() => starred.getAttribute('aria-pressed')).toBe('true')
})

testWithRealFiles(
  'a warning about many sessions names only the first of them, and all on request',
  async () => {
    const profile = await createTemporaryFolder()
    const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
    await answerOpenDialog(application, join(realData, 'frab-xml/camp2019-everything.xml'))
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
    const warnings = page.getByRole('dialog').getByRole('region', { name: 'To check' })
    const more = warnings.getByRole('button', { name: /^and \d+ more$/ })
    await more.first().waitFor()
    for (const item of await warnings.getByRole('listitem').all())
      expect((await item.boundingBox())?.height).toBeLessThan(100)
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme)
      expect(await findViolations(page), theme).toEqual([])
    }
    const item = warnings
      .getByRole('listitem')
      .filter({ has: page.getByRole('button') })
      .first()
    const [, count] = /\((\d+)\):/.exec((await item.textContent()) ?? '') ?? []
    await more.first().press('Enter')
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
    expect(focused).toContain(`(${count}):`)
    expect(focused.split('; ').length).toBeGreaterThan(4)
  },
)

test('a title taken from the file name is reported, and only once', async () => {
  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  const files = ['json-other/sessionize-all.json', 'ics/no-vtimezone.ics', 'ics/repetitions.ics']
  await answerOpenDialog(application, ...files.map((file) => join(root, 'tests', 'fixtures', file)))
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  const title = dialog.getByRole('textbox', { name: 'Title' })
  const getText = () => dialog.textContent()
  for (const [name, hint] of [
    ['sessionize all', 'Taken from the file name.'],
    ['no vtimezone', 'Taken from the file name.'],
    ['Beekeepers', 'Taken from the file.'],
  ] as const) {
    await expect.poll(() => title.inputValue()).toBe(name)
    await dialog.getByText(`${hint} Call it what you like: no update changes that.`).waitFor()
    // Expands the list of points to check.
    const more = dialog.getByRole('button', { name: /^Show \d+ more$/ })
    if (await more.isVisible()) await more.click()
    expect(await getText()).not.toMatch(/no title|no name/)
    const skip = dialog.getByRole('button', { name: 'Skip this file' })
    if (await skip.isVisible()) await skip.click()
  }
})

test('a file with only UTC offsets is reported once, beside the choice of a zone', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  const path = join(profile, 'days.xml')
  await writeFile(
    path,
    '<schedule><conference><title>Days</title></conference><day date="2026-05-04"><room name="Hall"><event id="1">' +
      '<date>2026-05-04T09:00:00+02:00</date><start>09:00</start><duration>01:00</duration><title>Opening</title>' +
      '</event></room></day></schedule>',
  )
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The file gives only the offset from UTC, not the place.').waitFor()
  expect(((await dialog.textContent()) ?? '').match(/offset from UTC|only the offset/g)).toHaveLength(1)
})

test('a refusal names the file once, in the normal text style', async () => {
  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  await answerOpenDialog(application, join(root, 'tests/fixtures/hostile/template-of-days.xml'))
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  const refusal = dialog.getByRole('alert')
  await refusal.waitFor()
  expect(((await dialog.textContent()) ?? '').match(/template-of-days/g)).toHaveLength(1)
  const weights = (css: string) =>
    refusal.locator(css).evaluate((element) => Number(getComputedStyle(element).fontWeight))
  expect(await weights('strong')).toBe(600)
  expect(await weights(':scope > span')).toBe(400)
  expect(await findViolations(page)).toEqual([])
})

test('a column without a name has the heading “No name”', async () => {
  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  await answerOpenDialog(application, join(root, 'tests/fixtures/tables/sessions.csv'))
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('columnheader', { name: 'No name' }).first().waitFor()
  const headers = await dialog.getByRole('columnheader').allInnerTexts()
  expect(headers.filter((text) => text.trim() === '')).toEqual([])
  expect(await findViolations(page)).toEqual([])
})

test('a file imported before the current programme is not called newer, and can revert to its state', async () => {
  const profile = await createTemporaryFolder()
  const event = (id: number, title: string) =>
    `<event id="${id}"><start>09:00</start><duration>01:00</duration><title>${title}</title></event>`
  const schedule = (...events: string[]) =>
    '<schedule><conference><title>Days</title><time_zone_name>Europe/Paris</time_zone_name></conference>' +
    `<day date="2026-05-04"><room name="Hall">${events.join('')}</room></day></schedule>`
  const [first, second] = [join(profile, 'first.xml'), join(profile, 'second.xml')]
  await writeFile(first, schedule(event(1, 'Opening'), event(2, 'Closing')))
  await writeFile(second, schedule(event(1, 'Opening remarks')))
  await importFile(profile, first)
  await importFile(profile, second)
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await answerOpenDialog(application, first)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^An older programme of Days/ }).waitFor()
  await dialog
    .getByText(
      /^You imported this file on .+ \d{4}, \d\d:\d\d, and a newer programme after it\. You can go back to this file/,
    )
    .waitFor()
  const changes = dialog.getByRole('list', { name: 'Changed sessions' })
  await changes.getByText('Opening remarks').waitFor()
  expect(await dialog.getByRole('button', { name: 'Update' }).count()).toBe(0)
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await dialog.getByRole('button', { name: 'Go back to this file' }).click()
  await page.getByText(/^Days: 2 sessions\. New 0, changed 2, cancelled 0\.$/).waitFor()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The import was undone.').waitFor()
  // The file can also become a new conference.
  await answerOpenDialog(application, first)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await dialog.getByText('A separate conference').click()
  await dialog.getByRole('button', { name: 'Import', exact: true }).waitFor()
})

test('for a calendar that cancels one session, other sessions are kept by default', async () => {
  const profile = await createTemporaryFolder()
  const calendar = (method: string, ...numbers: number[]) =>
    [
      'BEGIN:VCALENDAR',
      `METHOD:${method}`,
      'X-WR-CALNAME:Mini 2026',
      'X-WR-TIMEZONE:Europe/Paris',
      ...numbers.flatMap((number) => [
        'BEGIN:VEVENT',
        `UID:${number}@x`,
        `SUMMARY:Session ${number}`,
        `DTSTART;TZID=Europe/Paris:20260504T1${number}0000`,
        'DURATION:PT1H',
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ].join('\r\n')
  const [whole, message] = [join(profile, 'mini.ics'), join(profile, 'cancelled.ics')]
  await writeFile(whole, calendar('PUBLISH', 1, 2, 3, 4, 5))
  await writeFile(message, calendar('CANCEL', 3))
  await importFile(profile, whole)
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await answerOpenDialog(application, message)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  const leftOut = dialog.getByRole('radiogroup', { name: /^The file leaves out 4 sessions/ })
  const radios = leftOut.getByRole('radio')
  await radios.first().waitFor()
  const keep = leftOut.getByRole('radio', { name: /^Keep them as they are/ })
  await dialog.getByText('the file has 1 of its 5 sessions').waitFor()
  expect(await keep.isChecked()).toBe(true)
  expect(await radios.first().getAttribute('value')).toBe('keep')
  // The same holds after another option was selected in between.
  await dialog.getByText('A separate conference').click()
  await dialog.getByText('A newer programme of Mini 2026').click()
  expect(await keep.isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Update', exact: true }).click()
  await page.getByText(/^Mini 2026: 4 sessions, 1 cancelled\. New 0, changed 0, cancelled 1\.$/).waitFor()
})
