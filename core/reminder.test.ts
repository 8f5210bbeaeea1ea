import { expect, test } from 'vitest'
import { byUrgency } from './reminder.ts'

test('of many reminders those of sessions still to start come first, the soonest before all', () => {
  const at = (time: string) => ({ start: `2016-11-17T${time}:00.000Z` })
  const started = [at('13:20'), at('13:25')]
  const coming = [at('13:40'), at('13:30'), at('13:35')]
  expect(byUrgency([...started, ...coming], '2016-11-17T13:30:00.000Z').map(({ start }) => start)).toEqual(
    ['13:30', '13:35', '13:40', '13:25', '13:20'].map((time) => at(time).start),
  )
})
