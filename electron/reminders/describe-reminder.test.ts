import { expect, test } from 'vitest'
import { createTranslatorFor } from '../translate.ts'
import { describeReminder } from './describe-reminder.ts'

const reminder = {
  conference: 'octopus-2016',
  conferenceTitle: 'Octopus',
  session: 'workshop-9',
  minutes: 10,
  start: '2016-11-17T13:30:00.000Z',
  time: '14:30',
  timeZone: 'Europe/Paris',
  name: 'Workshop 9',
  room: 'Room 3',
}
const describe = (now: string, language = 'en', change = {}) =>
  describeReminder({ ...reminder, ...change }, `2016-11-17T${now}.000Z`, createTranslatorFor([language]))

test('names the minutes left, the room and the session', () => {
  expect(describe('13:26:10')).toBe('In 4 min, Room 3 · Workshop 9')
  expect(describe('13:30:00')).toBe('Starts now, 14:30, Room 3 · Workshop 9')
  expect(describe('13:40:00')).toBe('Since 14:30, Room 3 · Workshop 9')
  expect(describe('13:26:10', 'ru')).toBe('Через 4 мин, Room 3 · Workshop 9')
})

test('while the notebook is locked, names only minutes and room', () => {
  expect(describe('13:26:10', 'en', { name: '' })).toBe('In 4 min, Room 3')
})

test('works without a room, and shortens a long name', () => {
  const long = describe('13:26:10', 'en', { room: null, name: 'a'.repeat(100) })
  expect(long).toBe(`In 4 min · ${'a'.repeat(59)}…`)
})
