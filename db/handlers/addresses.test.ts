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
const typed = 'https://example.org/days'
const named = 'https://organiser.example/days.rapporteur-pack'

const download = (number: number, address = typed): ProgrammeAddress => ({
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

const take = async (store: TestStore, bytes: Uint8Array, origin?: ProgrammeAddress) =>
  unwrap(await store.request('import.file', { grant: createGrant(store, bytes, origin) }))

const getAddress = (store: TestStore) =>
  unwrap(store.call('conferences.library', {})).find((entry) => entry.slug === slug)?.address

const version = (revision: number) => pack(({ conference }) => Object.assign(conference, { revision }))
const withAddress = (address: string) => pack(() => {}, { address })

test('a downloaded programme keeps its address, and what the server said until the programme changes', async () => {
  const store = createTempStore()
  await take(store, version(1))
  expect(getAddress(store)).toBeNull()
  const { update } = await take(store, version(2), download(2))
  expect(getAddress(store)).toEqual(download(2))
  // After Undo, the file at the address differs from the stored programme.
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getAddress(store)).toEqual({ address: typed, etag: null, sha256: null })
  await take(store, version(3), download(3))
  unwrap(store.call('conferences.keepEtag', { conference: slug, etag: '"other"' }))
  expect(getAddress(store)).toEqual({ ...download(3), etag: '"other"' })
  // A pack from a stick.
  await take(store, version(4))
  expect(getAddress(store)).toEqual({ address: typed, etag: null, sha256: null })
})

test('an address in a signed pack is kept, and replaces a typed one; an older pack changes nothing', async () => {
  const store = createTempStore()
  await take(store, withAddress(named), download(1))
  expect(getAddress(store)).toEqual({ address: named, etag: null, sha256: null })
  const newer = (revision: number, address?: string) =>
    pack(({ conference }) => Object.assign(conference, { revision }), { address })
  await take(store, newer(3, named), download(3, named))
  expect(getAddress(store)).toEqual(download(3, named))
  await take(store, newer(2, typed))
  await take(store, newer(2), download(2))
  expect(getAddress(store)).toEqual(download(3, named))
})

test('a preview in which nothing changes keeps the typed address, and dropping another preview does not', async () => {
  const store = createTempStore()
  await take(store, version(2))
  const preview = async (bytes: Uint8Array) => {
    const grant = createGrant(store, bytes, download(1))
    unwrap(await store.request('import.preview', { grant }))
    unwrap(await store.request('import.drop', { grant }))
  }
  await preview(version(3))
  await preview(version(1))
  expect(getAddress(store)).toBeNull()
  await preview(version(2))
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
    expect(() => withAddress(address)).toThrow(/address/)
  },
)
