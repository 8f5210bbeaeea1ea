/** Generates conference packs with a valid signature over arbitrary content. */
import fc from 'fast-check'
import { writeZip } from '../../formats/write-zip.ts'
import { getPublicKey, signBytes } from '../../packs/keys.ts'
import { MANIFEST, PROGRAMME, SIGNATURE } from '../../packs/manifest.ts'
import { sha256 } from '../../packs/write-pack.ts'
import { getBytes } from '../../testing/bundles.ts'
import { organiserKey, svg } from '../../testing/packs.ts'
import { conference } from './generated-programmes.ts'
import { anything, word } from './generated-words.ts'

const PLAN = 'floor-plans/a.svg'
const field = fc.constantFrom('publisher', 'createdAt', 'format', 'formatVersion', 'files', 'programme')
const fileField = fc.constantFrom('path', 'role', 'title', 'size', 'sha256', 'rooms', 'sessions')
const createChanges = <T>(of: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(of, fc.oneof(word, anything)), { maxLength: 1 })

export const pack = fc
  .tuple(conference, createChanges(field), createChanges(fileField))
  .map(([programme, ofManifest, ofFile]) => {
    const text = getBytes(programme)
    const createEntry = (path: string, bytes: Uint8Array) => ({
      path,
      size: bytes.length,
      sha256: sha256(bytes),
    })
    const plan = { ...createEntry(PLAN, svg), role: 'floor-plan', title: 'Hall', rooms: [], sessions: [] }
    const manifest = getBytes({
      format: 'rapporteur-pack',
      formatVersion: 1,
      publisher: 'Testing Office',
      createdAt: '2026-05-01T08:00:00.000Z',
      programme: createEntry(PROGRAMME, text),
      files: [Object.assign(plan, Object.fromEntries(ofFile))],
      ...Object.fromEntries(ofManifest),
    })
    const signature = {
      algorithm: 'Ed25519',
      publicKey: getPublicKey(organiserKey),
      signature: signBytes(organiserKey, manifest),
    }
    return writeZip([
      { name: MANIFEST, bytes: manifest, stored: true },
      { name: SIGNATURE, bytes: getBytes(signature), stored: true },
      { name: PROGRAMME, bytes: text },
      { name: PLAN, bytes: svg },
    ])
  })
