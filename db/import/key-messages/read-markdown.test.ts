import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { StoreError } from '../../errors.ts'
import { readKeyMessages } from './read-markdown.ts'

const outline = (markdown: string) =>
  readKeyMessages(markdown).map(({ number, lead, text, points }) => [
    number,
    lead,
    text,
    ...points.map((point) => `${point.number} ${point.text}`),
  ])

test('each heading is a message, with the paragraphs and points below it', () => {
  const markdown = `# Conclusions

Adopted in Strasbourg.

## 1. Evidence

Access is *essential*.
It cannot wait.

## 5) Legislation

- In Africa, reform goes on.
- c) In Asia too.

## Not numbered
`
  expect(outline(markdown)).toEqual([
    ['1', 'Evidence', 'Evidence\nAccess is essential. It cannot wait.'],
    ['5', 'Legislation', 'Legislation', '5a In Africa, reform goes on.', '5c In Asia too.'],
    ['3', 'Not numbered', 'Not numbered'],
  ])
})

test('each item of a numbered list is a message; bold words at its beginning are the lead', () => {
  const markdown = `Participants agreed:

3. **Evidence in the cloud** must be reachable.
4. Capacity building goes on.

   It pays.
   1. In Africa
   2. In Asia
`
  expect(outline(markdown)).toEqual([
    ['3', 'Evidence in the cloud', 'Evidence in the cloud must be reachable.'],
    ['4', 'Capacity building goes on.', 'Capacity building goes on.\nIt pays.', '4a In Africa', '4b In Asia'],
  ])
})

test('without headings and lists each paragraph is a message, with its own number if it has one', () => {
  expect(
    outline('§ 12. The first one.\n\n(13) The second.\n\n2016 was a good year for all of them.'),
  ).toEqual([
    ['12', 'The first one.', 'The first one.'],
    ['13', 'The second.', 'The second.'],
    ['3', '2016 was a good year for all of them.', '2016 was a good year for all of them.'],
  ])
})

test('items of lists without numbers are messages, and a paragraph before them introduces them', () => {
  expect(
    outline('Participants agreed:\n\n- **Evidence** matters.\n- Capacity building goes on.\n  - In Asia\n'),
  ).toEqual([
    ['1', 'Evidence', 'Evidence matters.'],
    ['2', 'Capacity building goes on.', 'Capacity building goes on.', '2a In Asia'],
  ])
  expect(outline('(12) The first one.\n\n- In Africa').map(([number]) => number)).toEqual(['12', '2'])
  expect(outline('The first one.\n\nThe second.\n\n- In Africa')).toHaveLength(3)
  expect(outline('Crime grows.\n\n- In Africa\n\nEvidence is lost.\n\n- In Asia')).toHaveLength(4)
  expect(outline('- In Africa\n\nEvidence is lost.')).toHaveLength(2)
})

test.each([
  ['', 'line 1: there is no key message in it'],
  ['# Only a title\n', 'line 1: there is no key message in it'],
  ['1. One\n\n1) Two\n', 'line 3: number 1 is already in line 1'],
  ['## 1. One\n\n## 1. Two\n', 'line 3: number 1 is already in line 1'],
  ['1. One\n2.\n', 'line 2: the message has no text'],
  ['1. One\n   - a\n     - b\n', 'line 3: points below points cannot be imported'],
  ['1. One\n\n| a |\n|---|\n| b |\n', 'line 3: a table cannot be imported'],
  ['1. One\n\n2. ![slide](a.png)\n', 'line 3: a picture cannot be imported'],
  ['1. One\n\n```\ncode\n```\n', 'line 3: code or HTML cannot be imported'],
  [`1. ${'a '.repeat(10_001)}\n`, 'line 1: the message is longer than 20,000 characters'],
])('is refused with the line and the reason: %j', (markdown, expected) => {
  const read = () => readKeyMessages(markdown)
  expect(read).toThrow(StoreError)
  try {
    read()
  } catch (error) {
    const { details } = error as StoreError
    expect(details && toEnglish(details)).toContain(expected)
  }
})
