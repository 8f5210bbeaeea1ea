import { expect, test } from 'vitest'
import { nothingBeside } from '../db/importers/compare.ts'
import { describeChanges } from './describe-changes.ts'

test('a floor plan is named as one, and a document as one', () => {
  const changes = {
    sessions: [],
    ...nothingBeside,
    floorPlans: { added: ['L9'], changed: [], removed: ['L1'] },
    documents: { added: [], changed: ['Guide'], removed: [] },
  }
  expect(describeChanges(changes, 'Europe/Paris', false)).toEqual([
    'floor plan added: L9',
    'floor plan removed: L1',
    'document changed: Guide',
  ])
})
