/** Warnings in a whole table about names of time zones and about invalid ends. */
import { expect, test } from 'vitest'
import { getBytes } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../../testing/parse-with-english-warnings.ts'

function read(rows: readonly string[]) {
  const table = ['Title;Date;Time;End', ...rows].join('\n')
  const { bundle, warnings } = parseWithEnglishWarnings(getBytes(table), 'agenda.csv', {
    timeZone: 'Europe/Paris',
  })
  return {
    times: bundle.sessions.map(({ start, end }) => [start.slice(11), end?.slice(11) ?? null]),
    warnings: warnings.filter((warning) => !warning.includes('after the file')),
  }
}

test('a time with a zone name is in the conference’s time zone; a contradiction is reported', () => {
  const { times, warnings } = read([
    'Summer;2026-05-04;9:00–10:00 CEST;',
    'Winter;2026-12-04;9:00 MEZ;10:00 MEZ',
    'Loose;2026-05-04;9:00–10:00 (CET);',
    'New York;2026-05-04;9:00;10:00 EDT',
  ])
  expect(times).toEqual(
    ['+02:00', '+01:00', '+02:00', '+02:00'].map((at) => [`09:00:00${at}`, `10:00:00${at}`]),
  )
  expect(warnings).toEqual([
    'The time names another time zone than the programme’s: it was read as a time of Europe/Paris (2): “Loose” (line 4): CET; “New York” (line 5): EDT.',
  ])
})

test('UTC after a time is an offset, reported if it differs from the conference’s', () => {
  const { times, warnings } = read(['A;2026-05-04;9:00–10:00 UTC;', 'B;2026-05-04;9:00 (UTC+2);10:00 UTC+2'])
  expect(times).toEqual([
    ['11:00:00+02:00', '12:00:00+02:00'],
    ['09:00:00+02:00', '10:00:00+02:00'],
  ])
  expect(warnings).toEqual([
    expect.stringMatching(/^The time is written in another offset.*: “A” \(line 2\): .*\+00:00 → 11:00\.$/),
  ])
})

test('an end in the cell of the start is imported; one that is not understood is quoted', () => {
  const { times, warnings } = read([
    'A;2026-05-04;de 9 h 30 à 11 h;',
    'B;2026-05-04;2:00 - 3:30 PM;',
    'C;2026-05-04;9:00 - late;',
    'D;2026-05-04;9-10;',
  ])
  expect(times).toEqual([
    ['09:30:00+02:00', '11:00:00+02:00'],
    ['14:00:00+02:00', '15:30:00+02:00'],
    ['09:00:00+02:00', null],
    ['09:00:00+02:00', null],
  ])
  expect(warnings).toEqual([
    'The end could not be understood: no end is shown (2): “C” (line 4): “late”; “D” (line 5): “10”.',
  ])
})
