/** Forges bundles of an impostor, with valid checksums and signatures. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { getPublicKey, makeKey, readKey, signBytes } from '../../packs/keys.ts'
import { createTempFolder, type TestStore, unwrap } from '../../testing/temp-store.ts'
import type { JsonExport } from '../bundle.ts'
import { getDeviceOfKey } from '../device.ts'

export type Entries = Record<string, Uint8Array>
export type Content = Omit<JsonExport, 'pictures'> & { pictures: string[] }

const stranger = makeKey()

export function getEntries(file: Uint8Array): Entries {
  return unzipSync(file.subarray(file.indexOf('\n'.charCodeAt(0)) + 1))
}

/** Adds a valid checksum. */
export function packEntries(entries: Entries, version = 2): Uint8Array {
  const archive = zipSync(entries)
  const hash = createHash('sha256').update(archive).digest('hex')
  return Buffer.concat([strToU8(`rapporteur-bundle/${version} sha256=${hash}\n`), archive])
}

export const getContent = (entries: Entries): Content =>
  JSON.parse(strFromU8(entries['bundle.json'] ?? new Uint8Array()))

export function signContent(entries: Entries, content: Content, privateKey: string): Entries {
  const bytes = strToU8(JSON.stringify(content))
  const key = readKey(privateKey)
  const signature = {
    algorithm: 'Ed25519',
    publicKey: getPublicKey(key),
    signature: signBytes(key, bytes),
  }
  return { ...entries, 'bundle.json': bytes, 'signature.json': strToU8(JSON.stringify(signature)) }
}

/** Changes and signs a bundle: as a stranger's device, or with another key, which the app itself never does. */
export function resignBundle(
  original: Uint8Array,
  change: (content: Content) => void,
  privateKey = stranger,
): Uint8Array {
  const entries = getEntries(original)
  const content = getContent(entries)
  content.device = getDeviceOfKey(getPublicKey(readKey(privateKey)))
  change(content)
  return packEntries(signContent(entries, content, privateKey))
}

/** Writes the file into a new folder. @returns its path */
export function writeBundle(file: Uint8Array): string {
  const path = join(createTempFolder(), 'hostile.rapporteur')
  writeFileSync(path, file)
  return path
}

export const getId = (store: TestStore) => unwrap(store.call('people.me', {})).id
