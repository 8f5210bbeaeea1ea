import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
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

test('a table of speakers is refused: it says when nothing is', () => {
  expect(() => parseReal('json-other/csv/droidcon-2025_speakers.csv')).toThrow(/holds the starts/)
})
