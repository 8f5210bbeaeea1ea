import { describe, expect, test } from 'vitest'
import { getBytes } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'

const zone = { timeZone: 'Europe/Paris' }
const read = (table: string | Uint8Array) =>
  parseFile(typeof table === 'string' ? getBytes(table) : table, 'agenda.csv', zone)

describe('encodings and delimiters', () => {
  const table = (delimiter: string) =>
    [
      ['Titre', 'Début', 'Salle'],
      ['Café', '04/05/2026 9h30', '"Salle; 1, à gauche"'],
    ]
      .map((row) => row.join(delimiter))
      .join('\r\n')
  test.each([',', ';', '\t'])('%j', (delimiter) => {
    expect(read(table(delimiter)).bundle).toMatchObject({
      rooms: [{ name: 'Salle; 1, à gauche' }],
      sessions: [{ title: 'Café', start: '2026-05-04T09:30:00+02:00' }],
    })
  })

  const text = table(';')
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 (big endian) with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['a first line in which Excel names the delimiter', Buffer.from(`sep=;\r\n${text}`)],
  ])('%s', (name, bytes) => {
    const { bundle, warnings } = read(bytes)
    expect(bundle.sessions).toMatchObject([{ title: 'Café' }])
    expect(warnings.some((warning) => warning.includes('Windows-1252'))).toBe(name === 'Windows-1252')
  })

  test('the encoding is also found by content', () => {
    expect(parseFile(Buffer.from(text, 'latin1'), 'export.txt', zone).bundle.sessions).toHaveLength(1)
  })
})

test('a Russian table that a spreadsheet saved is read as Windows-1251', () => {
  const table = 'Название;Дата;Начало;Конец;Зал\nОткрытие;04.05.2026;09:00;10:30;Зал 1\n'
  // In Windows-1251 the letters from А to я are consecutive from 0xC0 on.
  const bytes = Uint8Array.from(table, (letter) => {
    const code = letter.charCodeAt(0)
    return code < 0x80 ? code : code - 0x410 + 0xc0
  })
  const { bundle, warnings } = read(bytes)
  expect(bundle.sessions).toMatchObject([{ title: 'Открытие', start: '2026-05-04T09:00:00+02:00' }])
  expect(bundle.rooms).toMatchObject([{ name: 'Зал 1' }])
  expect(warnings).toContainEqual(expect.stringContaining('it was read as Windows-1251'))
})
