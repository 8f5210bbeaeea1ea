import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug } from '../../model.ts'
import { openConnection } from '../../store/open.ts'
import { type BundleInput, bundle, importFile, session } from '../../testing/bundles.ts'
import {
  createContactId,
  createNoteId,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'

const conference = ConferenceSlug.parse('testing-days')
const none = { added: 0, changed: 0, cancelled: 0 }
const getSessions = (store: TestStore) => unwrap(store.call('sessions.list', { conference }))
const newer = (change: (bundle: BundleInput) => void) =>
  bundle((b) => {
    b.conference.revision = 2
    change(b)
  })

test('stores everything in the file', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  expect(getSessions(store)).toMatchObject([
    {
      guid: 'opening',
      start: '2026-05-04T07:30:00.000Z',
      end: '2026-05-04T09:00:00.000Z',
      room: 'hall',
      speakers: ['Ada Lovelace'],
    },
    { guid: 'closing', start: '2026-05-06T14:00:00.000Z', end: null, speakers: [] },
  ])
  expect(unwrap(store.call('keyMessages.list', { conference }))).toMatchObject([
    { guid: 'km-1', parent: null },
    { guid: 'km-1a', parent: 'km-1' },
  ])
  expect(unwrap(store.call('directory.list', { conference }))).toMatchObject([
    { guid: 'unodc', donor: false, url: null },
  ])
  expect(unwrap(store.call('search.query', { conference, text: 'lovelace', limit: 5 }))).toMatchObject([
    { kind: 'session', guid: 'opening' },
  ])
})

test('the search index merges its parts again after an import', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const { sql, close } = openConnection(store.database)
  expect(sql(`SELECT v FROM session_search_config WHERE k = 'automerge'`).get()).toEqual({ v: 4 })
  close()
})

test('importing the same file again writes nothing', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  saveNote(store, 'Something of the delegate’s.')
  const reader = openConnection(store.database)
  const version = () => reader.db.pragma('data_version', { simple: true })
  const before = version()
  expect(unwrap(await importFile(store, bundle())).changes).toEqual(none)
  expect(version()).toBe(before)
  expect(unwrap(store.call('backups.list', {}))).toEqual([])
  reader.close()
})

test('an update counts and applies what was added, changed and cancelled', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const result = unwrap(
    await importFile(
      store,
      newer((b) => {
        b.sessions = [session('opening', { title: 'Grand opening' }), session('extra')]
        b.keyMessages = []
        b.directory = []
      }),
    ),
  )
  expect(result.changes).toEqual({ added: 1, changed: 1, cancelled: 1 })
  expect(getSessions(store).map(({ guid, title, status }) => [guid, title, status])).toEqual([
    ['opening', 'Grand opening', 'confirmed'],
    ['extra', 'extra', 'confirmed'],
    ['closing', 'Closing', 'cancelled'],
  ])
  expect(unwrap(store.call('keyMessages.list', { conference }))).toEqual([])
  expect(unwrap(store.call('directory.list', { conference }))).toEqual([])
  expect(unwrap(store.call('search.query', { conference, text: 'evidence', limit: 5 }))).toEqual([])
})

test('a session that the file cancels counts as cancelled, one that it reinstates as changed', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const cancel = newer((b) => Object.assign(b.sessions[0] ?? {}, { status: 'cancelled' }))
  expect(unwrap(await importFile(store, cancel)).changes).toEqual({ ...none, cancelled: 1 })
  expect(
    unwrap(
      await importFile(
        store,
        newer(() => {}),
      ),
    ).changes,
  ).toEqual({ ...none, changed: 1 })
})

test('only a changed session gets a higher sequence number', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  unwrap(
    await importFile(
      store,
      newer((b) => Object.assign(b.sessions[1] ?? {}, { room: null })),
    ),
  )
  unwrap(
    await importFile(
      store,
      newer((b) => b.sessions.splice(1, 1)),
    ),
  )
  const reader = openConnection(store.database)
  const rows = reader
    .sql(`SELECT session.guid, sequence FROM session JOIN conference ON conference.id = conference_id
          WHERE slug = 'testing-days' ORDER BY session.guid`)
    .all()
  expect(rows).toEqual([
    { guid: 'closing', sequence: 2 },
    { guid: 'opening', sequence: 0 },
  ])
  reader.close()
})

test('a new order alone does not count as a change, but is applied', async () => {
  const store = createTempStore()
  const two = (b: BundleInput) => b.sessions.push(session('a'), session('b'))
  unwrap(await importFile(store, bundle(two)))
  const result = unwrap(
    await importFile(
      store,
      newer((b) => {
        two(b)
        b.sessions.reverse()
      }),
    ),
  )
  expect(result.changes).toEqual(none)
  expect(getSessions(store).map(({ guid }) => guid)).toEqual(['b', 'a', 'opening', 'closing'])
})

test('an update keeps stars, notes and contacts, including those of missing sessions', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const session = toGuid('closing')
  unwrap(store.call('stars.set', { conference, session, starred: true }))
  const note = {
    id: createNoteId(),
    conference,
    session,
    keyMessage: null,
    markdown: 'At the end.',
    baseRevision: 0,
  }
  unwrap(store.call('notes.save', note))
  const about = {
    ...note,
    id: createNoteId(),
    session: null,
    keyMessage: toGuid('km-1'),
    markdown: 'On message 1.',
  }
  unwrap(store.call('notes.save', about))
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference,
      fields: { ...someone, metAt: session },
    }),
  )
  const everything = () => ({
    stars: unwrap(store.call('stars.list', { conference })),
    notes: unwrap(store.call('notes.list', { conference })),
    contacts: unwrap(store.call('contacts.list', { conference })),
  })
  const before = everything()
  unwrap(
    await importFile(
      store,
      newer((b) => {
        b.sessions = b.sessions.slice(0, 1)
        b.keyMessages = []
        b.rooms.push({ guid: toGuid('annex'), name: 'Annex' })
      }),
    ),
  )
  expect(everything()).toEqual(before)
  expect(getSessions(store).find(({ guid }) => guid === 'closing')).toMatchObject({
    status: 'cancelled',
    room: 'hall',
  })
})

test('rooms and speakers without a session are removed; those of a cancelled session stay', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => {
        b.rooms.push({ guid: toGuid('spare'), name: 'Spare' })
        b.speakers?.push({ guid: toGuid('eve'), name: 'Eve' })
      }),
    ),
  )
  unwrap(
    await importFile(
      store,
      newer((b) => {
        b.rooms = [{ guid: toGuid('annex'), name: 'Annex' }]
        b.speakers = []
        b.sessions = [session('new', { room: 'annex' })]
      }),
    ),
  )
  expect(
    unwrap(store.call('conferences.get', { conference }))
      .rooms.map(({ guid }) => guid)
      .sort(),
  ).toEqual(['annex', 'hall'])
  expect(getSessions(store).find(({ guid }) => guid === 'opening')).toMatchObject({
    speakers: ['Ada Lovelace'],
    room: 'hall',
  })
})

test('an older file changes nothing and gives a warning', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      newer(() => {}),
    ),
  )
  const result = unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.pop()),
    ),
  )
  expect(result.changes).toEqual(none)
  expect(result.warnings.map(toEnglish)).toEqual([expect.stringMatching(/revision 2.*revision 1/)])
  expect(getSessions(store).every(({ status }) => status === 'confirmed')).toBe(true)
})

test('an import first backs up what the delegate wrote', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  expect(unwrap(store.call('backups.list', {}))).toEqual([])
  saveNote(store, 'Mine.')
  unwrap(
    await importFile(
      store,
      newer((b) => b.sessions.pop()),
    ),
  )
  expect(unwrap(store.call('backups.list', {})).map(({ reason }) => reason)).toEqual(['import'])
})

test('a refused file leaves the programme unchanged', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const before = getSessions(store)
  const refused = await importFile(
    store,
    newer((b) => b.sessions.push(session('x', { room: 'cellar' }))),
  )
  expect(unwrapError(refused).message).toContain('cellar')
  expect(getSessions(store)).toEqual(before)
})

// ── Bundled conferences ──────────────────────────────────────────────────────

function copyResourcesWith(change: (bundle: BundleInput) => void): string {
  const folder = createTempFolder()
  cpSync(join(resources, 'db', 'store', 'migrations'), join(folder, 'db', 'store', 'migrations'), {
    recursive: true,
  })
  mkdirSync(join(folder, 'assets', 'conferences'), { recursive: true })
  const bundled = JSON.parse(readFileSync(join(resources, 'assets/conferences/octopus-2016.json'), 'utf8'))
  change(bundled)
  writeFileSync(join(folder, 'assets', 'conferences', 'octopus-2016.json'), JSON.stringify(bundled))
  return folder
}

test('a newer bundled version is imported at start, after a backup, and keeps what the delegate wrote', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'In the workshop.', { session: 'workshop-9' })
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred: true }))
  store.close()
  const updated = copyResourcesWith((b) => {
    b.conference.revision += 1
    b.sessions = b.sessions.filter(({ guid }) => guid !== 'workshop-9')
  })
  const next = createTempStore({ folder: store.folder, resources: updated })
  const ninth = unwrap(next.call('sessions.list', { conference: octopus })).find(
    ({ guid }) => guid === 'workshop-9',
  )
  expect(ninth?.status).toBe('cancelled')
  expect(unwrap(next.call('notes.get', { id })).session).toBe('workshop-9')
  expect(unwrap(next.call('stars.list', { conference: octopus }))).toEqual(['workshop-9'])
  expect(unwrap(next.call('backups.list', {})).map(({ reason }) => reason)).toEqual(['import'])
})

test('an older app leaves a newer programme alone', () => {
  const updated = copyResourcesWith((b) => {
    b.conference.revision += 1
    b.conference.title = 'Octopus, updated'
  })
  const store = createTempStore({ resources: updated })
  store.close()
  const older = createTempStore({ folder: store.folder })
  expect(unwrap(older.call('conferences.list', {}))).toMatchObject([{ title: 'Octopus, updated' }])
})

test('a fault in a bundled file is logged and does not keep delegates from their notes', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const store = createTempStore({
    resources: copyResourcesWith((b) => Object.assign(b, { sessions: 'none' })),
  })
  expect(unwrap(store.call('status.get', {})).state).toBe('ready')
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
})
