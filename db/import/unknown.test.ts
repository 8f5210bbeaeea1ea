import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../tests/real-files.ts'
import { parseFixture } from '../testing/fixtures.ts'
import { parseWithEnglishWarnings as parseFile } from '../testing/parse-with-english-warnings.ts'
import { getRealPath, parseReal } from '../testing/real-files.ts'

/** Programmes in unsupported formats. */
const unknown = globSync('json-other/{opass,pretalx-api}/*', { cwd: getRealPath('.') }).concat(
  'json-other/emf-2018-schedule.json',
  'json-other/sessionize/droidcon-touchlab-speakers.json',
)
test.each([
  'json-other/pretalx-submissions.json',
  'json-other/opass-days.json',
  'json-other/sessionize-speakers.json',
])('%s, in an unsupported format, is refused with a list of supported ones', (path) => {
  expect(() => parseFixture(path, { timeZone: 'Europe/Paris' })).toThrow(
    /not in a format.*Sessionize.*Indico.*Table \(CSV\)/,
  )
})

testWithRealFiles.each(unknown)(
  '%s, in an unsupported format, is refused with a list of supported ones',
  (path) => {
    expect(() => parseReal(path, { timeZone: 'Europe/Paris' })).toThrow(
      /not in a format.*Sessionize.*Indico.*Table \(CSV\)/,
    )
  },
)

test.each(['', ' \n', '\ufeff\r\n\r\n'])('a file that holds %j is empty, whatever its format', (text) => {
  for (const name of ['schedule.xml', 'calendar.ics', 'export.zip', 'schedule.json', 'notes'])
    expect(() => parseFile(new TextEncoder().encode(text), name)).toThrow(/^The file is empty\.$/)
})

test('a table of speakers is refused, since it has no times', () => {
  expect(() => parseFixture('tables/speakers.csv')).toThrow(/holds the start times/)
})

test.each([
  '<!DOCTYPE html><html><body>Sign in</body></html>',
  '<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<title>x</title>',
  '\ufeff \n<!-- saved from url -->\n<!-- a > b --> <HTML lang="en">',
  '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
])('a web page is recognised under any file name: %j', (text) => {
  for (const name of ['schedule.xml', 'calendar.ics', 'schedule.json', 'agenda.csv', 'page'])
    expect(() => parseFile(new TextEncoder().encode(text), name)).toThrow(
      /^This is a web page, not a programme/,
    )
})

test('a file that merely starts like a web page is recognised as what it is', () => {
  const read = (text: string) => () => parseFile(new TextEncoder().encode(text), 'schedule.xml')
  expect(read('<htmlish/>')).toThrow(/<htmlish>/)
  expect(read('<!DOCTYPE schedule><schedule/>')).toThrow(/DOCTYPE/)
  expect(read('<!---->'.repeat(9_000))).toThrow(/no element|unexpected|root/)
})
