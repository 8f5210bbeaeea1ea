/** Time ranges and offsets in the cells of a table, through a complete import. */
import { expect, test } from 'vitest'
import { getBytes } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../../testing/parse-with-english-warnings.ts'

const read = (table: string) =>
  parseWithEnglishWarnings(getBytes(table), 'agenda.csv', { timeZone: 'Europe/Paris' })

test.each([
  ['09:00-10:30', '2026-05-04T09:00:00+02:00', '2026-05-04T10:30:00+02:00'],
  ['2026-05-04 09:00-10:30', '2026-05-04T09:00:00+02:00', '2026-05-04T10:30:00+02:00'],
  ['2026-05-04T09:00-05:00', '2026-05-04T16:00:00+02:00', null],
  ['2026-05-04 09:00:00-0500', '2026-05-04T16:00:00+02:00', null],
])('%s is read as a range or as a time with an offset', (time, start, end) => {
  const { bundle } = read(`Date,Time,Title\n2026-05-04,${time},A\n`)
  expect(bundle.sessions).toMatchObject([{ start, end }])
})

test.each([
  ['2026-05-04T10:00+01:00', '11:30+02:00', '2026-05-04T11:30:00+02:00'],
  ['2026-05-04 10:00', '11:30+01:00', '2026-05-04T12:30:00+02:00'],
  ['2026-05-04 10:00', '11:30 +0100', '2026-05-04T12:30:00+02:00'],
  ['2026-05-04 10:00', '09:30Z', '2026-05-04T11:30:00+02:00'],
  ['2026-05-04T10:00-05:00', '13:30-04:00', '2026-05-04T19:30:00+02:00'],
  ['2026-05-04T23:00+02:00', '00:30+03:00', '2026-05-04T23:30:00+02:00'],
  ['2026-05-04T10:00:00Z', '14:00+02:00', '2026-05-04T14:00:00+02:00'],
  ['2026-05-04 10:00–11:30+01:00', '', '2026-05-04T12:30:00+02:00'],
])('an end without a date may have its own offset: %s to %s', (start, end, expected) => {
  expect(read(`Title,Start,End\nA,${start},${end}\n`).bundle.sessions).toMatchObject([{ end: expected }])
})
