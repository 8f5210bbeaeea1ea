/** A colleague's star for a session that is not in the programme here yet. */
import { expect, test } from 'vitest'
import { toInput } from '../export/testing/sample.ts'
import type { ConferenceSlug } from '../model.ts'
import { bundle, importFile, session } from '../testing/bundles.ts'
import { type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

const testing = 'testing-days' as ConferenceSlug
const ofTesting = { conference: testing }
const newer = bundle((made) => {
  made.conference.revision = 2
  made.sessions.push(session('late', { title: 'Late' }))
})

async function exportText(store: TestStore, format: string): Promise<string> {
  const wanted = { ...toInput({ format, sessions: 'starred' }), ...ofTesting }
  const [file] = unwrap(await store.request('export.files', wanted))
  return Buffer.from(file?.bytes ?? []).toString()
}

test('the star is reported, does not disturb exports, and appears once the programme has the session', async () => {
  unwrap(await importFile(anna, newer))
  unwrap(await importFile(boris, bundle()))
  for (const session of ['opening', 'late'].map(toGuid))
    unwrap(anna.call('stars.set', { ...ofTesting, session, starred: true }))
  const path = await shareNotes(anna, { ...ofTesting, stars: true })
  const { preview, summary } = await importShared(boris, path, { stars: true })
  expect(preview?.stars).toEqual([
    { session: 'late', starred: true, isHere: false },
    { session: 'opening', starred: true, isHere: true },
  ])
  expect(summary).toMatchObject({ stars: 2, waitingStars: 1 })
  expect(summary).not.toHaveProperty('unstarred')
  const counted = () => [
    unwrap(boris.call('stars.list', ofTesting)),
    unwrap(boris.call('conferences.library', {})).find(({ slug }) => slug === testing),
  ]
  expect(counted()).toMatchObject([['opening'], { stars: 1, waitingStars: 1 }])
  // The waiting star is included when stars are shared again.
  const all = unwrap(boris.call('sharing.contents', { ...ofTesting, stars: true }))
  expect(all.stars).toBe(2)

  for (const format of ['ics', 'md', 'json']) {
    const text = await exportText(boris, format)
    expect(text, format).toContain('Opening')
    expect(text, format).not.toContain('Late')
  }
  // An explicitly chosen session that does not exist is still an error.
  const named = { ...toInput({ format: 'md', sessions: [toGuid('late')] }), ...ofTesting }
  expect(await boris.request('export.files', named)).toMatchObject({ error: { code: 'not-found' } })

  unwrap(await importFile(boris, newer))
  expect(await exportText(boris, 'ics')).toContain('SUMMARY:Late')
  expect(counted()).toMatchObject([['late', 'opening'], { stars: 2, waitingStars: 0 }])
})

test('no star waits if all sessions exist or stars are not imported', async () => {
  unwrap(await importFile(anna, newer))
  unwrap(await importFile(boris, newer))
  unwrap(anna.call('stars.set', { ...ofTesting, session: toGuid('late'), starred: true }))
  const path = await shareNotes(anna, { ...ofTesting, stars: true })
  expect((await importShared(boris, path)).summary).not.toHaveProperty('waitingStars')
  expect((await importShared(boris, path, { stars: true })).summary).not.toHaveProperty('waitingStars')
})

test('a removed star is reported separately, and one that changes nothing is not', async () => {
  for (const store of [anna, boris]) unwrap(await importFile(store, newer))
  const set = (session: string, starred: boolean) =>
    unwrap(anna.call('stars.set', { ...ofTesting, session: toGuid(session), starred }))
  for (const session of ['opening', 'late']) set(session, true)
  await importShared(boris, await shareNotes(anna, { ...ofTesting, stars: true }), { stars: true })
  set('opening', false)
  for (const starred of [false, true]) set('late', starred)
  for (const starred of [true, false]) set('closing', starred)
  const path = await shareNotes(anna, { ...ofTesting, stars: true, history: true })
  const { preview, summary } = await importShared(boris, path, { stars: true })
  expect(preview?.stars).toEqual([{ session: 'opening', starred: false, isHere: true }])
  expect(summary).toMatchObject({ stars: 1, unstarred: 1 })
  expect(unwrap(boris.call('stars.list', ofTesting))).toEqual(['late'])
})
