import { expect, test } from 'vitest'
import { collectProblems } from '../../formats/problems.ts'
import { chooseZone, readZone } from './zone.ts'

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['US / Eastern', 'US/Eastern'],
  ['UTC', 'UTC'],
  ['utc', 'UTC'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['us/eastern', 'US/Eastern'],
  ['CST', null],
  ['Nowhere/Middle', null],
])('the zone “%s” is read as %s', (name, zone) => {
  expect(readZone(name)).toBe(zone)
})

test('a zone that the delegate typed in lower case gets its usual capital letters', () => {
  const clues = { zoneName: '', offsets: [], isNeeded: true }
  expect(chooseZone(clues, { timeZone: 'asia/kolkata' }, collectProblems())).toBe('Asia/Kolkata')
})
