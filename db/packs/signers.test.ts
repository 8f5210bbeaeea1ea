/** The signer of a pack is shown and stored, and another signer is refused. */
import type { KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { readProgramme } from '../import/matching/stored-programme.ts'
import { ConferenceSlug } from '../model.ts'
import { openConnection } from '../store/open.ts'
import { bundle, getBytes, importFile, session } from '../testing/bundles.ts'
import { getGrant, importPack, organiserKey, pack, strangerKey } from '../testing/packs.ts'
import { createTempStore, type TestStore, unwrap, unwrapError } from '../testing/temp-store.ts'

const slug = ConferenceSlug.parse('testing-days')
const getProgramme = (store: TestStore) => {
  const { sql, close } = openConnection(store.database)
  const programme = readProgramme(sql, slug)
  close()
  return programme
}

test('the signer is shown and remembered; another key is refused until the delegate trusts it', async () => {
  const store = createTempStore()
  const previewFile = async (bytes: Uint8Array, name?: string) => {
    const preview = unwrap(await store.request('import.preview', { grant: getGrant(store, bytes, name) }))
    if (!preview || 'problem' in preview) throw new Error('not read')
    return preview
  }
  expect((await previewFile(pack())).signer).toMatchObject({
    state: 'first',
    by: { publisher: 'Testing Office', fingerprint: expect.stringMatching(/^(?:[0-9a-f]{4} ?){8}$/) },
  })
  unwrap(await importPack(store))
  const newer = (key = organiserKey) =>
    pack(
      (b) => {
        b.conference.revision = 2
        b.sessions.push(session('extra'))
      },
      { key, publisher: 'Testing Office' },
    )
  expect((await previewFile(newer())).matches[0]?.signer?.state).toBe('known')
  expect((await previewFile(getBytes(bundle()), 'plain.json')).matches[0]?.signer?.state).toBe('unsigned')
  expect((await previewFile(newer(strangerKey))).matches[0]?.signer).toMatchObject({ state: 'other' })

  const before = getProgramme(store)
  expect(unwrapError(await importPack(store, newer(strangerKey)))).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('--trust-key'),
    details: { code: 'pack.other-key' },
  })
  expect(getProgramme(store)).toEqual(before)
  const trusted = unwrap(await importPack(store, newer(strangerKey), { trustKey: true }))
  expect(trusted.signer?.state).toBe('other')
  expect(getProgramme(store)?.sessions).toHaveLength(3)
  // The newly trusted key is the known key, so the old key counts as another key.
  expect((await previewFile(newer())).matches[0]?.signer?.state).toBe('other')
})

test('a pack that changes nothing is refused with another key too, and stores that key once it is trusted', async () => {
  const store = createTempStore()
  const second = (key = organiserKey) => pack((b) => Object.assign(b.conference, { revision: 2 }), { key })
  expect(unwrap(await importPack(store, second())).signer?.state).toBe('first')
  expect(unwrap(await importPack(store, second())).signer?.state).toBe('known')
  const again = second(strangerKey)
  expect(unwrapError(await importPack(store, again)).message).toContain('--trust-key')
  expect(unwrap(await importPack(store, again, { trustKey: true }))).toMatchObject({
    update: null,
    signer: { state: 'other' },
  })
  expect(unwrap(await importPack(store, again)).signer?.state).toBe('known')

  // An older pack changes neither the programme nor the known key.
  expect(unwrapError(await importPack(store)).message).toContain('--trust-key')
  expect(unwrap(await importPack(store, pack(), { trustKey: true })).update).toBeNull()
  expect(unwrap(await importPack(store, again)).signer?.state).toBe('known')
})

test('the first pack of a conference without a known key stores its key, and the import says so', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const bare = (key = organiserKey) => pack(() => {}, { files: [], key })
  const preview = unwrap(await store.request('import.preview', { grant: getGrant(store, bare()) }))
  expect(preview).toMatchObject({ matches: [{ state: 'same', signer: { state: 'first' } }] })
  const first = { update: null, keyKept: true, signer: { state: 'first' } }
  expect(unwrap(await importPack(store, bare()))).toMatchObject(first)
  expect(unwrap(await importPack(store, bare()))).toMatchObject({
    keyKept: false,
    signer: { state: 'known' },
  })
  expect(unwrap(await importPack(store, bare(strangerKey), { trustKey: true }))).toMatchObject({
    keyKept: true,
  })
  // An older pack does not change the known key.
  const newer = pack((b) => Object.assign(b.conference, { revision: 2 }), { key: strangerKey })
  unwrap(await importPack(store, newer))
  expect(unwrap(await importPack(store, bare(), { trustKey: true }))).toMatchObject({ keyKept: false })
})

test('the key stays known after the import was undone, so another one must be trusted', async () => {
  const store = createTempStore()
  const { update } = unwrap(await importPack(store))
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const again = pack(() => {}, { key: strangerKey })
  const preview = unwrap(await store.request('import.preview', { grant: getGrant(store, again) }))
  expect(preview).toMatchObject({ matches: [], signer: { state: 'other' } })
  expect(unwrapError(await importPack(store, again)).message).toContain('--trust-key')
  expect(unwrap(await importPack(store, again, { trustKey: true }))).toMatchObject({
    changes: { added: 2 },
    signer: { state: 'other' },
  })
})

test('undoing the update of a newly trusted signer makes the earlier key and address known again', async () => {
  const store = createTempStore()
  const address = 'https://organiser.example/days.rapporteur-pack'
  const version = (revision: number, key: KeyObject, from: string) =>
    pack((b) => Object.assign(b.conference, { revision }), { key, address: from })
  const getAddress = () =>
    unwrap(store.call('conferences.library', {})).find((entry) => entry.slug === slug)?.address
  unwrap(await importPack(store, version(1, organiserKey, address)))
  const wrong = version(2, strangerKey, 'https://stranger.example/days.rapporteur-pack')
  const { update } = unwrap(await importPack(store, wrong, { trustKey: true }))
  expect(getAddress()?.address).toContain('stranger')
  const [listed] = unwrap(store.call('updates.list', { conference: slug }))
  expect(JSON.stringify(listed)).not.toContain('organiser')
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getAddress()).toEqual({ address, etag: null, sha256: null })
  expect(unwrapError(await importPack(store, wrong)).details?.code).toBe('pack.other-key')
  expect(unwrap(await importPack(store, version(3, organiserKey, address))).signer?.state).toBe('known')
})

test('an unsigned file does not update a signed conference until the delegate trusts it', async () => {
  const store = createTempStore()
  unwrap(await importPack(store))
  const before = getProgramme(store)
  const plain = bundle((b) => {
    b.conference.revision = 9
    b.sessions.push(session('more'))
  })
  const grant = () => getGrant(store, getBytes(plain), 'plain.json')
  expect(unwrapError(await store.request('import.file', { grant: grant() }))).toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/not signed.*“Testing Office”.*--trust-key/),
    details: { code: 'pack.not-signed' },
  })
  expect(getProgramme(store)).toEqual(before)
  expect(unwrap(await store.request('import.file', { grant: grant(), trustKey: true }))).toMatchObject({
    changes: { added: 1 },
    signer: { state: 'unsigned', by: null, before: { publisher: 'Testing Office' } },
  })
  // The organiser's key stays the known key.
  const newer = pack((b) => Object.assign(b.conference, { revision: 10 }))
  expect(unwrap(await importPack(store, newer)).signer?.state).toBe('known')
})

test('an unsigned file does not replace a signed conference whose import was undone', async () => {
  const store = createTempStore()
  const { update } = unwrap(await importPack(store))
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const grant = () => getGrant(store, getBytes(bundle()), 'plain.json')
  const preview = unwrap(await store.request('import.preview', { grant: grant() }))
  expect(preview).toMatchObject({ matches: [], signer: { state: 'unsigned' } })
  expect(unwrapError(await store.request('import.file', { grant: grant() })).message).toContain('--trust-key')
  expect(unwrap(await store.request('import.file', { grant: grant(), trustKey: true })).signer?.state).toBe(
    'unsigned',
  )
})
