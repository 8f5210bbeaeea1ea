/** Sessions that a file knows by their titles: the star and the note stay with one that was retitled, and with no other. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import { ConferenceSlug } from '../../model.ts'
import { fixturePath } from '../../testing/fixtures.ts'
import { realPath } from '../../testing/real-files.ts'
import { must, type TestStore, tempStore } from '../../testing/temp-store.ts'
import { getProgramme, grantFor, note, previewFile, star } from '../testing/updates.ts'
import { isByTitle } from './by-title.ts'

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
const imported = async (store: TestStore, rows: readonly Row[]) =>
  must(
    await store.request('import.file', {
      grant: grantFor(store, table(store, rows)),
      timeZone: 'Europe/Paris',
    }),
  )
const shown = async (store: TestStore, rows: readonly Row[]) => {
  const { matches } = await previewFile(store, table(store, rows), { timeZone: 'Europe/Paris' })
  return matches[0]
}
const sessions = (store: TestStore) =>
  getProgramme(store, programme)?.sessions.map(({ guid, title, status }) => [guid, title, status])

const rest: Row[] = [
  ['Opening', nine, 'Hall'],
  ['Closing', noon, 'Hall'],
]
const first: Row = ['Talk about things', ten, 'R1']
const second: Row = ['Talk about things and more', ten, 'R1']
const guid = 'talk-about-things'

test('a session retitled at its time and in its room is the same, in the preview, through later files, and back', async () => {
  const store = tempStore()
  await imported(store, [...rest, first])
  const before = getProgramme(store, programme)
  star(store, guid, programme)
  note(store, guid, programme)
  expect(await shown(store, [...rest, second])).toMatchObject({
    sessions: 3,
    shared: 3,
    leftOut: 0,
    changes: {
      cancel: {
        sessions: [
          {
            guid,
            kind: 'changed',
            mine: { starred: true, notes: 1 },
            fields: [{ field: 'title', from: [first[0]], to: [second[0]] }],
          },
        ],
      },
    },
  })
  const { update, changes } = await imported(store, [...rest, second])
  expect(changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(sessions(store)).toContainEqual([guid, second[0], 'confirmed'])
  // The same file changes nothing; another one that moves it to where nothing was finds it by the title of now.
  expect((await imported(store, [...rest, second])).update).toBeNull()
  const moved: Row = [second[0], '14:00,15:00', 'R2']
  expect((await imported(store, [...rest, moved])).changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  // A new one of the first title is not the one that had it.
  expect((await imported(store, [...rest, moved, first])).changes).toEqual({
    added: 1,
    changed: 0,
    cancelled: 0,
  })
  expect(sessions(store)).toContainEqual([guid, second[0], 'confirmed'])
  expect((await imported(store, [...rest, first, moved])).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 0,
  })

  const other = tempStore()
  await imported(other, [...rest, first])
  star(other, guid, programme)
  const once = await imported(other, [...rest, second])
  must(other.call('updates.undo', { conference: programme, id: once.update ?? 0 }))
  expect(getProgramme(other, programme)).toEqual(before)
  expect((await imported(other, [...rest, second])).changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(update).not.toBeNull()
})

test.each<[string, Row[], Row[], boolean]>([
  [
    'a placeholder that gets its title',
    [['Keynote', ten, 'R1']],
    [['Keynote: Evidence at sea', ten, 'R1']],
    true,
  ],
  [
    'a title without a word in common, of those who speak',
    [[first[0], ten, 'R1', 'Ada']],
    [['Machines', ten, 'R1', 'ADA']],
    true,
  ],
  ['another title', [first], [['Machines', ten, 'R1']], false],
  ['one word of two', [['Keynote: Ada', ten, 'R1']], [['Keynote: Grace', ten, 'R1']], false],
  [
    'a like title, of somebody else',
    [[first[0], ten, 'R1', 'Ada']],
    [[second[0], ten, 'R1', 'Grace']],
    false,
  ],
  ['another room', [first], [[second[0], ten, 'R2']], false],
  ['another start', [first], [[second[0], '10:30,11:00', 'R1']], false],
  ['another end', [first], [[second[0], '10:00,10:30', 'R1']], false],
  ['two new ones at its place', [first], [second, ['Talk about things again', ten, 'R1']], false],
  ['one that stays at its place', [first, ['Posters', ten, 'R1']], [second, ['Posters', ten, 'R1']], false],
])('%s: the same %#', async (_, before, after, isSame) => {
  const store = tempStore()
  await imported(store, [...rest, ...before])
  const came = after.filter(([title]) => !before.some(([old]) => old === title)).length
  expect((await imported(store, [...rest, ...after])).changes).toEqual(
    isSame ? { added: 0, changed: 1, cancelled: 0 } : { added: came, changed: 0, cancelled: 1 },
  )
})

test.each<[string, Row]>([
  ['before it, the room emptied', ['[CANCELLED] Talk about things', ten, '']],
  ['behind it, moved', ['Talk about things (cancelled)', noon, 'R1']],
  ['cried out, in another room', ['CANCELLED! Talk about things', ten, 'R2']],
])('marked as cancelled %s, it is the session that it was', async (_, marked) => {
  const store = tempStore()
  await imported(store, [...rest, first])
  star(store, guid, programme)
  expect(await shown(store, [...rest, marked])).toMatchObject({
    shared: 3,
    leftOut: 0,
    changes: { cancel: { sessions: [{ guid, kind: 'cancelled', mine: { starred: true, notes: 0 } }] } },
  })
  expect((await imported(store, [...rest, marked])).changes).toEqual({ added: 0, changed: 0, cancelled: 1 })
  expect(sessions(store)).toHaveLength(3)
  expect(sessions(store)).toContainEqual([guid, marked[0], 'cancelled'])
  // On again, it is that one too.
  await imported(store, [...rest, first])
  expect(sessions(store)).toEqual(expect.arrayContaining([[guid, first[0], 'confirmed']]))
  expect(sessions(store)).toHaveLength(3)
})

test('beside the session at its new time, one that is marked as cancelled is not it', async () => {
  const store = tempStore()
  await imported(store, [...rest, first])
  const moved: Row = [first[0], '14:00,15:00', 'R1']
  const { changes } = await imported(store, [...rest, ['CANCELLED: Talk about things', ten, 'R1'], moved])
  expect(changes).toEqual({ added: 1, changed: 1, cancelled: 0 })
  expect(sessions(store)).toContainEqual([guid, first[0], 'confirmed'])
})

test('a calendar without lasting UIDs knows a session that is marked as cancelled as well', async () => {
  const store = tempStore()
  const path = join(store.folder, 'programme.ics')
  const bring = async (title: string, hour: string) => {
    const event = (name: string, at: string) =>
      `BEGIN:VEVENT\r\nSUMMARY:${name}\r\nDTSTART:20260504T${at}0000Z\r\nEND:VEVENT\r\n`
    writeFileSync(
      path,
      `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Programme\r\n${event('Opening', '08')}${event(title, hour)}END:VCALENDAR\r\n`,
    )
    return must(
      await store.request('import.file', { grant: grantFor(store, path), timeZone: 'Europe/Paris' }),
    )
  }
  await bring('Talk about things', '09')
  expect((await bring('CANCELLED: Talk about things', '10')).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 1,
  })
})

test('where the file has identifiers, they hold', async () => {
  const store = tempStore()
  const path = join(store.folder, 'programme.ics')
  const bring = async (uid: string, title: string) => {
    const event = (id: string, name: string, hour: string) =>
      `BEGIN:VEVENT\r\nUID:${id}\r\nSUMMARY:${name}\r\nDTSTART:20260504T${hour}0000Z\r\nEND:VEVENT\r\n`
    writeFileSync(
      path,
      `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Programme\r\n${event('o', 'Opening', '08')}${event(uid, title, '09')}END:VCALENDAR\r\n`,
    )
    return must(
      await store.request('import.file', { grant: grantFor(store, path), timeZone: 'Europe/Paris' }),
    )
  }
  await bring('a', 'Talk about things')
  expect((await bring('b', 'Talk about things and more')).changes).toEqual({
    added: 1,
    changed: 0,
    cancelled: 1,
  })
})

test('a calendar whose UIDs are made anew with every export: a retitled talk is that talk', async () => {
  const store = tempStore()
  const bring = async (name: string) => {
    const grant = grantFor(store, fixturePath(`ics/${name}.ics`))
    return must(await store.request('import.file', { grant, timeZone: 'Europe/London' }))
  }
  const { conference } = await bring('new-uids-floating')
  star(store, 'Short talks for children', conference.slug)
  const update = { update: conference.slug, missing: 'cancel' } as const
  const grant = grantFor(store, fixturePath('ics/new-uids-later.ics'))
  must(await store.request('import.file', { grant, timeZone: 'Europe/London', choice: update }))
  expect(getProgramme(store, conference.slug)?.sessions).toContainEqual(
    expect.objectContaining({ guid: 'Short talks for children', title: 'Short talks', status: 'confirmed' }),
  )
})

testWithRealFiles(
  'a real calendar whose UIDs are made anew with every export: a retitled talk is that talk',
  async () => {
    const store = tempStore()
    const bring = async (path: string) =>
      must(
        await store.request('import.file', {
          grant: grantFor(store, realPath(path)),
          timeZone: 'Europe/London',
        }),
      )
    const { conference } = await bring('snapshots/pyconuk-2015-a.ics')
    star(store, 'Lightning PyKids UK', conference.slug)
    await bring('ics/pyconuk-2015.ics')
    expect(getProgramme(store, conference.slug)?.sessions).toContainEqual(
      expect.objectContaining({
        guid: 'Lightning PyKids UK',
        title: 'Lightning PyKids',
        status: 'confirmed',
      }),
    )
  },
)

test('an identifier that happens to look like a title is one; numbers and long keys are none', () => {
  const known = (guid: string, title: string) => isByTitle({ guid, title } as Parameters<typeof isByTitle>[0])
  expect(known('cafe-au-lait', 'Café au lait')).toBe(true)
  expect(known('ecole@2026-05-04T08:00', 'École')).toBe(true)
  expect(known('“Why?”', '“Why?”')).toBe(true)
  expect(known('12', 'Talk 12')).toBe(false)
  expect(known('t', 'Talk')).toBe(false)
})
