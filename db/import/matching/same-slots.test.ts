/** Updates of sessions with several slots: stars and notes stay with their slot. */
import { expect, test } from 'vitest'
import { ConferenceBundle } from '../../model.ts'
import { openConnection } from '../../store/open.ts'
import { bundle, getBytes, importFile, session } from '../../testing/bundles.ts'
import { createTempStore, unwrap } from '../../testing/temp-store.ts'
import { planUpdate } from '../apply/update.ts'
import { noMissingFields } from './fill-in.ts'
import { keepStoredGuids } from './match-sessions.ts'
import { toIncoming } from './parsed-file.ts'
import { removeSlot } from './session-ids.ts'
import { toStoredForm } from './stored-programme.ts'

type Slot = [guid: string, start: string, more?: Parameters<typeof session>[1]]

const makeBundle = (slots: readonly Slot[]) =>
  bundle((b) => {
    b.sessions = slots.map(([guid, start, more]) =>
      session(guid, {
        title: 'Welding',
        start: `${start}:00+02:00`,
        end: null,
        day: start.slice(0, 10),
        ...more,
      }),
    )
  })
const toStored = (...slots: Slot[]) => toStoredForm(ConferenceBundle.parse(makeBundle(slots)))
const getNewGuids = (before: Slot[], inFile: Slot[]) =>
  keepStoredGuids(toStored(...before), toStored(...inFile)).map(({ guid }) => guid)

const [monday, tuesday, wednesday] = ['2026-05-04T10:00', '2026-05-05T10:00', '2026-05-06T10:00']
const three: Slot[] = [
  ['w', monday],
  [`w@${tuesday}`, tuesday],
  [`w@${wednesday}`, wednesday],
]

test('removing the first slot keeps the identity of the others', () => {
  expect(
    getNewGuids(three, [
      ['w', tuesday],
      [`w@${wednesday}`, wednesday],
    ]),
  ).toEqual([`w@${tuesday}`, `w@${wednesday}`])
})

test('matches slots by time only for formats that give all slots one identifier', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, getBytes(makeBundle(three))))
  const { sql, close } = openConnection(store.database)
  const newer = ConferenceBundle.parse(makeBundle([['w', tuesday]]))
  const planSlots = (missing: Partial<typeof noMissingFields>) => {
    const inFile = toIncoming({ bundle: newer, warnings: [], missing: { ...noMissingFields, ...missing } })
    const choice = { update: newer.conference.slug, missing: 'cancel' as const }
    return planUpdate({ sql }, inFile, choice).bundle.sessions.map(({ guid, start }) => [
      guid,
      start.slice(0, 10),
    ])
  }
  const day = tuesday.slice(0, 10)
  expect(planSlots({ slotGuids: true })).toContainEqual([`w@${tuesday}`, day])
  expect(planSlots({ keyMessages: true, directory: true })).toContainEqual(['w', day])
  close()
})

test('a slot inserted before the others is the new one', () => {
  const two: Slot[] = [
    ['w', tuesday],
    [`w@${wednesday}`, wednesday],
  ]
  const after: Slot[] = [
    ['w', monday],
    [`w@${tuesday}`, tuesday],
    [`w@${wednesday}`, wednesday],
  ]
  const [first, ...others] = getNewGuids(two, after)
  expect(others).toEqual(['w', `w@${wednesday}`])
  expect(first).toBe('w@2026-05-04T08:00')
  // The same file again changes nothing.
  const sessions = keepStoredGuids(toStored(...two), toStored(...after))
  const stored = { ...toStored(...after), sessions }
  expect(keepStoredGuids(stored, toStored(...after))).toEqual(sessions)
})

test('a slot that moves within its day keeps its identity', () => {
  expect(getNewGuids(three, [...three.slice(0, 2), ['w@2026-05-06T11:00', '2026-05-06T11:00']])).toEqual(
    three.map(([guid]) => guid),
  )
  const cancelled: Slot[] = [
    ['w', monday, { status: 'cancelled' }],
    [`w@${tuesday}`, tuesday],
  ]
  expect(getNewGuids(cancelled, [['w', wednesday]])).toEqual([`w@${tuesday}`])
  // A cancelled slot can be reinstated.
  expect(getNewGuids(cancelled, [['w', monday]])).toEqual(['w'])
})

test('a cancelled slot that is reinstated at another time of its day keeps its identity', () => {
  const cancelled: Slot[] = [
    ['w', monday],
    [`w@${tuesday}`, tuesday, { status: 'cancelled' }],
    [`w@${wednesday}`, wednesday, { status: 'cancelled' }],
  ]
  const at = '2026-05-05T14:00'
  expect(
    getNewGuids(cancelled, [
      ['w', monday],
      [`w@${at}`, at],
    ]),
  ).toEqual(['w', `w@${tuesday}`])
})

test('a slot on another day counts as new, since it may be another one; the delegate can link it', () => {
  const thursday = '2026-05-07T10:00'
  expect(getNewGuids(three, [...three.slice(0, 2), [`w@${thursday}`, thursday]])).toEqual([
    'w',
    `w@${tuesday}`,
    `w@${thursday}`,
  ])
})

test('a cancelled repetition is reinstated on its day, and a longer series has new ones', () => {
  const series: Slot[] = [
    ['s@20260504T080000Z', monday],
    ['s@20260505T080000Z', tuesday, { status: 'cancelled' }],
  ]
  expect(
    getNewGuids(series, [
      ['s@20260504T080000Z', monday],
      ['s@20260505T090000Z', '2026-05-05T11:00'],
    ]),
  ).toEqual(['s@20260504T080000Z', 's@20260505T080000Z'])
  expect(
    getNewGuids(series, [
      ['s@20260504T080000Z', monday],
      ['s@20260506T080000Z', wednesday],
    ]),
  ).toEqual(['s@20260504T080000Z', 's@20260506T080000Z'])
})

test('tells slots at the same time apart by room', () => {
  const rooms: Slot[] = [
    ['w', monday, { room: 'hall' }],
    [`w@${monday}`, monday, { room: 'annex' }],
  ]
  expect(getNewGuids(rooms, [['w', monday, { room: 'annex' }]])).toEqual([`w@${monday}`])
})

test('a RECURRENCE-ID identifies a moved occurrence, and a series that begins an hour later stays the same series', () => {
  const series: Slot[] = [
    ['s@20260504T080000Z', monday],
    ['s@20260505T080000Z', tuesday],
  ]
  expect(
    getNewGuids(series, [
      ['s@20260504T080000Z', tuesday],
      ['s@20260505T080000Z', wednesday],
    ]),
  ).toEqual(['s@20260504T080000Z', 's@20260505T080000Z'])
  expect(
    getNewGuids(series, [
      ['s@20260504T090000Z', '2026-05-04T11:00'],
      ['s@20260505T090000Z', '2026-05-05T11:00'],
    ]),
  ).toEqual(['s@20260504T080000Z', 's@20260505T080000Z'])
})

test('a session with one slot keeps its guid, whatever follows an @ in it', () => {
  expect(getNewGuids([['a@example.org', monday]], [['a@example.org', wednesday]])).toEqual(['a@example.org'])
  expect(
    ['a@example.org', 's@20260504', 'w@2026-05-04T10:00@Hall#2', 'a@b@20260504T080000'].map(removeSlot),
  ).toEqual(['a@example.org', 's', 'w', 'a@b'])
})

test('gives each of thousands of slots its own guid', () => {
  const slots = (minutes: number): Slot[] =>
    Array.from({ length: 4_000 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 4, 4) + (index * 5 + minutes) * 60_000).toISOString().slice(0, 16)
      return [index === 0 ? 'w' : `w@${at}`, at]
    })
  const [stored, inFile] = [slots(0), slots(1)]
  expect(new Set(getNewGuids(stored, stored))).toEqual(new Set(stored.map(([guid]) => guid)))
  const found = new Set<string>(getNewGuids(stored, inFile))
  expect(found.size).toBe(stored.length)
  expect(stored.some(([guid]) => found.has(guid))).toBe(false)
})

test('gives thousands of copies of a known slot their own guids', () => {
  const many = Array.from(
    { length: 3_000 },
    (_, index): Slot => [index === 0 ? 'w' : `w@${monday}#${index}`, monday],
  )
  const found = getNewGuids([['w', monday]], many)
  expect(found[0]).toBe('w')
  expect(new Set(found).size).toBe(many.length)
  const same = Array.from({ length: 3_000 }, (): Slot => ['w', monday])
  expect(new Set(getNewGuids([['w', monday]], same)).size).toBe(same.length)
})
