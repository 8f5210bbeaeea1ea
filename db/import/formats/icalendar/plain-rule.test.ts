import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { readPlainRule } from './plain-rule.ts'
import { listOccurrences } from './recurrence.ts'

const rule = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.option(fc.integer({ min: 1, max: 5 })),
    count: fc.option(fc.integer({ min: 1, max: 30 })),
    days: fc.subarray(['MO', 'WE', 'FR', 'SU', 'TU']),
    weekStart: fc.option(fc.constantFrom('MO', 'SU', 'SA')),
  })
  .map(({ frequency, interval, count, days, weekStart }) =>
    [
      `FREQ=${frequency}`,
      interval === null ? '' : `INTERVAL=${interval}`,
      count === null ? '' : `COUNT=${count}`,
      frequency === 'WEEKLY' && days.length > 0 ? `BYDAY=${days.join(',')}` : '',
      weekStart === null ? '' : `WKST=${weekStart}`,
    ]
      .filter(Boolean)
      .join(';'),
  )
const start = fc
  .record({
    year: fc.integer({ min: 2020, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map((date) => Temporal.PlainDate.from(date).toPlainDateTime('09:30'))

test('plain rules give the same dates as the library', () => {
  const caps = { years: 3, count: 40 }
  fc.assert(
    fc.property(
      rule,
      start,
      fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
      (text, from, days) => {
        const until = days === undefined ? undefined : from.add({ days })
        expect(readPlainRule(text)).not.toBeNull()
        const plain = listOccurrences(text, from, caps, until)
        // BYHOUR with the start's own hour changes nothing, but makes the rule not plain.
        const searched = listOccurrences(`${text};BYHOUR=9`, from, caps, until)
        expect(plain.locals.map(String)).toEqual(searched.locals.map(String))
      },
    ),
    { numRuns: 150 },
  )
})

test.each([
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;COUNT=99999',
  'FREQ=HOURLY',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=WEEKLY;BYDAY=MO,MO',
  'FREQ=WEEKLY;BYDAY=1MO',
  'FREQ=DAILY;BYMONTH=2',
  'FREQ=DAILY;FREQ=DAILY',
  'FREQ=WEEKLY;WKST=ZZ',
  '',
])('“%s” is not plain', (text) => {
  expect(readPlainRule(text)).toBeNull()
})
