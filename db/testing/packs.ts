/** Small conference packs for tests. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input } from '../contract/index.ts'
import { ConferenceBundle } from '../model.ts'
import { buildPack, type PackSource } from '../packs/build.ts'
import { makeKey, readKey } from '../packs/keys.ts'
import { type BundleInput, bundle, bytesOf } from './bundles.ts'
import type { TestStore } from './temp-store.ts'

export const svg = bytesOf(
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300"><rect width="400" height="300" fill="#dde"/><text x="20" y="60">Hall</text></svg>',
)
export const pdf = bytesOf('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')

export const sources = (): PackSource[] => [
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

export const organiser = readKey(makeKey())
export const stranger = readKey(makeKey())

export function pack(
  change: (bundle: BundleInput) => void = () => {},
  { files = sources(), key = organiser, publisher = 'Testing Office' } = {},
): Uint8Array {
  const createdAt = '2026-05-01T08:00:00.000Z'
  return buildPack(ConferenceBundle.parse(bundle(change)), files, { publisher, createdAt, key })
}

export function grantOf(store: TestStore, bytes: Uint8Array, name = 'testing.rapporteur-pack'): string {
  const path = join(store.folder, name)
  writeFileSync(path, bytes)
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}

export function importPack(store: TestStore, bytes = pack(), more: Partial<Input<'import.file'>> = {}) {
  return store.request('import.file', { grant: grantOf(store, bytes), ...more })
}
