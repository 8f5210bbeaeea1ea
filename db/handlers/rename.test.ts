/** A conference renamed by the delegate: updates keep the name, screens show it, and the organiser's title can be restored. */
import { expect, test } from 'vitest'
import { addNote, apply, getProgramme, makeNewer, preview, slug } from '../import/testing/updates.ts'
import { bundle, importFile } from '../testing/bundles.ts'
import { createTempStore, type TestStore, unwrap, unwrapError } from '../testing/temp-store.ts'

const conference = slug
const rename = (store: TestStore, title: string | null) =>
  unwrap(store.call('conferences.rename', { conference, title }))
const titles = (store: TestStore) => {
  const entry = unwrap(store.call('conferences.library', {})).find((one) => one.slug === slug)
  return [unwrap(store.call('conferences.get', { conference })).title, entry?.title, entry?.fileTitle]
}
const withNewTitle = makeNewer((b) => {
  b.conference.title = 'Testing Days, final'
})

test('updates keep the delegate’s title, and their preview shows no change of title', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  rename(store, 'My testing')
  expect(titles(store)).toEqual(['My testing', 'My testing', 'Testing Days'])

  const shown = await preview(store, withNewTitle)
  // The update is recognised by its version.
  expect(shown.matches[0]).toMatchObject({ title: 'My testing', state: 'newer' })
  expect(shown.matches[0]?.changes.cancel).toMatchObject({ sessions: [], facts: [{ field: 'version' }] })
  const moved = await preview(
    store,
    makeNewer((b) => {
      b.conference.title = 'Testing Days, final'
      b.conference.venue = 'Palais'
    }),
  )
  for (const missing of ['cancel', 'keep'] as const) {
    expect(moved.matches[0]?.changes[missing].facts).toMatchObject([{ field: 'venue' }])
  }
  const result = unwrap(await apply(store, moved.grant, { update: slug, missing: 'cancel' }))
  expect(result).toMatchObject({ conference: { title: 'My testing' }, beside: { facts: 1 } })
  expect(titles(store)).toEqual(['My testing', 'My testing', 'Testing Days, final'])

  // Undoing the update keeps the name too, and restores the organiser's earlier title.
  unwrap(store.call('updates.undo', { conference, id: result.update ?? 0 }))
  expect(titles(store)).toEqual(['My testing', 'My testing', 'Testing Days'])
  expect(getProgramme(store)?.conference.venue).not.toBe('Palais')
})

test('renaming to the organiser’s title or to null restores the organiser’s title', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  for (const restored of ['Testing Days', null]) {
    rename(store, 'First')
    rename(store, 'Second')
    expect(titles(store)).toEqual(['Second', 'Second', 'Testing Days'])
    rename(store, restored)
    expect(titles(store)).toEqual(['Testing Days', 'Testing Days', null])
  }
  unwrap(await importFile(store, withNewTitle))
  expect(titles(store)).toEqual(['Testing Days, final', 'Testing Days, final', null])
  unwrap(store.call('conferences.remove', { conference, own: 'keep' }))
  expect(unwrapError(store.call('conferences.rename', { conference, title: 'Gone' })).code).toBe('not-found')
})

test('importing our own export with the delegate’s title keeps the organiser’s title', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  rename(store, 'My testing')
  const own = makeNewer((b) => {
    b.conference.title = 'My testing'
    b.conference.venue = 'Palais'
  })
  unwrap(await importFile(store, own))
  expect(titles(store)).toEqual(['My testing', 'My testing', 'Testing Days'])
})

test('a conference can be renamed while it is imported', async () => {
  const store = createTempStore()
  const { grant } = await preview(store, bundle())
  const result = unwrap(await apply(store, grant, { update: null, title: 'Mine from the start' }))
  expect(result.conference.title).toBe('Mine from the start')
  expect(titles(store)).toEqual(['Mine from the start', 'Mine from the start', 'Testing Days'])
})

test('the name belongs to the delegate’s data and is removed with it', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  rename(store, 'With our source')
  addNote(store, 'opening')
  unwrap(
    await store.request('afterEvent.wipe', {
      ...{ conference, confirmation: 'with our source', unverified: true, deleteRecords: true },
    }),
  )
  expect(titles(store)).toEqual(['Testing Days', 'Testing Days', null])
})
