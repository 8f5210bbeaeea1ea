import { expect, test } from 'vitest'
import { countEntries, getEntries, parseNote, toPlainText } from './index.ts'

const at = (time: string) => `[14:00](rapporteur:at/2016-11-17T${time}Z)`
const stored = (time: string) => `2016-11-17T${time}.000Z`

const workshop = parseNote(`Before the first time, with [@EUROJUST](rapporteur:contact/octopus-2016/eurojust).

${at('13:33:07')} Opening. *English* only.

- point [one](https://example.org)
- [Key message 3](rapporteur:key-message/octopus-2016/km-3)

${at('13:44:10')} [Decision:](rapporteur:decision) Report both.

para

- [x] ${at('13:45:00')} Done thing

  with more
- [ ] ${at('13:46:00')} Open thing, ask [@Ana](rapporteur:contact/7d3b4f1e-0f53-4c5e-9d54-1f0a2b3c4d5e)

## ${at('13:50:00')} Questions

> quoted

| a | b |
| - | - |
| c | d |
`)

test('splits a note into entries', () => {
  const plain = { confidentiality: null, turn: null }
  const ana = { target: 'contact', conference: null, id: '7d3b4f1e-0f53-4c5e-9d54-1f0a2b3c4d5e' }
  const eurojust = { target: 'contact', conference: 'octopus-2016', id: 'eurojust' }
  const message = { target: 'key-message', conference: 'octopus-2016', id: 'km-3' }
  expect(getEntries(workshop)).toEqual([
    {
      at: null,
      kind: 'text',
      done: null,
      confidentiality: null,
      turn: null,
      text: 'Before the first time, with @EUROJUST.',
      mentions: [eurojust],
    },
    {
      at: stored('13:33:07'),
      kind: 'text',
      done: null,
      confidentiality: null,
      turn: null,
      text: 'Opening. English only.\npoint one\nKey message 3',
      mentions: [message],
    },
    {
      ...plain,
      at: stored('13:44:10'),
      kind: 'decision',
      done: null,
      text: 'Report both.\npara',
      mentions: [],
    },
    {
      ...plain,
      at: stored('13:45:00'),
      kind: 'task',
      done: true,
      text: 'Done thing\nwith more',
      mentions: [],
    },
    {
      ...plain,
      at: stored('13:46:00'),
      kind: 'task',
      done: false,
      text: 'Open thing, ask @Ana',
      mentions: [ana],
    },
    {
      ...plain,
      at: stored('13:50:00'),
      kind: 'text',
      done: null,
      text: 'Questions\nquoted\na b\nc d',
      mentions: [],
    },
  ])
  expect(countEntries(workshop)).toBe(5)
})

test('an entry has its speaker, its confidentiality, and its mentions', () => {
  const note =
    parseNote(`${at('13:50:00')} [Internal:](rapporteur:internal) [Jane Doe:](rapporteur:turn/speaker/octopus-2016/jane) See [Workshop 8](rapporteur:session/octopus-2016/w8).

- [ ] ${at('13:51:00')} Ask [for @Ana](rapporteur:for/contact/7d3b) [by 1 December](rapporteur:due/2016-12-01)

${at('13:52:00')} [Question:](rapporteur:question) Who pays?
`)
  const jane = { kind: 'speaker', conference: 'octopus-2016', id: 'jane' }
  expect(getEntries(note)).toEqual([
    {
      at: stored('13:50:00'),
      kind: 'text',
      done: null,
      confidentiality: 'internal',
      turn: { name: 'Jane Doe', key: jane },
      text: 'Jane Doe: See Workshop 8.',
      mentions: [
        { target: 'speaker', conference: 'octopus-2016', id: 'jane' },
        { target: 'session', conference: 'octopus-2016', id: 'w8' },
      ],
    },
    {
      at: stored('13:51:00'),
      kind: 'task',
      done: false,
      confidentiality: null,
      turn: null,
      text: 'Ask for @Ana by 1 December',
      mentions: [{ target: 'contact', conference: null, id: '7d3b' }],
    },
    {
      at: stored('13:52:00'),
      kind: 'question',
      done: null,
      confidentiality: null,
      turn: null,
      text: 'Who pays?',
      mentions: [],
    },
  ])
})

test.each([
  ['', 0],
  ['\n---\n\n<!-- only a comment -->\n', 0],
  ['Words without a time', 1],
  ['Words\n\nin two blocks', 1],
  [`Words\n\n${at('13:33:07')} and a time`, 1],
  [`${at('13:33:07')}\n\n${at('13:33:08')}`, 2],
  [`A time ${at('13:33:07')} within a block is none`, 1],
  ['[14:33](rapporteur:at/soon) is not a time', 1],
])('%j counts as %i entries', (markdown, count) => {
  expect(countEntries(parseNote(markdown))).toBe(count)
})

test('plain text has a line for each block, without times and addresses', () => {
  expect(toPlainText(workshop)).toBe(
    [
      'Before the first time, with @EUROJUST.',
      'Opening. English only.',
      'point one',
      'Key message 3',
      'Decision: Report both.',
      'para',
      'Done thing',
      'with more',
      'Open thing, ask @Ana',
      'Questions',
      'quoted',
      'a b',
      'c d',
    ].join('\n'),
  )
  expect(toPlainText(parseNote('a\\\nb\nc ![alt](x.png) <b>d</b>\n\n<p>html</p>\n\n```\ncode\n```\n'))).toBe(
    'a b c alt d\n html \ncode',
  )
})
