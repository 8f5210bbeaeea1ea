/** Conference packs that contain language data for reading the text of pictures. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../model.ts'
import type { PackSource } from '../packs/write-pack.ts'
import { createSources, getGrant, importPack, pack } from '../testing/packs.ts'
import { createTempStore, resources, type TestStore, unwrap } from '../testing/temp-store.ts'

const conference = ConferenceSlug.parse('testing-days')
const title = 'German · Apache License 2.0'
const bytes = gunzipSync(
  readFileSync(join(resources, 'node_modules/@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz')),
)
const german: PackSource = {
  ...{ role: 'document', title, fileName: 'deu.traineddata', rooms: [], sessions: [] },
  bytes,
}
const packInGerman = (files: PackSource[]) =>
  pack(
    (made) => {
      for (const session of made.sessions) session.languages = ['de']
    },
    { files },
  )
const getLanguages = (store: TestStore) => unwrap(store.call('pictures.languages', {}))

test('a pack adds a language, which is missing without the pack and after its conference is removed', async () => {
  const without = createTempStore()
  unwrap(await importPack(without, packInGerman([])))
  expect(getLanguages(without).missing).toContain('de')

  const store = createTempStore()
  unwrap(await importPack(store, packInGerman([...createSources(), german])))
  const { used, missing } = getLanguages(store)
  expect(used).toContainEqual({ code: 'deu', tag: 'de', isAdded: false, pack: title })
  expect(missing).not.toContain('de')
  unwrap(store.call('conferences.remove', { conference, own: 'keep' }))
  expect(getLanguages(store).used.map(({ tag }) => tag)).not.toContain('de')
})

test('language data is neither listed nor counted as a document', async () => {
  const store = createTempStore()
  const bytes = packInGerman([...createSources(), german])
  const preview = unwrap(await store.request('import.preview', { grant: getGrant(store, bytes) }))
  expect(preview).toMatchObject({ counts: { documents: 1 } })
  unwrap(await importPack(store, bytes))
  expect(unwrap(store.call('files.list', { conference })).map(({ guid }) => guid)).toEqual([
    'floor-plans/level-1.svg',
    'documents/conclusions.pdf',
  ])
})
