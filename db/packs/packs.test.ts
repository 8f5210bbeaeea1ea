/** Packs that organisers make, and those that are made to harm. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inEnglish } from '../../core/said.ts'
import { zip } from '../exporters/zip.ts'
import { readZip } from '../importers/common/zip.ts'
import { parseFile } from '../importers/index.ts'
import { readProgramme } from '../importers/programme.ts'
import { ConferenceSlug, type PackFile } from '../model.ts'
import { openConnection } from '../open.ts'
import { bundle, bytesOf, importFile, session } from '../testing/bundles.ts'
import { grantOf, importPack, organiser, pack, pdf, sources, stranger, svg } from '../testing/packs.ts'
import { realFile } from '../testing/real-files.ts'
import { must, mustFail, resources, type TestStore, tempStore } from '../testing/temp-store.ts'
import { buildPack } from './build.ts'
import { removeUnusedContents } from './keep.ts'
import { publicKeyOf, signBytes } from './keys.ts'
import { packSchema } from './manifest.ts'

const slug = ConferenceSlug.parse('testing-days')
const filesOf = (store: TestStore): PackFile[] => must(store.call('files.list', { conference: slug }))
const programmeOf = (store: TestStore) => {
  const { sql, close } = openConnection(store.database)
  const programme = readProgramme(sql, slug)
  close()
  return programme
}
const asPack = (bytes: Uint8Array) => parseFile(bytes, 'x.rapporteur-pack')

test('what is built is read: programme, key messages, organisations, floor plans and documents', async () => {
  const store = tempStore()
  const plain = tempStore()
  must(await importPack(store))
  must(await importFile(plain, bundle()))
  const { files, ...programme } = programmeOf(store) ?? {}
  expect(programme).toEqual(programmeOf(plain))
  expect(files).toEqual(filesOf(store))
  expect(filesOf(store)).toMatchObject([
    {
      guid: 'floor-plans/level-1.svg',
      role: 'floor-plan',
      title: 'Level 1',
      type: 'image/svg+xml',
      rooms: ['hall'],
    },
    { guid: 'documents/conclusions.pdf', role: 'document', type: 'application/pdf', sessions: ['closing'] },
  ])
  for (const [index, bytes] of [svg, pdf].entries()) {
    const sha256 = filesOf(store)[index]?.sha256 ?? ''
    const content = must(store.call('files.read', { sha256 }))
    expect(Buffer.from(content?.bytes ?? [])).toEqual(Buffer.from(bytes))
  }
})

test('a schedule.xml and the pack made of it are the same programme', () => {
  const { bundle: schedule } = parseFile(realFile('frab-xml/fosdem-2025.xml'), 'fosdem-2025.xml')
  const bytes = buildPack(schedule, [], {
    publisher: 'FOSDEM',
    createdAt: '2025-01-30T00:00:00.000Z',
    key: organiser,
  })
  const { files, ...packed } = asPack(bytes).bundle
  expect(packed).toEqual(schedule)
  expect(files).toEqual([])
})

test('who signed it is shown and remembered; another key is refused until it is said to be right', async () => {
  const store = tempStore()
  const look = async (bytes: Uint8Array, name?: string) => {
    const preview = must(await store.request('import.preview', { grant: grantOf(store, bytes, name) }))
    if (!preview || 'problem' in preview) throw new Error('not read')
    return preview
  }
  expect((await look(pack())).signer).toMatchObject({
    state: 'first',
    by: { publisher: 'Testing Office', fingerprint: expect.stringMatching(/^(?:[0-9a-f]{4} ?){8}$/) },
  })
  must(await importPack(store))
  const newer = (key = organiser) =>
    pack(
      (b) => {
        b.conference.revision = 2
        b.sessions.push(session('extra'))
      },
      { key, publisher: 'Testing Office' },
    )
  expect((await look(newer())).matches[0]?.signer?.state).toBe('known')
  expect((await look(bytesOf(bundle()), 'plain.json')).matches[0]?.signer?.state).toBe('unsigned')
  expect((await look(newer(stranger))).matches[0]?.signer).toMatchObject({ state: 'other' })

  const before = programmeOf(store)
  expect(mustFail(await importPack(store, newer(stranger)))).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('--trust-key'),
  })
  expect(programmeOf(store)).toEqual(before)
  must(await importPack(store, newer(stranger), { trustKey: true }))
  expect(programmeOf(store)?.sessions).toHaveLength(3)
  // From now on it is the one that is known.
  expect((await look(newer())).matches[0]?.signer?.state).toBe('other')
})

test('an older pack changes nothing, the same one neither; both are said', async () => {
  const store = tempStore()
  must(
    await importPack(
      store,
      pack((b) => {
        b.conference.revision = 3
      }),
    ),
  )
  const before = programmeOf(store)
  const older = must(
    await importPack(
      store,
      pack((b) => {
        b.conference.revision = 2
        b.sessions.pop()
      }),
    ),
  )
  expect(older.warnings.map(inEnglish)).toContainEqual(expect.stringContaining('is newer (revision 3)'))
  expect(
    must(
      await importPack(
        store,
        pack((b) => {
          b.conference.revision = 3
        }),
      ),
    ).update,
  ).toBeNull()
  expect(programmeOf(store)).toEqual(before)
})

test('changed documents are an update that is listed, undone, and whose contents stay until they are of no use', async () => {
  const store = tempStore()
  must(await importPack(store))
  const [plan] = filesOf(store)
  const other = bytesOf('%PDF-1.7 final')
  const files = sources()
    .slice(1)
    .map((file) => ({ ...file, bytes: other }))
  const { update } = must(
    await importPack(
      store,
      pack(() => {}, { files }),
    ),
  )
  const { changes } = must(store.call('updates.get', { conference: slug, id: update ?? 0 }))
  expect(changes.files).toEqual({ added: [], changed: ['Draft conclusions'], removed: ['Level 1'] })
  expect(filesOf(store)).toHaveLength(1)

  const unused = () => {
    const { sql, close } = openConnection(store.database)
    const count = removeUnusedContents(sql)
    close()
    return count
  }
  expect(unused()).toBe(0)
  must(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(filesOf(store)).toHaveLength(2)
  expect(must(store.call('files.read', { sha256: plan?.sha256 ?? '' }))).not.toBeNull()
  // The final one is needed by nothing now.
  expect(unused()).toBe(1)
})

test('a programme that is no pack leaves floor plans and documents as they are', async () => {
  const store = tempStore()
  must(await importPack(store))
  const before = filesOf(store)
  must(
    await importFile(
      store,
      bundle((b) => {
        b.sessions.push(session('more'))
      }),
    ),
  )
  expect(filesOf(store)).toEqual(before)
})

test('the schema in docs/ is that of the manifest', () => {
  const schema = readFileSync(join(resources, 'docs', 'pack-format.schema.json'), 'utf8')
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(packSchema())))
})

// ── Made to harm ─────────────────────────────────────────────────────────────

type Entries = Map<string, Uint8Array>
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The parts of a good pack, changed; signed anew with `resign`, as one who makes harmful packs has a key too. */
function forged(
  change: (entries: Entries) => void,
  resign?: (manifest: Record<string, unknown>) => void,
): Uint8Array {
  const entries = readZip(pack(), () => true)
  if (resign) {
    const manifest = JSON.parse(new TextDecoder().decode(entries.get('manifest.json')))
    resign(manifest)
    const bytes = bytesOf(manifest)
    entries.set('manifest.json', bytes)
    const signature = {
      algorithm: 'Ed25519',
      publicKey: publicKeyOf(stranger),
      signature: signBytes(stranger, bytes),
    }
    entries.set('signature.json', bytesOf(signature))
  }
  change(entries)
  return zip([...entries].map(([name, bytes]) => ({ name, bytes })))
}
const zeros = (length: number) => Buffer.alloc(length).toString('base64')
const signatureOf = (more: { publicKey?: string; signature?: string }) =>
  bytesOf({ algorithm: 'Ed25519', publicKey: publicKeyOf(stranger), signature: zeros(64), ...more })
const nothing = () => {}
type Listed = { path: string; title: string; sha256: string; size: number; role: string }
const listed = (change: (files: Listed[]) => void) => (manifest: Record<string, unknown>) =>
  change(manifest.files as Listed[])

test.each<[string, () => Uint8Array, RegExp]>([
  [
    'a document that was exchanged',
    () => forged((e) => e.set('documents/conclusions.pdf', bytesOf('%PDF-1.4 x'))),
    /conclusions\.pdf” is not what was signed/,
  ],
  [
    'a programme that was exchanged',
    () => forged((e) => e.set('programme.json', bytesOf(bundle()))),
    /programme\.json” is not what was signed/,
  ],
  [
    'a manifest that was changed',
    () => forged((e) => e.set('manifest.json', bytesOf({}))),
    /signature is not right/,
  ],
  [
    'a signature of zeros',
    () => forged((e) => e.set('signature.json', signatureOf({ signature: zeros(64) }))),
    /signature is not right/,
  ],
  ...[31, 33].map((length): [string, () => Uint8Array, RegExp] => [
    `a key of ${length} bytes, which are as many digits`,
    () => forged((e) => e.set('signature.json', signatureOf({ publicKey: zeros(length) }))),
    /signature\.json: publicKey/,
  ]),
  ['no signature', () => forged((e) => e.delete('signature.json')), /signature\.json” is missing/],
  [
    'an entry that is missing',
    () => forged((e) => e.delete('floor-plans/level-1.svg')),
    /level-1\.svg” is missing/,
  ],
  [
    'an entry that nobody signed',
    () => forged((e) => e.set('documents/more.pdf', pdf)),
    /more\.pdf” is not in its list/,
  ],
  ['a path that leads out', () => forged((e) => e.set('../evil.pdf', pdf)), /leads out of the folder/],
  [
    'a signed path that leads out',
    () =>
      forged(
        nothing,
        listed((f) => {
          if (f[1]) f[1].path = 'documents/../../evil.pdf'
        }),
      ),
    /files\[1\]\.path/,
  ],
  [
    'a program',
    () =>
      forged(
        (e) => {
          e.delete('documents/conclusions.pdf')
          e.set('documents/setup.exe', pdf)
        },
        listed((f) => {
          if (f[1]) f[1].path = 'documents/setup.exe'
        }),
      ),
    /of a kind that packs do not hold/,
  ],
  [
    'a page in the clothes of a picture',
    () => {
      const page = bytesOf('<html><script>1</script></html>')
      return forged(
        (e) => e.set('floor-plans/level-1.svg', page),
        listed((f) => {
          if (f[0]) Object.assign(f[0], { sha256: hash(page), size: page.length })
        }),
      )
    },
    /does not hold what its name says/,
  ],
  [
    'a name twice',
    () =>
      forged(
        (e) => e.set('documents/Conclusions.pdf', pdf),
        listed((f) => {
          if (f[1]) f.push({ ...f[1], path: 'documents/Conclusions.pdf' })
        }),
      ),
    /stands in the pack twice/,
  ],
  [
    'a bomb',
    () => forged((e) => e.set('documents/conclusions.pdf', new Uint8Array(80 * 1024 * 1024))),
    /inflates to more than/,
  ],
  [
    'a newer format',
    () =>
      forged(nothing, (m) => {
        m.formatVersion = 2
      }),
    /formatVersion/,
  ],
  [
    'a programme that makes no sense',
    () => {
      const bad = bytesOf({ ...bundle(), rooms: [] })
      return forged(
        (e) => e.set('programme.json', bad),
        (m) => {
          m.programme = { path: 'programme.json', size: bad.length, sha256: hash(bad) }
        },
      )
    },
    /guid of any room/,
  ],
])('%s is refused, and nothing is written', async (_, make, reason) => {
  const store = tempStore()
  const failure = mustFail(await importPack(store, make()))
  expect(failure.code).toBe('bad-file')
  expect(failure.message).toMatch(reason)
  const { sql, close } = openConnection(store.database)
  expect(sql('SELECT count(*) AS n FROM conference').get()).toEqual({ n: 1 })
  for (const table of ['conference_file', 'file_content', 'pack_key']) {
    expect(sql(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 })
  }
  close()
})

test('one flipped bit anywhere is noticed', () => {
  const good = pack()
  // Inside of an entry, of the signature and of the manifest; the ZIP’s own bookkeeping repeats what is checked.
  const text = Buffer.from(good).toString('latin1')
  for (const place of ['"publisher"', '"publicKey"', '"signature"']) {
    const bytes = Uint8Array.from(good)
    const at = text.indexOf(place) + place.length + 6
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(() => asPack(bytes), place).toThrow(/refused|damaged/)
  }
})
