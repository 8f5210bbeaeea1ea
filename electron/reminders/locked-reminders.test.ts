import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reminder } from '../../core/reminder.ts'
import { createLockedReminders } from './locked-reminders.ts'

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2016-11-17T13:00:00Z') }))
afterEach(() => vi.useRealTimers())

const makeReminder = (at: string, start: string, room: string | null = 'Room 3', until = '14:30') => ({
  at: `2016-11-17T${at}:00.000Z`,
  start: `2016-11-17T${start}:00.000Z`,
  until: `2016-11-17T${until}:00.000Z`,
  time: '14:30',
  timeZone: 'Europe/Paris',
  room,
})

function create() {
  const shown: Reminder[] = []
  const reminders = createLockedReminders(
    () => Date.now(),
    (reminder) => shown.push(reminder),
  )
  return { reminders, shown }
}

test('each reminder is shown when it is due, with time and room only', async () => {
  const { reminders, shown } = create()
  reminders.plan([makeReminder('13:20', '13:30'), makeReminder('13:50', '14:00', null)])
  reminders.start()
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  expect(shown).toEqual([
    {
      start: '2016-11-17T13:30:00.000Z',
      time: '14:30',
      timeZone: 'Europe/Paris',
      room: 'Room 3',
      minutes: 10,
      name: '',
      conference: '',
      conferenceTitle: '',
      session: expect.any(String),
    },
  ])
  await vi.advanceTimersByTimeAsync(30 * 60_000)
  expect(shown).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
})

test('nothing is shown and no timer runs while the notebook is open', async () => {
  const { reminders, shown } = create()
  reminders.plan([makeReminder('13:20', '13:30')])
  expect(vi.getTimerCount()).toBe(0)
  reminders.start()
  reminders.stop()
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(shown).toEqual([])
})

test('a clock that is corrected is noticed without a wake from sleep', async () => {
  const { reminders, shown } = create()
  reminders.plan([makeReminder('13:20', '13:30')])
  reminders.start()
  vi.setSystemTime(Date.parse('2016-11-17T13:25:00Z'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shown).toHaveLength(1)
})

test('a reminder missed during sleep is shown while the session runs, and not afterwards', () => {
  const { reminders, shown } = create()
  reminders.plan([
    makeReminder('13:05', '13:15', null, '13:25'),
    makeReminder('13:10', '13:20', null, '13:30'),
    makeReminder('13:20', '13:30'),
  ])
  reminders.start()
  vi.setSystemTime(Date.parse('2016-11-17T13:25:00Z'))
  reminders.checkNow()
  expect(shown.map(({ start, minutes }) => [start, minutes])).toEqual([
    ['2016-11-17T13:20:00.000Z', -5],
    ['2016-11-17T13:30:00.000Z', 5],
  ])
})

test('a reminder is shown once, even if the clock of a rehearsal is set back', async () => {
  const { reminders, shown } = create()
  reminders.plan([makeReminder('13:20', '13:30')])
  reminders.start()
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  vi.setSystemTime(Date.parse('2016-11-17T13:00:00Z'))
  reminders.checkNow()
  await vi.advanceTimersByTimeAsync(25 * 60_000)
  expect(shown).toHaveLength(1)
})
