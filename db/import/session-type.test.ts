/** The organiser's own word for a session's kind is kept by every format that has such a word, and by every export and update. */
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { toInput } from '../export/testing/sample.ts'
import { buildPack } from '../packs/write-pack.ts'
import { openConnection } from '../store/open.ts'
import { bundle, getBytes, importFile, session } from '../testing/bundles.ts'
import { importPack, organiserKey } from '../testing/packs.ts'
import { parseWithEnglishWarnings } from '../testing/parse-with-english-warnings.ts'
import { createTempStore, type TestStore, unwrap } from '../testing/temp-store.ts'
import { calendar, event, parseCalendar } from './testing/small-calendars.ts'
import { parseXml, writeScheduleXml } from './testing/small-schedules.ts'
import { getProgramme, makeNewer, preview, slug } from './testing/updates.ts'

const zone = { timeZone: 'Europe/Paris' }
const json = (value: unknown) => parseWithEnglishWarnings(getBytes(JSON.stringify(value)), 'a.json', zone)
const listTypes = ({ bundle: { sessions } }: ReturnType<typeof json>) =>
  sessions.map(({ kind, type }) => [kind, type])

describe('is imported from', () => {
  const typed = (id: number, type: string) =>
    `<event id="${id}"><start>10:00</start><duration>1:00</duration><title>T${id}</title><type>${type}</type></event>`

  test('a schedule in XML', () => {
    const types = [
      'DJ Set',
      'lightningtalk',
      'devroom',
      'lecture',
      'Podium ',
      'Talk',
      'workshop',
      'Atelier',
      '',
    ]
    expect(
      listTypes(parseXml(writeScheduleXml(types.map((type, id) => typed(id + 1, type)).join('')))),
    ).toEqual([
      ['social', 'DJ Set'],
      ['talk', 'lightningtalk'],
      ['talk', 'devroom'],
      ['talk', 'lecture'],
      ['talk', 'Podium'],
      ['talk', null],
      ['workshop', null],
      ['workshop', null],
      ['talk', null],
    ])
  })

  test('a schedule in JSON, in the conference’s language', () => {
    const events = ['Keynote', { de: 'Vortrag', en: 'Lecture' }, null].map((type, id) => ({
      ...{ id, guid: `g${id}`, date: '2026-05-04T10:00:00+02:00', start: '10:00', duration: '1:00' },
      ...{ title: 'T', type },
    }))
    const conference = { title: 'Tiny', days: [{ index: 1, date: '2026-05-04', rooms: { Hall: events } }] }
    expect(listTypes(json({ schedule: { version: '1', conference } }))).toEqual([
      ['plenary', 'Keynote'],
      ['talk', 'Lecture'],
      ['talk', null],
    ])
  })

  test('Sessionize: the format, also for a plenary; a break has it as its title', () => {
    const makeItem = (id: number, more: object) => ({
      ...{ id: `${id}`, title: 'Coffee break', startsAt: '2026-05-04T10:00:00', speakers: [] },
      ...more,
    })
    const sessions = [
      makeItem(1, { isServiceSession: false, categoryItems: [7] }),
      makeItem(2, { isPlenumSession: true, categoryItems: [7] }),
      makeItem(3, { isServiceSession: true, categoryItems: [] }),
    ]
    const categories = [{ title: 'Session format', items: [{ id: 7, name: 'Quickie' }] }]
    expect(listTypes(json({ sessions, rooms: [], speakers: [], categories }))).toEqual([
      ['other', 'Quickie'],
      ['plenary', 'Quickie'],
      ['social', null],
    ])
  })

  test('Open Event', () => {
    const about = { id: 1, title: 'T', state: 'accepted', 'starts-at': '2026-05-04T10:00:00+02:00' }
    const parts = {
      event: strToU8('{"name":"E","timezone":"Europe/Paris"}'),
      sessions: strToU8(JSON.stringify([{ ...about, 'session-type': { id: 2, name: 'Hands-on lab' } }])),
    }
    expect(listTypes(parseWithEnglishWarnings(zipSync(parts), 'a.zip'))).toEqual([
      ['workshop', 'Hands-on lab'],
    ])
  })

  test('a table', () => {
    const table = 'Title,Date,Start,Type\nA,2026-05-04,9:30,Side event\nB,2026-05-04,9:30,Workshop\n'
    expect(listTypes(parseWithEnglishWarnings(getBytes(table), 'a.csv', zone))).toEqual([
      ['talk', 'Side event'],
      ['workshop', null],
    ])
  })

  test('Indico', () => {
    const at = (time: string) => ({ date: '2026-05-04', time, tz: 'Europe/Zurich' })
    const makeItem = (id: string, more: object) => [id, { id, title: id, startDate: at('09:00:00'), ...more }]
    const day = Object.fromEntries([
      makeItem('c1', { entryType: 'Contribution', type: { name: 'Poster' } }),
      makeItem('b2', { entryType: 'Break' }),
    ])
    expect(listTypes(json({ _type: 'HTTPAPIResult', results: { 5: { 20260504: day } } }))).toEqual([
      ['other', 'Poster'],
      ['social', 'Break'],
    ])
  })

  test('a calendar: the categories that are session kinds', () => {
    const at = 'DTSTART:20260504T100000Z\r\n'
    const events = [
      event(`${at}CATEGORIES:Talk,Security`, '1'),
      event(`${at}CATEGORIES:Panel discussion,Talk,Security`, '2'),
      event('DTSTART;VALUE=DATE:20260504\r\nCATEGORIES:Training', '3'),
    ]
    const { bundle: read } = parseCalendar(calendar(events.join('\r\n')))
    expect(read.sessions.map(({ kind, type, track }) => [kind, type, track])).toEqual([
      ['talk', null, 'Security'],
      ['talk', 'Panel discussion', 'Security'],
      ['milestone', 'Training', null],
    ])
  })
})

const xml = writeScheduleXml(
  ['DJ Set', 'lecture', 'Talk', '']
    .map(
      (type, id) =>
        `<event guid="g${id}"><start>1${id}:00</start><duration>1:00</duration><title>T${id}</title><type>${type}</type></event>`,
    )
    .join(''),
)
const types = ['DJ Set', 'lecture', null, null]
const getConference = (store: TestStore) => {
  const tiny = unwrap(store.call('conferences.list', {})).find(({ title }) => title === 'Tiny 2026')
  if (!tiny) throw new Error('it was not imported')
  return tiny.slug
}
const listStoredTypes = (store: TestStore) =>
  unwrap(store.call('sessions.list', { conference: getConference(store) })).map(({ type }) => type)
const getCalendar = async (store: TestStore, conference = getConference(store)) => {
  const [file] = unwrap(await store.request('export.files', { ...toInput({ format: 'ics' }), conference }))
  return Buffer.from(file?.bytes ?? [])
}

describe('is kept', () => {
  test('from a schedule into a pack and on another computer', async () => {
    const [from, to] = [createTempStore(), createTempStore()]
    unwrap(await importFile(from, xml, 'schedule.xml'))
    const whole = getProgramme(from, getConference(from))
    if (!whole) throw new Error('it was not imported')
    const about = { publisher: 'Office', createdAt: '2026-05-01T08:00:00.000Z', key: organiserKey }
    unwrap(await importPack(to, buildPack(whole, [], about)))
    expect(listStoredTypes(to)).toEqual(types)
    expect(getProgramme(to, getConference(to))).toEqual(whole)
  })

  test('in a calendar, where other programs see it as a category', async () => {
    const [from, to] = [createTempStore(), createTempStore()]
    unwrap(await importFile(from, xml, 'schedule.xml'))
    const sent = await getCalendar(from)
    expect(sent.toString().match(/^CATEGORIES:.*(?=\r$)/gm)).toEqual([
      'CATEGORIES:DJ Set',
      'CATEGORIES:lecture',
      'CATEGORIES:talk',
      'CATEGORIES:talk',
    ])
    unwrap(await importFile(to, sent, 'calendar.ics'))
    expect(listStoredTypes(to)).toEqual(types)
    unwrap(await importFile(from, sent, 'calendar.ics'))
    expect(listStoredTypes(from)).toEqual(types)
  })

  test('when a calendar of an older Rapporteur is imported', async () => {
    const store = createTempStore()
    unwrap(await importFile(store, xml, 'schedule.xml'))
    const older = (await getCalendar(store)).toString().replaceAll(/^X-RAPPORTEUR-TYPE:.*\r\n/gm, '')
    const { changes } = unwrap(await importFile(store, Buffer.from(older), 'calendar.ics'))
    expect(changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    expect(listStoredTypes(store)).toEqual(types)
  })

  test('when a table without such a column is imported', async () => {
    const store = createTempStore()
    const table = (column: string, cell: string) =>
      `ID,Title,Start${column}\n1,A,2026-05-04T09:30:00+02:00${cell}\n`
    const read = async (text: string) => {
      const made = unwrap(await importFile(store, getBytes(text), 'Fair 2026.csv'))
      return unwrap(store.call('sessions.list', { conference: made.conference.slug })).map(({ type }) => type)
    }
    expect(await read(table(',Type', ',Side event'))).toEqual(['Side event'])
    expect(await read(table(',Room', ',Hall'))).toEqual(['Side event'])
  })
})

describe('an update', () => {
  const withType = (type: string | null) => makeNewer((b) => b.sessions.push(session('dance', { type })))
  const first = () => bundle((b) => b.sessions.push(session('dance', { type: 'DJ Set' })))
  const getType = (store: TestStore) =>
    getProgramme(store)?.sessions.find(({ guid }) => guid === 'dance')?.type

  test.each([
    ['Live set', ['Live set']],
    [null, []],
  ])('to %s is reported like any change, and can be undone', async (type, to) => {
    const store = createTempStore()
    unwrap(await importFile(store, first()))
    const { matches } = await preview(store, withType(type))
    expect(matches[0]?.changes.cancel.sessions).toMatchObject([
      { guid: 'dance', kind: 'changed', fields: [{ field: 'type', from: ['DJ Set'], to }] },
    ])
    const { update } = unwrap(await importFile(store, withType(type)))
    expect(getType(store)).toBe(type)
    expect(
      unwrap(store.call('updates.get', { conference: slug, id: update ?? 0 })).changes.sessions,
    ).toMatchObject([{ guid: 'dance', fields: [{ field: 'type', from: ['DJ Set'], to }] }])
    unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
    expect(getType(store)).toBe('DJ Set')
  })

  test('of a programme that an older Rapporteur imported adds the word, and can be undone', async () => {
    const store = createTempStore()
    unwrap(await importFile(store, withType(null)))
    const { update } = unwrap(
      await importFile(store, {
        ...withType('DJ Set'),
        conference: { ...withType('DJ Set').conference, revision: 3 },
      }),
    )
    // The stored earlier programme has no field for the word, as in an older version.
    const { db, close } = openConnection(store.database)
    const before = getProgramme(store)
    const kept = JSON.stringify({ ...before, sessions: before?.sessions.map(({ type: _, ...rest }) => rest) })
    db.prepare('UPDATE programme_update SET programme_before = ? WHERE id = ?').run(gzipSync(kept), update)
    close()
    expect(getType(store)).toBe('DJ Set')
    unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
    expect(getType(store)).toBeNull()
  })
})
