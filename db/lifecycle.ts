/** Manages a profile's database as a whole: its state, backups, restore and recovery. */

import { basename, dirname, join, resolve } from 'node:path'
import { message } from '../core/i18n/message.ts'
import type { Failure } from '../core/wire.ts'
import { createEncryptionChanges } from './change-encryption.ts'
import type { FileComparison, Salvaged, StoreStatus, WipedCounts } from './contract/index.ts'
import { createFailure, logProblem, StoreError, toError, toLogText } from './errors.ts'
import { backUpProfile, copyVerified, createBackup, listBackupsToRestore } from './maintenance/backup.ts'
import type { Limits } from './maintenance/check-log.ts'
import { compareBackup } from './maintenance/compare-backup.ts'
import { hasPlaceholder, isEncrypted, listSetAside } from './maintenance/encrypt.ts'
import { createNotebookKey, finishEncrypting } from './maintenance/notebook-key.ts'
import { closeIncident, describeDamage, suspectDamage } from './maintenance/recover.ts'
import {
  discardStaged,
  expectUnchanged,
  getDataVersion,
  releaseFile,
  type Staged,
  stageRestore,
} from './maintenance/restore.ts'
import { wipe } from './maintenance/wipe.ts'
import type { ConferenceSlug, Instant } from './model.ts'
import { type StartOptions, type State, start } from './start.ts'
import type { ManagedLifecycle, OpenDatabase } from './store/context.ts'
import { identifyFile, moveDurably } from './store/files.ts'
import { findKey } from './store/find-key.ts'
import { listMigrations } from './store/migrate.ts'
import { type Connection, openDatabase } from './store/open.ts'
import { getDatabaseFiles, locateEncryptedProfile, type Profile } from './store/profile.ts'

// These are functions, since creating a failure loads the translations.
const getRecoveryFailure = () => createFailure('recovery', message('database.in-recovery'))
const getLockedFailure = () => createFailure('locked', message('vault.locked'))
const getReplacedFailure = () => createFailure('replaced', message('database.replaced'))

/** `limits`: the size up to which the database is checked completely after a crash. */
export function createLifecycle(unencrypted: Profile, now: () => Instant, limits?: Limits): ManagedLifecycle {
  const { folder, resources } = unencrypted
  let profile = unencrypted
  let state: State
  const key = createNotebookKey()
  /** Identity of the open file. */
  let opened: string | null = null
  let isReplacementKnown = false
  /** Whether the last unlock completed a change of the encryption. */
  let isEncryptionFinished = true
  open()
  let backupProblem: Failure | null = null

  function open(options: Pick<StartOptions, 'mayBeNew' | 'keep'> = {}): void {
    const hasVault = isEncrypted(unencrypted)
    profile = hasVault ? locateEncryptedProfile(folder, resources) : unencrypted
    // With a key, a notebook that is not encrypted would look damaged.
    if (!hasVault) key.forget()
    state = start(profile, { ...options, now, encryption: key.current(), ...(limits && { limits }) })
    opened = state.kind === 'ready' ? identifyFile(profile.database) : null
    isReplacementKnown = false
  }

  function isReplaced(): boolean {
    if (state.kind !== 'ready' || state.readOnly) return false
    return identifyFile(profile.database) !== opened
  }

  function expectWritable(): void {
    if (!isReplacementKnown) return
    if (isReplaced()) throw toError(getReplacedFailure())
    isReplacementKnown = false
  }

  function expectNotReplaced(): void {
    if (!isReplaced()) return
    if (!isReplacementKnown) {
      isReplacementKnown = true
      try {
        backUpReplaced(ready().connection)
      } catch (error) {
        // The backup is tried again before the database is reopened or closed.
        logProblem(error)
      }
    }
    expectWritable()
  }

  /**
   * Backs up the open database and empties its log into its own file, since SQLite would replay the log into any file that takes its place.
   */
  function backUpReplaced(connection: Connection): string {
    const { name } = backUpProfile(connection, profile, 'replaced', now())
    const [result] = connection.db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
    if (result.busy !== 0) {
      throw new StoreError('busy', message('database.open-elsewhere'))
    }
    return name
  }

  function reopen(): void {
    if (state.kind === 'ready') {
      if (!isReplaced()) return
      const name = backUpReplaced(state.connection)
      const staged = identifyFile(profile.database) === null ? stage(getBackupPath(name)).file : null
      state.connection.db.close()
      if (staged !== null) moveDurably(staged, profile.database)
    }
    open()
  }

  function getUnavailableReason(): Failure | null {
    if (state.kind === 'ready') return null
    if (state.kind === 'locked') return getLockedFailure()
    return state.kind === 'recovery' ? getRecoveryFailure() : state.failure
  }

  function getEncryptionStatus(): StoreStatus['encryption'] {
    if (!isEncrypted(unencrypted)) return 'off'
    const isFinished = isEncryptionFinished && hasPlaceholder(profile)
    return state.kind === 'ready' && !isFinished ? 'unfinished' : 'on'
  }

  function findProblem(): Failure | null {
    if (state.kind === 'unusable') return state.failure
    return isReplaced() ? getReplacedFailure() : null
  }

  function ready(): OpenDatabase {
    if (state.kind === 'ready') return state
    throw toError(getUnavailableReason() ?? getRecoveryFailure())
  }

  function stage(path: string, secret?: string): Staged {
    const notebookEncryption = key.current()
    const backupEncryption = findKey(path, notebookEncryption, secret)
    const conversion = { backupEncryption, notebookEncryption }
    return stageRestore(path, profile, listMigrations(profile.resources).length, conversion)
  }

  const listOwnBackups = () => listBackupsToRestore(profile.backups, now())

  function getBackupPath(name: string): string {
    if (!listOwnBackups().some((backup) => backup.name === name)) {
      throw new StoreError('not-found', message('backup.gone', { name }))
    }
    return join(profile.backups, name)
  }

  function restoreFile(path: string, secret?: string): boolean {
    const { connection, readOnly } = ready()
    if (readOnly)
      throw new StoreError('read-only', message('database.folder-not-writable', { folder: profile.folder }))
    const { file, isLogIncomplete } = key.guard(() => stage(path, secret))
    const copied = getDataVersion(connection)
    try {
      backUpProfile(connection, profile, 'restore', now())
      expectUnchanged(connection, copied)
      releaseFile(connection)
    } catch (error) {
      discardStaged(file)
      throw error
    }
    try {
      moveDurably(file, profile.database)
    } finally {
      open()
    }
    ready()
    return isLogIncomplete
  }

  /** Compares a verified copy, so that SQLite leaves nothing beside the delegate's file. */
  function compareFile(path: string, secret?: string): FileComparison {
    const { connection } = ready()
    const { file, isLogIncomplete } = key.guard(() => stage(path, secret))
    try {
      return { ...compareBackup(file, key.current()?.key ?? null, connection.db), isLogIncomplete }
    } finally {
      discardStaged(file)
    }
  }

  /** Refuses to overwrite the database itself or SQLite's files beside it. */
  function copyTo(path: string): void {
    const isOurs = resolve(dirname(path)) === resolve(profile.folder) && isDatabaseFile(path)
    if (isOurs || identifyFile(path) === opened) {
      throw new StoreError('occupied', message('database.is-notebook', { path }))
    }
    copyVerified(ready().connection, path)
  }

  function isDatabaseFile(path: string): boolean {
    return basename(path).startsWith(basename(profile.database))
  }

  /** Replaces the damaged database by a file, or by an empty one. */
  function recoverFrom(path: string | null, secret?: string): boolean {
    if (state.kind !== 'recovery') {
      throw new StoreError('conflict', toLogText('The database is in order: there is nothing to recover.'))
    }
    const staged = path === null ? null : key.guard(() => stage(path, secret))
    if (staged !== null) moveDurably(staged.file, profile.database)
    closeIncident(profile)
    open({ mayBeNew: true })
    ready()
    return staged?.isLogIncomplete ?? false
  }

  function unlock(secret: string): void {
    if (state.kind !== 'locked') throw new StoreError('conflict', toLogText('The notebook is not locked.'))
    key.unlock(profile, secret)
    open()
    if (getUnavailableReason() || isReadOnly()) return
    isEncryptionFinished = finishEncrypting(ready().connection, profile, now())
  }

  function isReadOnly(): boolean {
    return state.kind === 'ready' && state.readOnly
  }

  function expectChangeable(): OpenDatabase {
    const database = ready()
    if (database.readOnly) {
      throw new StoreError('read-only', message('database.folder-not-writable', { folder }))
    }
    expectNotReplaced()
    return database
  }

  const changes = createEncryptionChanges({
    key,
    now,
    profile: () => profile,
    expectChangeable,
    connection: () => ready().connection,
    reopen: open,
  })

  function wipeConference(slug: ConferenceSlug, deleteRecords: boolean, recoveryCode = ''): WipedCounts {
    const { connection, device } = ready()
    const next = connection.encryption ? key.getPrepared('key', recoveryCode) : null
    return wipe({
      connection,
      profile,
      conference: slug,
      deleteRecords,
      next,
      now: now(),
      reopen: (isEmpty) => {
        if (next) key.adopt(profile, next)
        open(isEmpty ? {} : { keep: device })
        return ready().connection
      },
    })
  }

  async function salvageDamaged(path: string): Promise<Salvaged> {
    const movedTo = state.kind === 'recovery' ? state.incident.movedTo : null
    if (movedTo === null) throw new StoreError('conflict', toLogText('There is no damaged database to read.'))
    const file = join(movedTo, basename(profile.database))
    if (getDatabaseFiles(file).length === 0)
      throw new StoreError('file-access', message('file.missing', { file }))
    // Loaded on demand, because few people ever need it.
    const { salvage } = await import('./maintenance/salvage/salvage.ts')
    return salvage(file, key.current()?.key ?? null, path)
  }

  return {
    ready,
    unlock,
    ...changes,
    salvage: salvageDamaged,
    getUnavailableReason,
    expectWritable,
    expectNotReplaced,
    isReplaced,
    recover: (name) => recoverFrom(name === null ? null : getBackupPath(name)),
    recoverFrom,
    reopen,
    restoreFile,
    compareBackup: (name) => {
      const path = getBackupPath(name)
      return compareBackup(path, findKey(path, key.current())?.key ?? null, ready().connection.db)
    },
    compareFile,
    restore: (name) => restoreFile(getBackupPath(name)),
    backups: listOwnBackups,
    backup: (reason, folder) => {
      const { connection } = ready()
      return folder === undefined
        ? backUpProfile(connection, profile, reason, now())
        : createBackup(connection, folder, reason, now())
    },
    copyTo,
    wipe: wipeConference,
    isReadOnly,
    suspectDamage: (error) => {
      try {
        suspectDamage(profile, error instanceof Error ? error.message : String(error))
      } catch (markError) {
        logProblem(markError)
      }
    },
    setBackupProblem: (failure) => {
      backupProblem = failure
    },
    isUnchecked: () => state.kind === 'ready' && state.after?.isUnchecked === true,
    setChecked: () => {
      if (state.kind === 'ready' && state.after) state.after.isUnchecked = false
    },
    status: () => ({
      state: state.kind,
      folder: profile.folder,
      sqlite: getSqliteVersion(),
      readOnly: isReadOnly(),
      damage: state.kind === 'recovery' ? describeDamage(state.incident, profile, now()) : null,
      problem: findProblem(),
      keptLog: state.kind === 'ready' ? (state.after?.keptLog ?? null) : null,
      backupProblem,
      encryption: getEncryptionStatus(),
      setAside: state.kind === 'ready' ? listSetAside(profile) : [],
    }),
    close: () => {
      if (state.kind !== 'ready') return
      try {
        if (isReplaced()) backUpReplaced(state.connection)
      } catch (error) {
        logProblem(error)
      }
      state.connection.close()
      key.forget()
      state = { kind: 'unusable', failure: { code: 'store-gone', message: 'The store has been closed.' } }
    },
  }
}

let version: string | undefined
function getSqliteVersion(): string {
  if (version === undefined) {
    const db = openDatabase(':memory:', null)
    version = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''
    db.close()
  }
  return version
}
