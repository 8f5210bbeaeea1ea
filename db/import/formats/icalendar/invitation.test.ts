/** A calendar with a single event becomes an entry of the delegate's own day. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toInput } from '../../../export/testing/sample.ts'
import { bundle, importFile } from '../../../testing/bundles.ts'
import { addEntry, bilateral } from '../../../testing/own-entries.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'
import { previewFile, slug } from '../../testing/updates.ts'
import { parseFile } from '../index.ts'

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20161101T000000Z', ...lines, 'END:VEVENT']
const times = ['DTSTART:20161117T140000Z', 'DTEND:20161117T143000Z']
const read = (text: string) =>
  parseFile(new TextEncoder().encode(text), 'invite.ics', { timeZone: 'Europe/Paris' }).invitation

test('an invitation gives title, times, place and people, but not rooms and equipment', () => {
  const invitation = read(
    calendar(
      ...event(
        ...['UID:abc@example.org', 'SUMMARY:Mexico bilateral', 'LOCATION:Room 204\\, level 2', ...times],
        'ORGANIZER;CN="Ferreira, Ana":mailto:ana@example.org',
        'ATTENDEE;CN="Ferreira, Ana":mailto:ana@example.org',
        'ATTENDEE:mailto:jan@example.org',
        'ATTENDEE;CUTYPE=ROOM;CN=Room 204:mailto:room204@example.org',
      ),
    ),
  )
  expect(invitation?.fields).toEqual({
    ...{ kind: 'meeting', title: 'Mexico bilateral', place: 'Room 204, level 2' },
    ...{ start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' },
    people: ['Ferreira, Ana', 'jan@example.org'],
  })
})

test('the same event gives the same entry, and another event another one', () => {
  const readId = (uid: string) => read(calendar(...event(`UID:${uid}`, 'SUMMARY:One', ...times)))?.id
  expect(readId('abc')).toBe(readId('abc'))
  expect(readId('abc')).not.toBe(readId('abd'))
})

test('several events, whole days and cancelled events give no appointment', () => {
  const one = event('UID:a', 'SUMMARY:One', ...times)
  expect(read(calendar(...one, ...event('UID:b', 'SUMMARY:Two', ...times)))).toBeNull()
  expect(read(calendar(...event('UID:a', 'SUMMARY:One', 'DTSTART;VALUE=DATE:20161117')))).toBeNull()
  expect(read(calendar(...one).replace('REQUEST', 'CANCEL'))).toBeNull()
})

test('an invitation without an end lasts half an hour', () => {
  expect(read(calendar(...event('UID:a', 'SUMMARY:One', times[0] ?? '')))?.fields.end).toBe(
    '2016-11-17T14:30:00.000Z',
  )
})

test('an exported entry is read back unchanged', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const id = addEntry(store, slug, { kind: 'call', place: 'Hall' })
  const wanted = { ...toInput({ format: 'ics', sessions: [id] }), conference: slug }
  const [file] = unwrap(await store.request('export.files', wanted))
  const path = join(store.folder, 'appointment.ics')
  writeFileSync(path, file?.bytes ?? '')
  const { invitation, matches, suggested } = await previewFile(store, path)
  expect(invitation).toEqual({ id, fields: { ...bilateral, kind: 'call', place: 'Hall' } })
  expect([matches, suggested]).toEqual([[], { update: null }])
})
