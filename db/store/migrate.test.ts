import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  createTempFolder,
  createTempStore,
  octopus,
  openUnpreparedStore,
  resources,
  saveNote,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import { APPLICATION_ID, getVersion, listMigrations, migrate } from './migrate.ts'
import { openConnection } from './open.ts'

/** Hashes of released migrations, which never change. A new migration is added to the list. */
const shipped = {
  '0001-initial.sql': '3131f46b57be2731bee62596f10daa7b116cb31be14d5acb3505a328e96851e9',
  '0002-library.sql': 'd3b7f47d5e04248dca1e6e72a5b6a5e18a3f9dfae8cd8b2872df8f8565a9be58',
  '0003-exchange.sql': '14f71b107ec45f633cedc5af41773485622038c7bd21ae10615ded8ebacf42fa',
  '0004-more-mentions.sql': 'bb9ab9669cf62a9298bf706447efbc9285d18fc549d2a76429e06adf0b93078d',
  '0005-updates.sql': 'f28d91bbf3902684f46bca91b62b7e3f21b03fd43d523d69007a73704a579981',
  '0006-session-links.sql': '1f9a184f8ed9f4bfab2693c30311b694b93efd221db8c3908db042a88f3cac0b',
  '0007-trash-tags-pins.sql': 'b9f4047265b0872dc29de18a4873c3b5e28059315e7b2583ad9afc720d0bad5f',
  '0008-note-items.sql': 'e5c0c117cba0c7b2ea99960a84b48bdde053d40b3f2f3b1b8c308b52f73a4cd2',
  '0009-pictures.sql': 'db9bd502265f3e8fb7f7bb8ffe53f41b6a15bac0d8dba935f3a7e091dcd8c179',
  '0010-templates.sql': 'b6e521b33960a155b528a06e4bc62174ebfb921c8efb7efbfc5fe95167a269a6',
  '0011-dismissed-links.sql': '5677392b8597950edfe0d1c1f4c54c622c529bf64a69c3064151b3da07d92ae0',
  '0012-verified-exports.sql': 'bb26220caa1c38e5b24fb2b6bd0913fe1d8833a5cdb0143c4ac02bfc6fdedb6b',
  '0013-packs.sql': '2d0ce67fd9cb7495746773dd751337278a09eb35aaccf1449e71ecdab8dca485',
  '0014-spelling.sql': '6608b8964ea6ff0904d1559cea17d14fd51676137e724010189b4f7d789e9481',
  '0015-conference-title.sql': 'dac76aea076384df4d37b0e0fba00ceaa02dd136ef471062cb9a3e6720fb0fa2',
  '0016-session-type.sql': 'f05d0567e0d4dfba858fbb19574f1665392fe2c17ef298534bfe10557bd1f937',
  '0017-log-mark.sql': 'bed9cee137f7718221f83f2927cf7ce359bcc3bcd3f4bfffa563e46af549e51a',
  '0018-devices.sql': 'a252c80d44f5061a49030d9d167581344c1b8a069c6e9776f01a2befe0e47d46',
  '0019-own-entries.sql': '1dbc61aafa90dc6ad81d07975a1447de5a607f76c5e20ee15ffac49d91ea2eb6',
  '0020-session-delays.sql': '727bbcc98e27ee4ac9ba0e6afea395778e1ce4f7cf7c6f07bd9c88fc7e505fdd',
  '0021-colleague-stars.sql': '23ce8f9f69c364f40c21c850d07212d8c78a9a4413b5d377fea01102768736b0',
  '0022-contact-details.sql': '20332dc4193235189df30f295b03d88920e00cce8dd31cd736ab5a40a6c946a9',
  '0023-picture-text.sql': '78e1bbdb81ea77efffd9ed2c053a7b27af524f481a27d0af3eeab03841ab7ffe',
  '0024-key-message-remarks.sql': '72e62479e285263f2e5dbad66f510c4e8084d8032597f3ce5fafae8eee10e247',
  '0025-document-text.sql': '68c0ce7f77e9979c877134f8624c2b7c2d6495719179cba90eab6992a59a4c61',
  '0026-documents.sql': 'a74aec73c7f294ce6f8ed5afed653af1b2023ec99153084af7a72d87d8f4116f',
  '0027-shared-fields.sql': 'cd55512ec7cc90b94accf4ace5828457389dd7c6069e6457c2ab67e2f8e1acf3',
  '0028-own-documents.sql': 'ab1786ea8ad390755b4f4e602b7d88dc087eaccbf2bbe09302b8c795f6a986a0',
}

/** The app's migrations and one more. */
function copyResourcesWith(sql: string): string {
  const folder = createTempFolder()
  mkdirSync(join(folder, 'db'))
  cpSync(join(resources, 'db', 'store', 'migrations'), join(folder, 'db', 'store', 'migrations'), {
    recursive: true,
  })
  cpSync(join(resources, 'assets', 'conferences'), join(folder, 'assets', 'conferences'), { recursive: true })
  const next = String(listMigrations(folder).length + 1).padStart(4, '0')
  writeFileSync(join(folder, 'db', 'store', 'migrations', `${next}-next.sql`), sql)
  return folder
}

test('released migrations are unchanged', () => {
  const folder = join(resources, 'db', 'store', 'migrations')
  const sums = Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  )
  expect(sums).toEqual(shipped)
})

test('schema.sql is the result of the migrations (renew it with npm run schemas)', async () => {
  const { db, close } = openConnection(join(createTempFolder(), 'rapporteur.db'))
  migrate(db, listMigrations(resources))
  const statements = db
    .prepare<[], { sql: string }>(
      // Leaves out the internal tables of FTS5.
      `SELECT sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT GLOB '*_search_config' AND name NOT GLOB '*_search_data'
         AND name NOT GLOB '*_search_docsize' AND name NOT GLOB '*_search_idx'
       ORDER BY rowid`,
    )
    .all()
  const header = `-- Generated: the schema of version ${getVersion(db)}, for reading. Never edited by hand.\n\n`
  await expect(`${header}${statements.map(({ sql }) => `${sql};`).join('\n\n')}\n`).toMatchFileSnapshot(
    './schema.sql',
  )
  close()
})

test('every table is strict', () => {
  const { db, close } = openConnection(join(createTempFolder(), 'rapporteur.db'))
  migrate(db, listMigrations(resources))
  const loose = db
    .prepare(
      `SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main' AND name <> 'sqlite_schema'`,
    )
    .all()
  expect(loose).toEqual([])
  close()
})

test('a newer app migrates an older database after a backup, and keeps everything', () => {
  const store = openUnpreparedStore()
  const { id } = saveNote(store, 'Kept.')
  store.close()
  const newer = createTempStore({
    folder: store.folder,
    resources: copyResourcesWith('CREATE TABLE extra (a TEXT) STRICT'),
  })
  expect(unwrap(newer.call('notes.get', { id })).markdown).toBe('Kept.')
  expect(unwrap(newer.call('backups.list', {})).map(({ reason }) => reason)).toEqual(['migration'])
  expect(unwrap(newer.call('status.get', {})).state).toBe('ready')
})

test('a new database needs no backup first', () => {
  expect(unwrap(openUnpreparedStore().call('backups.list', {}))).toEqual([])
})

test('a migration that fails changes nothing and reports the failure', () => {
  const store = openUnpreparedStore()
  const { id } = saveNote(store, 'Kept.')
  store.close()
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const broken = copyResourcesWith('CREATE TABLE half (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)')
  const failed = createTempStore({ folder: store.folder, resources: broken })
  expect(unwrap(failed.call('status.get', {}))).toMatchObject({
    state: 'unusable',
    problem: { code: 'migration-failed' },
  })
  expect(unwrapError(failed.call('notes.list', { conference: octopus })).message).toContain('nowhere')
  expect(log.mock.calls[0]?.[0]).toContain('nowhere')
  log.mockRestore()
  failed.close()
  const again = createTempStore({ folder: store.folder })
  expect(unwrap(again.call('notes.get', { id })).markdown).toBe('Kept.')
})

test('a database of a newer app is refused with a message for the delegate and left unchanged', () => {
  const store = createTempStore({ resources: copyResourcesWith('CREATE TABLE extra (a TEXT) STRICT') })
  store.close()
  const before = readFileSync(store.database)
  const older = createTempStore({ folder: store.folder })
  const status = unwrap(older.call('status.get', {}))
  expect(status.state).toBe('unusable')
  expect(status.problem?.code).toBe('newer-version')
  expect(status.problem?.message).toMatch(/Install the newest Rapporteur/)
  expect(unwrapError(older.call('conferences.list', {}))).toEqual(status.problem)
  older.close()
  expect(readFileSync(store.database).equals(before)).toBe(true)
})

test.each(['in another journal mode', 'with its log', 'with its last migration only in the log'])(
  'a database of a newer app, %s, is not changed by a byte',
  (how) => {
    const folder = createTempFolder()
    const database = join(folder, 'rapporteur.db')
    const known = listMigrations(resources).length
    const writer = openConnection(join(createTempFolder(), 'newer.db'))
    onTestFinished(() => void writer.db.close())
    const { db } = writer
    migrate(db, listMigrations(resources))
    if (how !== 'with its last migration only in the log') db.pragma(`user_version = ${known + 1}`)
    db.pragma('wal_checkpoint(TRUNCATE)')
    if (how === 'in another journal mode') db.pragma('journal_mode = DELETE')
    else db.pragma(`user_version = ${known + 2}`)
    for (const end of how === 'in another journal mode' ? [''] : ['', '-wal'])
      cpSync(`${db.name}${end}`, `${database}${end}`)
    const files = () =>
      ['', '-wal'].map((end) => (existsSync(database + end) ? readFileSync(database + end, 'hex') : null))
    const before = files()
    const store = createTempStore({ folder })
    expect(unwrap(store.call('status.get', {})).problem?.code).toBe('newer-version')
    store.close()
    expect(files()).toEqual(before)
  },
)

test('restoring a backup of a newer app is refused, and the backup is not changed by a byte', () => {
  const newer = openConnection(join(createTempFolder(), 'newer.db'))
  migrate(newer.db, listMigrations(resources))
  newer.db.pragma(`user_version = ${listMigrations(resources).length + 1}`)
  newer.db.pragma('journal_mode = DELETE')
  newer.db.close()
  const before = readFileSync(newer.db.name)
  const store = createTempStore()
  const { id } = saveNote(store, 'Kept.')
  expect(() => store.lifecycle.restoreFile(newer.db.name)).toThrow('Install the newest Rapporteur')
  expect(readFileSync(newer.db.name).equals(before)).toBe(true)
  expect(unwrap(store.call('notes.get', { id })).markdown).toBe('Kept.')
})

test('a database of another program is refused', () => {
  const folder = createTempFolder()
  const other = openConnection(join(folder, 'rapporteur.db'))
  other.db.exec('CREATE TABLE bookmarks (a)')
  other.close()
  expect(unwrap(createTempStore({ folder }).call('status.get', {})).problem).toMatchObject({
    code: 'bad-file',
  })
})

test('a migration that leaves dangling references is rolled back', () => {
  const { db, close } = openConnection(join(createTempFolder(), 'rapporteur.db'))
  const parents = { version: 1, name: 'parents', read: () => 'CREATE TABLE parent (id INTEGER PRIMARY KEY)' }
  const orphan = `CREATE TABLE child (parent INTEGER REFERENCES parent); INSERT INTO child VALUES (1)`
  const children = { version: 2, name: 'children', read: () => orphan }
  migrate(db, [parents])
  db.pragma(`application_id = ${APPLICATION_ID}`)
  // This is how SQLite advises to rebuild a table.
  db.pragma('foreign_keys = OFF')
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => migrate(db, [parents, children])).toThrow('children: 1 rows would refer to nothing')
  log.mockRestore()
  expect(getVersion(db)).toBe(1)
  expect(db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'child'`).get()).toBeUndefined()
  close()
})

test('a migration that another process has already applied is skipped', () => {
  const file = join(createTempFolder(), 'rapporteur.db')
  const [slow, fast] = [openConnection(file), openConnection(file)]
  const first = { version: 1, name: 'first', read: () => 'CREATE TABLE one (a)' }
  const next = { version: 2, name: 'next', read: () => 'CREATE TABLE two (a)' }
  migrate(slow.db, [first])
  slow.db.pragma(`application_id = ${APPLICATION_ID}`)
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  // The other process migrates while this one makes its backup.
  const applied = migrate(slow.db, [first, next], () => {
    expect(migrate(fast.db, [first, next])).toEqual([2])
  })
  expect(applied).toEqual([])
  expect(log).not.toHaveBeenCalled()
  log.mockRestore()
  expect(getVersion(slow.db)).toBe(2)
  slow.close()
  fast.close()
})

test('a gap in the migration numbers is reported', () => {
  const folder = copyResourcesWith('SELECT 1')
  const next = listMigrations(folder).length + 1
  writeFileSync(join(folder, 'db', 'store', 'migrations', '9999-late.sql'), 'SELECT 1')
  expect(() => listMigrations(folder)).toThrow(`expected number ${next}, found 9999-late.sql`)
})
