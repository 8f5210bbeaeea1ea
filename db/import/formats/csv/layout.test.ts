/** Tables laid out for people: a row for each day, column names in two lines, rows without a title. */
import { expect, test } from 'vitest'
import { getBytes } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../../testing/parse-with-english-warnings.ts'

function read(lines: readonly string[], fileName = 'agenda.csv') {
  const { bundle, warnings } = parseWithEnglishWarnings(getBytes(lines.join('\n')), fileName, {
    timeZone: 'Europe/Paris',
  })
  const sessions = bundle.sessions.map(({ title, start, end }) => [
    title,
    start.slice(0, 16),
    end?.slice(11, 16) ?? null,
  ])
  return { sessions, warnings: warnings.filter((warning) => !warning.includes('after the file')) }
}

test.each([
  ['in words', 'Lundi 4 mai 2026', 'Mardi 5 mai 2026'],
  ['in numbers', '04/05/2026', '13/05/2026'],
  ['after the number of the day', 'Jour 1 – lundi 4 mai 2026', 'Jour 2 – mardi 5 mai 2026'],
  ['in brackets after the number of the day', 'Day 1 (4 May 2026)', 'Day 2 (5 May 2026)'],
  ['in numbers, after the number of the day', 'Day 1: 05/04/2026', 'Day 2: 05/13/2026'],
])('a row with only a date, %s, gives the day of the rows below it', (_, first, second) => {
  for (const place of [0, 1]) {
    const row = (date: string) => (place === 0 ? `${date};;` : `;${date};`)
    const { sessions, warnings } = read([
      'Heure;Titre;Salle',
      row(first),
      '9h00 – 9h30;Accueil;Hall',
      '9h30 - 10h30;Ouverture;A',
      row(second),
      '9h00-11h00;Atelier;B',
    ])
    expect(sessions).toEqual([
      ['Accueil', '2026-05-04T09:00', '09:30'],
      ['Ouverture', '2026-05-04T09:30', '10:30'],
      ['Atelier', `2026-05-${second.includes('13') ? '13' : '05'}T09:00`, '11:00'],
    ])
    expect(warnings).toEqual([])
  }
})

test('a row whose text merely starts with a date is not a day', () => {
  const { sessions, warnings } = read([
    'Title;Date;Time',
    'A;2026-05-04;09:00-10:00',
    '5 May 2026 and after;;',
    'B;;10:00-11:00',
  ])
  expect(sessions.map(([title, start]) => [title, start])).toEqual([
    ['A', '2026-05-04T09:00'],
    ['B', '2026-05-04T10:00'],
  ])
  expect(warnings).toHaveLength(2)
})

test('a second line of names applies to columns without a name in the first', () => {
  const { sessions, warnings } = read([
    'Date;Time;;Session;Venue',
    ';From;To;;',
    '04/05/2026;09:00;10:00;A;R1',
    '13/05/2026;09:00;10:30;C;R2',
  ])
  expect(sessions).toEqual([
    ['A', '2026-05-04T09:00', '10:00'],
    ['C', '2026-05-13T09:00', '10:30'],
  ])
  expect(warnings).toEqual([])
})

test('a column without a name is reported by its letter and first value', () => {
  const rows = [
    'Title;Date;Time;',
    'A;2026-05-04;09:00-10:00;10 seats',
    'Room;2026-05-04;10:00-11:00;20 seats',
  ]
  const { sessions, warnings } = read(rows)
  expect(sessions).toHaveLength(2)
  expect(warnings).toEqual(['A column without a name was left out (1): D: “10 seats”.'])
})

test('a row without a title is reported by its line number', () => {
  const { warnings } = read(['Date;Time;Title;Room', '2026-05-04;09:00-10:00;A;R', ';;;Room 2'])
  expect(warnings).toEqual([expect.stringMatching(/\(1\): line 3\.$/)])
})

test.each([
  ['of the other dates', 'A;4 May;9:00', 'B;5 May 2026;9:00', 'agenda.csv', ''],
  [
    'of the title above',
    'A;4 May;9:00',
    'B;Tuesday, 5 May;9:00',
    'agenda.csv',
    'Programme of the Evidence Days 2026',
  ],
  ['of the name of the file', 'A;4 May;9:00', 'B;May 5;9:00', 'agenda-2026.csv', ''],
])('a date without a year is %s, with a warning', (_, first, second, fileName, above) => {
  const { sessions, warnings } = read([...(above ? [above] : []), 'Title;Date;Time', first, second], fileName)
  expect(sessions.map(([, start]) => start)).toEqual(['2026-05-04T09:00', '2026-05-05T09:00'])
  expect(warnings.join('\n')).toMatch(/Dates without a year were read as dates in 2026, .*“4 May”/)
})

test('if no date has a year, the table is refused for that reason', () => {
  expect(() => read(['Title;Date;Time', 'A;4 May;9:00'])).toThrow(
    'line 2: “4 May” has no year. Write it into the date, or into the name of the file: programme-2026.csv.',
  )
})

test('an end before its start is read as a time of the next day, with a warning', () => {
  const { sessions, warnings } = read([
    'Title;Date;From;To',
    'A;2026-05-04;10:00;9:30',
    'Night;2026-05-04;22:00;1:00',
  ])
  expect(sessions.map(([, , end]) => end)).toEqual(['09:30', '01:00'])
  expect(warnings.filter((warning) => warning.includes('next day'))).toEqual([
    expect.stringContaining('(1): “A” (line 2): 10:00 → 09:30'),
  ])
})

test('a start such as 25:15 is on the day after its date', () => {
  const { sessions } = read([
    'Title;Date;From;To',
    'Night;2026-05-04;25:15;26:00',
    'Evening;2026-05-04;23:00;24:30',
  ])
  expect(sessions).toEqual([
    ['Night', '2026-05-05T01:15', '02:00'],
    ['Evening', '2026-05-04T23:00', '00:30'],
  ])
})

test('a time range may be written in words', () => {
  const { sessions } = read([
    'Title;Date;Time',
    'A;2026-05-04;9:00 a 10:30',
    'B;2026-05-04;9h00 à 10h30',
    'C;2026-05-04;9 am to 10.30 am',
    'D;2026-05-04;12 noon',
  ])
  expect(sessions.map(([, start, end]) => [start?.slice(11), end])).toEqual([
    ['09:00', '10:30'],
    ['09:00', '10:30'],
    ['09:00', '10:30'],
    ['12:00', null],
  ])
})

test('column names may be combined or plural; a known name below an unknown one is used', () => {
  const { bundle } = parseWithEnglishWarnings(
    getBytes('Time slot,Day,Session Title,Speaker(s),Room/Location\n09:00-10:00,2026-05-04,A,Ann Lee,Hall\n'),
    'agenda.csv',
    { timeZone: 'Europe/Paris' },
  )
  expect(bundle.speakers.map(({ name }) => name)).toEqual(['Ann Lee'])
  expect(bundle.rooms.map(({ name }) => name)).toEqual(['Hall'])
  const { sessions } = read(['Date;Créneau;;Titre', ';De;À;', '2026-05-04;9h00;10h30;A'])
  expect(sessions).toEqual([['A', '2026-05-04T09:00', '10:30']])
})

test('a column of dates may start with the number of the day', () => {
  for (const date of ['Day 1 (4 May 2026)', 'Day 1 (04/05/2026)', 'Day 1 – 4 May 2026']) {
    const { sessions } = read(['Title;Date;Time', `A;${date};9:00-10:00`, 'B;13/05/2026;9:00-10:00'])
    expect(sessions).toEqual([
      ['A', '2026-05-04T09:00', '10:00'],
      ['B', '2026-05-13T09:00', '10:00'],
    ])
  }
})

test('rows below a merged time are in the slot of the row above, with a warning', () => {
  const { sessions, warnings } = read([
    'Date;Time;Title;Room',
    '2026-05-04;09:00-10:00;A;R1',
    ';;B;R2',
    ';10:00-11:00;C;R1',
    ';;D;R2',
  ])
  expect(sessions).toEqual([
    ['A', '2026-05-04T09:00', '10:00'],
    ['B', '2026-05-04T09:00', '10:00'],
    ['C', '2026-05-04T10:00', '11:00'],
    ['D', '2026-05-04T10:00', '11:00'],
  ])
  expect(warnings).toEqual([
    'No time: the time of the row above was used (2): “B” (line 3); “D” (line 5).',
    'No date: the date of the row above was used (1): “C” (line 4).',
  ])
})

test('a time is not continued across a heading, nor over a date that is written', () => {
  const { sessions, warnings } = read([
    'Date;Time;Title;Room',
    '2026-05-04;09:00-10:00;A;R1',
    ';;Posters;',
    ';;B;R2',
    '2026-05-05;09:00-10:00;C;R1',
    '2026-05-05;;D;R2',
  ])
  expect(sessions.map(([title]) => title)).toEqual(['A', 'C'])
  expect(warnings).toEqual([expect.stringMatching(/^No start: the session was left out \(3\)/)])
})
