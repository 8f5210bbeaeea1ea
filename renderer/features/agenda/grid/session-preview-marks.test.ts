import { expect, test } from 'vitest'
import { parseNote } from '../../../../core/note-format/index.ts'
import { getLabels, getLevelsByTime, splitAtLabels } from './session-preview-marks.ts'

test('finds the names of messages and contacts; other links are plain words', () => {
  const root = parseNote(
    'Ask [@EUROJUST](rapporteur:contact/octopus-2016/eurojust) on [Key message 3](rapporteur:key-message/octopus-2016/km-3), see [the site](https://example.org).',
  )
  expect(getLabels(root)).toEqual(['@EUROJUST', 'Key message 3'])
})

test('a text is split at its labels; of two that begin alike, the longer one is used', () => {
  expect(splitAtLabels('Ask @Ana Lima and @Ana today', ['@Ana', '@Ana Lima'])).toEqual([
    { text: 'Ask ', isLabel: false },
    { text: '@Ana Lima', isLabel: true },
    { text: ' and ', isLabel: false },
    { text: '@Ana', isLabel: true },
    { text: ' today', isLabel: false },
  ])
  expect(splitAtLabels('No label here', ['@Ana'])).toEqual([{ text: 'No label here', isLabel: false }])
  expect(splitAtLabels('', ['@Ana'])).toEqual([])
})

test('an entry is as confidential as its most confidential block or cell', () => {
  const at = (minute: number) => `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:07Z)`
  const root = parseNote(`${at(10)} Open.

${at(11)} Open.

[Internal:](rapporteur:internal) Not for all.

${at(12)} A table:

| a | b |
|---|---|
| [Private:](rapporteur:private) mine | c |
`)
  expect([...getLevelsByTime(root)]).toEqual([
    ['2016-11-17T13:11:07.000Z', 'internal'],
    ['2016-11-17T13:12:07.000Z', 'private'],
  ])
})
