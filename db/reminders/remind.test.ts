import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished, test } from 'vitest'
import type { Reminder } from '../../core/reminder.ts'
import { toInstantString } from '../../core/time.ts'
import {
  createClock,
  createTempStore,
  octopus,
  type TestStore,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'

/** Thursday afternoon in Strasbourg: Workshops 7, 8 and 9 start at 14:30. */
const thursday = (time: string) => toInstantString(Temporal.Instant.from(`2016-11-17T${time}:00+01:00`))

function createStoreAt(time: string, options: { folder?: string } = {}) {
  const store = createTempStore({ ...options, clock: createClock(thursday(time)) })
  const sent: Reminder[] = []
  const reminders = store.remind({ onDue: (reminder) => sent.push(reminder) })
  onTestFinished(() => reminders.stop())
  const star = (session: string, starred = true) =>
    unwrap(store.call('stars.set', { conference: octopus, session: toGuid(session), starred }))
  return { store, reminders, sent, star, at: (minutes: number) => pass(store, minutes, reminders.checkNow) }
}
function pass({ clock }: TestStore, minutes: number, check: () => void): void {
  clock.pass({ minutes })
  check()
}
const names = (sent: Reminder[]) => sent.map(({ session }) => session)

test('a starred session gives one reminder, ten minutes before', () => {
  const { reminders, sent, star, at } = createStoreAt('14:15')
  star('workshop-9')
  expect(sent, 'the clock is not known yet').toEqual([])
  reminders.setClock(0)
  expect(sent).toEqual([])
  at(5)
  expect(sent).toEqual([
    {
      conference: octopus,
      conferenceTitle: 'Octopus Conference 2016',
      session: 'workshop-9',
      name: 'Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence',
      start: thursday('14:30'),
      time: '14:30',
      timeZone: 'Europe/Paris',
      room: 'Room 3',
      minutes: 10,
    },
  ])
  at(1)
  expect(sent).toHaveLength(1)
})

test('the next reminders are planned ahead with time and room, and without session or title', () => {
  const store = createTempStore({ clock: createClock(thursday('14:15')) })
  const planned: object[] = []
  const reminders = store.remind({ onDue: () => {}, onPlanned: (ahead) => planned.push(ahead) })
  onTestFinished(() => reminders.stop())
  reminders.setClock(0)
  expect(planned).toEqual([[]])
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred: true }))
  const [start, timeZone] = [thursday('14:30'), 'Europe/Paris']
  expect(planned.slice(1)).toEqual([
    [{ at: thursday('14:20'), start, until: thursday('14:45'), time: '14:30', timeZone, room: 'Room 3' }],
  ])
  reminders.checkNow()
  expect(planned).toHaveLength(2)
  pass(store, 5, reminders.checkNow)
  expect(planned.at(-1)).toEqual([])
})

test('uses the session’s own lead time or none, and the default in Settings', () => {
  const { store, reminders, sent, star, at } = createStoreAt('13:29')
  for (const session of ['workshop-7', 'workshop-8', 'workshop-9']) star(session)
  const set = (session: string, minutes: number | null | 'default') =>
    unwrap(store.call('reminders.set', { conference: octopus, session: toGuid(session), minutes }))
  set('workshop-7', 60)
  set('workshop-8', null)
  reminders.setClock(0)
  at(1)
  expect(names(sent)).toEqual(['workshop-7'])
  unwrap(store.call('reminders.setDefault', { minutes: 59 }))
  at(1)
  expect(names(sent)).toEqual(['workshop-7', 'workshop-9'])
  set('workshop-8', 'default')
  expect(names(sent), 'it is due already').toEqual(['workshop-7', 'workshop-9', 'workshop-8'])
  expect(
    store.call('reminders.set', { conference: octopus, session: toGuid('workshop-4'), minutes: 5 }),
  ).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
})

test('no reminder for past, unstarred or cancelled sessions, nor for an archived conference', () => {
  const { store, reminders, sent, star, at } = createStoreAt('14:10')
  for (const session of ['workshop-4', 'workshop-7', 'workshop-8', 'workshop-9']) star(session)
  star('workshop-7', false)
  store.lifecycle
    .ready()
    .connection.sql(`UPDATE session SET status = 'cancelled' WHERE guid = 'workshop-8'`)
    .run()
  reminders.setClock(0)
  unwrap(store.call('conferences.archive', { conference: octopus, archived: true }))
  at(15)
  expect(sent).toEqual([])
  unwrap(store.call('conferences.archive', { conference: octopus, archived: false }))
  expect(names(sent)).toEqual(['workshop-9'])
  expect(sent[0]?.minutes).toBe(5)
})

test('a reminder missed during sleep comes while the session runs, and says how long ago it started', () => {
  const { reminders, sent, star, at } = createStoreAt('14:10')
  star('workshop-9')
  reminders.setClock(0)
  at(30)
  expect(sent).toMatchObject([{ session: 'workshop-9', time: '14:30', minutes: -10 }])
  at(1)
  expect(sent).toHaveLength(1)
})

test('no reminder if the computer sleeps until the session is over', () => {
  const { reminders, sent, star, at } = createStoreAt('14:10')
  star('workshop-9')
  reminders.setClock(0)
  at(36)
  expect(sent).toEqual([])
})

test('no reminder if a session gets its star or the app starts after the session began', () => {
  const { reminders, sent, star } = createStoreAt('14:40')
  star('workshop-9')
  reminders.setClock(0)
  star('workshop-8')
  expect(sent).toEqual([])
})

test('no second reminder after a restart, except for a moved session', () => {
  const first = createStoreAt('14:22')
  first.star('workshop-9')
  first.reminders.setClock(0)
  expect(names(first.sent)).toEqual(['workshop-9'])
  first.reminders.stop()
  first.store.close()
  const second = createStoreAt('14:24', { folder: first.store.folder })
  second.reminders.setClock(0)
  expect(second.sent).toEqual([])
  second.store.lifecycle
    .ready()
    .connection.sql('UPDATE session SET start_at = ? WHERE guid = ?')
    .run(thursday('14:45'), 'workshop-9')
  second.at(11)
  expect(second.sent).toMatchObject([{ time: '14:45', minutes: 10 }])
})

test('the reminder of a delayed session follows its new time', () => {
  const { store, reminders, sent, star, at } = createStoreAt('14:15')
  star('workshop-9')
  reminders.setClock(0)
  const delay = (minutes: number) =>
    unwrap(
      store.call('delays.set', {
        conference: octopus,
        delays: [{ session: toGuid('workshop-9'), minutes }],
      }),
    )
  delay(20)
  at(5)
  expect(sent).toEqual([])
  at(20)
  expect(sent).toMatchObject([{ time: '14:50', minutes: 10 }])
  delay(40)
  expect(sent).toHaveLength(1)
  at(20)
  expect(sent.slice(1)).toMatchObject([{ time: '15:10', minutes: 10 }])
})

test('a reminder is withdrawn when its session moves, is cancelled or loses its star, and comes again when due', () => {
  const store = createTempStore({ clock: createClock(thursday('14:21')) })
  const events: string[] = []
  const reminders = store.remind({
    onDue: ({ session, time, room }) => events.push(`${session} ${time} ${room}`),
    onWithdrawn: ({ session }) => events.push(`not ${session}`),
  })
  onTestFinished(() => reminders.stop())
  reminders.setClock(0)
  const star = (starred: boolean) =>
    unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred }))
  const change = (set: string) => {
    store.lifecycle.ready().connection.sql(`UPDATE session SET ${set} WHERE guid = 'workshop-9'`).run()
    reminders.checkNow()
    return events.splice(0)
  }
  star(true)
  expect(events.splice(0)).toEqual(['workshop-9 14:30 Room 3'])
  expect(change(`room = 'room-1'`)).toEqual(['not workshop-9', 'workshop-9 14:30 Room 1'])
  expect(change(`status = 'cancelled'`)).toEqual(['not workshop-9'])
  expect(change(`status = 'confirmed'`)).toEqual(['workshop-9 14:30 Room 1'])
  star(false)
  expect(events.splice(0)).toEqual(['not workshop-9'])
  star(true)
  expect(events.splice(0)).toEqual(['workshop-9 14:30 Room 1'])
  expect(change(`start_at = '${thursday('14:45')}'`)).toEqual(['not workshop-9'])
  pass(store, 14, reminders.checkNow)
  expect(events.splice(0)).toEqual(['workshop-9 14:45 Room 1'])
  pass(store, 60, reminders.checkNow)
  expect(events).toEqual([])
})

test('a changed lead time reminds again, even if the reminder with the earlier lead time was sent', () => {
  const first = createStoreAt('14:20')
  first.star('workshop-9')
  first.reminders.setClock(0)
  expect(first.sent).toHaveLength(1)
  const set = ({ store }: typeof first, minutes: number) =>
    unwrap(store.call('reminders.set', { conference: octopus, session: toGuid('workshop-9'), minutes }))
  set(first, 5)
  expect(first.sent).toHaveLength(1)
  first.at(5)
  expect(first.sent.slice(1)).toMatchObject([{ minutes: 5 }])
  first.reminders.stop()
  first.store.close()
  const second = createStoreAt('14:26', { folder: first.store.folder })
  second.reminders.setClock(0)
  expect(second.sent).toEqual([])
  set(second, 0)
  second.at(4)
  expect(second.sent).toMatchObject([{ minutes: 0 }])
})

test('a longer default lead time does not repeat a reminder, a shorter one reminds again', () => {
  const { store, reminders, sent, star, at } = createStoreAt('14:22')
  star('workshop-9')
  reminders.setClock(0)
  expect(sent).toHaveLength(1)
  const setDefault = (minutes: number) => unwrap(store.call('reminders.setDefault', { minutes }))
  setDefault(15)
  expect(sent).toHaveLength(1)
  at(1)
  expect(sent).toHaveLength(1)
  setDefault(5)
  at(2)
  expect(sent.slice(1)).toMatchObject([{ minutes: 5 }])
})

test('a rehearsal reminds by its own clock, and the real day still gets all reminders', () => {
  const { reminders, sent, star } = createStoreAt('08:00')
  star('workshop-9')
  const rehearsal = (6 * 60 + 21) * 60_000
  reminders.setClock(rehearsal)
  expect(sent).toMatchObject([{ session: 'workshop-9', minutes: 9 }])
  reminders.setClock(0)
  expect(sent).toHaveLength(1)
  reminders.setClock(rehearsal + 60_000)
  expect(sent, 'rehearsed again').toMatchObject([{ minutes: 9 }, { minutes: 8 }])
})
