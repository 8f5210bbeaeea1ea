/** Newer states of a programme: what they change, what may be chosen, the history, and the way back. */

import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inEnglish } from '../../core/said.ts'
import type { ImportChoice, ImportPreview, Input, Output, SessionChange } from '../contract/index.ts'
import { ConferenceSlug } from '../model.ts'
import { openConnection } from '../open.ts'
import { type BundleInput, bundle, bytesOf, importFile, session } from '../testing/bundles.ts'
import { realPath } from '../testing/real-files.ts'
import {
  guid,
  must,
  mustFail,
  newContactId,
  newNoteId,
  someone,
  type TestStore,
  tempStore,
} from '../testing/temp-store.ts'
import { readProgramme } from './programme.ts'

const slug = ConferenceSlug.parse('testing-days')
const newer = (change: (bundle: BundleInput) => void) =>
  bundle((b) => {
    b.conference.revision = 2
    change(b)
  })

function grantFor(store: TestStore, path: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}
async function preview(store: TestStore, content: unknown) {
  const path = join(store.folder, 'programme.json')
  writeFileSync(path, bytesOf(content))
  return previewFile(store, path)
}
async function previewFile(store: TestStore, path: string, more: Partial<Input<'import.preview'>> = {}) {
  const grant = grantFor(store, path)
  return { ...readable(must(await store.request('import.preview', { grant, ...more }))), grant }
}
function readable(answer: Output<'import.preview'>): ImportPreview {
  if (!answer || 'problem' in answer) throw new Error('the file was not read')
  return answer
}
const apply = (store: TestStore, grant: string, choice: ImportChoice) =>
  store.request('import.apply', { grant, choice })
const real = (store: TestStore, path: string, choice?: ImportChoice) =>
  store.request('import.file', { grant: grantFor(store, realPath(path)), ...(choice ? { choice } : {}) })
const programmeOf = (store: TestStore, conference = slug) => {
  const { sql, close } = openConnection(store.database)
  const programme = readProgramme(sql, conference)
  close()
  return programme
}
const sequences = (store: TestStore) => {
  const { sql, close } = openConnection(store.database)
  const rows = sql<{ guid: string; sequence: number }>(
    "SELECT guid, sequence FROM session WHERE conference_id = (SELECT id FROM conference WHERE slug = 'testing-days')",
  ).all()
  close()
  return Object.fromEntries(rows.map(({ guid, sequence }) => [guid, sequence]))
}
const star = (store: TestStore, session: string, conference = slug) =>
  must(store.call('stars.set', { conference, session: guid(session), starred: true }))
const note = (store: TestStore, session: string, conference = slug) =>
  must(
    store.call('notes.save', {
      id: newNoteId(),
      conference,
      session: guid(session),
      keyMessage: null,
      markdown: 'Mine.',
      baseRevision: 0,
    }),
  )
const kindsOf = (changes: readonly SessionChange[]) => changes.map(({ guid, kind }) => [guid, kind])

test('a preview changes nothing and says what would change, field by field, with what is mine', async () => {
  const store = tempStore()
  must(
    await importFile(
      store,
      bundle((b) => b.sessions.push(session('dull'), session('gone'))),
    ),
  )
  star(store, 'opening')
  note(store, 'gone')
  const before = programmeOf(store)
  const { matches, suggested } = await preview(
    store,
    newer((b) => {
      b.conference.venue = 'Palais'
      b.rooms.push({ guid: guid('annex'), name: 'Annex', languages: [] })
      b.speakers = [
        { guid: guid('ada'), name: 'Ada King' },
        { guid: guid('eve'), name: 'Eve' },
      ]
      b.sessions = [
        session('opening', {
          title: 'Grand opening',
          start: '2026-05-04T10:00:00+02:00',
          room: 'annex',
          speakers: ['eve', 'ada'],
          description: 'Welcome and orientation.',
        }),
        session('extra', { start: '2026-05-05T10:00:00+02:00', end: null, day: '2026-05-05' }),
        session('dull'),
        session('closing', {
          title: 'Closing',
          start: '2026-05-06T16:00:00+02:00',
          end: null,
          day: '2026-05-06',
          status: 'cancelled',
        }),
      ]
      b.keyMessages = []
    }),
  )
  expect(programmeOf(store)).toEqual(before)
  expect(suggested).toEqual({ update: slug, missing: 'cancel' })
  expect(matches).toMatchObject([{ slug, state: 'newer', sessions: 4, leftOut: 1, shared: 3 }])
  const [match] = matches
  expect(match?.changes).toEqual({
    sessions: [
      {
        guid: 'opening',
        kind: 'changed',
        label: null,
        title: 'Grand opening',
        start: '2026-05-04T08:00:00.000Z',
        room: 'Annex',
        fields: [
          { field: 'start', from: ['2026-05-04T07:30:00.000Z'], to: ['2026-05-04T08:00:00.000Z'] },
          { field: 'room', from: ['Hall'], to: ['Annex'] },
          { field: 'title', from: ['Opening'], to: ['Grand opening'] },
          { field: 'speakers', from: ['Ada Lovelace'], to: ['Eve', 'Ada King'] },
        ],
        mine: { starred: true, notes: 0 },
      },
      expect.objectContaining({ guid: 'extra', kind: 'added', fields: [] }),
      expect.objectContaining({
        guid: 'closing',
        kind: 'cancelled',
        fields: [{ field: 'status', from: ['confirmed'], to: ['cancelled'] }],
      }),
      expect.objectContaining({ guid: 'gone', kind: 'missing', mine: { starred: false, notes: 1 } }),
    ],
    facts: [{ field: 'venue', from: [], to: ['Palais'] }],
    keyMessages: { added: [], changed: [], removed: ['1. Evidence in the cloud', '1a. In Africa'] },
    directory: { added: [], changed: [], removed: [] },
    files: { added: [], changed: [], removed: [] },
  })
})

test('what was applied is in the history as it was shown, and the same file again changes nothing', async () => {
  const store = tempStore()
  must(await importFile(store, bundle()))
  const file = newer((b) => {
    b.sessions = [session('opening', { title: 'Grand opening' })]
  })
  const shown = await preview(store, file)
  store.clock.pass({ minutes: 5 })
  const result = must(await apply(store, shown.grant, shown.suggested))
  expect(result.changes).toEqual({ added: 0, changed: 1, cancelled: 1 })
  const [last, first] = must(store.call('updates.list', { conference: slug }))
  expect(first).toMatchObject({ isFirst: true, counts: { added: 2 }, canUndo: false })
  expect(last).toMatchObject({
    id: result.update,
    appliedAt: '2016-11-17T13:35:00.000Z',
    origin: 'file',
    fileName: 'programme.json',
    isFirst: false,
    counts: result.changes,
    canUndo: true,
  })
  const { changes } = must(store.call('updates.get', { conference: slug, id: result.update ?? 0 }))
  expect(changes).toEqual(shown.matches[0]?.changes)

  const again = await preview(store, file)
  expect(again.matches).toMatchObject([{ state: 'same', changes: { sessions: [], facts: [] } }])
  expect(must(await apply(store, again.grant, again.suggested))).toMatchObject({
    changes: { added: 0, changed: 0, cancelled: 0 },
    update: null,
  })
  expect(must(store.call('updates.list', { conference: slug }))).toHaveLength(2)
  expect(mustFail(await apply(store, again.grant, again.suggested)).code).toBe('file-access')
})

test('undo brings the programme back as it was, and leaves alone what was written since', async () => {
  const store = tempStore()
  must(
    await importFile(
      store,
      bundle((b) => b.sessions.push(session('gone'))),
    ),
  )
  const before = programmeOf(store)
  const { update } = must(
    await importFile(
      store,
      newer((b) => {
        b.conference.title = 'Testing Days, new'
        b.rooms = [{ guid: guid('annex'), name: 'Annex' }]
        b.speakers = [{ guid: guid('eve'), name: 'Eve' }]
        b.sessions = [
          session('opening', { title: 'Grand opening', room: 'annex', speakers: ['eve'] }),
          session('unused', { room: 'annex' }),
          session('used', { room: 'annex' }),
          session('starred', { room: null }),
          session('met', { room: null }),
        ]
        b.keyMessages = []
        b.directory = []
      }),
    ),
  )
  note(store, 'used')
  note(store, 'opening')
  star(store, 'starred')
  must(
    store.call('contacts.save', {
      id: newContactId(),
      conference: slug,
      fields: { ...someone, metAt: guid('met') },
    }),
  )
  const mine = () => [
    must(store.call('notes.list', { conference: slug })),
    must(store.call('stars.list', { conference: slug })),
    must(store.call('contacts.list', { conference: slug })),
  ]
  const written = mine()
  store.clock.pass({ hours: 1 })
  must(store.call('updates.undo', { conference: slug, id: update ?? 0 }))

  expect(mine()).toEqual(written)
  const after = programmeOf(store)
  const kept = ['used', 'starred', 'met']
  expect(after?.sessions.filter(({ guid }) => kept.includes(guid)).map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
  ])
  expect({
    ...after,
    rooms: after?.rooms.filter(({ guid }) => guid !== 'annex'),
    sessions: after?.sessions.filter(({ guid }) => !kept.includes(guid)),
  }).toEqual(before)
  // Calendars that had the change must see the way back as a newer state.
  expect(sequences(store)).toMatchObject({ opening: 2, closing: 2, gone: 2, used: 1 })

  const [last] = must(store.call('updates.list', { conference: slug }))
  expect(last).toMatchObject({ id: update, undoneAt: store.clock.now(), canUndo: false })
  expect(mustFail(store.call('updates.undo', { conference: slug, id: update ?? 0 })).code).toBe('conflict')
  // The state before is known by its file again, and the newer one is still newer.
  expect(
    must(
      await importFile(
        store,
        bundle((b) => b.sessions.push(session('gone'))),
      ),
    ).update,
  ).toBeNull()
})

test('only the last update can be undone, and the next one after it again', async () => {
  const store = tempStore()
  must(await importFile(store, bundle()))
  const second = must(
    await importFile(
      store,
      newer((b) => b.sessions.push(session('a'))),
    ),
  )
  const third = must(
    await importFile(
      store,
      newer((b) => b.sessions.push(session('a'), session('b'))),
    ),
  )
  const undo = (id: number | null) => store.call('updates.undo', { conference: slug, id: id ?? 0 })
  expect(mustFail(undo(second.update)).code).toBe('conflict')
  must(undo(third.update))
  expect(programmeOf(store)?.sessions.map(({ guid }) => guid)).toEqual(['opening', 'closing', 'a'])
  const fourth = must(
    await importFile(
      store,
      newer((b) => b.sessions.push(session('c'))),
    ),
  )
  expect(fourth.changes).toEqual({ added: 1, changed: 0, cancelled: 1 })
  must(undo(fourth.update))
  expect(programmeOf(store)?.sessions.map(({ guid, status }) => [guid, status])).toEqual([
    ['opening', 'confirmed'],
    ['closing', 'confirmed'],
    ['a', 'confirmed'],
  ])
})

test('the undo of a first import removes the conference, unless there is something of mine in it', async () => {
  const store = tempStore()
  const { update } = must(await importFile(store, bundle()))
  note(store, 'opening')
  const undo = () => store.call('updates.undo', { conference: slug, id: update ?? 0 })
  expect(mustFail(undo())).toMatchObject({ code: 'conflict', message: expect.stringContaining('notes') })
  const other = must(
    await importFile(
      store,
      bundle((b) => {
        b.conference.slug = ConferenceSlug.parse('other-days')
        b.conference.startDate = '2026-05-04'
        b.sessions = [session('x')]
      }),
    ),
  )
  must(store.call('updates.undo', { conference: other.conference.slug, id: other.update ?? 0 }))
  expect(must(store.call('conferences.list', {})).map(({ slug }) => slug)).toEqual([
    'testing-days',
    'octopus-2016',
  ])
})

test('what comes with the app is not undone at its first import', () => {
  const store = tempStore()
  const octopus = ConferenceSlug.parse('octopus-2016')
  expect(mustFail(store.call('updates.undo', { conference: octopus, id: 1 })).code).toBe('conflict')
})

test('two selections of one event under one acronym become two conferences, and each is updated by its own files', async () => {
  const store = tempStore()
  must(await real(store, 'frab-xml/39c3-block.xml'))
  const shown = await previewFile(store, realPath('frab-xml/39c3-everything.xml'))
  expect(shown.matches).toMatchObject([{ slug: '39c3', sessions: 180, leftOut: 180, shared: 0 }])
  expect(shown.suggested).toEqual({ update: null })
  const own = must(await apply(store, shown.grant, shown.suggested))
  expect(own.conference.slug).not.toBe('39c3')
  expect(own).toMatchObject({ changes: { added: 895, changed: 0, cancelled: 0 } })
  const block = ConferenceSlug.parse('39c3')
  expect(programmeOf(store, block)?.sessions.every(({ status }) => status === 'confirmed')).toBe(true)
  // From here on each file finds its own.
  for (const [path, expected] of [
    ['frab-xml/39c3-everything.xml', own.conference.slug],
    ['frab-xml/39c3-block.xml', '39c3'],
  ] as const) {
    const again = must(await real(store, path))
    expect(again).toMatchObject({ conference: { slug: expected }, update: null })
  }
})

test('without a look, a second selection is kept beside the first one, with a warning that says how to choose otherwise', async () => {
  const store = tempStore()
  must(await real(store, 'frab-xml/39c3-everything.xml'))
  const block = must(await real(store, 'frab-xml/39c3-block.xml'))
  expect(block.conference.slug).toBe('39c3-saal-blockschichten-2025')
  expect(block.warnings.map(inEnglish)[0]).toMatch(/no session in common.*--update 39c3/)
  // A part of what is there: nothing is cancelled, the rest is brought up to date.
  const part = must(await real(store, 'frab-xml/39c3-20251206.xml'))
  expect(part.changes.cancelled).toBe(0)
  expect(part.warnings.map(inEnglish)[0]).toMatch(/leaves out 684 of the 895 sessions.*--cancel-missing/)
  // Said on purpose, it is done.
  const slug = ConferenceSlug.parse('39c3')
  const cancelled = must(await real(store, 'frab-xml/39c3-20251206.xml', { update: slug, missing: 'cancel' }))
  expect(cancelled.changes.cancelled).toBe(684)
  must(store.call('updates.undo', { conference: slug, id: cancelled.update ?? 0 }))
  expect(programmeOf(store, slug)?.sessions.filter(({ status }) => status === 'cancelled')).toEqual([])
})

test('a file merged in keeps rooms, speakers, key messages and days that it does not hold', async () => {
  const store = tempStore()
  must(await importFile(store, bundle()))
  const shown = await preview(
    store,
    newer((b) => {
      b.conference.startDate = '2026-05-05'
      b.rooms = [{ guid: guid('annex'), name: 'Annex' }]
      b.speakers = []
      b.keyMessages = []
      b.directory = []
      b.sessions = [
        session('more', {
          room: 'annex',
          start: '2026-05-05T10:00:00+02:00',
          end: null,
          day: '2026-05-05',
        }),
      ]
    }),
  )
  const choice = { update: slug, missing: 'keep' } as const
  expect(must(await apply(store, shown.grant, choice)).changes).toEqual({
    added: 1,
    changed: 0,
    cancelled: 0,
  })
  const merged = programmeOf(store)
  expect(merged?.conference).toMatchObject({ startDate: '2026-05-04', endDate: '2026-05-06' })
  expect(merged?.rooms.map(({ guid }) => guid)).toEqual(['annex', 'hall'])
  expect(merged?.speakers).toHaveLength(1)
  expect(merged?.keyMessages).toHaveLength(1)
  expect(merged?.sessions.every(({ status }) => status === 'confirmed')).toBe(true)
})

test('a calendar that was renamed is still found by its sessions', async () => {
  const store = tempStore()
  const talks = ['a', 'b', 'c', 'd', 'e', 'f'].map((guid) => session(guid))
  must(
    await importFile(
      store,
      bundle((b) => b.sessions.push(...talks)),
    ),
  )
  const shown = await preview(
    store,
    bundle((b) => {
      b.conference.slug = ConferenceSlug.parse('days-of-testing')
      b.conference.title = 'Days of testing'
      b.sessions.push(...talks)
    }),
  )
  expect(shown.suggested).toEqual({ update: slug, missing: 'cancel' })
  expect(shown.matches[0]?.changes).toMatchObject({ sessions: [], facts: [{ field: 'title' }] })
  const result = must(await apply(store, shown.grant, shown.suggested))
  expect(result.conference.slug).toBe(slug)
  expect(must(store.call('conferences.list', {}))).toHaveLength(2)
})

test('a conference that was removed comes back when its file is imported, even unchanged', async () => {
  const store = tempStore()
  must(await importFile(store, bundle()))
  note(store, 'opening')
  must(store.call('conferences.remove', { conference: slug, own: 'keep' }))
  const shown = await preview(store, bundle())
  expect(shown.matches).toMatchObject([{ slug, removed: true, state: 'same' }])
  must(await apply(store, shown.grant, shown.suggested))
  expect(must(store.call('notes.list', { conference: slug }))).toHaveLength(1)
})

test('a programme that changed since the preview is not written over unseen', async () => {
  const store = tempStore()
  must(await importFile(store, bundle()))
  const shown = await preview(
    store,
    newer((b) => b.sessions.push(session('x'))),
  )
  must(
    await importFile(
      store,
      newer((b) => b.sessions.push(session('y'))),
    ),
  )
  expect(mustFail(await apply(store, shown.grant, shown.suggested))).toMatchObject({ code: 'conflict' })
  const again = readable(must(await store.request('import.preview', { grant: shown.grant })))
  expect(kindsOf(again.matches[0]?.changes.sessions ?? [])).toEqual([
    ['x', 'added'],
    ['y', 'missing'],
  ])
  must(await apply(store, shown.grant, shown.suggested))
})

test('a file that names no zone says so, and is read anew in the one that is chosen', async () => {
  const store = tempStore()
  const path = realPath('frab-xml/camp2011.xml')
  const shown = await previewFile(store, path, { zoneIfUnknown: 'Asia/Tokyo' })
  expect(shown).toMatchObject({ zone: 'assumed', conference: { timeZone: 'Asia/Tokyo' } })
  const again = must(await store.request('import.preview', { grant: shown.grant, timeZone: 'Europe/Berlin' }))
  expect(again).toMatchObject({ zone: 'asked', conference: { timeZone: 'Europe/Berlin' } })
  must(await apply(store, shown.grant, { update: null }))
  const [conference] = must(store.call('conferences.list', {})).filter(({ slug }) => slug !== 'octopus-2016')
  expect(conference?.timeZone).toBe('Europe/Berlin')
})

test('a table whose columns do not tell shows them with its first rows, and is read with those that are chosen', async () => {
  const store = tempStore()
  const path = join(store.folder, 'table.csv')
  writeFileSync(path, bytesOf('What,When\nOpening,2026-05-04 09:30\nClosing,2026-05-04 17:00\n'))
  const grant = grantFor(store, path)
  const unread = must(await store.request('import.preview', { grant, timeZone: 'Europe/Paris' }))
  expect(unread).toMatchObject({
    fileName: 'table.csv',
    problem: { text: expect.stringContaining('which column') },
    table: {
      header: ['What', 'When'],
      rows: [['Opening', '2026-05-04 09:30'], expect.anything()],
      columns: {},
    },
  })
  expect(mustFail(await apply(store, grant, { update: null }))).toMatchObject({ code: 'file-access' })
  const columns = { title: 'What', start: 'When' }
  const read = must(await store.request('import.preview', { grant, timeZone: 'Europe/Paris', columns }))
  expect(read).toMatchObject({ counts: { sessions: 2 }, table: { columns } })
  expect(must(await apply(store, grant, { update: null }))).toMatchObject({ sessions: 2 })
})

test('a file that is dropped while it is read is read no further', async () => {
  const store = tempStore()
  const path = join(store.folder, 'long.json')
  writeFileSync(
    path,
    bytesOf(
      bundle((b) => {
        for (let count = 0; count < 40_000; count += 1) b.sessions.push(session(`s-${count}`))
      }),
    ),
  )
  const grant = grantFor(store, path)
  const asked = store.request('import.preview', { grant })
  await new Promise((resolve) => setTimeout(resolve, 150))
  must(await store.request('import.drop', { grant }))
  expect(must(await asked)).toBeNull()
  // The thread is gone with it: nothing computes any more.
  const before = process.cpuUsage()
  await new Promise((resolve) => setTimeout(resolve, 500))
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(250)
  expect(mustFail(await apply(store, grant, { update: null })).code).toBe('file-access')
})

test('moves of the last seven days are told by where the session was', async () => {
  const store = tempStore()
  must(await importFile(store, bundle()))
  const move = (start: string, room: string | null) =>
    newer((b) => Object.assign(b.sessions[1] ?? {}, { start, room }))
  must(await importFile(store, move('2026-05-06T17:00:00+02:00', null)))
  const moves = () => must(store.call('updates.moves', { conference: slug }))
  expect(moves()).toEqual([{ guid: 'closing', start: '2026-05-06T14:00:00.000Z', room: 'Hall' }])
  store.clock.pass({ hours: 6 * 24 })
  const { update } = must(await importFile(store, move('2026-05-06T17:30:00+02:00', null)))
  expect(moves()).toEqual([{ guid: 'closing', start: '2026-05-06T15:00:00.000Z', room: null }])
  must(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(moves()).toEqual([{ guid: 'closing', start: '2026-05-06T14:00:00.000Z', room: 'Hall' }])
  store.clock.pass({ hours: 2 * 24 })
  expect(moves()).toEqual([])
})

/** `changed` and `moved` as an independent parser counted them: in title, time or room, and in start alone. */
test.each([
  [
    'snapshots/fosdem-2025-a.xml',
    'frab-xml/fosdem-2025.xml',
    { added: 192, changed: 119, missing: 30, moved: 67 },
  ],
  ['snapshots/fosdem-2026-a.xml', 'frab-xml/fosdem-2026.xml', { added: 219, changed: 113, missing: 23 }],
  ['frab-xml/39c3-20251206.xml', 'frab-xml/39c3-everything.xml', { added: 684, changed: 40, missing: 4 }],
  ['snapshots/camp2011-a.xml', 'frab-xml/camp2011.xml', { added: 14, changed: 12, missing: 0 }],
])('%s → %s: what changed between them, and back again', async (from, to, counts) => {
  const store = tempStore()
  const zone = { timeZone: 'Europe/Berlin' }
  const first = must(await store.request('import.file', { grant: grantFor(store, realPath(from)), ...zone }))
  const { slug } = first.conference
  const before = programmeOf(store, slug)
  const shown = await previewFile(store, realPath(to), zone)
  expect(shown.suggested).toEqual({ update: slug, missing: 'cancel' })
  const result = must(await apply(store, shown.grant, shown.suggested))
  const sessions = shown.matches[0]?.changes.sessions ?? []
  const ofKind = (kind: SessionChange['kind']) => sessions.filter((change) => change.kind === kind)
  const inFields = (...names: string[]) =>
    ofKind('changed').filter(({ fields }) => fields.some(({ field }) => names.includes(field)))
  expect({
    added: ofKind('added').length,
    changed: inFields('title', 'start', 'end', 'day', 'room').length,
    missing: ofKind('missing').length,
    moved: inFields('start').length,
  }).toMatchObject(counts)
  expect(result.changes).toEqual({
    added: counts.added,
    changed: ofKind('changed').length,
    cancelled: counts.missing,
  })
  const { changes } = must(store.call('updates.get', { conference: slug, id: result.update ?? 0 }))
  expect(changes).toEqual(shown.matches[0]?.changes)
  must(store.call('updates.undo', { conference: slug, id: result.update ?? 0 }))
  expect(programmeOf(store, slug)).toEqual(before)
})
