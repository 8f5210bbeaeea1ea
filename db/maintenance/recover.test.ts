import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openConnection, openDatabase } from '../store/open.ts'
import { createTempStore, octopus, saveNote, unwrap, unwrapError } from '../testing/temp-store.ts'

// Hides the log of the cause of damage, which is expected here.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

type Store = ReturnType<typeof createTempStore>
const status = (store: Store) => unwrap(store.call('status.get', {}))
const excerpts = (store: Store) =>
  unwrap(store.call('notes.list', { conference: octopus })).map(({ excerpt }) => excerpt)

/** A closed database with 200 notes and a backup of it. */
function createUsedNotebook() {
  const store = createTempStore()
  for (let count = 0; count < 200; count += 1)
    saveNote(store, `Note ${count}. ${'Some words about it. '.repeat(20)}`)
  const backup = unwrap(store.call('backups.create', {}))
  store.close()
  return { folder: store.folder, database: store.database, backup }
}

/** Makes the database larger than 8 MB. @returns the note with the versions 1000 to 1099 */
function fillWithVersions(folder: string) {
  const store = createTempStore({ folder })
  const { id } = saveNote(store, 'Much.')
  store.close()
  const connection = openConnection(join(folder, 'rapporteur.db'))
  connection
    .sql(
      `WITH RECURSIVE number (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM number WHERE n < 1099)
       INSERT INTO note_version (note_id, revision, author, saved_at, replaced_at, entries, excerpt, markdown)
       SELECT note.id, n, author, updated_at, updated_at, 1, '', hex(zeroblob(50000)) FROM note, number WHERE uuid = ?`,
    )
    .run(id)
  connection.close()
  return id
}

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const garbage = new Uint8Array(4096).fill(0xa5)
const damages: Record<string, (database: string) => void> = {
  'an overwritten header': (database) => overwrite(database, 0, garbage.subarray(0, 100)),
  'another file in its place': (database) =>
    writeFileSync(database, '<html>Sign in to the conference Wi-Fi</html>'),
  'garbage in the middle': (database) => {
    const middle = Math.floor(statSync(database).size / 2 / 4096) * 4096
    for (let page = 0; page < 8; page += 1) overwrite(database, middle + page * 4096, garbage)
  },
  'a file cut short': (database) => truncateSync(database, Math.floor(statSync(database).size / 2)),
  'an empty file': (database) => truncateSync(database, 0),
  'no file at all': (database) => rmSync(database),
}

/** The finding that the interface shows. */
const findings: Record<string, string> = {
  'an overwritten header': 'header',
  'another file in its place': 'header',
  'garbage in the middle': 'content',
  'a file cut short': 'short',
  'an empty file': 'empty',
  'no file at all': 'missing',
}

describe.each(Object.keys(damages))('%s', (name) => {
  test('is moved aside, and the backup is offered and restored', () => {
    const { folder, database, backup } = createUsedNotebook()
    damages[name]?.(database)
    const before = existsSync(database) ? readFileSync(database) : null
    const store = createTempStore({ folder })
    const { state, damage } = status(store)
    expect(state).toBe('recovery')
    expect(damage?.backups.filter(({ reason }) => reason !== 'rescue')).toEqual([backup])
    expect(Boolean(damage?.rescued)).toBe(name === 'garbage in the middle')
    expect(damage?.backups[0]?.name).toBe(damage?.rescued?.name ?? backup.name)
    expect(damage?.reason).not.toBe('')
    expect(damage?.finding).toBe(findings[name])
    expect(existsSync(database)).toBe(false)
    if (before) expect(readFileSync(join(damage?.movedTo ?? '', 'rapporteur.db')).equals(before)).toBe(true)
    else expect(damage?.movedTo).toBeNull()
    expect(unwrapError(store.call('notes.list', { conference: octopus })).code).toBe('recovery')

    unwrap(store.call('recovery.choose', { backup: backup.name }))
    expect(status(store)).toMatchObject({ state: 'ready', damage: null })
    expect(excerpts(store)).toHaveLength(200)
    if (before) expect(existsSync(join(damage?.movedTo ?? '', 'rapporteur.db'))).toBe(true)
  })
})

test('the choice stays open after restarts: no empty database replaces the damaged one', () => {
  const { folder, database } = createUsedNotebook()
  damages['an overwritten header']?.(database)
  const movedTo = status(createTempStore({ folder })).damage?.movedTo
  const again = createTempStore({ folder })
  expect(status(again)).toMatchObject({ state: 'recovery', damage: { movedTo } })
  expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1)
  expect(existsSync(database)).toBe(false)
})

test('an interrupted rescue is repeated at the next start', () => {
  const { folder, database, backup } = createUsedNotebook()
  damages['garbage in the middle']?.(database)
  const { rescued, ...incident } = status(createTempStore({ folder })).damage ?? {}
  expect(rescued?.name).toMatch(/-rescue\.db$/)
  // As if the app had been killed before the rescue ended.
  rmSync(join(folder, 'backups', rescued?.name ?? ''))
  writeFileSync(join(folder, 'damage.json'), JSON.stringify({ ...incident, backups: undefined }))
  const again = createTempStore({ folder })
  expect(status(again).damage?.backups.map(({ reason }) => reason)).toEqual(['rescue', 'manual'])
  expect(status(again).damage?.backups[1]).toEqual(backup)
  // A rescue that ended is not repeated.
  expect(status(createTempStore({ folder })).damage?.backups).toHaveLength(2)
})

test('starting afresh gives an empty database with the bundled conference; later starts are normal', () => {
  const { folder, database } = createUsedNotebook()
  damages['garbage in the middle']?.(database)
  const store = createTempStore({ folder })
  const movedTo = status(store).damage?.movedTo ?? ''
  unwrap(store.call('recovery.choose', { backup: null }))
  expect(excerpts(store)).toEqual([])
  expect(unwrap(store.call('conferences.list', {}))).toHaveLength(1)
  store.close()
  expect(status(createTempStore({ folder })).state).toBe('ready')
  expect(existsSync(join(movedTo, 'rapporteur.db'))).toBe(true)
})

test('choosing a damaged backup fails, and the choice stays open', () => {
  const { folder, database, backup } = createUsedNotebook()
  damages['a file cut short']?.(database)
  truncateSync(join(folder, 'backups', backup.name), 9_000)
  const store = createTempStore({ folder })
  expect(unwrapError(store.call('recovery.choose', { backup: backup.name })).code).toBe('bad-file')
  expect(unwrapError(store.call('recovery.choose', { backup: '../../etc/passwd' })).code).toBe('not-found')
  expect(status(store).state).toBe('recovery')
  unwrap(store.call('recovery.choose', { backup: null }))
})

test('a second damage does not overwrite the files moved aside by the first', () => {
  const { folder, database, backup } = createUsedNotebook()
  for (const count of [1, 2]) {
    damages['an overwritten header']?.(database)
    const store = createTempStore({ folder })
    unwrap(store.call('recovery.choose', { backup: backup.name }))
    store.close()
    expect(readdirSync(join(folder, 'damaged'))).toHaveLength(count)
  }
})

test('the log of a crashed run is moved aside with its database, and not used for the next one', () => {
  const store = createTempStore()
  saveNote(store, 'In the log.')
  // The database and its log as a crash leaves them.
  const crashed = createTempStore()
  crashed.close()
  copyFileSync(store.database, crashed.database)
  copyFileSync(`${store.database}-wal`, `${crashed.database}-wal`)
  for (let page = 0; page < 3; page += 1)
    overwrite(`${crashed.database}-wal`, 32 + 24 + page * 4120, garbage.subarray(0, 200))
  overwrite(crashed.database, 0, garbage)
  const next = createTempStore({ folder: crashed.folder })
  const { damage } = status(next)
  expect(readdirSync(damage?.movedTo ?? '')).toEqual(
    expect.arrayContaining(['rapporteur.db', 'rapporteur.db-wal']),
  )
  expect(existsSync(`${crashed.database}-wal`)).toBe(false)
})

test('an interrupted move is completed', () => {
  const { folder, database } = createUsedNotebook()
  damages['an overwritten header']?.(database)
  const movedTo = status(createTempStore({ folder })).damage?.movedTo ?? ''
  // The crash happened after the database was moved and before its log was.
  writeFileSync(`${database}-wal`, 'the rest')
  expect(status(createTempStore({ folder })).state).toBe('recovery')
  expect(readFileSync(join(movedTo, 'rapporteur.db-wal'), 'utf8')).toBe('the rest')
})

test('after a crash without damage the log is replayed and nothing is lost', () => {
  const store = createTempStore()
  saveNote(store, 'In the log.')
  const crashed = createTempStore()
  crashed.close()
  for (const end of ['', '-wal']) copyFileSync(`${store.database}${end}`, `${crashed.database}${end}`)
  const next = createTempStore({ folder: crashed.folder })
  expect(status(next).state).toBe('ready')
  expect(excerpts(next)).toEqual(['In the log.'])
})

test('damage found while running is reported as such, and the next start checks everything', () => {
  const { folder, database } = createUsedNotebook()
  const id = fillWithVersions(folder)
  // The database is too large for the check at a normal start, so the damage is found when it is read.
  const middle = Math.floor(statSync(database).size / 2 / 4096)
  for (let page = middle; page < middle + 100; page += 1) overwrite(database, page * 4096, garbage)
  const store = createTempStore({ folder })
  expect(status(store).state).toBe('ready')
  const results = Array.from({ length: 100 }, (_, index) =>
    store.call('notes.version', { id, revision: 1_000 + index }),
  )
  const failure = unwrapError(results.find(({ ok }) => !ok) ?? { ok: true, value: 'all were read' })
  expect(failure.code).toBe('damaged')
  expect(failure.message).toMatch(/start Rapporteur again/)
  expect(existsSync(join(folder, 'damage.json'))).toBe(true)
  store.close()
  expect(status(createTempStore({ folder })).state).toBe('recovery')
})

test('the full check of the next start clears a false alarm', () => {
  const { folder } = createUsedNotebook()
  writeFileSync(join(folder, 'damage.json'), JSON.stringify({ reason: 'seen while running', movedTo: null }))
  const store = createTempStore({ folder })
  expect(status(store).state).toBe('ready')
  expect(excerpts(store)).toHaveLength(200)
  expect(existsSync(join(folder, 'damage.json'))).toBe(false)
})

test('damaged search indexes are rebuilt from the texts', () => {
  const { folder, database } = createUsedNotebook()
  const before = createTempStore({ folder })
  const { id } = saveNote(before, 'Tagged.')
  unwrap(before.call('tags.change', { notes: [id], add: ['budget' as never], remove: [] }))
  before.close()
  const db = openDatabase(database, null)
  db.unsafeMode()
  for (const name of ['note', 'note_tag', 'session']) {
    expect(db.prepare(`DELETE FROM ${name}_search_data WHERE id > 10`).run().changes).toBeGreaterThan(0)
  }
  db.close()
  writeFileSync(join(folder, 'damage.json'), '{ unreadable')
  const store = createTempStore({ folder })
  expect(status(store).state).toBe('ready')
  const find = (text: string) => unwrap(store.call('search.query', { conference: octopus, text, limit: 5 }))
  expect(find('words')).toHaveLength(5)
  expect(find('budget')).toHaveLength(1)
})

test('a moved profile works in its new place', () => {
  const { folder } = createUsedNotebook()
  const moved = `${folder}-moved`
  renameSync(folder, moved)
  try {
    const store = createTempStore({ folder: moved })
    expect(excerpts(store)).toHaveLength(200)
    store.close()
  } finally {
    renameSync(moved, folder)
  }
})

test('if another database’s log is beside ours, both are kept and the backup is offered', () => {
  const { folder, database, backup } = createUsedNotebook()
  const other = createTempStore()
  for (let count = 0; count < 300; count += 1)
    saveNote(other, `Another’s note ${count}. ${'Other words. '.repeat(30)}`)
  // As if a database was copied back beside the log of another database.
  copyFileSync(`${other.database}-wal`, `${database}-wal`)
  const before = [database, `${database}-wal`].map((file) => readFileSync(file))
  const store = createTempStore({ folder })
  const { state, damage } = status(store)
  expect(state).toBe('recovery')
  const aside = ['rapporteur.db', 'rapporteur.db-wal'].map((name) =>
    readFileSync(join(damage?.movedTo ?? '', name)),
  )
  expect(aside.map((file, index) => file.equals(before[index] ?? Buffer.alloc(0)))).toEqual([true, true])
  unwrap(store.call('recovery.choose', { backup: backup.name }))
  expect(excerpts(store)).toHaveLength(200)
})

test('after a restore every row is as in the backup', () => {
  const { folder, database, backup } = createUsedNotebook()
  const before = hashRows(database)
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining(['note', 'session', 'key_message', 'star', 'contact']),
  )
  const store = createTempStore({ folder })
  for (const { id } of unwrap(store.call('notes.list', { conference: octopus })))
    saveNote(store, 'Overwritten.', { id, baseRevision: 1 })
  unwrap(store.call('backups.restore', { name: backup.name }))
  store.close()
  expect(hashRows(database)).toEqual(before)
})

/**
 * @returns a hash for each of our tables, over all rows in order with the types of their values. Leaves out `log_mark`, which belongs to
 * the file, and the device, since a restored notebook is a new device.
 */
function hashRows(file: string): Record<string, string> {
  const { db, close } = openConnection(file)
  const names = db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('log_mark', 'device_key')`,
    )
    .all()
  const hashes = names.map(({ name }) => {
    const hash = createHash('sha256')
    const rows = name === 'setting' ? `setting WHERE key NOT LIKE 'device%'` : name
    for (const row of db.prepare<[], unknown[]>(`SELECT * FROM ${rows} ORDER BY 1, 2`).raw().iterate())
      hash.update(`${JSON.stringify(row)}\n`)
    return [name, hash.digest('hex')]
  })
  close()
  return Object.fromEntries(hashes)
}
