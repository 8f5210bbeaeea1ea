/** Programmes that number their sessions by position: the star and the notes stay with the talk when its number changes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { addNote, createReadGrant, getProgramme, previewFile, starSession } from '../testing/updates.ts'
import { matchSessions } from './match-sessions.ts'

const num26 = ConferenceSlug.parse('num26')
type Talk = [title: string, start: string, speaker: string]

function put(store: TestStore, talks: readonly Talk[]): string {
  const path = join(store.folder, 'schedule.xml')
  const events = talks.map(
    ([title, start, speaker], index) =>
      `<event id="${index + 1}"><start>${start}</start><duration>00:30</duration><title>${title}</title><persons><person>${speaker}</person></persons></event>`,
  )
  writeFileSync(
    path,
    `<schedule><conference><title>Numbers 2026</title><acronym>num26</acronym><time_zone_name>Europe/Paris</time_zone_name></conference>
     <day date="2026-05-04"><room name="A">${events.join('')}</room></day></schedule>`,
  )
  return path
}
const runImport = async (store: TestStore, ...talks: Talk[]) =>
  unwrap(await store.request('import.file', { grant: createReadGrant(store, put(store, talks)) }))
const listStarred = (store: TestStore) => {
  const stars = new Set<string>(unwrap(store.call('stars.list', { conference: num26 })))
  return getProgramme(store, num26)
    ?.sessions.filter(({ guid }) => stars.has(guid))
    .map(({ title, status }) => [title, status])
}

const opening: Talk = ['Opening', '09:00', 'Ann Lee']
const evidence: Talk = ['Evidence in the cloud', '10:00', 'Bob Ray']
const ransom: Talk = ['Ransomware today', '11:00', 'Cyd Fox']
const budapest: Talk = ['Budapest Convention', '13:00', 'Dan Hay']
const minister: Talk = ['A word of the minister', '09:30', 'Max Zed']
const noChanges = { added: 0, changed: 0, cancelled: 0 }

test('an inserted talk is the new one in the preview, after the import, in later files and after undo', async () => {
  const store = createTempStore()
  await runImport(store, opening, evidence, ransom, budapest)
  starSession(store, '3', num26)
  addNote(store, '3', num26)
  const before = getProgramme(store, num26)
  const shown = await previewFile(store, put(store, [opening, minister, evidence, ransom, budapest]))
  expect(shown.matches).toMatchObject([
    {
      sessions: 4,
      shared: 4,
      leftOut: 0,
      changes: { cancel: { sessions: [{ title: minister[0], kind: 'added', fields: [] }] } },
    },
  ])
  const { update, changes } = await runImport(store, opening, minister, evidence, ransom, budapest)
  expect(changes).toEqual({ ...noChanges, added: 1 })
  expect(listStarred(store)).toEqual([[ransom[0], 'confirmed']])
  expect((await runImport(store, opening, minister, evidence, ransom, budapest)).update).toBeNull()
  const later: Talk = [minister[0], '09:15', minister[2]]
  expect((await runImport(store, opening, later, evidence, ransom, budapest)).changes).toEqual({
    ...noChanges,
    changed: 1,
  })
  // The file has the original numbers again.
  expect((await runImport(store, opening, evidence, ransom, budapest)).changes).toEqual({
    ...noChanges,
    cancelled: 1,
  })
  expect(listStarred(store)).toEqual([[ransom[0], 'confirmed']])
  expect(getProgramme(store, num26)?.sessions).toEqual(expect.arrayContaining(before?.sessions ?? []))
  expect(update).not.toBeNull()
})

test('a talk with another number, title and start is offered for linking, since it has notes', async () => {
  const store = createTempStore()
  await runImport(store, opening, evidence, ransom, budapest)
  addNote(store, '3', num26)
  const retitled: Talk = ['Something else', '11:15', 'Cyd Fox']
  const shown = await previewFile(store, put(store, [opening, minister, evidence, retitled, budapest]))
  const guids = shown.matches[0]?.changes.cancel.sessions.filter(({ kind }) => kind === 'added')
  expect(guids?.map(({ title }) => title)).toEqual([minister[0], retitled[0]])
  expect(shown.matches[0]?.gone).toEqual([
    { guid: '3', candidates: guids?.map(({ guid }) => guid).reverse() },
  ])
})

test('a talk whose number a new talk has now is cancelled, and keeps its star', async () => {
  const store = createTempStore()
  await runImport(store, opening, evidence, ransom, budapest)
  starSession(store, '3', num26)
  const machines: Talk = ['Machines that learn', '12:00', 'Eve Day']
  const { changes } = await runImport(store, opening, minister, machines, budapest, evidence)
  expect(changes).toEqual({ ...noChanges, added: 2, cancelled: 1 })
  expect(listStarred(store)).toEqual([[ransom[0], 'cancelled']])
})

test('a talk that the file leaves out is cancelled, and an undone update is forgotten', async () => {
  const store = createTempStore()
  await runImport(store, opening, evidence, ransom, budapest)
  starSession(store, '3', num26)
  const { changes, update } = await runImport(store, opening, ransom, budapest)
  expect(changes).toEqual({ ...noChanges, cancelled: 1 })
  expect(listStarred(store)).toEqual([[ransom[0], 'confirmed']])
  unwrap(store.call('updates.undo', { conference: num26, id: update ?? 0 }))
  const other: Talk = ['Machines', '10:00', 'Bob Ray']
  expect((await runImport(store, opening, other, ransom, budapest)).changes).toEqual({
    ...noChanges,
    changed: 1,
  })
  expect(listStarred(store)).toEqual([[ransom[0], 'confirmed']])
})

type Row = [guid: string, title: string]
const toOutlines = (rows: readonly Row[]) =>
  rows.map(([guid, title], index) => ({
    guid,
    title,
    start: `2026-05-04T1${index}:00:00.000Z`,
    day: '2026-05-04',
    room: 'A',
    isConfirmed: true,
  }))
const uuid = (index: number) => `0000000${index}-1111-4222-8333-444444444444`

test.each<[string, Row[], Row[], Record<string, string>]>([
  [
    'two numbers that exchange their titles',
    [
      ['1', 'Kernel'],
      ['2', 'Shells'],
    ],
    [
      ['1', 'Shells'],
      ['2', 'Kernel'],
    ],
    { 1: '2', 2: '1' },
  ],
  [
    'two guids that exchange their titles',
    [
      [uuid(1), 'Kernel'],
      [uuid(2), 'Shells'],
    ],
    [
      [uuid(1), 'Shells'],
      [uuid(2), 'Kernel'],
    ],
    { [uuid(1)]: uuid(1), [uuid(2)]: uuid(2) },
  ],
  ['another title under the same number', [['1', 'Kernel']], [['1', 'Shells']], { 1: '1' }],
  [
    'a longer title, and a new talk with the old title',
    [
      ['1', 'Kernel'],
      ['2', 'Shells'],
    ],
    [
      ['1', 'Kernel for all'],
      ['2', 'Shells'],
      ['3', 'Kernel'],
    ],
    { 2: '2', 3: '1' },
  ],
  [
    'breaks and placeholder titles',
    [
      ['1', 'Lunch'],
      ['2', 'TBA'],
      ['3', 'Kernel'],
    ],
    [
      ['1', 'Shells'],
      ['2', 'Editors'],
      ['3', 'Kernel'],
      ['4', 'TBA'],
      ['5', 'Lunch'],
    ],
    { 3: '3', 4: '2', 5: '1' },
  ],
  [
    'a title that occurs twice',
    [
      ['1', 'Kernel'],
      ['2', 'Shells'],
    ],
    [
      ['1', 'Shells'],
      ['2', 'Kernel'],
      ['3', 'Kernel'],
    ],
    { 1: '2' },
  ],
  [
    'numbers with letters, and the parts of one talk',
    [
      ['WS-1', 'Forensics, part 1'],
      ['WS-2', 'Forensics, part 2'],
    ],
    [
      ['WS-1', 'Kernel'],
      ['WS-2', 'Forensics, part 1'],
      ['WS-3', 'Forensics, part 2'],
    ],
    { 'WS-2': 'WS-1', 'WS-3': 'WS-2' },
  ],
])('sessions are matched: %s', (_, stored, inFile, expected) => {
  const pairs = [...matchSessions(toOutlines(stored), toOutlines(inFile))]
  expect(Object.fromEntries(pairs.map(([session, previous]) => [session.guid, previous.guid]))).toEqual(
    expected,
  )
})
