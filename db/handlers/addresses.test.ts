/** The address of a programme: where it comes from, and when the entity tag and checksum of its file are used. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ProgrammeAddress } from '../contract/index.ts'
import { ConferenceSlug } from '../model.ts'
import { bundle, getBytes } from '../testing/bundles.ts'
import { pack } from '../testing/packs.ts'
import { createTempStore, type TestStore, unwrap } from '../testing/temp-store.ts'

const slug = ConferenceSlug.parse('testing-days')
const typedAddress = 'https://example.org/days'
const packAddress = 'https://organiser.example/days.rapporteur-pack'

const download = (number: number, address = typedAddress): ProgrammeAddress => ({
  address,
  etag: `"${number}"`,
  sha256: String(number).repeat(64),
})

function createGrant(store: TestStore, bytes: Uint8Array, origin?: ProgrammeAddress): string {
  const grant = randomUUID()
  const path = join(store.folder, `${grant}.rapporteur-pack`)
  writeFileSync(path, bytes)
  store.grants.add(grant, { path, mode: 'read', origin })
  return grant
}

const importPack = async (store: TestStore, bytes: Uint8Array, origin?: ProgrammeAddress) =>
  unwrap(await store.request('import.file', { grant: createGrant(store, bytes, origin) }))

const getAddress = (store: TestStore) =>
  unwrap(store.call('conferences.library', {})).find((entry) => entry.slug === slug)?.address

const packOfRevision = (revision: number, address?: string) =>
  pack(({ conference }) => Object.assign(conference, { revision }), { address })
const packWithAddress = (address: string) => pack(() => {}, { address })

test('a downloaded programme keeps its address, and what the server said until the programme changes', async () => {
  const store = createTempStore()
  await importPack(store, packOfRevision(1))
  expect(getAddress(store)).toBeNull()
  const { update } = await importPack(store, packOfRevision(2), download(2))
  expect(getAddress(store)).toEqual(download(2))
  // After Undo, the file at the address differs from the stored programme.
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getAddress(store)).toEqual({ address: typedAddress, etag: null, sha256: null })
  await importPack(store, packOfRevision(3), download(3))
  unwrap(store.call('conferences.keepEtag', { conference: slug, etag: '"other"' }))
  expect(getAddress(store)).toEqual({ ...download(3), etag: '"other"' })
  // A pack from a stick.
  await importPack(store, packOfRevision(4))
  expect(getAddress(store)).toEqual({ address: typedAddress, etag: null, sha256: null })
})

test('an address in a signed pack is kept, and replaces a typed one; an older pack changes nothing', async () => {
  const store = createTempStore()
  await importPack(store, packWithAddress(packAddress), download(1))
  expect(getAddress(store)).toEqual({ address: packAddress, etag: null, sha256: null })
  await importPack(store, packOfRevision(3, packAddress), download(3, packAddress))
  expect(getAddress(store)).toEqual(download(3, packAddress))
  await importPack(store, packOfRevision(2, typedAddress))
  await importPack(store, packOfRevision(2), download(2))
  expect(getAddress(store)).toEqual(download(3, packAddress))
})

test('the preview of an unchanged programme stores the typed address, other previews do not', async () => {
  const store = createTempStore()
  await importPack(store, packOfRevision(2))
  const preview = async (bytes: Uint8Array) => {
    const grant = createGrant(store, bytes, download(1))
    unwrap(await store.request('import.preview', { grant }))
    unwrap(await store.request('import.discard', { grant }))
  }
  await preview(packOfRevision(3))
  await preview(packOfRevision(1))
  expect(getAddress(store)).toBeNull()
  await preview(packOfRevision(2))
  expect(getAddress(store)).toEqual(download(1))
})

test('the address is kept after the delegate decided in the window', async () => {
  const store = createTempStore()
  const grant = createGrant(store, getBytes(bundle()), download(1))
  unwrap(await store.request('import.preview', { grant }))
  unwrap(await store.request('import.apply', { grant, choice: { update: null } }))
  expect(getAddress(store)).toEqual(download(1))
})

test.each(['http://example.org/', 'https://a@example.org/', 'nonsense'])(
  'a pack with the address %s is not made',
  (address) => {
    expect(() => packWithAddress(address)).toThrow(/address/)
  },
)
