/** Importing an exported calendar again updates changed sessions, cancels withdrawn ones and duplicates nothing. */
import { expect, test } from 'vitest'
import { makeNewer } from '../../../import/testing/updates.ts'
import { bundle, importFile, session } from '../../../testing/bundles.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'
import {
  describeEvents,
  describeSessions,
  getCalendar,
  importCalendar,
  richConference,
  saveCalendar,
} from '../../testing/calendars.ts'
import { toInput } from '../../testing/sample.ts'

test('importing the same calendar again changes nothing; a newer one updates without duplicates', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const { slug } = unwrap(await importFile(from, richConference)).conference
  const first = await importCalendar(to, await getCalendar(from, slug))
  from.clock.pass({ hours: 1 })
  const again = await importCalendar(to, await getCalendar(from, slug))
  expect(again.changes).toEqual({ added: 0, changed: 0, cancelled: 0 })

  const newer = structuredClone(richConference)
  newer.conference.revision = 2
  newer.sessions = newer.sessions.filter(({ guid }) => guid !== 'sun,day;\\')
  Object.assign(newer.sessions[0] ?? {}, { start: '2026-03-28T21:00:00+01:00' })
  unwrap(await importFile(from, newer))
  const updated = await importCalendar(to, await getCalendar(from, slug))
  expect(updated.conference.slug).toBe(first.conference.slug)
  expect(updated.changes).toEqual({ added: 0, changed: 1, cancelled: 1 })
  expect(describeSessions(to, first.conference.slug).map(({ status }) => status)).toEqual([
    'confirmed',
    'cancelled',
    'cancelled',
  ])
})

test('a session whose update was undone is cancelled in calendars that already have it', async () => {
  const [store, other] = [createTempStore(), createTempStore()]
  const slug = unwrap(await importFile(store, bundle())).conference.slug
  const withMore = makeNewer((b) =>
    b.sessions.push(session('late', { label: 'Talk 9', title: 'Added, late' })),
  )
  const unexportedUpdate = unwrap(await importFile(store, withMore)).update
  unwrap(store.call('updates.undo', { conference: slug, id: unexportedUpdate ?? 0 }))
  // No exported calendar contains the session, so no calendar needs to cancel it.
  store.clock.pass({ hours: 1 })
  expect(Object.keys(describeEvents(await saveCalendar(store, slug)))).toEqual(['opening', 'closing'])

  const { update } = unwrap(await importFile(store, withMore))
  store.clock.pass({ hours: 1 })
  const withLate = await saveCalendar(store, slug)
  expect(describeEvents(withLate).late).toMatch(/^2 CONFIRMED /)
  store.clock.pass({ hours: 1 })
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const withoutLate = await saveCalendar(store, slug)
  expect(describeEvents(withoutLate).late).toBe(
    `3 CANCELLED ${store.clock.now().replaceAll(/[-:]|\.000/g, '')}`,
  )
  expect(withoutLate).toContain('SUMMARY:Talk 9 · Added\\, late\r\n')
  expect(withoutLate.split('DTSTART').length).toBe(withLate.split('DTSTART').length)

  // Importing the calendar here changes nothing. Another computer that has the session cancels it.
  expect(await importCalendar(store, Buffer.from(withoutLate))).toMatchObject({
    conference: { slug },
    changes: { added: 0, changed: 0, cancelled: 0 },
  })
  await importCalendar(other, Buffer.from(withLate))
  expect((await importCalendar(other, Buffer.from(withoutLate))).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 1,
  })

  store.clock.pass({ hours: 1 })
  unwrap(await importFile(store, withMore))
  expect(describeEvents(await saveCalendar(store, slug)).late).toMatch(/^4 CONFIRMED /)
})

test('a change of the venue, and its undoing, renew every event', async () => {
  const store = createTempStore()
  const [first, moved] = [bundle(), makeNewer((b) => Object.assign(b.conference, { venue: 'New venue' }))]
  moved.sessions.push(session('late'))
  const slug = unwrap(await importFile(store, first)).conference.slug
  const stateNow = async () => {
    const text = Buffer.from(await getCalendar(store, slug)).toString()
    expect(text.match(/^LAST-MODIFIED:.*/gm)).toEqual(
      text.match(/^DTSTAMP:.*/gm)?.map((line) => line.replace('DTSTAMP', 'LAST-MODIFIED')),
    )
    return describeEvents(text)
  }
  const stamp = () => store.clock.now().replaceAll(/[-:]|\.000/g, '')
  store.clock.pass({ hours: 1 })
  const { update } = unwrap(await importFile(store, moved))
  const updated = `1 CONFIRMED ${stamp()}`
  // The session that the update added was in no calendar before, so its SEQUENCE is 0.
  expect(await stateNow()).toEqual({ opening: updated, late: `0 CONFIRMED ${stamp()}`, closing: updated })
  store.clock.pass({ hours: 1 })
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const undone = `2 CONFIRMED ${stamp()}`
  expect(await stateNow()).toEqual({ opening: undone, closing: undone })

  // SEQUENCE grows by one even if the session changes as well. It does not grow if conference facts change that no event shows.
  store.clock.pass({ hours: 1 })
  const city = structuredClone(first)
  Object.assign(city.conference, { revision: 3, city: 'Nice', country: 'France' })
  Object.assign(city.sessions[0] ?? {}, { title: 'Opening again' })
  unwrap(await importFile(store, city))
  const later = `3 CONFIRMED ${stamp()}`
  expect(await stateNow()).toEqual({ opening: later, closing: later })
  store.clock.pass({ hours: 1 })
  Object.assign(city.conference, { revision: 4, country: '', subtitle: 'Again' })
  unwrap(await importFile(store, city))
  expect(await stateNow()).toEqual({ opening: later, closing: later })
})

test('a withdrawn session is exported with its day, and left out of an export of chosen sessions', async () => {
  const store = createTempStore()
  const slug = unwrap(await importFile(store, bundle())).conference.slug
  const { update } = unwrap(
    await importFile(
      store,
      makeNewer((b) => b.sessions.push(session('late'))),
    ),
  )
  await saveCalendar(store, slug)
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const days = [...new Set(unwrap(store.call('sessions.list', { conference: slug })).map(({ day }) => day))]
  const guids = async (wanted: object) => {
    const [file] = unwrap(
      await store.request('export.files', {
        ...toInput({ format: 'ics', ...wanted }),
        conference: slug,
      }),
    )
    return Object.keys(describeEvents(Buffer.from(file?.bytes ?? []).toString()))
  }
  expect(await guids({ days })).toContain('late')
  expect(await guids({ days: ['2026-05-09'] })).toEqual([])
  expect(await guids({ sessions: 'starred' })).toEqual([])
  expect(await guids({ chathamHouse: true })).toContain('late')
})
