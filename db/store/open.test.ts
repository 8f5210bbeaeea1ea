import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createTempFolder } from '../testing/temp-store.ts'
import { checkpointLater, openConnection } from './open.ts'

const expected = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: 5000,
  temp_store: 2,
  ...(process.platform === 'darwin' ? { fullfsync: 1, checkpoint_fullfsync: 1 } : {}),
}

test('every connection has the same safe settings, also when the file is opened again', () => {
  const file = join(createTempFolder(), 'rapporteur.db')
  for (const time of ['first', 'second', 'third']) {
    const connection = openConnection(file)
    const settings = Object.fromEntries(
      Object.keys(expected).map((name) => [name, connection.db.pragma(name, { simple: true })]),
    )
    expect(settings, time).toEqual(expected)
    connection.db.exec('CREATE TABLE IF NOT EXISTS t (a)')
    connection.close()
  }
})

test('a statement is compiled once per connection', () => {
  const connection = openConnection(join(createTempFolder(), 'rapporteur.db'))
  expect(connection.sql('SELECT 1')).toBe(connection.sql('SELECT 1'))
  connection.close()
})

test('a large change is in the log when the call returns, and soon after in the database file', () => {
  vi.useFakeTimers()
  const file = join(createTempFolder(), 'rapporteur.db')
  const { db, close } = openConnection(file)
  db.exec('CREATE TABLE t (a)')
  db.pragma('wal_checkpoint(TRUNCATE)')
  const { size } = statSync(file)
  const usual = db.pragma('wal_autocheckpoint', { simple: true })
  checkpointLater(db, () => db.exec('INSERT INTO t VALUES (randomblob(8000000))'))
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(8_000_000)
  expect(statSync(file).size).toBe(size)
  expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(usual)
  vi.runAllTimers()
  expect(statSync(file).size).toBeGreaterThan(8_000_000)
  // A connection that was closed in the meantime is not touched.
  checkpointLater(db, () => db.exec('DELETE FROM t'))
  close()
  vi.runAllTimers()
  vi.useRealTimers()
})
