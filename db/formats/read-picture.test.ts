import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { removeUnusedPictures } from '../sql/picture-use.ts'
import { createPng } from '../testing/pictures.ts'
import {
  createNoteId,
  createTempStore,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const add = async (store: TestStore, bytes: Uint8Array<ArrayBuffer>) =>
  unwrap(await store.request('pictures.add', { bytes })).sha256
const has = (store: TestStore, sha256: string) => unwrap(store.call('pictures.about', { sha256 })) !== null
const toPictureMarkdown = (sha256: string) => `![slide](rapporteur:picture/${sha256})\n`
function passDaysAndCleanUp(store: TestStore, days: number): void {
  store.clock.pass(Temporal.Duration.from({ hours: 24 * days }))
  removeUnusedPictures(store.lifecycle.ready().connection.sql, store.clock.now())
}

test('equal bytes are stored once', async () => {
  const store = createTempStore()
  const first = await add(store, createPng(2, 3))
  expect(await add(store, createPng(2, 3))).toBe(first)
  expect(unwrap(store.call('pictures.about', { sha256: first }))).toMatchObject({ width: 2, height: 3 })
  const { db } = store.lifecycle.ready().connection
  expect(db.prepare('SELECT count(*) AS n FROM picture').get()).toEqual({ n: 1 })
})

test('a file that is not a picture is refused, whatever its name, and nothing is stored', async () => {
  const store = createTempStore()
  const refused = async (bytes: Uint8Array<ArrayBuffer>) =>
    unwrapError(await store.request('pictures.add', { bytes })).code
  const text = new TextEncoder()
  expect(await refused(new Uint8Array())).toBe('bad-file')
  expect(await refused(text.encode('not a picture at all, only some words'))).toBe('bad-file')
  expect(await refused(text.encode('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'))).toBe(
    'bad-file',
  )
  expect(await refused(createPng(2, 2).subarray(0, 12))).toBe('bad-file')
  expect(await refused(createPng(2, 2, { width: 60_000, height: 60_000 }))).toBe('bad-file')
  expect(await refused(new Uint8Array(26 * 1024 * 1024))).toBe('bad-file')
  const { db } = store.lifecycle.ready().connection
  expect(db.prepare('SELECT count(*) AS n FROM picture').get()).toEqual({ n: 0 })
})

test('a picture is deleted some days after the last note, deleted note or earlier version stops using it', async () => {
  const store = createTempStore()
  const [present, deleted, earlier, unused] = await Promise.all(
    [1, 2, 3, 4].map((n) => add(store, createPng(n, 1))),
  )
  saveNote(store, toPictureMarkdown(present ?? ''))
  const { id } = saveNote(store, toPictureMarkdown(deleted ?? ''))
  unwrap(store.call('notes.remove', { ids: [id] }))
  const other = createNoteId()
  saveNote(store, toPictureMarkdown(earlier ?? ''), { id: other })
  store.clock.pass(Temporal.Duration.from({ hours: 2 }))
  saveNote(store, 'Without it.\n', { id: other, baseRevision: 1 })
  passDaysAndCleanUp(store, 0)
  passDaysAndCleanUp(store, 6)
  expect(has(store, unused ?? '')).toBe(true)
  passDaysAndCleanUp(store, 2)
  expect([present, deleted, earlier, unused].map((sha256) => has(store, sha256 ?? ''))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('a picture that is used again in time stays', async () => {
  const store = createTempStore()
  const sha256 = await add(store, createPng(5, 5))
  passDaysAndCleanUp(store, 0)
  passDaysAndCleanUp(store, 6)
  const { id } = saveNote(store, toPictureMarkdown(sha256))
  passDaysAndCleanUp(store, 6)
  expect(has(store, sha256)).toBe(true)
  unwrap(store.call('notes.remove', { ids: [id] }))
  unwrap(store.call('trash.remove', { notes: [id], contacts: [] }))
  passDaysAndCleanUp(store, 0)
  passDaysAndCleanUp(store, 6)
  expect(has(store, sha256)).toBe(true)
  await add(store, createPng(5, 5))
  passDaysAndCleanUp(store, 2)
  expect(has(store, sha256)).toBe(true)
})
