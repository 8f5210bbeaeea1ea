/** Packs that were forged, damaged or changed in transit. */
import { expect, test } from 'vitest'
import { parseFile } from '../import/formats/index.ts'
import { openConnection } from '../store/open.ts'
import { bundle, getBytes } from '../testing/bundles.ts'
import {
  forgePack,
  importPack,
  languageData,
  organiserKey,
  pack,
  pdf,
  strangerKey,
} from '../testing/packs.ts'
import { createSharedStore, unwrapError } from '../testing/temp-store.ts'
import { endorseKey, getPublicKey } from './keys.ts'
import { sha256 } from './write-pack.ts'

const asPack = (bytes: Uint8Array) => parseFile(bytes, 'x.rapporteur-pack')

const hash = sha256
const zeros = (length: number) => Buffer.alloc(length).toString('base64')
const getSignature = (more: { publicKey?: string; signature?: string }) =>
  getBytes({ algorithm: 'Ed25519', publicKey: getPublicKey(strangerKey), signature: zeros(64), ...more })
const noChange = () => {}
/** All tests share the store, since a refused pack changes nothing. */
const getSharedStore = createSharedStore()
/** Makes the record at the archive's end point to an empty directory elsewhere. */
function removeDirectory(good: Uint8Array): Uint8Array {
  const bytes = Buffer.from(good)
  bytes.writeUInt32LE(0, bytes.length - 10)
  return bytes
}
type Listed = {
  path: string
  title: string
  sha256: string
  size: number
  role: string
  rooms: string[]
  sessions: string[]
}
const changeFileList = (change: (files: Listed[]) => void) => (manifest: Record<string, unknown>) =>
  change(manifest.files as Listed[])

/** A validly signed pack with this document alone. */
const withFile = (path: string, bytes: Uint8Array) =>
  forgePack(
    (entries) => entries.set(path, bytes),
    (manifest) => {
      const about = { path, role: 'document', title: 'Russian', rooms: [], sessions: [] }
      manifest.files = [{ ...about, size: bytes.length, sha256: hash(bytes) }]
    },
    pack(noChange, { files: [] }),
  )

test.each<[string, () => Uint8Array, RegExp]>([
  [
    'a publisher with a character that reverses the text',
    () =>
      forgePack(noChange, (m) => {
        m.publisher = 'Council \u202eeporuE fo'
      }),
    /manifest\.json: publisher: contains characters that reverse the text/,
  ],
  [
    'a document that was exchanged',
    () => forgePack((e) => e.set('documents/conclusions.pdf', getBytes('%PDF-1.4 x'))),
    /conclusions\.pdf” was changed after the pack was signed/,
  ],
  [
    'a programme that was exchanged',
    () => forgePack((e) => e.set('programme.json', getBytes(bundle()))),
    /programme\.json” was changed after the pack was signed/,
  ],
  [
    'a manifest that was changed',
    () => forgePack((e) => e.set('manifest.json', getBytes({}))),
    /signature is invalid/,
  ],
  [
    'a signature of zeros',
    () => forgePack((e) => e.set('signature.json', getSignature({ signature: zeros(64) }))),
    /signature is invalid/,
  ],
  ...[31, 33].map((length): [string, () => Uint8Array, RegExp] => [
    `a key of ${length} bytes, which are as many digits`,
    () => forgePack((e) => e.set('signature.json', getSignature({ publicKey: zeros(length) }))),
    /signature\.json: publicKey/,
  ]),
  [
    'a truncated signature',
    () => forgePack((e) => e.set('signature.json', getBytes('{"algorithm"'))),
    /^The pack was refused: signature\.json: line 1 column \d+: /,
  ],
  ['no signature', () => forgePack((e) => e.delete('signature.json')), /signature\.json” is missing/],
  [
    'an entry that is missing',
    () => forgePack((e) => e.delete('floor-plans/level-1.svg')),
    /level-1\.svg” is missing/,
  ],
  [
    'an entry that is not in the manifest',
    () => forgePack((e) => e.set('documents/more.pdf', pdf)),
    /more\.pdf” is not in its list/,
  ],
  ['a path that leads out', () => forgePack((e) => e.set('../evil.pdf', pdf)), /leads out of the folder/],
  [
    'a signed path that leads out',
    () =>
      forgePack(
        noChange,
        changeFileList((f) => {
          if (f[1]) f[1].path = 'documents/../../evil.pdf'
        }),
      ),
    /files\[1\]\.path/,
  ],
  [
    'a program',
    () =>
      forgePack(
        (e) => {
          e.delete('documents/conclusions.pdf')
          e.set('documents/setup.exe', pdf)
        },
        changeFileList((f) => {
          if (f[1]) f[1].path = 'documents/setup.exe'
        }),
      ),
    /of a kind that is not allowed in packs/,
  ],
  [
    'a web page with the file name of a picture',
    () => {
      const page = getBytes('<html><script>1</script></html>')
      return forgePack(
        (e) => e.set('floor-plans/level-1.svg', page),
        changeFileList((f) => {
          if (f[0]) Object.assign(f[0], { sha256: hash(page), size: page.length })
        }),
      )
    },
    /“floor-plans\/level-1\.svg”: its name says that it is an SVG file, but its root element is “html”/,
  ],
  [
    'a drawing that declares entities',
    () => {
      const lol = getBytes(
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;&a;</text></svg>',
      )
      return forgePack(
        (e) => e.set('floor-plans/level-1.svg', lol),
        changeFileList((f) => {
          if (f[0]) Object.assign(f[0], { sha256: hash(lol), size: lol.length })
        }),
      )
    },
    /“floor-plans\/level-1\.svg”: it declares entities \(<!ENTITY\), which no pack may hold/,
  ],
  [
    'two files whose names differ only in case',
    () =>
      forgePack(
        (e) => e.set('documents/Conclusions.pdf', pdf),
        changeFileList((f) => {
          if (f[1]) f.push({ ...f[1], path: 'documents/Conclusions.pdf' })
        }),
      ),
    /is in the pack twice/,
  ],
  [
    'a ZIP bomb',
    () => forgePack((e) => e.set('documents/conclusions.pdf', new Uint8Array(80 * 1024 * 1024))),
    /inflates to more than/,
  ],
  [
    'a pack with bytes before it',
    () => Buffer.concat([getBytes('#!/bin/sh\n'), pack()]),
    /there are unsigned bytes before/,
  ],
  ...[10, 100_000].map((length): [string, () => Uint8Array, RegExp] => [
    `a pack with ${length} bytes after it`,
    () => Buffer.concat([pack(), Buffer.alloc(length, 'x')]),
    /there are unsigned bytes after its end/,
  ]),
  ['a pack that is cut off', () => pack().subarray(0, -30), /it is cut off/],
  ['a pack without its ZIP directory', () => removeDirectory(pack()), /does not end as a ZIP file does/],
  ['a text with the file name of a pack', () => getBytes('Doors open at 8.'), /it is not a ZIP file/],
  [
    'an unknown role',
    () =>
      forgePack(
        noChange,
        changeFileList((f) => {
          if (f[1]) f[1].role = 'program'
        }),
      ),
    /files\[1\]\.role: expected one of "floor-plan", "document"/,
  ],
  [
    'a document among the floor plans',
    () =>
      forgePack(
        noChange,
        changeFileList((f) => {
          if (f[0]) f[0].role = 'document'
        }),
      ),
    /files\[0\]\.path: is in the wrong folder for its role/,
  ],
  [
    'a floor plan of a room that the programme does not have',
    () =>
      forgePack(
        noChange,
        changeFileList((f) => f[0]?.rooms.push('attic')),
      ),
    /“floor-plans\/level-1\.svg” is for the room “attic”, which its programme does not have/,
  ],
  [
    'a document for a session that the programme does not have',
    () =>
      forgePack(
        noChange,
        changeFileList((f) => f[1]?.sessions.push('ball')),
      ),
    /“documents\/conclusions\.pdf” is for the session “ball”, which its programme does not have/,
  ],
  [
    'a file that is not language data',
    () => withFile('documents/rus.traineddata', pdf),
    /rus\.traineddata”: it is not language data for Tesseract 4 or 5/,
  ],
  [
    'language data whose name is not a language code',
    () => withFile('documents/russian.traineddata', languageData),
    /russian\.traineddata”: the name of language data must be like rus\.traineddata/,
  ],
  [
    'a newer format',
    () =>
      forgePack(noChange, (m) => {
        m.formatVersion = 2
      }),
    /formatVersion/,
  ],
  [
    'an inconsistent programme',
    () => {
      const bad = getBytes({ ...bundle(), rooms: [] })
      return forgePack(
        (e) => e.set('programme.json', bad),
        (m) => {
          m.programme = { path: 'programme.json', size: bad.length, sha256: hash(bad) }
        },
      )
    },
    /programme\.json: .* is not the guid of any room/,
  ],
])('%s is refused, and nothing is written', async (_, make, reason) => {
  const store = getSharedStore()
  const failure = unwrapError(await importPack(store, make()))
  expect(failure.code).toBe('bad-file')
  expect(failure.message).toMatch(reason)
  expect(failure.message).toMatch(/[^.]\.$/)
  const { sql, close } = openConnection(store.database)
  expect(sql('SELECT count(*) AS n FROM conference').get()).toEqual({ n: 1 })
  for (const table of ['conference_file', 'file_content', 'pack_key']) {
    expect(sql(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 })
  }
  close()
})

test('a flipped bit in the manifest, the key or the signature is noticed', () => {
  const good = pack()
  const text = Buffer.from(good).toString('latin1')
  for (const place of ['"publisher"', '"publicKey"', '"signature"']) {
    const bytes = Uint8Array.from(good)
    const at = text.indexOf(place) + place.length + 6
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(() => asPack(bytes), place).toThrow(/refused|damaged/)
  }
})

test('an endorsement that the former key did not sign is refused', () => {
  const endorse = (endorsement: { publicKey: string; signature: string }) =>
    forgePack((entries) => {
      const signature = JSON.parse(new TextDecoder().decode(entries.get('signature.json')))
      entries.set('signature.json', getBytes({ ...signature, endorsement }))
    })
  const own = getPublicKey(organiserKey)
  expect(asPack(endorse(endorseKey(strangerKey, own))).pack?.formerKey).toBe(getPublicKey(strangerKey))
  const wrong = [
    { ...endorseKey(strangerKey, own), publicKey: own },
    endorseKey(strangerKey, getPublicKey(strangerKey)),
  ]
  for (const endorsement of wrong) expect(() => asPack(endorse(endorsement))).toThrow(/signature is invalid/)
})
