/** Replaces the database so that a crash leaves either the old or the new one intact. */
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { message } from '../../core/i18n/message.ts'
import { getCode, getFinding, isDamage, logProblem, StoreError } from '../errors.ts'
import { getTemporaryPath, setTimeToNow, syncFile } from '../store/files.ts'
import { readStart } from '../store/find-key.ts'
import { parseLog, writeRepairedLog } from '../store/log-file.ts'
import { type Connection, convertCopy, openConnection } from '../store/open.ts'
import { getDatabaseFiles, PRIVATE_FILE, type Profile } from '../store/profile.ts'
import type { Encryption } from '../store/vault.ts'
import { checkLog } from './check-log.ts'
import { verifyBackup } from './health.ts'
import { overwriteAndDelete, removeLeftovers } from './overwrite.ts'
import { overwriteLog } from './overwrite-log.ts'
import { getPageSize } from './salvage/pages.ts'

/** The encryption of the backup, and of the notebook whose place the backup takes. */
export type Conversion = { backupEncryption: Encryption | null; notebookEncryption: Encryption | null }

/** `isLogIncomplete`: changes in the log beside the backup are left out, because the log is damaged or belongs to another database. */
export type Staged = { file: string; isLogIncomplete: boolean }

/**
 * Copies the backup beside the database, verified and synced, ready to be renamed. The backup itself is not changed.
 * @throws StoreError `bad-file`, `damaged`, `newer-version`; then nothing is left behind
 */
export function stageRestore(
  backup: string,
  profile: Profile,
  knownVersion: number,
  conversion: Conversion,
): Staged {
  removeLeftovers(profile.folder)
  const staged = getTemporaryPath(profile.database)
  try {
    const isLogIncomplete = copyWithLog(backup, staged, knownVersion, conversion)
    const backupKey = conversion.backupEncryption?.key ?? null
    const notebookKey = conversion.notebookEncryption?.key ?? null
    if (backupKey !== notebookKey) convertCopy(staged, backupKey, notebookKey)
    syncFile(staged)
    return { file: staged, isLogIncomplete }
  } catch (error) {
    discardUnconverted(staged, conversion)
    if (!isDamage(error)) throw error
    throw new StoreError('bad-file', message('backup.damaged'), { cause: error })
  }
}

/**
 * Copies the backup with as much of its log as is sound. A plain copy of a database in use comes with its log, which has the last commits.
 * @returns whether part of the log is left out
 */
function copyWithLog(backup: string, staged: string, knownVersion: number, conversion: Conversion): boolean {
  const { backupEncryption } = conversion
  const log = `${backup}-wal`
  const addWholeLog = () => {
    copyWritable(log, `${staged}-wal`)
    return checkLog(staged, backupEncryption?.key)?.isTorn ?? false
  }
  const addValidPart = () => {
    const parsed = parseLog(readFileSync(log), getPageSize(readStart(staged, 1)))
    if (parsed) writeRepairedLog(parsed, `${staged}-wal`)
    return true
  }
  const copyWith = (addLog: () => boolean) => {
    discardUnconverted(staged, conversion)
    copyWritable(backup, staged)
    const isIncomplete = addLog()
    if (existsSync(`${staged}-wal`)) {
      const connection = openConnection(staged, backupEncryption)
      if (mustOverwriteCopies(conversion)) overwriteLog(connection)
      releaseFile(connection)
    }
    verifyBackup(staged, knownVersion, backupEncryption?.key)
    return isIncomplete
  }
  if (!existsSync(log)) return copyWith(() => false)
  for (const addLog of [addWholeLog, addValidPart]) {
    try {
      return copyWith(addLog)
    } catch (error) {
      if (!isDamage(error)) throw error
      logProblem(error)
      if (getFinding(error) === 'foreign-log') break
    }
  }
  return copyWith(() => true)
}

/** A copy of a write-protected file would be write-protected too. */
function copyWritable(original: string, copy: string): void {
  copyFileSync(original, copy)
  chmodSync(copy, PRIVATE_FILE)
  setTimeToNow(copy)
}

/** Whether the backup is not encrypted, but the notebook is, so that no readable copy may stay on the disk. */
function mustOverwriteCopies({ backupEncryption, notebookEncryption }: Conversion): boolean {
  return backupEncryption === null && notebookEncryption !== null
}

function discardUnconverted(staged: string, conversion: Conversion): void {
  if (mustOverwriteCopies(conversion)) {
    for (const path of getDatabaseFiles(staged)) overwriteAndDelete(path)
  } else {
    discardStaged(staged)
  }
}

export function discardStaged(staged: string): void {
  for (const path of [staged, `${staged}-wal`, `${staged}-shm`]) rmSync(path, { force: true })
}

/** @returns a number that changes when another connection commits */
export function getDataVersion({ db }: Connection): number {
  return db.pragma('data_version', { simple: true }) as number
}

/**
 * `copiedVersion`: the data version when the copy was begun that will replace the database.
 * @throws StoreError `busy` if another connection has committed since, because the copy lacks that commit
 */
export function expectUnchanged(connection: Connection, copiedVersion: number): void {
  if (getDataVersion(connection) !== copiedVersion)
    throw new StoreError('busy', message('database.open-elsewhere'))
}

/**
 * Closes the database and removes its write-ahead log, which requires that nobody else has it open.
 * @throws StoreError `busy`; the connection then stays open
 */
export function releaseFile(connection: Connection): void {
  try {
    connection.db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!getCode(error).startsWith('SQLITE_BUSY')) throw error
    throw new StoreError('busy', message('database.open-elsewhere'), { cause: error })
  }
  connection.db.close()
}
