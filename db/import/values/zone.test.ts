import { expect, test } from 'vitest'
import { readZone } from './zone.ts'

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['US / Eastern', 'US/Eastern'],
  ['UTC', 'UTC'],
  ['utc', 'UTC'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['us/eastern', 'US/Eastern'],
  ['Nowhere/Middle', null],
])('the zone “%s” is read as %s', (name, zone) => {
  expect(readZone(name)).toBe(zone)
})
