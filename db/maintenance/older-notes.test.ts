import { expect, onTestFinished, test, vi } from 'vitest'
import { createTempStore, octopus, saveNote, unwrap } from '../testing/temp-store.ts'
import { readOlderInIdleTime } from './older-notes.ts'

const NOTES = 40
/** A note that takes some milliseconds to read. */
const long = 'A line that was said, with a word or two of it **marked**.\n\n'.repeat(400)

function createOlderStore() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const store = createTempStore()
  const ids = Array.from({ length: NOTES }, (_, index) => saveNote(store, `${long}- [ ] task ${index}\n`).id)
  store.lifecycle.ready().connection.db.exec('DELETE FROM note_items')
  const told: string[] = []
  let idle = Number.POSITIVE_INFINITY
  let hear: (topics: readonly 'database'[]) => void = () => {}
  const stop = readOlderInIdleTime(store.lifecycle, {
    announce: (topics) => told.push(...topics),
    onAnnounce: (listener) => {
      hear = listener
      return () => {}
    },
    getIdleTime: () => idle,
  })
  onTestFinished(stop)
  return {
    store,
    ids,
    told,
    list: () => unwrap(store.call('actions.list', { conference: octopus })),
    open: () => unwrap(store.call('actions.open', { conference: octopus })),
    replaceDatabase: () => hear(['database']),
    busy: (isBusy: boolean) => {
      idle = isBusy ? 0 : Number.POSITIVE_INFINITY
    },
  }
}

test('older notes are read in small steps; the list says how many are left', () => {
  const { list, open, told } = createOlderStore()
  expect(list()).toEqual({ lists: [], notes: NOTES, unread: NOTES })
  expect(open(), 'not known yet').toBeNull()
  vi.advanceTimersByTime(3_000)
  const { lists, unread } = list()
  expect(unread).toBeLessThan(NOTES)
  expect(unread, 'one step is not all').toBeGreaterThan(0)
  expect(lists).toHaveLength(NOTES - unread)
  vi.advanceTimersByTime(60_000)
  expect(list()).toMatchObject({ notes: NOTES, unread: 0 })
  expect(list().lists).toHaveLength(NOTES)
  expect(open()).toBe(NOTES)
  expect(new Set(told)).toEqual(new Set(['items']))
})

test('nothing is read while a window sends calls', () => {
  const { list, busy } = createOlderStore()
  busy(true)
  vi.advanceTimersByTime(60_000)
  expect(list().unread).toBe(NOTES)
  busy(false)
  vi.advanceTimersByTime(60_000)
  expect(list().unread).toBe(0)
})

test('a note saved meanwhile keeps its saved items; a restored database is read as well', () => {
  const { store, ids, list, replaceDatabase } = createOlderStore()
  const [first] = ids
  if (!first) throw new Error('no note')
  saveNote(store, '- [ ] new\n', { id: first, baseRevision: 1 })
  expect(list().unread).toBe(NOTES - 1)
  vi.advanceTimersByTime(60_000)
  const texts = list().lists.flatMap(({ items }) => items.map(({ text }) => text))
  expect(texts).toContain('new')
  expect(texts).not.toContain('task 0')
  store.lifecycle.ready().connection.db.exec('DELETE FROM note_items')
  replaceDatabase()
  vi.advanceTimersByTime(60_000)
  expect(list().unread).toBe(0)
})
