import { expect, test } from 'vitest'
import type { ConferenceBundle, Guid } from '../../model.ts'
import { matchKeyMessages } from './match.ts'
import { readKeyMessages } from './read-markdown.ts'

const makePoint = (guid: string, number: string, text: string) => ({
  guid: guid as Guid,
  number,
  lead: text,
  text,
})
const stored: ConferenceBundle['keyMessages'] = [
  { ...makePoint('evidence', '1', 'Evidence in the cloud.'), points: [] },
  { ...makePoint('law', '2', 'Legislation.'), points: [makePoint('africa', '2a', 'In Africa.')] },
]
const match = (markdown: string) =>
  matchKeyMessages(readKeyMessages(markdown), stored).map(({ guid, number, points }) => [
    guid,
    number,
    ...points.map((point) => point.guid),
  ])

test('a message keeps its guid by its text, even with another number, and otherwise by its number', () => {
  expect(match('1. A new one\n2. Evidence in the Cloud\n3. Legislation.\n   - In Africa.\n')).toEqual([
    [expect.stringMatching(/^message-[0-9a-f]{12}$/), '1'],
    ['evidence', '2'],
    ['law', '3', 'africa'],
  ])
  expect(match('1. Evidence, reworded.\n2. Legislation.\n')).toEqual([
    ['evidence', '1'],
    ['law', '2'],
  ])
})

test('a message that is reworded below an inserted one keeps its guid, and the inserted one gets a new one', () => {
  const added = expect.stringMatching(/^message-[0-9a-f]{12}$/)
  expect(
    match('1. A new one\n2. Access to evidence in the cloud\n3. Legislation.\n   - In Africa.\n'),
  ).toEqual([
    [added, '1'],
    ['evidence', '2'],
    ['law', '3', 'africa'],
  ])
  expect(match('1. A new one\n2. Another new one\n3. Legislation.\n   - In Africa.\n')).toEqual([
    [added, '1'],
    [added, '2'],
    ['law', '3', 'africa'],
  ])
})

test('a reworded message keeps its guid by its number if only a point is inserted elsewhere', () => {
  expect(match('1. Wholly other words\n2. Legislation.\n   - In Asia.\n   - In Africa.\n')).toEqual([
    ['evidence', '1'],
    ['law', '2', expect.stringMatching(/^message-/), 'africa'],
  ])
})

test('the same message gets the same new guid everywhere, and no guid twice', () => {
  expect(match('7. Something new.')).toEqual(match('7. something new'))
  const guids = match('7. Something new.\n8. Something new.').map(([guid]) => guid)
  expect(new Set(guids).size).toBe(2)
})
