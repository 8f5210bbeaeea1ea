import { expect, test } from 'vitest'
import type { ImportMatch, ImportPreview } from '../../../db/contract/index.ts'
import type { ConferenceSlug } from '../../../db/model.ts'
import { chooseMissing, describeEffect, dropOldLinks } from './import-choice.tsx'

test('updating a conference chosen by hand keeps sessions that the file leaves out', () => {
  const [found, other] = ['found', 'other'] as unknown as [ConferenceSlug, ConferenceSlug]
  const suggested = { update: found, missing: 'cancel' } as const
  expect(chooseMissing({ slug: found }, suggested)).toBe('cancel')
  expect(chooseMissing({ slug: other }, suggested)).toBe('keep')
  expect(chooseMissing({ slug: other }, { update: null })).toBe('keep')
})

const update = 'days' as ConferenceSlug
const changes = {
  sessions: ['old', 'new', 'other'].map((guid) => ({ guid, title: guid, start: 'now', room: null })),
  facts: [],
} as unknown as ImportMatch['changes']['cancel']
const match = {
  slug: update,
  state: 'newer',
  importedAt: null,
  changes: { cancel: changes, keep: changes },
  gone: [{ guid: 'old', candidates: ['new', 'other'] }],
} as unknown as ImportMatch

test('a pair of linked sessions is listed as one changed session', () => {
  const choice = { update, missing: 'cancel', links: { old: 'new' } } as const
  expect(describeEffect({ matches: [match] } as unknown as ImportPreview, choice)).toMatchObject({
    changes: {
      sessions: [
        { guid: 'old', kind: 'changed', fields: [{ field: 'title', from: ['old'], to: ['new'] }] },
        { guid: 'other' },
      ],
    },
  })
})

test('links that a new preview of the file does not offer are dropped', () => {
  const choice = { update, missing: 'cancel' } as const
  expect(dropOldLinks([match], choice)).toEqual(choice)
  expect(dropOldLinks([match], { ...choice, links: { old: 'new' } })).toEqual({
    ...choice,
    links: { old: 'new' },
  })
  expect(dropOldLinks([match], { ...choice, links: { old: 'elsewhere', opening: 'new' } })).toEqual({
    ...choice,
    links: {},
  })
  expect(dropOldLinks([], { update: null })).toEqual({ update: null })
})
