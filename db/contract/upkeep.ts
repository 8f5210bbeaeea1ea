/** Backups, the state of the store, recovery. */

import { z } from 'zod'
import type { Message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import type { Finding } from '../errors.ts'
import type { Instant } from '../model.ts'
import { type Calls, grant, mutation, nothing, query, replaced, type SavedFile } from './call.ts'

export const upkeepCalls = {
  /** Newest first. */
  'backups.list': query(nothing, 'backups').returns<Backup[]>(),
  'backups.create': { ...mutation(nothing, 'backups').returns<Backup>(), transaction: false },
  /** What a backup holds and what restoring it would take away. */
  'backups.compare': {
    ...query(
      z.strictObject({ name: z.string().min(1).max(200) }),
      'backups',
      'notes',
      'contacts',
    ).returns<BackupComparison>(),
    transaction: false,
  },
  /** Brings a backup back. The present database is itself backed up first. Everything is announced. */
  'backups.restore': {
    ...mutation(z.strictObject({ name: z.string().min(1).max(200) }), ...replaced).returns<null>(),
    transaction: false,
  },

  /** The whole notebook, verified, in a file of the delegate's choice: to go on with on another computer. */
  'backups.copy': {
    ...mutation(z.strictObject({ grant })).returns<null>(),
    transaction: false,
    evenReadOnly: true,
  },
  /** The same as `backups.compare` for such a file, which is checked as before a restore. The grant stays valid. */
  'backups.compareFile': {
    ...query(z.strictObject({ grant }), 'notes', 'contacts').returns<BackupComparison>(),
    transaction: false,
  },
  /** Puts such a file, or a backup from anywhere, in the place of the notebook, which is itself backed up first. */
  'backups.restoreFile': {
    ...mutation(z.strictObject({ grant }), ...replaced).returns<null>(),
    transaction: false,
  },

  'status.get': {
    ...query(nothing, 'status').returns<StoreStatus>(),
    transaction: false,
    duringRecovery: true,
  },
  /** In recovery: bring a backup back, or start with an empty database (`backup: null`). The damaged one stays aside. */
  'recovery.choose': {
    ...mutation(
      z.strictObject({ backup: z.string().min(1).max(200).nullable() }),
      ...replaced,
    ).returns<null>(),
    transaction: false,
    duringRecovery: true,
  },
  /** Opens the database again: after another program replaced or removed its file, or when what kept it from opening is gone. */
  'recovery.reopen': {
    ...mutation(nothing, ...replaced).returns<null>(),
    transaction: false,
    duringRecovery: true,
  },
  /** Text that cannot be saved into the database, into a file of the delegate's choice. */
  'recovery.saveText': {
    ...mutation(z.strictObject({ grant, text: z.string() })).returns<SavedFile>(),
    transaction: false,
    duringRecovery: true,
  },
  /** In recovery: all of the delegate's that can be read from the damaged file, as a ZIP of Markdown and JSON. */
  'recovery.salvage': {
    ...mutation(z.strictObject({ grant })).returns<Salvaged>(),
    duringRecovery: true,
    takesLong: true,
  },
} as const satisfies Calls

export type Backup = {
  name: string
  createdAt: Instant
  bytes: number
  /** replaced: what the store still held when another program had put a file in the place of the database. */
  reason: 'daily' | 'import' | 'migration' | 'restore' | 'replaced' | 'rescue' | 'manual'
}

/** Of all conferences, without what was deleted; actions are the tasks in notes. */
export type Holdings = Record<'notes' | 'contacts' | 'actions', number> & { lastChange: Instant | null }
/** `goes`: what is here and not in the backup; `older`: notes that have an earlier text there. */
export type BackupComparison = { holds: Holdings; goes: Omit<Holdings, 'lastChange'>; older: number }

/** How much was found. `cut`: of how many of them only a part. */
export type Salvaged = {
  path: string
  notes: number
  versions: number
  contacts: number
  /** The delegate's own entries. */
  entries: number
  cut: number
}

export type StoreStatus = {
  /**
   * recovery: the database was damaged and has been moved aside; choose a backup or start afresh.
   * unusable: it cannot be used and is not ours to replace (of a newer version, locked, no permission): `problem` says why.
   * ready with a `problem`: another program replaced or removed the file; it can still be read, and nothing is saved.
   */
  state: 'ready' | 'recovery' | 'unusable'
  /** Folder of the database, for display. */
  folder: string
  sqlite: string
  readOnly: boolean
  /** `movedTo`: the folder with the damaged files; null if there were none, because the database had vanished. */
  damage: {
    finding: Finding
    reason: string
    details?: Message | undefined
    movedTo: string | null
    backups: Backup[]
  } | null
  problem: Failure | null
  /** The folder with the log of the last run if its end was cut off: the last changes may be missing. */
  keptLog: string | null
  /** Why the last daily backup failed; null while they succeed. */
  backupProblem: Failure | null
}
