import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { message } from '../core/i18n/message.ts'
import { StoreError, toError, toFailure, toLogText } from './errors.ts'
import { writeDurably } from './store/files.ts'
import { openConnection } from './store/open.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  unwrap,
  unwrapError,
} from './testing/temp-store.ts'

const sqlite = (code: string) => new Database.SqliteError('as SQLite says it', code)

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'busy'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_CORRUPT_VTAB', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_WRITE', 'file-access'],
  ['SQLITE_CANTOPEN', 'file-access'],
])('%s is reported as %s, with a message', (code, expected) => {
  const failure = toFailure(sqlite(code))
  expect(failure.code).toBe(expected)
  expect(failure.details?.code).toMatch(/^database\./)
  expect(toError(failure)).toMatchObject(failure)
  expect(failure.message).not.toContain('SQLITE')
  expect(failure.message).not.toContain('as SQLite says it')
})

test('an unexpected error is reported as internal and logged with its stack', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(toFailure(new TypeError('x is undefined'))).toMatchObject({
    code: 'internal',
    message: expect.stringContaining('x is undefined'),
  })
  expect(toFailure(sqlite('SQLITE_CONSTRAINT_CHECK')).code).toBe('internal')
  expect(toFailure('a string').code).toBe('internal')
  expect(log.mock.calls[0]?.[0]).toContain('errors.test.ts')
  log.mockRestore()
})

test('a StoreError keeps its code and its message', () => {
  const details = message('gone.note')
  expect(toFailure(new StoreError('not-found', details))).toEqual({
    code: 'not-found',
    message: 'This note is no longer on this computer.',
    details,
  })
  expect(toFailure(new StoreError('not-found', toLogText('No such call.')))).toEqual({
    code: 'not-found',
    message: 'No such call.',
  })
})

test('a file error names the file', () => {
  const path = join(createTempFolder(), 'absent', 'report.md')
  let caught: unknown
  try {
    writeDurably(path, 'text')
  } catch (error) {
    caught = error
  }
  expect(toFailure(caught)).toMatchObject({ code: 'file-access', message: expect.stringContaining('absent') })
})

const fileErrors: [code: string, expected: string][] = [
  ['ENOSPC', 'disk-full'],
  ['EROFS', 'read-only'],
  ...'ENOENT ENOTDIR EISDIR EACCES EPERM ELOOP ENAMETOOLONG EIO ENXIO EBUSY EMFILE ESTALE ETIMEDOUT EFBIG'
    .split(' ')
    .map((code): [string, string] => [code, 'file-access']),
]
test.each(fileErrors)('%s of a file is reported as %s, with the file and a message', (code, expected) => {
  const error = Object.assign(new Error(`${code}: as the system says it`), {
    code,
    path: '/days/may.xml.77.part',
  })
  const failure = toFailure(error)
  expect(failure).toMatchObject({ code: expected, details: { parameters: { file: '/days/may.xml' } } })
  expect(failure.message).toContain('/days/may.xml')
  expect(failure.message).not.toMatch(/system|E[A-Z]{3}|part/)
})

test('a failed write leaves neither a partial nor a temporary file', () => {
  const folder = createTempFolder()
  mkdirSync(join(folder, 'report.md'))
  writeFileSync(join(folder, 'report.md', 'inside'), '')
  expect(() => writeDurably(join(folder, 'report.md'), 'text')).toThrow()
  expect(readdirSync(folder)).toEqual(['report.md'])
})

test('on a full disk a save fails with that reason, and earlier data is intact', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Before.')
  store.close()
  const full = createTempStore({ folder: store.folder })
  full.lifecycle.ready().connection.db.pragma('max_page_count = 1')
  const failure = unwrapError(
    full.call('notes.save', {
      id,
      conference: octopus,
      session: null,
      keyMessage: null,
      markdown: 'Much. '.repeat(100_000),
      baseRevision: 1,
    }),
  )
  expect(failure).toMatchObject({ code: 'disk-full', message: expect.stringContaining('Make room') })
  expect(unwrap(full.call('notes.get', { id })).markdown).toBe('Before.')
  expect(unwrap(full.call('search.query', { conference: octopus, text: 'before', limit: 5 }))).toHaveLength(1)
  full.close()
  const after = openConnection(store.database)
  expect(after.db.pragma('integrity_check', { simple: true })).toBe('ok')
  after.close()
  expect(existsSync(join(store.folder, 'damage.json'))).toBe(false)
})
