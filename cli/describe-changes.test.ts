import { expect, test } from 'vitest'
import { noOtherChanges } from '../db/import/matching/compare.ts'
import { Guid, Instant } from '../db/model.ts'
import { describeChanges } from './describe-changes.ts'

test('floor plans, documents and speakers are named with their kind', () => {
  const changes = {
    sessions: [],
    ...noOtherChanges,
    floorPlans: { added: ['L9'], changed: [], removed: ['L1'] },
    documents: { added: [], changed: ['Guide'], removed: [] },
    speakers: { added: [], changed: ['Ann Lee'], removed: [] },
  }
  expect(describeChanges(changes, 'Europe/Paris')).toEqual([
    'biography changed: Ann Lee',
    'floor plan added: L9',
    'floor plan removed: L1',
    'document changed: Guide',
  ])
})

test('long texts that start alike are shown around the difference, and short ones in full', () => {
  const long = Array.from({ length: 9 }, (_, index) => `Paragraph ${index} of the text.`).join('\n\n')
  const describeChange = (from: string, to: string) =>
    describeChanges(
      {
        ...noOtherChanges,
        sessions: [
          {
            guid: Guid.parse('a'),
            kind: 'changed',
            label: null,
            title: 'Opening',
            start: Instant.parse('2026-05-04T07:00:00.000Z'),
            room: null,
            fields: [{ field: 'description', from: [from], to: [to] }],
            mine: { starred: false, notes: 0 },
          },
        ],
      },
      'Europe/Paris',
      { all: true },
    )
  expect(describeChange(long, long.replace('7 of', '7 and 8 of'))).toEqual([
    'changed: Opening; description …Paragraph 6 of the text. Paragraph 7 of the text. Paragraph 8 of the text. → ' +
      '…Paragraph 6 of the text. Paragraph 7 and 8 of the text. Paragraph 8 of the text.',
  ])
  expect(describeChange(long, long.replaceAll('\n\n', ' '))).toEqual([
    'changed: Opening; description changed in spaces and line breaks only',
  ])
  expect(describeChange('One.', 'Two.')).toEqual(['changed: Opening; description One. → Two.'])
})
