/** A migration that fails at any of its statements leaves the database unchanged. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import { listMigrations } from './migrate.ts'
import { openConnection } from './open.ts'

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

const shipped = listMigrations(resources)

/** Creates resources with the first `count` migrations, and optionally one more, which fails. */
function copyResourcesUpTo(count: number, next?: { name: string; sql: string }): string {
  const folder = createTempFolder()
  const migrations = join(folder, 'db', 'store', 'migrations')
  mkdirSync(migrations, { recursive: true })
  for (const { name } of shipped.slice(0, count)) {
    cpSync(join(resources, 'db', 'store', 'migrations', name), join(migrations, name))
  }
  if (next) writeFileSync(join(migrations, next.name), next.sql)
  mkdirSync(join(folder, 'assets', 'conferences'), { recursive: true })
  return folder
}

let createdFolder: string
const databases = new Map<number, string>()
beforeAll(() => {
  createdFolder = mkdtempSync(join(tmpdir(), 'rapporteur-migrations-'))
})
afterAll(() => rmSync(createdFolder, { recursive: true }))

/** A database after the first `count` migrations, created once. Before the first migration it is empty. */
function createDatabaseAfter(count: number): string {
  const known = databases.get(count)
  if (known) return known
  const path = join(createdFolder, `${count}.db`)
  if (count > 0) copyFileSync(createDatabaseAfter(count - 1), path)
  const { db, close } = openConnection(path)
  db.exec(shipped[count - 1]?.read() ?? '')
  db.pragma(`application_id = ${count > 0 ? 0x52617070 : 0}`)
  db.pragma(`user_version = ${count}`)
  close()
  databases.set(count, path)
  return path
}

/** Splits SQL into statements; a trigger includes its body. */
function getStatements(sql: string): string[] {
  const found = sql.replaceAll(/^\s*--.*$/gm, '').match(/\s*CREATE TRIGGER[\s\S]*?\bEND;|[\s\S]*?;/gi) ?? []
  return found.map((statement) => statement.trim()).filter((statement) => statement !== ';')
}

const cases = shipped.flatMap(({ name, read }, index) => {
  const statements = getStatements(read())
  return [...statements, ''].map((statement, done) => ({
    at: `${name}, before statement ${done + 1}: ${statement.split('\n')[0]}`,
    before: index,
    name,
    sql: `${statements.slice(0, done).join('\n')}\nINSERT INTO nowhere VALUES (1);`,
    isLast: done === statements.length,
  }))
})

test('every migration is split into its statements', () => {
  for (const [index, { read }] of shipped.entries()) {
    const file = join(createTempFolder(), 'rapporteur.db')
    copyFileSync(createDatabaseAfter(index), file)
    const { db, close } = openConnection(file)
    // Preparing fails if there is more than one statement.
    for (const statement of getStatements(read())) db.prepare(statement).run()
    close()
  }
})

test.each(cases)('$at', ({ before, name, sql, isLast }) => {
  const folder = createTempFolder()
  const file = join(folder, 'rapporteur.db')
  copyFileSync(createDatabaseAfter(before), file)
  const earlier = openConnection(file)
  const schema = () =>
    earlier.db.prepare<[], { sql: string }>('SELECT sql FROM sqlite_schema ORDER BY name').all()
  const unchanged = { schema: schema(), version: before }

  const failed = createTempStore({ folder, resources: copyResourcesUpTo(before, { name, sql }) })
  const { state, problem } = unwrap(failed.call('status.get', {}))
  expect(state).toBe('unusable')
  expect(problem).toMatchObject({
    code: 'migration-failed',
    message: expect.stringMatching(/It is as it was, and a backup/),
  })
  expect(unwrapError(failed.call('notes.list', { conference: octopus }))).toEqual(problem)
  failed.close()
  expect({ schema: schema(), version: earlier.db.pragma('user_version', { simple: true }) }).toEqual(
    unchanged,
  )
  expect(earlier.db.pragma('integrity_check', { simple: true })).toBe('ok')
  earlier.close()

  if (!isLast) return
  // With the real migrations the app then opens the database.
  const migrated = createTempStore({ folder })
  expect(unwrap(migrated.call('status.get', {})).state).toBe('ready')
  saveNote(migrated, 'After.')
})
