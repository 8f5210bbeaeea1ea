import { expect, test } from 'vitest'
import { nothingBeside } from '../db/importers/compare.ts'
import { describeChanges } from './describe-changes.ts'

test('a floor plan is named as one, a document and a speaker as theirs', () => {
  const changes = {
    sessions: [],
    ...nothingBeside,
    floorPlans: { added: ['L9'], changed: [], removed: ['L1'] },
    documents: { added: [], changed: ['Guide'], removed: [] },
    speakers: { added: [], changed: ['Ann Lee'], removed: [] },
  }
  expect(describeChanges(changes, 'Europe/Paris', false)).toEqual([
    'biography changed: Ann Lee',
    'floor plan added: L9',
    'floor plan removed: L1',
    'document changed: Guide',
  ])
})
