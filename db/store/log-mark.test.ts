/** Every change of the database replaces the token in the log, however it is made. */
import { copyFileSync } from 'node:fs'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { runDailyUpkeep } from '../maintenance/upkeep.ts'
import { exportJson, shareNotes } from '../sharing/testing/shared-files.ts'
import { makeCrashedCopy } from '../testing/crashed-profiles.ts'
import { createPng } from '../testing/pictures.ts'
import { createTempStore, octopus, saveNote, type TestStore, unwrap } from '../testing/temp-store.ts'

vi.setConfig({ testTimeout: 120_000 })

// A test below damages a database on purpose; hides the error that the store logs.
beforeEach(() => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
})

const getMark = (store: TestStore) =>
  store.lifecycle
    .ready()
    .connection.db.prepare<[], { token: string; previous: string }>('SELECT token, previous FROM log_mark')
    .get()

const changes: [string, (store: TestStore) => unknown][] = [
  ['a call', (store) => saveNote(store, 'one')],
  ['a picture', (store) => store.request('pictures.add', { bytes: createPng(4, 4) })],
  ['a file that is about to leave', (store) => store.lifecycle.ready().device.markShared()],
  [
    'the daily upkeep',
    (store) => {
      store.clock.pass({ hours: 30 })
      runDailyUpkeep(store.lifecycle, store.clock.now(), () => {})
    },
  ],
  [
    'a transaction within another one',
    (store) => {
      const { db, sql } = store.lifecycle.ready().connection
      const inner = db.transaction(() => sql(`INSERT INTO setting VALUES ('inner', '1')`).run())
      db.transaction(() => {
        inner()
        sql(`INSERT INTO setting VALUES ('outer', '1')`).run()
      }).immediate()
    },
  ],
]

test.each(changes)('%s changes the token once', async (_, change) => {
  const store = createTempStore()
  const before = getMark(store)
  await change(store)
  expect(getMark(store)).toMatchObject({ previous: before?.token })
})

test('logging an export changes the token', async () => {
  const store = createTempStore()
  const before = getMark(store)
  await exportJson(store)
  expect(getMark(store)?.token).not.toBe(before?.token)
})

test('reading, and a call that fails, keep the token', () => {
  const store = createTempStore()
  const before = getMark(store)
  unwrap(store.call('notes.list', { conference: octopus }))
  const { db, sql } = store.lifecycle.ready().connection
  const failing = db.transaction(() => {
    sql(`INSERT INTO setting VALUES ('failing', '1')`).run()
    throw new Error('expected')
  })
  expect(() => failing.immediate()).toThrow('expected')
  expect(getMark(store)).toEqual(before)
  saveNote(store, 'one')
  expect(getMark(store)).toMatchObject({ previous: before?.token })
})

test('a log that contains only an export for colleagues is not replayed into an earlier state of the database', async () => {
  const store = createTempStore()
  const monday = makeCrashedCopy(store.database)
  createTempStore({ folder: monday.folder }).close()
  saveNote(store, 'Tuesday')
  store.close()
  const wednesday = createTempStore({ folder: store.folder })
  await shareNotes(wednesday)
  copyFileSync(`${store.database}-wal`, monday.log)
  expect(unwrap(createTempStore({ folder: monday.folder }).call('status.get', {})).damage?.finding).toBe(
    'foreign-log',
  )
})
