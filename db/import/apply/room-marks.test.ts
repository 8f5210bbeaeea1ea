import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../model.ts'
import { bundle, importFile } from '../../testing/bundles.ts'
import { createTempStore, toGuid, unwrap } from '../../testing/temp-store.ts'

const conference = ConferenceSlug.parse('testing-days')

test('a room keeps its mark when a newer programme lists a new room before it, which gets another mark', async () => {
  const store = createTempStore()
  const rooms = [
    { guid: toGuid('blue'), name: 'Blue' },
    { guid: toGuid('red'), name: 'Red' },
  ]
  const marks = () =>
    Object.fromEntries(
      unwrap(store.call('conferences.get', { conference })).rooms.map(({ name, mark }) => [name, mark]),
    )
  unwrap(
    await importFile(
      store,
      bundle((b) => b.rooms.push(...rooms)),
    ),
  )
  const before = marks()
  expect(new Set(Object.values(before)).size).toBe(3)
  unwrap(
    await importFile(
      store,
      bundle((b) => {
        b.conference.revision = 2
        b.rooms = [{ guid: toGuid('green'), name: 'Green' }, ...b.rooms, ...rooms]
      }),
    ),
  )
  expect(Object.keys(marks())).toEqual(['Green', 'Hall', 'Blue', 'Red'])
  expect(marks()).toMatchObject(before)
  expect(new Set(Object.values(marks())).size).toBe(4)
})
