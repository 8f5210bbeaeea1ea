import { expect, test } from 'vitest'
import { getDaysOfWriting, getFirstChoice, getSpan } from './time-span.ts'

const paris = 'Europe/Paris'
const day = '2016-11-17'

test('two times of a day become a span in the conference’s zone', () => {
  expect(getSpan({ day, from: '14:30', to: '16.00' }, paris)).toEqual({
    from: '2016-11-17T13:30:00.000Z',
    to: '2016-11-17T15:00:00.000Z',
  })
})

test('both 00:00 and 24:00 as the end mean the end of the day', () => {
  for (const to of ['24:00', '00:00', '0:00'])
    expect(getSpan({ day, from: '22:00', to }, paris)?.to).toBe('2016-11-17T23:00:00.000Z')
})

test.each([
  ['soon', '16:00'],
  ['14:30', '25:00'],
  ['16:00', '14:30'],
  ['14:30', '14:30'],
])('from %s to %s is not a valid span', (from, to) => {
  expect(getSpan({ day, from, to }, paris)).toBeNull()
})

test('a day on which the clocks change has its actual length', () => {
  const span = getSpan({ day: '2016-10-30', from: '00:00', to: '24:00' }, paris)
  expect(span).toEqual({ from: '2016-10-29T22:00:00.000Z', to: '2016-10-30T23:00:00.000Z' })
})

test('the first span is the last hour; just after midnight, the day so far; on another day, the whole last day', () => {
  const days = ['2016-11-16', '2016-11-17']
  expect(getFirstChoice(days, '2016-11-17T13:52:07.000Z', paris)).toEqual({ day, from: '13:52', to: '14:53' })
  expect(getFirstChoice(days, '2016-11-16T23:20:00.000Z', paris)).toEqual({ day, from: '00:00', to: '00:21' })
  expect(getFirstChoice(days, '2020-01-01T12:00:00.000Z', paris)).toEqual({ day, from: '00:00', to: '24:00' })
})

test('the days include the one before and the one after the conference, such as for the train home', () => {
  expect(getDaysOfWriting('2016-11-16', '2016-11-18', ['2016-11-17', '2016-11-25'])).toEqual([
    '2016-11-15',
    '2016-11-16',
    '2016-11-17',
    '2016-11-18',
    '2016-11-19',
    '2016-11-25',
  ])
})
