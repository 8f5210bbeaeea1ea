/** Newer versions of a programme: the changes that they make, and the history of updates. */
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import type { SessionChange } from '../../contract/index.ts'
import { bundle, importFile, session } from '../../testing/bundles.ts'
import { getFixturePath } from '../../testing/fixtures.ts'
import { getRealPath } from '../../testing/real-files.ts'
import { createTempStore, toGuid, unwrap, unwrapError } from '../../testing/temp-store.ts'
import {
  addNote,
  apply,
  createReadGrant,
  expectReadable,
  getKinds,
  getProgramme,
  makeNewer,
  preview,
  previewFile,
  slug,
  starSession,
} from '../testing/updates.ts'

test('a preview changes nothing and lists every changed field, with the delegate’s data', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.push(session('dull'), session('gone'))),
    ),
  )
  starSession(store, 'opening')
  addNote(store, 'gone')
  const before = getProgramme(store)
  const { matches, suggested } = await preview(
    store,
    makeNewer((b) => {
      b.conference.venue = 'Palais'
      b.rooms.push({ guid: toGuid('annex'), name: 'Annex', languages: [] })
      b.speakers = [
        { guid: toGuid('ada'), name: 'Ada King' },
        { guid: toGuid('eve'), name: 'Eve' },
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
  expect(getProgramme(store)).toEqual(before)
  expect(suggested).toEqual({ update: slug, missing: 'cancel' })
  expect(matches).toMatchObject([{ slug, state: 'newer', sessions: 4, leftOut: 1, shared: 3 }])
  const [match] = matches
  expect(match?.changes.cancel).toEqual({
    sessions: [
      expect.objectContaining({ guid: 'gone', kind: 'missing', mine: { starred: false, notes: 1 } }),
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
    ],
    facts: [{ field: 'venue', from: [], to: ['Palais'] }],
    speakers: { added: [], changed: [], removed: [] },
    keyMessages: { added: [], changed: [], removed: ['1. Evidence in the cloud', '1a. In Africa'] },
    directory: { added: [], changed: [], removed: [] },
    floorPlans: { added: [], changed: [], removed: [] },
    documents: { added: [], changed: [], removed: [] },
  })
})

test('changes are in order of time and room, also in the history', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => {
        b.rooms.push({ guid: toGuid('annex'), name: 'Annex', languages: [] })
        b.sessions = [session('last', { start: '2026-05-04T10:30:00+02:00' }), session('left out')]
      }),
    ),
  )
  const shown = await preview(
    store,
    makeNewer((b) => {
      b.rooms.push({ guid: toGuid('annex'), name: 'Annex', languages: [] })
      b.sessions = [
        session('last', { start: '2026-05-04T10:30:00+02:00', title: 'The last one' }),
        session('in the annex', { room: 'annex' }),
        session('everywhere', { room: null }),
        session('after midnight', {
          start: '2026-05-05T00:30:00+02:00',
          end: '2026-05-05T01:00:00+02:00',
        }),
        session('early', { start: '2026-05-04T08:00:00+02:00' }),
      ]
    }),
  )
  const inOrder = ['early', 'everywhere', 'left out', 'in the annex', 'last', 'after midnight']
  expect(shown.matches[0]?.changes.cancel.sessions.map(({ guid }) => guid)).toEqual(inOrder)
  const { update } = unwrap(await apply(store, shown.grant, shown.suggested))
  const { changes } = unwrap(store.call('updates.get', { conference: slug, id: update ?? 0 }))
  expect(changes.sessions.map(({ guid }) => guid)).toEqual(inOrder)
})

test('the history has what the preview showed, and the same file again changes nothing', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const file = makeNewer((b) => {
    b.sessions = [session('opening', { title: 'Grand opening' })]
  })
  const shown = await preview(store, file)
  store.clock.pass({ minutes: 5 })
  const result = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(result.changes).toEqual({ added: 0, changed: 1, cancelled: 1 })
  const [last, first] = unwrap(store.call('updates.list', { conference: slug }))
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
  const { changes } = unwrap(store.call('updates.get', { conference: slug, id: result.update ?? 0 }))
  expect(changes).toEqual(shown.matches[0]?.changes.cancel)

  const again = await preview(store, file)
  expect(again.matches).toMatchObject([{ state: 'same', changes: { cancel: { sessions: [], facts: [] } } }])
  expect(unwrap(await apply(store, again.grant, again.suggested))).toMatchObject({
    changes: { added: 0, changed: 0, cancelled: 0 },
    update: null,
  })
  expect(unwrap(store.call('updates.list', { conference: slug }))).toHaveLength(2)
  expect(unwrapError(await apply(store, again.grant, again.suggested)).code).toBe('file-access')
})

test('a programme that changed since the preview is not overwritten', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const shown = await preview(
    store,
    makeNewer((b) => b.sessions.push(session('x'))),
  )
  unwrap(
    await importFile(
      store,
      makeNewer((b) => b.sessions.push(session('y'))),
    ),
  )
  expect(unwrapError(await apply(store, shown.grant, shown.suggested))).toMatchObject({ code: 'conflict' })
  const again = expectReadable(unwrap(await store.request('import.preview', { grant: shown.grant })))
  expect(getKinds(again.matches[0]?.changes.cancel.sessions ?? [])).toEqual([
    ['x', 'added'],
    ['y', 'missing'],
  ])
  unwrap(await apply(store, shown.grant, shown.suggested))
})

test('moves of the last seven days are reported with the earlier place', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const move = (start: string, room: string | null) =>
    makeNewer((b) => Object.assign(b.sessions[1] ?? {}, { start, room }))
  unwrap(await importFile(store, move('2026-05-06T17:00:00+02:00', null)))
  const moves = () => unwrap(store.call('updates.moves', { conference: slug }))
  expect(moves()).toEqual([{ guid: 'closing', start: '2026-05-06T14:00:00.000Z', room: 'Hall' }])
  store.clock.pass({ hours: 6 * 24 })
  const { update } = unwrap(await importFile(store, move('2026-05-06T17:30:00+02:00', null)))
  expect(moves()).toEqual([{ guid: 'closing', start: '2026-05-06T15:00:00.000Z', room: null }])
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(moves()).toEqual([{ guid: 'closing', start: '2026-05-06T14:00:00.000Z', room: 'Hall' }])
  store.clock.pass({ hours: 2 * 24 })
  expect(moves()).toEqual([])
})

type ChangeCounts = { added: number; changed: number; missing: number; moved?: number }

/** Imports the earlier version of a programme, then the later one, counts the changes, and undoes the update. */
async function expectChanges(from: string, to: string, counts: ChangeCounts): Promise<void> {
  const store = createTempStore()
  const zone = { timeZone: 'Europe/Berlin' }
  const first = unwrap(await store.request('import.file', { grant: createReadGrant(store, from), ...zone }))
  const { slug } = first.conference
  const before = getProgramme(store, slug)
  const shown = await previewFile(store, to, zone)
  expect(shown.suggested).toEqual({ update: slug, missing: 'cancel' })
  const result = unwrap(await apply(store, shown.grant, shown.suggested))
  const sessions = shown.matches[0]?.changes.cancel.sessions ?? []
  const ofKind = (kind: SessionChange['kind']) => sessions.filter((change) => change.kind === kind)
  const cancelled = ofKind('cancelled')
  const inFields = (...names: string[]) =>
    [...ofKind('changed'), ...cancelled].filter(({ fields }) =>
      fields.some(({ field }) => names.includes(field)),
    )
  expect({
    added: ofKind('added').length,
    changed: inFields('title', 'start', 'end', 'day', 'room').length,
    missing: ofKind('missing').length,
    moved: inFields('start').length,
  }).toMatchObject(counts)
  expect(result.changes).toEqual({
    added: counts.added,
    changed: ofKind('changed').length,
    cancelled: counts.missing + cancelled.length,
  })
  const { changes } = unwrap(store.call('updates.get', { conference: slug, id: result.update ?? 0 }))
  expect(changes).toEqual(shown.matches[0]?.changes.cancel)
  unwrap(store.call('updates.undo', { conference: slug, id: result.update ?? 0 }))
  expect(getProgramme(store, slug)).toEqual(before)
}

test('counts the changes between two of our own files, and undoes them', () =>
  expectChanges(getFixturePath('frab-xml/harbour-earlier.xml'), getFixturePath('frab-xml/harbour.xml'), {
    added: 3,
    changed: 4,
    missing: 2,
    moved: 2,
  }))

/**
 * `changed` and `moved`: the numbers that an independent parser counted, of changes in title, time or room, and in start alone. That parser
 * counted sessions as changed if their titles say that they are cancelled.
 */
testWithRealFiles.each([
  [
    'snapshots/fosdem-2025-a.xml',
    'frab-xml/fosdem-2025.xml',
    { added: 192, changed: 119, missing: 30, moved: 67 },
  ],
  ['snapshots/fosdem-2026-a.xml', 'frab-xml/fosdem-2026.xml', { added: 219, changed: 113, missing: 23 }],
  ['frab-xml/39c3-20251206.xml', 'frab-xml/39c3-everything.xml', { added: 684, changed: 40, missing: 4 }],
  ['snapshots/camp2011-a.xml', 'frab-xml/camp2011.xml', { added: 14, changed: 12, missing: 0 }],
])('%s → %s: the changes are counted, and can be undone', (from, to, counts) =>
  expectChanges(getRealPath(from), getRealPath(to), counts),
)
