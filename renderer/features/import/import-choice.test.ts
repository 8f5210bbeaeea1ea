import { expect, test } from 'vitest'
import type { ConferenceSlug } from '../../../db/model.ts'
import { missingFor } from './import-choice.tsx'

test('a conference chosen by hand keeps what the file leaves out', () => {
  const [found, other] = ['found', 'other'] as unknown as [ConferenceSlug, ConferenceSlug]
  const suggested = { update: found, missing: 'cancel' } as const
  expect(missingFor({ slug: found }, suggested)).toBe('cancel')
  expect(missingFor({ slug: other }, suggested)).toBe('keep')
  expect(missingFor({ slug: other }, { update: null })).toBe('keep')
})
