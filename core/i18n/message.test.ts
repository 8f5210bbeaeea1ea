import { expect, test } from 'vitest'
import { toEnglish } from './english-messages.ts'
import { isMessage, message } from './message.ts'

test('nested messages are translated, lists are joined, and values stay unchanged', () => {
  const problem = message('xml.unclosed-tag', { name: '{{line}} $t(xml.two-roots) <b>' })
  expect(toEnglish(message('common.line-column-problem', { line: 12, column: 3, problem }))).toBe(
    'line 12 column 3: unclosed tag: {{line}} $t(xml.two-roots) <b>.',
  )
  const problems = [message('value.missing'), 'x', message('value.empty')]
  expect(toEnglish(message('common.sentence', { text: problems }))).toBe('is missing; x; is empty.')
})

test('long numbers have separators, line and column numbers have none', () => {
  const tooMany = message('table.too-many-columns', { line: 12_345, limit: 20_000 })
  expect(toEnglish(tooMany)).toBe('line 12345: the table holds more than 20,000 columns (the limit).')
})

test('a value from a file is a message if it has a code and parameters', () => {
  expect(isMessage(JSON.parse(JSON.stringify(message('common.line', { line: 1 }))))).toBe(true)
  for (const other of [
    null,
    'common.line',
    { text: 'line {0}', values: [1] },
    { code: 'x', parameters: null },
  ])
    expect(isMessage(other)).toBe(false)
})
