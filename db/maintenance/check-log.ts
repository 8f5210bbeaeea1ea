/**
 * Checks the write-ahead log after a crash, before SQLite opens the database: whether the log belongs to the file, is complete, and gives
 * an intact result. SQLite would replay any log and delete it on closing, so only private copies are opened here.
 */
import { constants, copyFileSync, linkSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { message } from '../../core/i18n/message.ts'
import { DamageError, isDamage, StoreError, toFailure } from '../errors.ts'
import { getTemporaryPath, readAt, setTimeToNow } from '../store/files.ts'
import { type Frame, getUnreplayed, isCutShort, type LogFile, parseLog } from '../store/log-file.ts'
import { hasTable, type Mark } from '../store/log-mark.ts'
import { APPLICATION_ID, createForeignDatabaseError, getVersion } from '../store/migrate.ts'
import { openDatabase } from '../store/open.ts'
import { decryptPage } from '../store/page-cipher.ts'
import { getDatabaseFiles } from '../store/profile.ts'
import type { DataKey } from '../store/vault-slot.ts'
import { hasLog } from './health.ts'
import { removeLeftovers } from './overwrite.ts'
import { getPageSize } from './salvage/pages.ts'
import { getRows } from './salvage/rows.ts'
import { makeTemporaryFolder, removeLeftCopies } from './temporary-copies.ts'

/** Largest size, in bytes, for each check. */
export type Limits = { integrity: number; quick: number }
export const LIMITS: Limits = { integrity: 64 * 1024 * 1024, quick: 256 * 1024 * 1024 }

export type LogCheck = {
  /** Whether the last transaction in the log is cut off, as after a power cut. */
  isTorn: boolean
  /** Whether all indexes were compared with their tables. */
  isThorough: boolean
  /** The schema version including the log; the file alone may have an older version. */
  version: number
}

/**
 * @returns null after a clean end
 * @throws DamageError `foreign-log`, `log`, `content` | StoreError `bad-file`, `busy`; file and log are as they were
 */
export function checkLog(
  file: string,
  key: DataKey | null = null,
  limits = LIMITS,
  triesLeft = 20,
): LogCheck | null {
  if (!hasLog(file)) return null
  removeLeftovers(dirname(file))
  removeLeftCopies()
  removeLeftCopies(dirname(file))
  const before = getStamp(file)
  const isUnchanged = () => hasLog(file) && getStamp(file) === before
  try {
    const check = checkCopies({ file, key }, limits)
    if (!check.isTorn || isUnchanged()) return check
  } catch (error) {
    if (isUnchanged()) throw error
  }
  // Another process is writing, so the two copies may be of different moments.
  if (triesLeft === 0) throw new StoreError('busy', message('database.busy'))
  return checkLog(file, key, limits, triesLeft - 1)
}

function getStamp(file: string): string {
  return [file, `${file}-wal`].map((path) => `${statSync(path).size} ${statSync(path).mtimeMs}`).join()
}

/** `key`: null if the database is not encrypted. */
type Source = { file: string; key: DataKey | null }

function checkCopies(source: Source, limits: Limits): LogCheck {
  // The file may be unreadable without its log, for example after an interrupted checkpoint.
  const identityWithoutLog = tryRead(() => runOnCopy(source, 'without log', identify))
  const check = runOnCopy(
    source,
    'with log',
    (db, copy): { isTorn: boolean; content: Content; version: number } => {
      const bytes = readFileSync(`${copy}-wal`)
      const pageSize = getPageSize(readAt(copy, 0, 100))
      const log = parseLog(bytes, pageSize)
      const marks = log ? findMarks(log.frames.slice(0, log.replayed), source.key) : []
      const isTailLost = log !== null && checkReplay({ ...source, file: copy }, log)
      const isTorn = isTailLost || isCutShort(bytes.length, log?.pageSize ?? pageSize)
      const identityWithLog = tryRead(() => identify(db))
      if (!identityWithLog) return { isTorn, content: 'unsound', version: 0 }
      expectSameNotebook(identityWithoutLog, identityWithLog, marks)
      // Without a mark, only the content can show that the log belongs to another file.
      const isProven = identityWithoutLog?.token !== undefined && marks.length > 0
      const content = checkContent(db, isProven ? limits : NO_LIMITS)
      return { isTorn, content, version: getVersion(db) }
    },
  )
  if (check.content === 'unsound' && isSoundAlone(source)) throw createForeignLog()
  if (check.content === 'unsound' || check.content === 'indexes') {
    throw new DamageError('content', message('database.log-fails-check'))
  }
  return { isTorn: check.isTorn, isThorough: check.content === 'sound', version: check.version }
}

type LogChoice = 'with log' | 'without log'
type Work<T> = (db: Database.Database, copy: string) => T

/** Opens a copy, because opening and closing replays the log. */
function runOnCopy<T>(source: Source, log: LogChoice, work: Work<T>): T {
  const runInFolder = (folder: string, how: CopyOptions = {}) => {
    try {
      return workOnCopy(source, log, join(folder, 'copy.db'), work, how)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return runWithFallback(
    () => workOnCopy(source, log, getTemporaryPath(source.file), work),
    () =>
      runWithFallback(
        // On a full disk the copies often still fit into the system's temporary folder.
        () => runInFolder(makeTemporaryFolder('check')),
        // Links need no space. A database that is opened for reading only leaves the linked files unchanged.
        () =>
          runInFolder(makeTemporaryFolder('check', dirname(source.file)), {
            addFile: linkSync,
            options: { readonly: true },
          }),
      ),
  )
}

/** Tries another way if the disk is full. */
function runWithFallback<T>(work: () => T, workWithLessSpace: () => T): T {
  try {
    return work()
  } catch (error) {
    if (toFailure(error).code !== 'disk-full') throw error
    return workWithLessSpace()
  }
}

/** `addFile`: creates a copy or a link. `options`: for opening the database. */
type CopyOptions = { addFile?: (original: string, copy: string) => void; options?: Database.Options }

function copyFile(original: string, copy: string): void {
  copyFileSync(original, copy, constants.COPYFILE_FICLONE)
  setTimeToNow(copy)
}

function workOnCopy<T>(
  { file, key }: Source,
  log: LogChoice,
  target: string,
  work: Work<T>,
  { addFile = copyFile, options = {} }: CopyOptions = {},
): T {
  const removeCopy = () => {
    for (const path of getDatabaseFiles(target)) rmSync(path, { force: true })
  }
  let db: Database.Database | null = null
  try {
    removeCopy()
    addFile(file, target)
    if (log === 'with log') addFile(`${file}-wal`, `${target}-wal`)
    db = openDatabase(target, key, options)
    return work(db, target)
  } finally {
    db?.close()
    removeCopy()
  }
}

/** `owner`: the application_id. A new database, or one of an older Rapporteur, has no author or no token. */
type Identity = { owner: number; author: string | undefined; token: string | undefined }

function identify(db: Database.Database): Identity {
  const read = (table: string, query: string) =>
    hasTable(db, table) ? db.prepare<[], string>(query).pluck().get() : undefined
  return {
    owner: Number(db.pragma('application_id', { simple: true })),
    author: read('setting', `SELECT value FROM setting WHERE key = 'author'`),
    token: read('log_mark', 'SELECT token FROM log_mark WHERE id = 1'),
  }
}

function tryRead<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

function expectSameNotebook(withoutLog: Identity | null, withLog: Identity, marks: Mark[]): void {
  if (withoutLog?.owner !== APPLICATION_ID) {
    if (withLog.owner !== APPLICATION_ID && withLog.owner !== 0) throw createForeignDatabaseError()
    return
  }
  const { author, token } = withoutLog
  const isSame = withLog.owner === APPLICATION_ID && (author ?? withLog.author) === withLog.author
  if (!isSame || !isContinued(token, withLog.token, marks)) throw createForeignLog()
}

/** Whether the file has the state before the log's first change or, after a checkpoint, a state within the log. */
function isContinued(
  fileToken: string | undefined,
  tokenWithLog: string | undefined,
  marks: Mark[],
): boolean {
  const [first] = marks
  if (!first) return fileToken === undefined || fileToken === tokenWithLog
  return first.previous === (fileToken ?? '') || marks.some(({ token }) => token === fileToken)
}

/**
 * @returns whether the last transaction is cut off
 * @throws DamageError `log` if SQLite would also leave out earlier transactions
 */
function checkReplay(source: Source, log: LogFile): boolean {
  const lost = getUnreplayed(log)
  const transactions = lost.filter(({ commit }) => commit > 0).length
  const isTail = log.isHeaderValid && transactions <= 1
  if (!isTail && !isAlreadyWritten(source, log, lost)) {
    throw new DamageError(
      'log',
      message('database.log-damaged', { read: log.replayed, pages: log.frames.length }),
    )
  }
  return isTail && log.frames.slice(log.replayed).some(({ commit }) => commit > 0)
}

/** Whether the database already has the content of these frames, because an earlier checkpoint wrote it. */
function isAlreadyWritten(
  { file, key }: Source,
  { frames, replayed, pageSize }: LogFile,
  lost: Frame[],
): boolean {
  const present = new Map(frames.slice(0, replayed).map(({ page, data }) => [page, data]))
  return [...new Map(lost.map(({ page, data }) => [page, data]))].every(([page, data]) =>
    isSamePage(key, page, data, present.get(page) ?? readAt(file, (page - 1) * pageSize, pageSize)),
  )
}

/** Compares the decrypted content, since the cipher makes a page different each time that it is written. */
function isSamePage(key: DataKey | null, number: number, one: Buffer, other: Buffer): boolean {
  if (!key) return one.equals(other)
  const plain = decryptPage(key, one, number)
  const otherPlain = decryptPage(key, other, number)
  return plain !== null && otherPlain !== null && plain.equals(otherPlain)
}

/**
 * `sound`: everything is intact. `tables`: the tables are intact, but the indexes were not compared with them. `indexes`: only the indexes
 * are damaged. `unsound`: tables are damaged. `unread`: the database is too large for a check.
 */
type Content = 'sound' | 'tables' | 'indexes' | 'unsound' | 'unread'
const NO_LIMITS: Limits = { integrity: Number.POSITIVE_INFINITY, quick: Number.POSITIVE_INFINITY }

function checkContent(db: Database.Database, { integrity, quick }: Limits): Content {
  const size =
    Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  if (size > quick) return 'unread'
  if (!passesCheck(db, 'quick_check')) return 'unsound'
  if (size > integrity) return 'tables'
  return passesCheck(db, 'integrity_check') ? 'sound' : 'indexes'
}

function isSoundAlone(source: Source): boolean {
  return tryRead(() => runOnCopy(source, 'without log', (db) => passesCheck(db, 'integrity_check'))) === true
}

function passesCheck(db: Database.Database, check: 'quick_check' | 'integrity_check'): boolean {
  return tryRead(() => db.pragma(`${check}(1)`, { simple: true })) === 'ok'
}

function createForeignLog(): DamageError {
  return new DamageError('foreign-log', message('database.foreign-log'))
}

const TOKEN = /^[0-9a-f]{32}$/

/** Finds the marks in the log, in order. A mark is the only row on its page, since `log_mark` has one row. */
function findMarks(frames: Frame[], key: DataKey | null): Mark[] {
  return frames.flatMap(({ page, data }) => {
    const plain = key ? decryptPage(key, data, page) : data
    const rows = plain ? getRows({ page: plain, number: page, view: () => null }) : []
    if (rows.length !== 1) return []
    const [, token, previous, ...more] = rows[0]?.values ?? []
    const isMark = isToken(token) && (previous === '' || isToken(previous)) && more.length === 0
    return isMark ? [{ token, previous }] : []
  })
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && TOKEN.test(value)
}
