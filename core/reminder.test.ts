import { expect, test } from 'vitest'
import {
  type DismissedReminder,
  getReminderContext,
  isDismissed,
  isReminderShown,
  sortByUrgency,
} from './reminder.ts'

test('reminders of upcoming sessions come first, the soonest at the top', () => {
  const at = (time: string) => ({ start: `2016-11-17T${time}:00.000Z` })
  const started = [at('13:20'), at('13:25')]
  const coming = [at('13:40'), at('13:30'), at('13:35')]
  expect(
    sortByUrgency([...started, ...coming], '2016-11-17T13:30:00.000Z').map(({ start }) => start),
  ).toEqual(['13:30', '13:35', '13:40', '13:25', '13:20'].map((time) => at(time).start))
})

test('a reminder is shown for a quarter of an hour after the start, or after it came', () => {
  const isShown = (minutes: number, now: string) =>
    isReminderShown({ start: '2016-11-17T13:30:00.000Z', minutes }, `2016-11-17T${now}:00.000Z`)
  expect([isShown(10, '13:44'), isShown(10, '13:45')]).toEqual([true, false])
  expect([isShown(-20, '14:04'), isShown(-20, '14:05')]).toEqual([true, false])
})

test('a dismissed reminder stays dismissed on the same clock', () => {
  const at = (time: string) => `2016-11-17T${time}:00.000Z`
  const one = { conference: 'octopus-2016', session: 'workshop-9', start: at('13:30') }
  const known = (rehearsed: boolean): DismissedReminder[] => [{ ...one, at: at('13:22'), rehearsed }]
  for (const rehearsed of [true, false]) {
    expect(isDismissed(one, known(rehearsed), { at: at('13:24'), rehearsed })).toBe(true)
    // A rehearsal and the real day do not affect each other, and a new rehearsal of an earlier time affects neither.
    expect(isDismissed(one, known(rehearsed), { at: at('13:24'), rehearsed: !rehearsed })).toBe(false)
    expect(isDismissed(one, known(rehearsed), { at: at('13:20'), rehearsed })).toBe(false)
    const moved = { ...one, start: at('13:45') }
    expect(isDismissed(moved, known(rehearsed), { at: at('13:36'), rehearsed })).toBe(false)
  }
})

test('a reminder names another conference than the one on screen, and another time zone', () => {
  const reminder = {
    conference: '38c3',
    conferenceTitle: '38C3',
    session: 'one',
    name: 'One',
    start: '2024-12-27T13:45:00.000Z',
    time: '14:45',
    timeZone: 'Europe/Berlin',
    room: null,
    minutes: 0,
  }
  const getContext = (conference: string, timeZone: string) =>
    getReminderContext(reminder, { conference, timeZone })
  expect(getContext('38c3', 'Europe/Berlin')).toEqual({ time: '14:45', conference: null })
  expect(getContext('other', 'Europe/Paris')).toEqual({ time: '14:45', conference: '38C3' })
  const withZoneAndTitle = { time: '14:45 (Europe/Berlin)', conference: '38C3' }
  expect(getContext('other', 'America/New_York')).toEqual(withZoneAndTitle)
  expect(getReminderContext(reminder, null)).toEqual(withZoneAndTitle)
  expect(getContext('other', 'Nowhere')).toEqual(withZoneAndTitle)
})
