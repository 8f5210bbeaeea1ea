/** Conference packs: written, read and imported. */
import { expect, test } from 'vitest'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { testWithRealFiles } from '../../tests/real-files.ts'
import { readZip } from '../formats/read-zip.ts'
import { writeZip } from '../formats/write-zip.ts'
import { parseFile } from '../import/formats/index.ts'
import { readProgramme } from '../import/matching/stored-programme.ts'
import { ConferenceSlug, type PackFile } from '../model.ts'
import { openConnection } from '../store/open.ts'
import { bundle, getBytes, importFile, session } from '../testing/bundles.ts'
import { readFixture } from '../testing/fixtures.ts'
import { createSources, getGrant, importPack, organiserKey, pack, pdf, svg } from '../testing/packs.ts'
import { readRealFile } from '../testing/real-files.ts'
import { createTempStore, type TestStore, unwrap } from '../testing/temp-store.ts'
import { getPublicKey, signBytes } from './keys.ts'
import { removeUnusedContents } from './store-pack.ts'
import { buildPack, type PackSource } from './write-pack.ts'

const slug = ConferenceSlug.parse('testing-days')
const getFiles = (store: TestStore): PackFile[] =>
  unwrap(store.call('files.list', { conference: slug })).map(
    ({ pages: _, problem: __, mine: ___, ...file }) => file,
  )
const getProgramme = (store: TestStore) => {
  const { sql, close } = openConnection(store.database)
  const programme = readProgramme(sql, slug)
  close()
  return programme
}
const asPack = (bytes: Uint8Array) => parseFile(bytes, 'x.rapporteur-pack')

test('reads everything that was built into a pack: programme, key messages, organisations, floor plans, documents', async () => {
  const store = createTempStore()
  const plain = createTempStore()
  unwrap(await importPack(store))
  unwrap(await importFile(plain, bundle()))
  const { files, ...programme } = getProgramme(store) ?? {}
  expect(programme).toEqual(getProgramme(plain))
  expect(files).toEqual(getFiles(store))
  expect(getFiles(store)).toMatchObject([
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
    const sha256 = getFiles(store)[index]?.sha256 ?? ''
    const content = unwrap(store.call('files.read', { sha256 }))
    expect(Buffer.from(content?.bytes ?? [])).toEqual(Buffer.from(bytes))
  }
})

test('reads a pack with uncompressed entries, also under another file name', () => {
  const entries = readZip(pack(), () => true)
  const stored = writeZip([...entries].map(([name, bytes]) => ({ name, bytes, stored: true })))
  for (const name of ['x.rapporteur-pack', 'download.zip'])
    expect(parseFile(stored, name).bundle.sessions).toHaveLength(2)
})

test('reads a pack that another program repacked, with a byte order mark and a date in the future', () => {
  const entries = readZip(pack(), () => true)
  const mark = Uint8Array.of(0xef, 0xbb, 0xbf)
  const manifest = JSON.parse(new TextDecoder().decode(entries.get('manifest.json')))
  const bytes = Buffer.concat([mark, getBytes({ ...manifest, createdAt: '2999-01-01T00:00:00.000Z' })])
  const signature = {
    algorithm: 'Ed25519',
    publicKey: getPublicKey(organiserKey),
    signature: signBytes(organiserKey, bytes),
  }
  entries.set('manifest.json', bytes)
  entries.set('signature.json', Buffer.concat([mark, getBytes(signature)]))
  const parts = [...entries].map(([name, content]) => ({ name, bytes: content })).reverse()
  const folders = ['documents/', 'floor-plans/'].map((name) => ({ name, bytes: new Uint8Array() }))
  const again = writeZip([...folders, ...parts])
  const { bundle, pack: read } = asPack(again)
  expect(bundle.sessions).toHaveLength(2)
  expect(read).toMatchObject({ createdAt: '2999-01-01T00:00:00.000Z', files: [{}, {}] })
  // A comment at the end is part of a ZIP.
  const commented = Buffer.concat([again, getBytes('packed')])
  commented.writeUInt16LE(6, again.length - 2)
  expect(asPack(commented).bundle.sessions).toHaveLength(2)
})

test('our own schedule.xml and the pack built from it are the same programme', () => {
  const { bundle: schedule } = parseFile(readFixture('frab-xml/harbour.xml'), 'harbour.xml')
  const createdAt = '2033-08-30T00:00:00.000Z'
  const bytes = buildPack(schedule, [], { publisher: 'Harbour Office', createdAt, key: organiserKey })
  const { files, ...packed } = asPack(bytes).bundle
  expect(packed).toEqual(schedule)
  expect(files).toEqual([])
})

testWithRealFiles('a real schedule.xml and the pack built from it are the same programme', () => {
  const { bundle: schedule } = parseFile(readRealFile('frab-xml/fosdem-2025.xml'), 'fosdem-2025.xml')
  const bytes = buildPack(schedule, [], {
    publisher: 'FOSDEM',
    createdAt: '2025-01-30T00:00:00.000Z',
    key: organiserKey,
  })
  const { files, ...packed } = asPack(bytes).bundle
  expect(packed).toEqual(schedule)
  expect(files).toEqual([])
})

test('an older pack and the same pack change nothing, and the preview says so', async () => {
  const store = createTempStore()
  unwrap(
    await importPack(
      store,
      pack((b) => {
        b.conference.revision = 3
      }),
    ),
  )
  const before = getProgramme(store)
  const older = unwrap(
    await importPack(
      store,
      pack(
        (b) => {
          b.conference.revision = 2
          b.sessions.pop()
        },
        { files: [] },
      ),
    ),
  )
  expect(older.warnings.map(toEnglish)).toContainEqual(expect.stringContaining('is newer (revision 3)'))
  expect(
    unwrap(
      await importPack(
        store,
        pack((b) => {
          b.conference.revision = 3
        }),
      ),
    ).update,
  ).toBeNull()
  expect(getProgramme(store)).toEqual(before)
})

test('an update with a version that is too high can be undone, after which the right one can be imported', async () => {
  const store = createTempStore()
  const versioned = (revision: number) => pack((b) => Object.assign(b.conference, { revision }))
  unwrap(await importPack(store))
  const before = getProgramme(store)
  const mistaken = versioned(20261127)
  const preview = unwrap(await store.request('import.preview', { grant: getGrant(store, mistaken) }))
  const facts = [{ field: 'version', from: ['1'], to: ['20261127'] }]
  expect(preview).toMatchObject({
    matches: [{ state: 'newer', changes: { cancel: { sessions: [], facts } } }],
  })
  const { update, changes, beside } = unwrap(await importPack(store, mistaken))
  expect({ changes, beside }).toMatchObject({
    changes: { added: 0, changed: 0, cancelled: 0 },
    beside: { facts: 1 },
  })
  const id = update ?? 0
  expect(unwrap(store.call('updates.get', { conference: slug, id })).changes).toMatchObject({ facts })
  // Importing it again is not an update.
  expect(unwrap(await importPack(store, mistaken)).update).toBeNull()
  expect(unwrap(store.call('updates.list', { conference: slug }))).toHaveLength(2)

  expect(unwrap(await importPack(store, versioned(2))).update).toBeNull()
  unwrap(store.call('updates.undo', { conference: slug, id }))
  expect(getProgramme(store)).toEqual(before)
  expect(unwrap(await importPack(store, versioned(2))).update).not.toBeNull()
  expect(getProgramme(store)?.conference.revision).toBe(2)
  // In an update with other changes the version is not listed.
  const more = pack((b) => Object.assign(b.conference, { revision: 3, venue: 'Elsewhere' }))
  expect(unwrap(await importPack(store, more)).beside.facts).toBe(1)
})

test('another pack of the same version is refused; it is accepted after the conference was removed or the update undone', async () => {
  const store = createTempStore()
  const other = pack((b) => {
    Object.assign(b.sessions[0] ?? {}, { title: 'Opening session' })
  })
  unwrap(await importPack(store))
  const before = getProgramme(store)
  const preview = unwrap(await store.request('import.preview', { grant: getGrant(store, other) }))
  expect(preview).toMatchObject({ matches: [{ state: 'newer', isRivalVersion: true }] })
  const refused = await importPack(store, other)
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad-file' } })
  expect(getProgramme(store)).toEqual(before)

  unwrap(store.call('conferences.remove', { conference: slug, own: 'keep' }))
  const { update } = unwrap(await importPack(store, other))
  expect(getProgramme(store)?.sessions[0]?.title).toBe('Opening session')
  expect(unwrap(await importPack(store, other)).update).toBeNull()
  // The first pack is older than its successor, and not a rival.
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getProgramme(store)).toEqual(before)
  expect(unwrap(await importPack(store)).update).toBeNull()
})

test('a pack imported without cancelling what it leaves out can be imported again in full', async () => {
  const store = createTempStore()
  unwrap(await importPack(store))
  const part = pack(
    (b) => {
      b.conference.revision = 2
      b.sessions.pop()
    },
    { files: [] },
  )
  unwrap(
    await store.request('import.file', {
      grant: getGrant(store, part),
      choice: { update: slug, missing: 'keep' },
    }),
  )
  expect(unwrap(await importPack(store, part)).changes.cancelled).toBe(1)
})

test('changed documents are an update that can be undone; their contents stay until nothing needs them', async () => {
  const store = createTempStore()
  unwrap(await importPack(store))
  const [plan] = getFiles(store)
  const other = getBytes('%PDF-1.7 final\n%%EOF')
  const files = createSources()
    .slice(1)
    .map((file) => ({ ...file, bytes: other }))
  const {
    update,
    changes: sessions,
    beside,
  } = unwrap(
    await importPack(
      store,
      pack(({ conference }) => Object.assign(conference, { revision: 2 }), { files }),
    ),
  )
  expect(sessions).toEqual({ added: 0, changed: 0, cancelled: 0 })
  expect(beside).toEqual({
    facts: 0,
    speakers: 0,
    keyMessages: 0,
    contacts: 0,
    files: ['Draft conclusions', 'Level 1'],
  })
  expect(unwrap(store.call('updates.list', { conference: slug }))[0]?.beside).toEqual(beside)
  const { changes } = unwrap(store.call('updates.get', { conference: slug, id: update ?? 0 }))
  expect(changes).toMatchObject({
    documents: { added: [], changed: ['Draft conclusions'], removed: [] },
    floorPlans: { added: [], changed: [], removed: ['Level 1'] },
  })
  expect(getFiles(store)).toHaveLength(1)

  const removeUnused = () => {
    const { sql, close } = openConnection(store.database)
    const count = removeUnusedContents(sql)
    close()
    return count
  }
  expect(removeUnused()).toBe(0)
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getFiles(store)).toHaveLength(2)
  expect(unwrap(store.call('files.read', { sha256: plan?.sha256 ?? '' }))).not.toBeNull()
  // Only the contents of the last pack are unused.
  expect(removeUnused()).toBe(1)
})

test('importing a programme that is not a pack keeps floor plans and documents', async () => {
  const store = createTempStore()
  unwrap(await importPack(store))
  const before = getFiles(store)
  const plain = bundle((b) => {
    b.sessions.push(session('more'))
  })
  const grant = getGrant(store, getBytes(plain), 'plain.json')
  unwrap(await store.request('import.file', { grant, trustKey: true }))
  expect(getFiles(store)).toEqual(before)
})

test.each<[string, string[], RegExp]>([
  [
    'characters that packs do not allow',
    ['A+B.txt', 'A*B.txt'],
    /^“A\+B\.txt” and “A\*B\.txt” would both be “documents\/A_B\.txt” in the pack\. Rename one/,
  ],
  ['capitals', ['Guide.txt', 'guide.TXT'], /^“Guide\.txt” and “guide\.TXT” would both be/],
  [
    'the folder from which they come',
    ['guide.txt', 'guide.txt'],
    /^There are two files “guide\.txt” for “documents” of the pack\. List it once/,
  ],
])('two documents whose names differ only by %s are refused, naming both', (_, names, reason) => {
  const files = names.map(
    (fileName): PackSource => ({ ...createDocument(fileName), bytes: getBytes(fileName) }),
  )
  expect(() => pack(() => {}, { files })).toThrow(reason)
})

test('a long name is not cut within a character', () => {
  const fileName = `${'a'.repeat(139)}𑀓𑀓.txt`
  expect(asPack(pack(() => {}, { files: [createDocument(fileName)] })).pack?.files).toMatchObject([
    { guid: `documents/${'a'.repeat(139)}.txt` },
  ])
})

function createDocument(fileName: string): PackSource {
  return { role: 'document', title: 'x', fileName, bytes: getBytes('x'), rooms: [], sessions: [] }
}
