/** Tests a calendar in the night in which the clock goes back, when one hour occurs twice. */
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../../core/i18n/english-messages.ts'
import { bundle, importFile, session } from '../../../testing/bundles.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'
import { describeSessions, getCalendar, importCalendar } from '../../testing/calendars.ts'

const [evening, sunday] = ['2026-10-24', '2026-10-25']
const getProgramme = (sessions: ReturnType<typeof session>[]) =>
  bundle((made) => {
    const conference = { timeZone: 'Europe/Berlin', startDate: evening, endDate: sunday }
    Object.assign(made.conference, conference)
    made.sessions = sessions
  })
const night = getProgramme([
  session('ends-first', {
    start: '2026-10-24T23:00:00+02:00',
    end: '2026-10-25T02:15:00+02:00',
    day: evening,
  }),
  session('ends-second', {
    start: '2026-10-25T01:30:00+02:00',
    end: '2026-10-25T02:15:00+01:00',
    day: evening,
  }),
  session('across', { start: '2026-10-25T02:45:00+02:00', end: '2026-10-25T02:15:00+01:00', day: sunday }),
  session('second', { start: '2026-10-25T02:30:00+01:00', end: '2026-10-25T03:30:00+01:00', day: sunday }),
  session('no-end', { start: '2026-10-25T02:30:00+01:00', end: null, day: sunday }),
  session('morning', { start: '2026-10-25T10:00:00+01:00', end: '2026-10-25T11:00:00+01:00', day: sunday }),
])

test('another program reads the right instants from the night in which the clock goes back', async () => {
  const store = createTempStore()
  const { slug } = unwrap(await importFile(store, night)).conference
  const text = Buffer.from(await getCalendar(store, slug)).toString()
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const at = (time: ICAL.Time) => time.toJSDate().toISOString()
  const read = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    const end = component.hasProperty('dtend') ? at(event.endDate) : null
    return [event.uid.split('@')[0], at(event.startDate), end]
  })
  const original = describeSessions(store, slug).map(({ guid, start, end }) => [guid, start, end])
  expect(read.sort()).toEqual(original.sort())
  ICAL.TimezoneService.reset()

  const getEvent = (guid: string) =>
    text.split('BEGIN:VEVENT').find((event) => event.includes(`UID:${guid}@`)) ?? ''
  expect(getEvent('second')).toContain('DTSTART:20261025T013000Z\r\nDTEND:20261025T023000Z\r\n')
  expect(getEvent('ends-first')).toContain('DTSTART:20261024T210000Z\r\nDTEND:20261025T001500Z\r\n')
  expect(getEvent('no-end')).toContain('DTSTART:20261025T013000Z\r\n')
  expect(getEvent('morning')).toContain('DTSTART;TZID=Europe/Berlin:20261025T100000\r\n')
})

test.each([
  ['all of its sessions', night],
  ['a session in the second of the two hours', getProgramme(night.sessions.slice(3, 4))],
])('importing the calendar of that night restores %s without a warning', async (_, programme) => {
  const [from, to] = [createTempStore(), createTempStore()]
  const { slug } = unwrap(await importFile(from, programme)).conference
  const original = describeSessions(from, slug)
  const calendar = await getCalendar(from, slug)
  const again = await importCalendar(from, calendar)
  expect(again).toMatchObject({ changes: { added: 0, changed: 0, cancelled: 0 }, update: null })
  expect(describeSessions(from, slug)).toEqual(original)
  const { conference, warnings } = await importCalendar(to, calendar)
  expect(describeSessions(to, conference.slug)).toEqual(original)
  expect(warnings.map(toEnglish).join()).not.toMatch(/clock|twice/)
})
