/**
 * Sessions that a file identifies by their titles. If a title has changed, the delegate can link the session, which then keeps its star and
 * notes.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import { ConferenceSlug, type Guid } from '../../model.ts'
import { bundle, getBytes, importFile, session } from '../../testing/bundles.ts'
import { getFixturePath } from '../../testing/fixtures.ts'
import { attachDocument } from '../../testing/own-documents.ts'
import { getRealPath } from '../../testing/real-files.ts'
import {
  createContactId,
  createTempStore,
  someone,
  type TestStore,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'
import { addNote, createReadGrant, getProgramme, previewFile, slug, starSession } from '../testing/updates.ts'
import { isMadeFromTitle } from './session-ids.ts'

const programme = ConferenceSlug.parse('programme-2026')
type Row = [title: string, time: string, room: string, speakers?: string]
const nine = '09:00,10:00'
const ten = '10:00,11:00'
const noon = '12:00,13:00'

function table(store: TestStore, rows: readonly Row[]): string {
  const path = join(store.folder, 'programme.csv')
  const lines = rows.map(
    ([title, time, room, speakers = '']) => `${title},2026-05-04,${time},${room},${speakers}`,
  )
  writeFileSync(path, ['Title,Date,Start,End,Room,Speakers', ...lines].join('\n'))
  return path
}
const importTable = async (store: TestStore, rows: readonly Row[]) =>
  unwrap(
    await store.request('import.file', {
      grant: createReadGrant(store, table(store, rows)),
      timeZone: 'Europe/Paris',
    }),
  )
const getMatch = async (store: TestStore, rows: readonly Row[]) => {
  const { matches } = await previewFile(store, table(store, rows), { timeZone: 'Europe/Paris' })
  return matches[0]
}
const listSessions = (store: TestStore) =>
  getProgramme(store, programme)?.sessions.map(({ guid, title, status }) => [guid, title, status])

const rest: Row[] = [
  ['Opening', nine, 'Hall'],
  ['Closing', noon, 'Hall'],
]
const first: Row = ['Talk about things', ten, 'R1']
const second: Row = ['Talk about things and more', ten, 'R1']
const guid = 'talk-about-things'

const cancelMissing = { update: programme, missing: 'cancel' } as const
const link = async (store: TestStore, rows: readonly Row[], links: Record<string, string>) =>
  store.request('import.file', {
    grant: createReadGrant(store, table(store, rows)),
    timeZone: 'Europe/Paris',
    choice: { ...cancelMissing, links },
  })

test('a retitled session with notes is offered for linking; if it is not linked, it stays as cancelled', async () => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  addNote(store, guid, programme)
  expect(await getMatch(store, [...rest, second])).toMatchObject({
    sessions: 3,
    shared: 2,
    leftOut: 1,
    gone: [{ guid, candidates: ['talk-about-things-and-more'] }],
  })
  expect((await importTable(store, [...rest, second])).changes).toEqual({
    added: 1,
    changed: 0,
    cancelled: 1,
  })
  expect(listSessions(store)).toContainEqual([guid, first[0], 'cancelled'])
  expect(unwrap(store.call('notes.list', { conference: programme }))).toHaveLength(1)
})

test.each<[string, (store: TestStore, session: Guid) => unknown]>([
  ['a document', (store, session) => attachDocument(store, 'Paper.md', { conference: programme, session })],
  [
    'a contact',
    (store, metAt) =>
      unwrap(
        store.call('contacts.save', {
          id: createContactId(),
          conference: programme,
          fields: { ...someone, metAt },
        }),
      ),
  ],
])('a retitled session with %s is offered for linking too', async (_, add) => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  await add(store, guid as Guid)
  expect(await getMatch(store, [...rest, second])).toMatchObject({ gone: [{ guid }] })
})

test('a retitled session without user data is not offered', async () => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  expect(await getMatch(store, [...rest, second])).toMatchObject({ leftOut: 1, gone: [] })
})

test('a session linked by hand stays the same session after the import, in later files and after undo', async () => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  const before = getProgramme(store, programme)
  starSession(store, guid, programme)
  addNote(store, guid, programme)
  const links = { [guid]: 'talk-about-things-and-more' }
  const { changes, update } = unwrap(await link(store, [...rest, second], links))
  expect(changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(listSessions(store)).toContainEqual([guid, second[0], 'confirmed'])
  unwrap(store.call('updates.undo', { conference: programme, id: update ?? 0 }))
  expect(getProgramme(store, programme)).toEqual(before)
  unwrap(await link(store, [...rest, second], links))
  // The same file changes nothing. A later file that moves the session finds it by its new title.
  expect((await importTable(store, [...rest, second])).update).toBeNull()
  const moved: Row = [second[0], '14:00,15:00', 'R2']
  expect((await importTable(store, [...rest, moved])).changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  // A new session with the old title is another session.
  expect((await importTable(store, [...rest, moved, first])).changes).toEqual({
    added: 1,
    changed: 0,
    cancelled: 0,
  })
  expect(listSessions(store)).toContainEqual([guid, second[0], 'confirmed'])
  expect((await importTable(store, [...rest, first, moved])).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 0,
  })
})

test.each<[string, Record<string, string>, RegExp]>([
  ['from a session that is in the file', { opening: 'talk-about-things-and-more' }, /“opening” cannot be/],
  ['from an unknown session', { nothing: 'talk-about-things-and-more' }, /“nothing” cannot be/],
  ['to an unknown session', { [guid]: 'nothing' }, /linked to “nothing”/],
  ['to a stored session', { [guid]: 'opening' }, /linked to “opening”/],
])('a link %s is refused, and nothing changes', async (_, links, problem) => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  const before = getProgramme(store, programme)
  const failure = unwrapError(await link(store, [...rest, second], links))
  expect(failure).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(problem) })
  expect(getProgramme(store, programme)).toEqual(before)
})

test('two sessions cannot be linked to the same one', async () => {
  const store = createTempStore()
  await importTable(store, [...rest, first, ['Posters', ten, 'R2']])
  const links = { [guid]: 'talk-about-things-and-more', posters: 'talk-about-things-and-more' }
  expect(unwrapError(await link(store, [...rest, second], links)).message).toMatch(/another one is linked/)
})

test('later packs recognise a session that was linked by hand', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  starSession(store, 'closing')
  const withOther = (revision: number, more: Record<string, unknown> = {}) =>
    bundle((b) => {
      b.conference.revision = revision
      b.sessions = [session('opening', { title: 'Opening' }), session('farewell', more)]
    })
  const path = join(store.folder, 'programme.json')
  writeFileSync(path, getBytes(withOther(2)))
  const choice = { update: slug, missing: 'cancel', links: { closing: 'farewell' } } as const
  unwrap(await store.request('import.file', { grant: createReadGrant(store, path), choice }))
  const { changes } = unwrap(await importFile(store, withOther(3, { title: 'Good-bye', room: null })))
  expect(changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(getProgramme(store)?.sessions.map(({ guid, title }) => [guid, title])).toEqual([
    ['opening', 'Opening'],
    ['closing', 'Good-bye'],
  ])
})

test.each<[string, Row]>([
  ['at its beginning, without its room', ['[CANCELLED] Talk about things', ten, '']],
  ['at its end, at another time', ['Talk about things (cancelled)', noon, 'R1']],
  ['in capitals, in another room', ['CANCELLED! Talk about things', ten, 'R2']],
])('a session marked as cancelled %s is recognised', async (_, marked) => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  starSession(store, guid, programme)
  expect(await getMatch(store, [...rest, marked])).toMatchObject({
    shared: 3,
    leftOut: 0,
    changes: { cancel: { sessions: [{ guid, kind: 'cancelled', mine: { starred: true, notes: 0 } }] } },
  })
  expect((await importTable(store, [...rest, marked])).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 1,
  })
  expect(listSessions(store)).toHaveLength(3)
  expect(listSessions(store)).toContainEqual([guid, marked[0], 'cancelled'])
  // The session is also recognised when it is reinstated.
  await importTable(store, [...rest, first])
  expect(listSessions(store)).toEqual(expect.arrayContaining([[guid, first[0], 'confirmed']]))
  expect(listSessions(store)).toHaveLength(3)
})

test('a cancelled entry beside the session at its new time counts as another session', async () => {
  const store = createTempStore()
  await importTable(store, [...rest, first])
  const moved: Row = [first[0], '14:00,15:00', 'R1']
  const { changes } = await importTable(store, [...rest, ['CANCELLED: Talk about things', ten, 'R1'], moved])
  expect(changes).toEqual({ added: 1, changed: 1, cancelled: 0 })
  expect(listSessions(store)).toContainEqual([guid, first[0], 'confirmed'])
})

test('a calendar without stable UIDs recognises a session that is marked as cancelled', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'programme.ics')
  const runImport = async (title: string, hour: string) => {
    const event = (name: string, at: string) =>
      `BEGIN:VEVENT\r\nSUMMARY:${name}\r\nDTSTART:20260504T${at}0000Z\r\nEND:VEVENT\r\n`
    writeFileSync(
      path,
      `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Programme\r\n${event('Opening', '08')}${event(title, hour)}END:VCALENDAR\r\n`,
    )
    return unwrap(
      await store.request('import.file', { grant: createReadGrant(store, path), timeZone: 'Europe/Paris' }),
    )
  }
  await runImport('Talk about things', '09')
  expect((await runImport('CANCELLED: Talk about things', '10')).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 1,
  })
})

test('identifiers in the file take precedence over titles', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'programme.ics')
  const runImport = async (uid: string, title: string) => {
    const event = (id: string, name: string, hour: string) =>
      `BEGIN:VEVENT\r\nUID:${id}\r\nSUMMARY:${name}\r\nDTSTART:20260504T${hour}0000Z\r\nEND:VEVENT\r\n`
    writeFileSync(
      path,
      `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Programme\r\n${event('o', 'Opening', '08')}${event(uid, title, '09')}END:VCALENDAR\r\n`,
    )
    return unwrap(
      await store.request('import.file', { grant: createReadGrant(store, path), timeZone: 'Europe/Paris' }),
    )
  }
  await runImport('a', 'Talk about things')
  expect((await runImport('b', 'Talk about things and more')).changes).toEqual({
    added: 1,
    changed: 0,
    cancelled: 1,
  })
})

const listCandidates = async (store: TestStore, path: string, conference: ConferenceSlug) => {
  const choice = { update: conference, missing: 'cancel' } as const
  const { matches } = await previewFile(store, path, { timeZone: 'Europe/London', choice })
  const titles = new Map(matches[0]?.changes.cancel.sessions.map(({ guid, title }) => [guid, title]))
  return matches[0]?.gone.map(({ guid, candidates: [likely] }) => [guid, likely && titles.get(likely)])
}

test('in a calendar with new UIDs in every export, a retitled talk is offered with its new title first', async () => {
  const store = createTempStore()
  const grant = createReadGrant(store, getFixturePath('ics/new-uids-floating.ics'))
  const { conference } = unwrap(await store.request('import.file', { grant, timeZone: 'Europe/London' }))
  starSession(store, 'Short talks for children', conference.slug)
  expect(await listCandidates(store, getFixturePath('ics/new-uids-later.ics'), conference.slug)).toEqual([
    ['Short talks for children', 'Short talks'],
  ])
})

testWithRealFiles(
  'in a real calendar with new UIDs in every export, a retitled talk is offered with its new title first',
  async () => {
    const store = createTempStore()
    const grant = createReadGrant(store, getRealPath('snapshots/pyconuk-2015-a.ics'))
    const { conference } = unwrap(await store.request('import.file', { grant, timeZone: 'Europe/London' }))
    starSession(store, 'Lightning PyKids UK', conference.slug)
    expect(await listCandidates(store, getRealPath('ics/pyconuk-2015.ics'), conference.slug)).toEqual([
      ['Lightning PyKids UK', 'Lightning PyKids'],
    ])
  },
)

test.each([
  ['cafe-au-lait', 'Café au lait', true],
  ['ecole@2026-05-04T08:00', 'École', true],
  ['“Why?”', '“Why?”', true],
  ['12', 'Talk 12', false],
  ['t', 'Talk', false],
])('whether the identifier “%s” was made from the title “%s”: %s', (guid, title, isMade) => {
  expect(isMadeFromTitle({ guid, title })).toBe(isMade)
})
