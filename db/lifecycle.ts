/** Manages a profile's database as a whole: its state, backups, restore and recovery. */

import { basename, dirname, join, resolve } from 'node:path'
import { message } from '../core/i18n/message.ts'
import type { Failure } from '../core/wire.ts'
import type { BackupComparison } from './contract/index.ts'
import { createFailure, forLog, fromFailure, logProblem, StoreError } from './errors.ts'
import { backUpProfile, copyVerified, createBackup, listBackups } from './maintenance/backup.ts'
import type { Limits } from './maintenance/check-log.ts'
import { compareBackup } from './maintenance/compare-backup.ts'
import { closeIncident, suspectDamage } from './maintenance/recover.ts'
import { discardStaged, releaseFile, stageRestore } from './maintenance/restore.ts'
import { wipe } from './maintenance/wipe.ts'
import type { Instant } from './model.ts'
import { type StartOptions, type State, start } from './start.ts'
import type { ManagedLifecycle, OpenDatabase } from './store/context.ts'
import { identifyFile, moveDurably } from './store/files.ts'
import { migrationsIn } from './store/migrate.ts'
import { type Connection, openDatabase } from './store/open.ts'
import type { Profile } from './store/profile.ts'

const IN_RECOVERY = createFailure('recovery', message('database.in-recovery'))
const REPLACED = createFailure('replaced', message('database.replaced'))

/** `limits`: up to which size the database is checked in full after a crash. */
export function createLifecycle(profile: Profile, now: () => Instant, limits?: Limits): ManagedLifecycle {
  let state: State
  /** Identity of the open file. */
  let opened: string | null = null
  let isNoticed = false
  open()
  let backupProblem: Failure | null = null

  function open(options: Pick<StartOptions, 'mayBeNew' | 'keep'> = {}): void {
    state = start(profile, { ...options, now, ...(limits && { limits }) })
    opened = state.kind === 'ready' ? identifyFile(profile.database) : null
    isNoticed = false
  }

  function isReplaced(): boolean {
    if (state.kind !== 'ready' || state.readOnly) return false
    return identifyFile(profile.database) !== opened
  }

  function expectWritable(): void {
    if (!isNoticed) return
    if (isReplaced()) throw fromFailure(REPLACED)
    isNoticed = false
  }

  function expectInPlace(): void {
    if (!isReplaced()) return
    if (!isNoticed) {
      isNoticed = true
      try {
        rescue(ready().connection)
      } catch (error) {
        // The rescue is tried again before the database is reopened or closed.
        logProblem(error)
      }
    }
    expectWritable()
  }

  /**
   * Backs up the open database and empties its log into its own file; SQLite would replay the log into whatever file took its place.
   */
  function rescue(connection: Connection): string {
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
      const name = rescue(state.connection)
      const staged = identifyFile(profile.database) === null ? stage(backupPath(name)) : null
      state.connection.db.close()
      if (staged !== null) moveDurably(staged, profile.database)
    }
    open()
  }

  function closedBecause(): Failure | null {
    if (state.kind === 'ready') return null
    return state.kind === 'recovery' ? IN_RECOVERY : state.failure
  }

  function findProblem(): Failure | null {
    if (state.kind === 'unusable') return state.failure
    return isReplaced() ? REPLACED : null
  }

  function ready(): OpenDatabase {
    if (state.kind === 'ready') return state
    throw fromFailure(closedBecause() ?? IN_RECOVERY)
  }

  function stage(path: string): string {
    return stageRestore(path, profile, migrationsIn(profile.resources).length)
  }

  function backupPath(name: string): string {
    if (!listBackups(profile.backups).some((backup) => backup.name === name)) {
      throw new StoreError('not-found', message('backup.gone', { name }))
    }
    return join(profile.backups, name)
  }

  function restoreFile(path: string): void {
    const { connection, readOnly } = ready()
    if (readOnly)
      throw new StoreError('read-only', message('database.folder-not-writable', { folder: profile.folder }))
    const staged = stage(path)
    try {
      backUpProfile(connection, profile, 'restore', now())
      releaseFile(connection)
    } catch (error) {
      discardStaged(staged)
      throw error
    }
    try {
      moveDurably(staged, profile.database)
    } finally {
      open()
    }
    ready()
  }

  /** Compares a verified copy, so that SQLite leaves nothing beside the delegate's file. */
  function compareFile(path: string): BackupComparison {
    const { connection } = ready()
    const staged = stage(path)
    try {
      return compareBackup(staged, connection.db)
    } finally {
      discardStaged(staged)
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

  function recover(backup: string | null): void {
    if (state.kind !== 'recovery') {
      throw new StoreError('conflict', forLog('The database is in order: there is nothing to recover.'))
    }
    if (backup !== null) moveDurably(stage(backupPath(backup)), profile.database)
    closeIncident(profile)
    open({ mayBeNew: true })
    ready()
  }

  return {
    ready,
    closedBecause,
    expectWritable,
    expectInPlace,
    isReplaced,
    recover,
    reopen,
    restoreFile,
    compareBackup: (name) => compareBackup(backupPath(name), ready().connection.db),
    compareFile,
    restore: (name) => restoreFile(backupPath(name)),
    backups: () => listBackups(profile.backups),
    backup: (reason, folder) => {
      const { connection } = ready()
      return folder === undefined
        ? backUpProfile(connection, profile, reason, now())
        : createBackup(connection, folder, reason, now())
    },
    copyTo,
    wipe: (conference, records) => {
      const { connection, device } = ready()
      return wipe({
        connection,
        profile,
        conference,
        records,
        now: now(),
        reopen: (isEmpty) => {
          open(isEmpty ? {} : { keep: device })
          return ready().connection
        },
      })
    },
    isReadOnly: () => state.kind === 'ready' && state.readOnly,
    suspectDamage: (error) => {
      try {
        suspectDamage(profile, error instanceof Error ? error.message : String(error))
      } catch (markError) {
        logProblem(markError)
      }
    },
    noteBackupProblem: (failure) => {
      backupProblem = failure
    },
    isUnchecked: () => state.kind === 'ready' && state.after?.isUnchecked === true,
    noteChecked: () => {
      if (state.kind === 'ready' && state.after) state.after.isUnchecked = false
    },
    status: () => ({
      state: state.kind,
      folder: profile.folder,
      sqlite: sqliteVersion(),
      readOnly: state.kind === 'ready' && state.readOnly,
      damage: state.kind === 'recovery' ? { ...state.incident, backups: listBackups(profile.backups) } : null,
      problem: findProblem(),
      keptLog: state.kind === 'ready' ? (state.after?.keptLog ?? null) : null,
      backupProblem,
    }),
    close: () => {
      if (state.kind !== 'ready') return
      try {
        if (isReplaced()) rescue(state.connection)
      } catch (error) {
        logProblem(error)
      }
      state.connection.close()
      state = { kind: 'unusable', failure: { code: 'store-gone', message: 'The store has been closed.' } }
    },
  }
}

let version: string | undefined
function sqliteVersion(): string {
  if (version === undefined) {
    const db = openDatabase(':memory:')
    version = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''
    db.close()
  }
  return version
}
