import { expect, test } from 'vitest'
import { createTempStore } from '../../db/testing/temp-store.ts'
import { askAll, getShare, saveNotes } from './measure.ts'

test('most of the 200 questions have their answer first, also in the half that is not used for tuning', () => {
  const store = createTempStore()
  const answered = askAll(store, saveNotes(store))
  expect(answered).toHaveLength(200)
  for (const questions of [answered, answered.filter(({ isHeldBack }) => isHeldBack)]) {
    expect(getShare(questions, 1)).toBeGreaterThanOrEqual(0.85)
    expect(getShare(questions, 3)).toBeGreaterThanOrEqual(0.95)
  }
})
