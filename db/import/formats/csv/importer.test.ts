import { describe, expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { getBytes } from '../../../testing/bundles.ts'
import { parseFixture } from '../../../testing/fixtures.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'
import { parseReal } from '../../../testing/real-files.ts'
import type { ParseOptions } from '../../importer.ts'
import { detectDateOrder, readDateAndSpan } from './values.ts'

const zone = { timeZone: 'Europe/Paris' }
const read = (table: string | Uint8Array, options: ParseOptions = {}) =>
  parseFile(typeof table === 'string' ? getBytes(table) : table, 'agenda.csv', { ...zone, ...options })

test.each(['sessions.csv', 'rooms-first.csv'])('a table as organisers export it: %s', (name) => {
  const { bundle } = parseFixture(`tables/${name}`, zone)
  expect(bundle.sessions).toHaveLength(2)
  expect(bundle.speakers.map(({ name }) => name)).toEqual(['Ida Holm', 'Jan Roos'])
  expect(bundle.sessions.every(({ end, room }) => end !== null && room !== null)).toBe(true)
})

testWithRealFiles.each([
  ['json-other/csv/droidcon-2025_sessions.csv', 28, 30],
  ['json-other/csv/gpn11.csv', 29, 31],
])('a real table: %s', (path, sessions, speakers) => {
  const { bundle } = parseReal(path, zone)
  expect(bundle.sessions).toHaveLength(sessions)
  expect(bundle.speakers).toHaveLength(speakers)
  expect(bundle.sessions.every(({ end, room }) => end !== null && room !== null)).toBe(true)
})

describe('columns', () => {
  const same = {
    title: 'Ouverture',
    start: '2026-05-04T09:30:00+02:00',
    end: '2026-05-04T11:00:00+02:00',
    track: 'Droit',
  }
  test.each([
    ['English', 'Title,Date,Start time,End time,Room,Track,Speakers'],
    ['French', 'Intitulé,Date,Heure de début,Heure de fin,Salle,Thématique,Intervenants'],
    ['Spanish', 'Título,Fecha,Hora de inicio,Hora de fin,Sala,Tema,Ponentes'],
    ['Russian', 'Название,Дата,Время начала,Время окончания,Зал,Направление,Докладчики'],
    ['German', 'Thema,Datum,Beginn,Ende,Saal,Strang,Wer'],
    ['German with other words', 'Titel,Tag,Anfang,Bis,Ort,Kategorie,Vortragende(r)'],
    ['Italian', 'Titolo,Data,Ora inizio,Ora fine,Aula,Percorso,Relatori'],
    ['Portuguese', 'Título,Data,Início,Fim,Local,Eixo,Palestrantes'],
  ])('are recognised in %s', (_, header) => {
    const { bundle, table, warnings } = read(
      `${header}\nOuverture,04.05.2026,9:30,11:00,Hall,Droit,"Ada Lovelace, Ana Lima"\n`,
    )
    expect(bundle.sessions).toMatchObject([{ ...same, room: 'Hall' }])
    expect(bundle.speakers.map(({ name }) => name)).toEqual(['Ada Lovelace', 'Ana Lima'])
    expect(Object.keys(table?.columns ?? {})).toHaveLength(7)
    expect(warnings).toEqual([expect.stringContaining('after the file')])
  })

  test('chosen by the delegate override their names, and a field may be switched off', () => {
    const table = 'Titre,Sous-thème,Date,Début,Lieu\nA,Droit,2026-05-04,9:30,Nice\n'
    expect(read(table).bundle.rooms).toHaveLength(1)
    const { bundle, table: used } = read(table, { columns: { track: 'sous-thème', room: '' } })
    expect(bundle).toMatchObject({ rooms: [], sessions: [{ track: 'Droit' }] })
    expect(used).toEqual({
      header: ['Titre', 'Sous-thème', 'Date', 'Début', 'Lieu'],
      rows: [['A', 'Droit', '2026-05-04', '9:30', 'Nice']],
      columns: { title: 'Titre', track: 'Sous-thème', date: 'Date', start: 'Début' },
      dateOrder: null,
    })
  })

  test('that are not recognised: the table is refused, and the error lists them and says how to choose', () => {
    expect(() => read('What,When\nA,2026-05-04 09:30\n')).toThrow(
      /holds the titles.*“What”, “When”.*--column title=NAME/,
    )
    expect(
      read('What,When\nA,2026-05-04 09:30\n', { columns: { title: 'What', start: 'When' } }).bundle.sessions,
    ).toMatchObject([{ title: 'A', start: '2026-05-04T09:30:00+02:00' }])
    expect(() => read('Title,Start\nA,9:30\n', { columns: { title: 'Absent' } })).toThrow(
      /no column “Absent”/,
    )
    expect(() => read('Title,Start\nA,9:30\n', { columns: { colour: 'Start' } })).toThrow(/no field “colour”/)
  })

  test.each([
    ...[
      'Referent(in)(nen)',
      'Referent:innen',
      'Referent/-in',
      'Referent*innen',
      'SprecherInnen',
      'Vortragende',
      'Sprecher',
    ],
    ...['Intervenant·e·s', 'Intervenant(e)s', 'Orador(es)', 'Relatore/Relatrice', 'Выступающий'],
  ])('for speakers may be called %s', (name) => {
    const { bundle, warnings } = read(`Titel,Datum,Uhrzeit,${name}\nA,04.05.2026,9:30,Ada\n`)
    expect(bundle.speakers).toMatchObject([{ name: 'Ada' }])
    expect(warnings.filter((warning) => warning.includes('no use'))).toEqual([])
  })

  test.each([
    ['Dauer', { end: '2026-05-04T10:15:00+02:00' }, '45'],
    ['Beschreibung', { description: 'Worte' }, 'Worte'],
    ['Sprache', { languages: ['de'] }, 'Deutsch'],
    ['Art', { kind: 'workshop' }, 'Workshop'],
    ['Bühne', { room: 'Worte' }, 'Worte'],
    ['Сайт', { links: [{ kind: 'page', title: '', url: 'https://x.example/' }] }, 'https://x.example/'],
  ])('%s is recognised', (name, session, cell) => {
    expect(read(`Titel,Beginn,${name}\nA,2026-05-04 9:30,${cell}\n`).bundle.sessions).toMatchObject([session])
  })

  test('that are not used are reported and counted', () => {
    expect(read('Title,Start,Fee,Seats\nA,2026-05-04T09:30,5,9\n').warnings).toContain(
      'Columns that Rapporteur has no use for were left out (2): Fee; Seats.',
    )
  })
})

describe('values', () => {
  test('dates have the order of day and month that one of them reveals', () => {
    expect(detectDateOrder(['05/06/2026', '31/05/2026'])).toBe('day-first')
    expect(detectDateOrder(['05/06/2026', '05/31/2026'])).toBe('month-first')
    const unclear = read('Title,Start\nA,05/06/2026 09:30\n')
    expect(unclear.bundle.sessions[0]?.day).toBe('2026-06-05')
    expect(unclear.warnings).toContainEqual(
      expect.stringMatching(/“05\/06\/2026 09:30” could have the day or the month first/),
    )
    const chosen = read('Title,Start\nA,05/06/2026 09:30\n', { dateOrder: 'month-first' })
    expect(chosen.bundle.sessions[0]?.day).toBe('2026-05-06')
    expect(chosen.warnings).not.toContainEqual(expect.stringMatching(/the day or the month first/))
    // The order that the dates of the table reveal overrides the option.
    const revealed = read('Title,Start\nA,05/06/2026 09:30\nB,31/05/2026 09:30\n', {
      dateOrder: 'month-first',
    })
    expect(revealed.bundle.sessions.map(({ day }) => day)).toEqual(['2026-06-05', '2026-05-31'])
  })

  test('a time may include the end; a session without a time is named', () => {
    const { bundle, warnings } = read('Title,Date,Time\nA,2026-05-04,9:30–11:00\nB,2026-05-04,\n')
    expect(bundle.sessions).toMatchObject([{ title: 'A', end: '2026-05-04T11:00:00+02:00' }])
    expect(warnings).toContainEqual(
      expect.stringMatching(/No start: the session was left out.*“B” \(line 3\)/),
    )
    expect(read('sep=,\nTitle,Date,Time\nA,2026-05-04,9:30\nB,2026-05-04,\n').warnings).toContainEqual(
      expect.stringMatching(/“B” \(line 4\)/),
    )
  })
})

test('sessions after midnight that are listed below an evening session keep their date, with a warning', () => {
  const night = (rows: string[]) => {
    const { bundle, warnings } = read(`Title,Start,Room\n${rows.join('\n')}\n`)
    return [bundle.sessions.map(({ title, start }) => `${title} ${start}`), warnings.join('\n')] as const
  }
  const [sessions, warnings] = night([
    'Dinner,2026-05-04 23:30,Hall',
    'Film,2026-05-04 21:00,Cinema',
    'Dance,2026-05-04 00:30,Hall',
    'Last dance,2026-05-04 02:00,Hall',
    'Breakfast,2026-05-05 05:00,Hall',
  ])
  expect(sessions).toContain('Dance 2026-05-04T00:30:00+02:00')
  expect(warnings).toMatch(/starts after midnight.* \(2\): “Dance” \(line 4\); “Last dance” \(line 5\)\./)
  for (const rows of [
    ['A,2026-05-04 19:00,Hall', 'B,2026-05-04 00:30,Hall'],
    ['A,2026-05-04 23:30,Hall', 'B,2026-05-04 06:00,Hall'],
    ['A,2026-05-04 23:30,Hall', 'B,2026-05-04 00:30,Cinema'],
    ['A,2026-05-04 23:30,Hall', 'B,2026-05-05 00:30,Hall'],
  ]) {
    expect(night(rows)[1]).not.toMatch(/after midnight/)
  }
})

test('values that are not understood are quoted, not reported as missing', () => {
  const { bundle, warnings } = read(
    'Title,Date,Start,End\nA,2026-05-04,soon,\nB,next Tuesday,10:00,\nC,2026-05-04,9:00,late\nD,2026-05-04,,11:00\n',
  )
  expect(bundle.sessions.map(({ title, end }) => [title, end])).toEqual([['C', null]])
  expect(warnings).toEqual(
    expect.arrayContaining([
      'The start could not be understood: the session was left out (1): “A” (line 2): “soon”.',
      'The date could not be understood: the session was left out (1): “B” (line 3): “next Tuesday”.',
      'The end could not be understood: no end is shown (1): “C” (line 4): “late”.',
      'No start: the session was left out (1): “D” (line 5).',
    ]),
  )
})

test('a table without a time zone is refused, and the error asks for the zone', () => {
  expect(() => parseFile(getBytes('Title,Start\nA,2026-05-04 09:30\n'), 'a.csv')).toThrow(/--time-zone/)
})

test.each([
  ['empty', '', /empty/],
  ['too many rows', `Title,Start\n${'a,b\n'.repeat(50_002)}`, /more than 50,000 rows/],
  [
    'too many columns',
    `Title,Start${',a'.repeat(100_000)}\nA,2026-05-04 9:30\n`,
    /^line 1: the table holds more than 1000 columns \(the limit\)\.$/,
  ],
  [
    'too many columns in a row',
    `sep=,\nTitle,Start\nA,2026-05-04 9:30${',a'.repeat(1_000)}\n`,
    /^line 3: the table holds more than 1000 columns/,
  ],
  [
    'a quote that never ends',
    `Title,Start\n"${'a'.repeat(500_000)}`,
    /^The table cannot be read: the row at line 2 holds more than 400,000 characters/,
  ],
  [
    'a quote that is not closed',
    'Title,Start\n"A,2026\n',
    /: line 2: a quotation mark is opened and not closed before/,
  ],
  [
    'a quote that is not closed, in the middle of others',
    'sep=,\nTitle,Start\n"A ""one"" ",2026\r\nB,"2026\nfirst"\nC,"2026\nD,2026\nE,2026\n',
    /: line 6: a quotation mark is opened and not closed before/,
  ],
  [
    'a quote that is not closed, far from the end',
    `Title,Start\n"A",2026\n"B,2026\n${'C,2026-05-04\n'.repeat(40_000)}`,
    /the row at line 3 holds more than 400,000 characters/,
  ],
  [
    'text after a closing quote',
    'Title,Start\n"A" b,2026\n',
    /: in line 2 there is text between the closing/,
  ],
  [
    'text after a closing quote, in a table that begins with sep=',
    'sep=;\nTitle;Start\n"A" b;2026\n',
    /: in line 3 there is text between/,
  ],
])('refused: %s', (_, table, message) => {
  expect(() => read(table)).toThrow(message)
})

test('empty cells beyond the table are ignored', () => {
  const empty = ','.repeat(16_000)
  const { bundle, table } = read(`Title,Start,Room${empty}\nA,2026-05-04 9:30,Hall${empty}\n`)
  expect(bundle).toMatchObject({ sessions: [{ title: 'A' }], rooms: [{ name: 'Hall' }] })
  expect(table?.columns).toEqual({ title: 'Title', start: 'Start', room: 'Room' })
})

test('a long cell of people or addresses is read completely', () => {
  const people = `A,2026-05-04 9:30,${'a and b '.repeat(40_000)},`
  const addresses = `B,2026-05-04 9:30,,https://example.org/a${' '.repeat(200_000)}b`
  const { bundle } = read(`Title,Start,Speakers,File\n${people}\n${addresses}\n`)
  expect(bundle.sessions).toHaveLength(2)
})

test('24:00 is the midnight at the end of the day', () => {
  const { bundle } = read('Title,Date,Start,End\nBall,2026-05-04,22:00,24:00\nAfter,2026-05-04,24:00,02:00\n')
  expect(bundle.sessions).toMatchObject([
    { end: '2026-05-05T00:00:00+02:00' },
    { start: '2026-05-05T00:00:00+02:00', end: '2026-05-05T02:00:00+02:00' },
  ])
})

test.each([
  'Monday, 4 May 2026',
  '4 May 2026',
  '4th May 2026',
  'Mon 4 May 2026',
  'May 4, 2026',
  'Monday, May 4, 2026',
  'lundi 4 mai 2026',
  '4 мая 2026',
  'Понедельник, 4 мая 2026 г.',
  '4 de mayo de 2026',
  'lunes, 4 de mayo de 2026',
  'Montag, 4. Mai 2026',
])('a date may be written out: %s', (date) => {
  const { bundle } = read(`Title;Date;Start\nA;${date};9:30\nB;;10:30\n`)
  expect(bundle.sessions.map(({ start }) => start)).toEqual([
    '2026-05-04T09:30:00+02:00',
    '2026-05-04T10:30:00+02:00',
  ])
  expect(readDateAndSpan(`${date}, 14:30`, { order: 'day-first', year: '' })).toMatchObject({
    date: '2026-05-04',
    time: '14:30',
  })
})

test('an empty date is that of the row above, which is reported once, up to the next date', () => {
  const { bundle, warnings } = read(
    'Date,Time,Title\n2026-05-04,09:00,A\n,10:00,B\n,11:00,C\n2026-05-05,09:00,D\n,10:00,E\n',
  )
  expect(bundle.sessions.map(({ start }) => start.slice(0, 16))).toEqual([
    '2026-05-04T09:00',
    '2026-05-04T10:00',
    '2026-05-04T11:00',
    '2026-05-05T09:00',
    '2026-05-05T10:00',
  ])
  expect(warnings.filter((warning) => warning.includes('row above'))).toEqual([
    expect.stringContaining('(3)'),
  ])
})

test.each([
  'Annual Conference 2026;;;\n;;;\nDate;Time;Title;Room\n',
  'Annual Conference 2026\n\nDate;Time;Title;Room\n',
  'Annual Conference 2026\nParis\nDate;Time;Title;Room\n',
])('a title above the column names is left out and reported: %j', (top) => {
  const table = getBytes(`${top}2026-05-04;09:00-10:30;Opening;Main\n`)
  for (const name of ['agenda.csv', 'agenda.txt']) {
    const { bundle, warnings } = parseFile(table, name, zone)
    expect(bundle.sessions).toMatchObject([{ title: 'Opening', end: '2026-05-04T10:30:00+02:00' }])
    expect(warnings).toContainEqual(expect.stringMatching(/above the column names.*Annual Conference/))
  }
})
