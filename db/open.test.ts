import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConnection } from './open.ts'
import { tempFolder } from './testing/temp-store.ts'

const expected = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: 5000,
  ...(process.platform === 'darwin' ? { fullfsync: 1, checkpoint_fullfsync: 1 } : {}),
}

test('every open sets the same safe settings, the second as the first', () => {
  const file = join(tempFolder(), 'rapporteur.db')
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
  const connection = openConnection(join(tempFolder(), 'rapporteur.db'))
  expect(connection.sql('SELECT 1')).toBe(connection.sql('SELECT 1'))
  connection.close()
})
