/** Small conference packs for tests. */
import { type KeyObject, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input } from '../contract/index.ts'
import { readZip } from '../formats/read-zip.ts'
import { writeZip } from '../formats/write-zip.ts'
import { ConferenceBundle } from '../model.ts'
import { getPublicKey, makeKey, readKey, signBytes } from '../packs/keys.ts'
import type { Endorsement } from '../packs/manifest.ts'
import { buildPack, type PackSource, sha256 } from '../packs/write-pack.ts'
import { type BundleInput, bundle, getBytes } from './bundles.ts'
import type { TestStore } from './temp-store.ts'

export const svg = getBytes(
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300"><rect width="400" height="300" fill="#dde"/><text x="20" y="60">Hall</text></svg>',
)
export const pdf = getBytes('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')

/** Language data that passes the check of a pack: a list of 24 parts, of which only the part for Tesseract's engine exists. */
export const languageData = (() => {
  const bytes = Buffer.alloc(4 + 24 * 8 + 1)
  bytes.writeInt32LE(24)
  for (let part = 0; part < 24; part += 1) {
    bytes.writeBigInt64LE(part === 17 ? BigInt(bytes.length - 1) : -1n, 4 + 8 * part)
  }
  return new Uint8Array(bytes)
})()

export const createSources = (): PackSource[] => [
  {
    role: 'floor-plan',
    title: 'Level 1',
    fileName: 'level-1.svg',
    bytes: svg,
    rooms: ['hall'],
    sessions: [],
  },
  {
    role: 'document',
    title: 'Draft conclusions',
    fileName: 'conclusions.pdf',
    bytes: pdf,
    rooms: [],
    sessions: ['closing'],
  },
]

export const organiserKey = readKey(makeKey())
export const strangerKey = readKey(makeKey())

export function pack(
  change: (bundle: BundleInput) => void = () => {},
  {
    files = createSources(),
    key = organiserKey,
    publisher = 'Testing Office',
    endorsement,
    address,
  }: {
    files?: PackSource[]
    key?: KeyObject
    publisher?: string
    endorsement?: Endorsement
    address?: string | undefined
  } = {},
): Uint8Array {
  const createdAt = '2026-05-01T08:00:00.000Z'
  return buildPack(ConferenceBundle.parse(bundle(change)), files, {
    publisher,
    createdAt,
    key,
    endorsement,
    address,
  })
}

export function getGrant(store: TestStore, bytes: Uint8Array, name = 'testing.rapporteur-pack'): string {
  const path = join(store.folder, name)
  writeFileSync(path, bytes)
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}

export function importPack(store: TestStore, bytes = pack(), more: Partial<Input<'import.file'>> = {}) {
  return store.request('import.file', { grant: getGrant(store, bytes), ...more })
}

/** Changes the entries of a valid pack. `resign` signs it again, since an attacker has a key too. */
export function forgePack(
  change: (entries: Map<string, Uint8Array>) => void,
  resign?: (manifest: Record<string, unknown>) => void,
  whole = pack(),
): Uint8Array {
  const entries = readZip(whole, () => true)
  if (resign) {
    const manifest = JSON.parse(new TextDecoder().decode(entries.get('manifest.json')))
    resign(manifest)
    const bytes = getBytes(manifest)
    entries.set('manifest.json', bytes)
    const signature = {
      algorithm: 'Ed25519',
      publicKey: getPublicKey(strangerKey),
      signature: signBytes(strangerKey, bytes),
    }
    entries.set('signature.json', getBytes(signature))
  }
  change(entries)
  return writeZip([...entries].map(([name, bytes]) => ({ name, bytes })))
}

/** A validly signed pack with a floor plan that `pack build` would refuse. */
export function packWithPlan(
  path: string,
  plan: Uint8Array,
  change: (entry: object) => void = () => {},
  whole = pack(),
): Uint8Array {
  return forgePack(
    (entries) => {
      entries.delete('floor-plans/level-1.svg')
      entries.set(path, plan)
    },
    (manifest) => {
      const [first] = manifest.files as object[]
      if (!first) throw new Error('the pack lists no file')
      change(Object.assign(first, { path, size: plan.length, sha256: sha256(plan) }))
    },
    whole,
  )
}
