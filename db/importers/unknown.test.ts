import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseInWords as parseFile } from '../testing/in-words.ts'
import { parseReal, realPath } from '../testing/real-files.ts'

/** Formats of programmes that are not read. */
const unknown = globSync('json-other/{opass,pretalx-api}/*', { cwd: realPath('.') }).concat(
  'json-other/emf-2018-schedule.json',
  'json-other/sessionize/droidcon-touchlab-speakers.json',
)
test.each(unknown)('%s is refused, with what is read', (path) => {
  expect(() => parseReal(path, { timeZone: 'Europe/Paris' })).toThrow(
    /not in a format.*Sessionize.*Indico.*Table \(CSV\)/,
  )
})

test.each(['', ' \n', '\ufeff\r\n\r\n'])(
  'a file that holds %j is empty, of whatever format it would be',
  (text) => {
    for (const name of ['schedule.xml', 'calendar.ics', 'export.zip', 'schedule.json', 'notes'])
      expect(() => parseFile(new TextEncoder().encode(text), name)).toThrow(/^The file is empty\.$/)
  },
)

test('a table of speakers is refused: it says when nothing is', () => {
  expect(() => parseReal('json-other/csv/droidcon-2025_speakers.csv')).toThrow(/holds the starts/)
})
