import { expect, test } from 'vitest'
import { byUrgency, type Dismissed, isDismissed } from './reminder.ts'

test('of many reminders those of sessions still to start come first, the soonest before all', () => {
  const at = (time: string) => ({ start: `2016-11-17T${time}:00.000Z` })
  const started = [at('13:20'), at('13:25')]
  const coming = [at('13:40'), at('13:30'), at('13:35')]
  expect(byUrgency([...started, ...coming], '2016-11-17T13:30:00.000Z').map(({ start }) => start)).toEqual(
    ['13:30', '13:35', '13:40', '13:25', '13:20'].map((time) => at(time).start),
  )
})

test('dismissed stays dismissed by the clock it was dismissed by, from that moment on', () => {
  const at = (time: string) => `2016-11-17T${time}:00.000Z`
  const one = { conference: 'octopus-2016', session: 'workshop-9', start: at('13:30') }
  const known = (rehearsed: boolean): Dismissed[] => [{ ...one, at: at('13:22'), rehearsed }]
  for (const rehearsed of [true, false]) {
    expect(isDismissed(one, known(rehearsed), { at: at('13:24'), rehearsed })).toBe(true)
    // Rehearsed, and the day itself; rehearsed anew, from before.
    expect(isDismissed(one, known(rehearsed), { at: at('13:24'), rehearsed: !rehearsed })).toBe(false)
    expect(isDismissed(one, known(rehearsed), { at: at('13:20'), rehearsed })).toBe(false)
    const moved = { ...one, start: at('13:45') }
    expect(isDismissed(moved, known(rehearsed), { at: at('13:36'), rehearsed })).toBe(false)
  }
})
