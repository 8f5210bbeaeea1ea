import { expect, test } from 'vitest'
import { ConferenceBundle } from '../../model.ts'
import { bundle } from '../../testing/bundles.ts'
import { compareProgrammes } from './compare.ts'

/** The testing conference, with these fields in its first session. */
const withFirst = (more: object) =>
  ConferenceBundle.parse(bundle((made) => Object.assign(made.sessions[0] ?? {}, more)))
const cancelled = { status: 'cancelled' }
const getKinds = (before: object, after: object) =>
  compareProgrammes(withFirst(before), withFirst(after)).sessions.map(({ kind }) => kind)

test('only the update that cancels a session reports it as cancelled', () => {
  expect(getKinds({}, cancelled)).toEqual(['cancelled'])
  expect(getKinds(cancelled, cancelled)).toEqual([])
  expect(getKinds(cancelled, { ...cancelled, title: 'Opening by the minister' })).toEqual(['changed'])
  expect(getKinds(cancelled, {})).toEqual(['changed'])
})

test('a cancelled session that a newer programme leaves out is not reported', () => {
  const before = withFirst(cancelled)
  const after = ConferenceBundle.parse(bundle((made) => made.sessions.shift()))
  expect(compareProgrammes(before, after).sessions).toEqual([])
  expect(compareProgrammes(withFirst({}), after).sessions).toMatchObject([{ kind: 'missing' }])
})
