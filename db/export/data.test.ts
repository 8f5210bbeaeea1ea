/** Files for other programs, read back by third-party libraries. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import ICAL from 'ical.js'
import { beforeEach, expect, test } from 'vitest'
import type { ContactFields } from '../model.ts'
import { bundle, importFile, session } from '../testing/bundles.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'
import { writeTimeZones } from './formats/icalendar/time-zone-lines.ts'
import { ana, createStoreWith, getPageText, getText, richNote, saveAs, toInput } from './testing/sample.ts'
import { readSaved } from './testing/unpacked.ts'

let store: TestStore

beforeEach(() => {
  store = createStoreWith(richNote)
})

const addContact = (fields: Partial<ContactFields>) =>
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: octopus,
      fields: { ...ana, metAt: null, name: 'Zoë', ...fields },
    }),
  )

test('CSV: a spreadsheet gets every field unchanged, and no formula', async () => {
  addContact({
    role: 'Line one\nline two',
    organisation: '@cmd',
    telephone: '-1+1',
    email: '\t=HYPERLINK("x")',
    followUp: 'Send the paper',
    followUpOn: '2016-12-01',
    consent: 'SECRET remark',
  })
  const rows: string[][] = parse(
    await getText(store, { format: 'contacts-csv', include: { contactNotes: true } }),
    {
      bom: true,
      record_delimiter: '\r\n',
    },
  )
  expect(rows).toEqual([
    [
      ...['Name', 'Organisation', 'Role', 'Country', 'E-mail', 'Telephone', 'Met at'],
      ...['Follow-up', 'Follow-up by', 'Consent', 'Private note'],
    ],
    [
      'Zoë',
      "'@cmd",
      'Line one\r\nline two',
      'Portugal',
      // The store trims spaces at the ends of a field.
      '\'=HYPERLINK("x")',
      "'-1+1",
      '',
      'Send the paper',
      '2016-12-01',
      'SECRET remark',
      'SECRET; met\r\nfor coffee',
    ],
    [
      'Ана "Ferreira"; Jr, Müller',
      "'=EUROJUST",
      'Prosecutor',
      'Portugal',
      'ana@example.org',
      '+351 21 000 00 00',
      'Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence',
      '',
      '',
      '',
      'SECRET; met\r\nfor coffee',
    ],
  ])
})

test('vCard: an address book gets every field, folded and escaped by the standard', async () => {
  addContact({ role: 'Über-Prüferin, '.repeat(12).trim(), organisation: 'back\\slash; and, more' })
  const text = await getText(store, { format: 'vcf', include: { contactNotes: true } })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const cards = (ICAL.parse(text) as unknown[][]).map((card) => new ICAL.Component(card as never))
  const value = (index: number, name: string) => {
    const read = cards[index]?.getFirstPropertyValue(name)
    // RFC 2426 §4 escapes semicolons in every text; this library unescapes them only in texts with several parts.
    return typeof read === 'string' ? read.replaceAll('\\;', ';') : read
  }
  expect(cards).toHaveLength(2)
  expect(value(0, 'title')).toBe('Über-Prüferin, '.repeat(12).trim())
  expect(value(0, 'org')).toBe('back\\slash; and, more')
  expect(value(1, 'version')).toBe('3.0')
  expect(value(1, 'fn')).toBe(ana.name)
  expect(value(1, 'n')).toEqual([ana.name, '', '', '', ''])
  expect(value(1, 'tel')).toBe(ana.telephone)
  expect(value(1, 'adr')).toEqual(['', '', '', '', '', '', 'Portugal'])
  expect(value(1, 'note')).toMatch(/^Met at Workshop 9[\s\S]*SECRET; met\nfor coffee$/)
})

test.each(['contacts-csv', 'vcf', 'vcf-4', 'json', 'docx', 'html', 'txt', 'md'])(
  '%s has private notes on people only if asked for',
  async (format) => {
    const path = await saveAs(store, { format, include: { contacts: true } })
    const bytes = readFileSync(path)
    const parts = format === 'docx' ? Object.values(unzipSync(bytes)) : [bytes]
    const text = parts.map((part) => strFromU8(part)).join('\n')
    expect(text).toContain('Ferreira')
    expect(text).not.toContain('SECRET')
  },
)

test('contacts of chosen sessions are the people met there', async () => {
  addContact({})
  const sessions = [toGuid('workshop-9')]
  expect((await getText(store, { format: 'vcf', sessions })).match(/^FN/gm)).toHaveLength(1)
  expect(await getText(store, { format: 'vcf', sessions: [toGuid('plenary')] })).toBe('')
})

function parseCalendar(text: string) {
  const component = new ICAL.Component(ICAL.parse(text) as never)
  const zone = component.getFirstSubcomponent('vtimezone')
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const events = component.getAllSubcomponents('vevent').map((event) => {
    const at = (name: string) => {
      const time = event.getFirstPropertyValue(name)
      return time instanceof ICAL.Time ? time.toJSDate().toISOString() : null
    }
    return {
      uid: String(event.getFirstPropertyValue('uid')),
      summary: event.getFirstPropertyValue('summary'),
      location: event.getFirstPropertyValue('location'),
      status: event.getFirstPropertyValue('status'),
      sequence: event.getFirstPropertyValue('sequence'),
      stamp: at('dtstamp'),
      modified: at('last-modified'),
      start: at('dtstart'),
      end: at('dtend'),
    }
  })
  return events
}

test('iCalendar: a calendar gets every session at its instant, and unknown ends stay unknown', async () => {
  const events = parseCalendar(await getText(store, { format: 'ics' }))
  const sessions = unwrap(store.call('sessions.list', { conference: octopus }))
  expect(events.map(({ start, end }) => [start, end])).toEqual(sessions.map(({ start, end }) => [start, end]))
  expect(events[0]).toMatchObject({ end: null, status: 'CONFIRMED', sequence: 0 })
  expect(events.find(({ uid }) => uid.startsWith('workshop-9@'))).toMatchObject({
    summary: 'Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence',
    location: "Room 3, Palais de l'Europe, Council of Europe, Strasbourg",
  })
  // The same programme gives the same file at any time.
  store.clock.pass({ hours: 5 })
  expect(parseCalendar(await getText(store, { format: 'ics' }))).toEqual(events)
})

test('special characters survive in address books and calendars', async () => {
  // Longer than a line, so that the line must be folded near multi-byte characters.
  const world = 'Ольга Ёлкина, «Сторона», 王小明، فاطمة الزهراء 👩🏽‍⚖️🇪🇺 Ελλάδα'
  addContact({ name: world, organisation: world, role: world })
  const cards = ICAL.parse(await getText(store, { format: 'vcf' })) as unknown[][]
  const card = cards
    .map((one) => new ICAL.Component(one as never))
    .find((one) => one.getFirstPropertyValue('fn') === world)
  expect(card?.getFirstPropertyValue('title')).toBe(world)
  expect([card?.getFirstPropertyValue('org')].flat()).toEqual([world])

  const testing = createTempStore()
  const { slug } = unwrap(
    await importFile(
      testing,
      bundle((made) => {
        made.sessions = [session('opening', { title: world, description: `${world}\n${world}` })]
      }),
    ),
  ).conference
  const getCalendar = async (format: string) =>
    getPageText(unwrap(await testing.request('export.files', { ...toInput({ format }), conference: slug })))
  expect(parseCalendar(await getCalendar('ics'))).toMatchObject([{ summary: world }])
  saveNote(testing, `- [ ] ${world} сделать`)
  expect(parseTodos(await getText(testing, { format: 'actions-ics' }))).toMatchObject([
    { summary: `${world} сделать` },
  ])
})

test('iCalendar: starred sessions only', async () => {
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('plenary'), starred: true }))
  expect(
    parseCalendar(await getText(store, { format: 'ics', sessions: 'starred' })).map(({ uid }) => uid),
  ).toEqual(['plenary@octopus-2016.rapporteur'])
})

test('iCalendar: a changed or cancelled session keeps its UID and gets a higher sequence', async () => {
  const testing = createTempStore()
  const read = async () =>
    parseCalendar(
      getPageText(
        unwrap(await testing.request('export.files', { ...toInput({ format: 'ics' }), conference: slug })),
      ),
    )
  const slug = unwrap(await importFile(testing, bundle())).conference.slug
  const before = await read()
  testing.clock.pass({ hours: 1 })
  const next = bundle((changed) => {
    changed.conference.revision = 2
    changed.sessions = [
      session('opening', { title: 'Opening; moved, again', end: '2026-05-04T12:00:00+02:00' }),
    ]
  })
  unwrap(await importFile(testing, next))
  const after = await read()
  const find = (events: typeof before, guid: string) => events.find(({ uid }) => uid.startsWith(`${guid}@`))
  expect(find(after, 'opening')).toMatchObject({
    uid: find(before, 'opening')?.uid,
    summary: 'Opening; moved, again',
    end: '2026-05-04T10:00:00.000Z',
    sequence: 1,
  })
  expect(find(after, 'closing')).toMatchObject({ status: 'CANCELLED', sequence: 1 })
  expect(find(after, 'opening')?.stamp).toBe(testing.clock.now())
  expect(find(after, 'opening')?.modified).toBe(find(after, 'opening')?.stamp)
})

test.each([
  // Dates before and after both clock changes; zones with half hours, without clock changes, and in the southern hemisphere.
  ['Europe/Paris', '2016-03-26T12:00:00Z', '2016-03-28T12:00:00Z', '2016-11-01T12:00:00Z'],
  ['America/St_Johns', '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z', '2026-12-01T12:00:00Z'],
  ['Asia/Kolkata', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', '2026-12-31T00:00:00Z'],
  ['UTC', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', '2026-12-31T00:00:00Z'],
  ['Australia/Sydney', '2026-04-04T00:00:00Z', '2026-04-06T00:00:00Z', '2026-10-20T00:00:00Z'],
  ['Asia/Riyadh', '2026-04-04T00:00:00Z', '2026-04-06T00:00:00Z', '2026-10-20T00:00:00Z'],
])('another library interprets the described time zone %s in the same way', (timeZone, ...instants) => {
  const text = ['BEGIN:VCALENDAR', ...writeTimeZones(timeZone, instants), 'END:VCALENDAR'].join('\r\n')
  const zone = new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vtimezone')
  if (!zone) throw new Error('a VTIMEZONE was expected')
  const read = new ICAL.Timezone(zone)
  for (const instant of instants) {
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
      .format(new Date(instant))
      .replace(' ', 'T')
    const time = ICAL.Time.fromDateTimeString(local)
    time.zone = read
    expect(time.toJSDate().toISOString()).toBe(instant.replace('Z', '.000Z'))
  }
})

const withActions = `[14:44](rapporteur:at/2016-11-17T13:44:10Z) Said.

- [ ] [14:45](rapporteur:at/2016-11-17T13:45:00Z) =Send; it, "quickly" [for Anna Ek](rapporteur:for) [for Луис](rapporteur:for) [by 1 December 2016](rapporteur:due/2016-12-01)
- [x] [14:46](rapporteur:at/2016-11-17T13:46:00Z) Готово
- [ ] same
- [ ] same
`

function parseTodos(text: string) {
  return new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vtodo').map((todo) => ({
    uid: String(todo.getFirstPropertyValue('uid')),
    summary: todo.getFirstPropertyValue('summary'),
    due: todo.getFirstPropertyValue('due')?.toString() ?? null,
    status: todo.getFirstPropertyValue('status'),
    sequence: Number(todo.getFirstPropertyValue('sequence')),
    description: String(todo.getFirstPropertyValue('description')),
  }))
}

test('tasks for a task list: who, until when, done, from which session', async () => {
  const testing = createStoreWith(withActions)
  const text = await getText(testing, { format: 'actions-ics' })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const read = parseTodos(text)
  expect(read).toMatchObject([
    { summary: '=Send; it, "quickly"', due: '2016-12-01', status: 'NEEDS-ACTION' },
    { summary: 'Готово', due: null, status: 'COMPLETED' },
    { summary: 'same', status: 'NEEDS-ACTION' },
    { summary: 'same', status: 'NEEDS-ACTION' },
  ])
  expect(read[0]?.description).toMatch(/^Who: Anna Ek, Луис\nWorkshop 9\n/)
  expect(new Set(read.map(({ uid }) => uid)).size).toBe(4)
})

test('a task keeps its UID, with a higher sequence, when it is reworded, done or preceded by a new one', async () => {
  const testing = createTempStore()
  const task = (time: string, text: string) => `- [ ] [14:45](rapporteur:at/2016-11-17T13:${time}Z) ${text}\n`
  const { id, revision } = saveNote(testing, task('45:00', 'Send it'))
  const before = parseTodos(await getText(testing, { format: 'actions-ics' }))
  saveNote(testing, task('40:00', 'First') + task('45:00', 'Send it today').replace('[ ]', '[x]'), {
    id,
    baseRevision: revision,
  })
  const after = parseTodos(await getText(testing, { format: 'actions-ics' }))
  expect(after[1]).toMatchObject({ uid: before[0]?.uid, summary: 'Send it today', status: 'COMPLETED' })
  expect(after[1]?.sequence).toBeGreaterThan(before[0]?.sequence ?? 0)
})

test('tasks for a spreadsheet, without formulas', async () => {
  const rows: string[][] = parse(await getText(createStoreWith(withActions), { format: 'actions-csv' }), {
    bom: true,
    record_delimiter: '\r\n',
  })
  expect(rows).toEqual([
    ['What', 'Who', 'Due', 'Session', 'Done'],
    ['\'=Send; it, "quickly"', 'Anna Ek; Луис', '2016-12-01', 'Workshop 9', 'No'],
    ['Готово', '', '', 'Workshop 9', 'Yes'],
    ['same', '', '', 'Workshop 9', 'No'],
    ['same', '', '', 'Workshop 9', 'No'],
  ])
})

test('the report has tables of decisions, tasks and open questions', async () => {
  const testing = createStoreWith(`${withActions}\n[Question:](rapporteur:question) Who pays?`)
  const text = await getText(testing, { format: 'md' })
  expect(text).toContain('| Task | Assignee | Due | Session |')
  expect(text).toMatch(/\| Anna Ek, Луис \| 1 December 2016 \| Workshop 9 \|/)
  expect(text).toMatch(/### Open questions\n\n\| Question \| Session \|\n.*\n\| Who pays\? \| Workshop 9 \|/)
})

test('the same report gives the same bytes', async () => {
  for (const { id, printed } of unwrap(await store.request('export.formats', {}))) {
    if (printed) continue
    const [first, second] = [
      readSaved(await saveAs(store, { format: id })),
      readSaved(await saveAs(store, { format: id })),
    ]
    expect(second, id).toEqual(first)
  }
})

test('HTML needs no other file and runs no script', async () => {
  const text = await getText(store, { format: 'html', title: 'A <b>title</b> & "more"' })
  expect(text).toContain("default-src 'none'")
  expect(text).toContain('<title>A &lt;b&gt;title&lt;/b&gt; &amp; &quot;more&quot;</title>')
  expect(text).not.toMatch(/<script|javascript:|<img|<link |@import|src=/i)
  expect([...text.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toContain(
    'https://example.org/?a=1&amp;b=2',
  )
  // Every entry of the table of contents leads to a heading.
  const targets = [...text.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(3)
  for (const id of targets) expect(text).toContain(`id="${id}"`)
})
