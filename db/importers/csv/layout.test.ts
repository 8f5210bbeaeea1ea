/** Tables as they are laid out for people: a day as a row of its own, names of columns in two lines, rows without a title. */
import { expect, test } from 'vitest'
import { bytesOf } from '../../testing/bundles.ts'
import { parseInWords } from '../../testing/in-words.ts'

function read(lines: readonly string[]) {
  const { bundle, warnings } = parseInWords(bytesOf(lines.join('\n')), 'agenda.csv', {
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
  ['with its number before', 'Jour 1 – lundi 4 mai 2026', 'Jour 2 – mardi 5 mai 2026'],
  ['with its number before one in numbers', 'Day 1: 05/04/2026', 'Day 2: 05/13/2026'],
])('a row that holds nothing but a date, %s, is the day of those below it', (_, first, second) => {
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

test('a row whose words only begin with a date is no day', () => {
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

test('a second line of names names the columns that have none in the first', () => {
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

test('a column without a name is told by its letter, with what stands in it', () => {
  const rows = [
    'Title;Date;Time;',
    'A;2026-05-04;09:00-10:00;10 seats',
    'Room;2026-05-04;10:00-11:00;20 seats',
  ]
  const { sessions, warnings } = read(rows)
  expect(sessions).toHaveLength(2)
  expect(warnings).toEqual(['A column without a name was left out (1): D: “10 seats”.'])
})

test('a row without a title is named by its line alone', () => {
  const { warnings } = read(['Date;Time;Title;Room', '2026-05-04;09:00-10:00;A;R', ';;;Room 2'])
  expect(warnings).toEqual([expect.stringMatching(/\(1\): line 3\.$/)])
})
