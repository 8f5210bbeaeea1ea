import { expect, test } from 'vitest'
import { createStoreWith, getText } from '../../testing/sample.ts'

const task = (text: string, planned: string, due: string) =>
  `- [ ] ${text} [on ${planned}](rapporteur:do/${planned}) [by ${due}](rapporteur:due/${due})\n`

test('a task starts on the day on which it is to be done, unless that is its due date or later', async () => {
  const store = createStoreWith(
    task('Send it', '2016-11-28', '2016-12-01') + task('Read it', '2016-12-01', '2016-12-01'),
  )
  const lines = (await getText(store, { format: 'actions-ics' })).split('\r\n')
  expect(lines.filter((line) => /^(?:SUMMARY|DTSTART|DUE)/.test(line))).toEqual([
    ...['SUMMARY:Send it', 'DTSTART;VALUE=DATE:20161128', 'DUE;VALUE=DATE:20161201'],
    ...['SUMMARY:Read it', 'DUE;VALUE=DATE:20161201'],
  ])
})
