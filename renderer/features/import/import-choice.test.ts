import { expect, test } from 'vitest'
import type { ConferenceSlug } from '../../../db/model.ts'
import { chooseMissing } from './import-choice.tsx'

test('updating a conference chosen by hand keeps sessions that the file leaves out', () => {
  const [found, other] = ['found', 'other'] as unknown as [ConferenceSlug, ConferenceSlug]
  const suggested = { update: found, missing: 'cancel' } as const
  expect(chooseMissing({ slug: found }, suggested)).toBe('cancel')
  expect(chooseMissing({ slug: other }, suggested)).toBe('keep')
  expect(chooseMissing({ slug: other }, { update: null })).toBe('keep')
})
