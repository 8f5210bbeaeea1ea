import { expect, test } from 'vitest'
import { toEnglish } from './english-messages.ts'
import { isMessage, message } from './message.ts'

test('messages within messages are worded, lists are joined, and values stay as they are', () => {
  const problem = message('xml.unclosed-tag', { name: '{{line}} $t(xml.two-roots) <b>' })
  expect(toEnglish(message('common.line-column-problem', { line: 12, column: 3, problem }))).toBe(
    'line 12 column 3: unclosed tag: {{line}} $t(xml.two-roots) <b>.',
  )
  const problems = [message('value.missing'), 'x', message('value.empty')]
  expect(toEnglish(message('common.sentence', { text: problems }))).toBe('is missing; x; is empty.')
})

test('long numbers are written in groups, those of lines and columns as an editor shows them', () => {
  const tooMany = message('table.too-many-columns', { line: 12_345, limit: 20_000 })
  expect(toEnglish(tooMany)).toBe('line 12345: the table holds more than 20,000 columns: no conference does.')
})

test('what was read from a file is a message if it has a code and parameters', () => {
  expect(isMessage(JSON.parse(JSON.stringify(message('common.line', { line: 1 }))))).toBe(true)
  for (const other of [
    null,
    'common.line',
    { text: 'line {0}', values: [1] },
    { code: 'x', parameters: null },
  ])
    expect(isMessage(other)).toBe(false)
})
