/** Backups, the store's state, and recovery. */

import { z } from 'zod'
import type { Message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import type { Finding } from '../errors.ts'
import type { Instant } from '../model.ts'
import { allTopics, type Calls, grant, mutation, noInput, query, type SavedFile, topics } from './call.ts'
import { secret } from './encryption.ts'

export const upkeepCalls = {
  /** Newest first. */
  'backups.list': query(noInput, 'backups').returns<Backup[]>(),
  'backups.create': { ...mutation(noInput, 'backups').returns<Backup>(), transaction: false },
  /** The data that a backup contains, and the data that restoring it would lose. */
  'backups.compare': {
    ...query(
      z.strictObject({ name: z.string().min(1).max(200) }),
      'backups',
      'notes',
      'contacts',
    ).returns<BackupComparison>(),
    transaction: false,
  },
  /** Restores a backup. The current database is backed up first. All topics are announced. */
  'backups.restore': {
    ...mutation(z.strictObject({ name: z.string().min(1).max(200) }), ...allTopics).returns<null>(),
    transaction: false,
  },

  /** Writes the whole notebook, verified, to a chosen file, to continue on another computer. */
  'backups.copy': {
    ...mutation(z.strictObject({ grant })).returns<null>(),
    transaction: false,
    evenReadOnly: true,
  },
  /** Like `backups.compare`, for a file of `backups.copy`. The file is checked as before a restore. The grant stays valid. */
  'backups.compareFile': {
    ...query(
      z.strictObject({ grant, secret: secret.optional() }),
      'notes',
      'contacts',
    ).returns<FileComparison>(),
    transaction: false,
  },
  /** Replaces the notebook by a file of `backups.copy`, or by a backup in any folder. The notebook itself is backed up first. */
  'backups.restoreFile': {
    ...mutation(z.strictObject({ grant, secret: secret.optional() }), ...allTopics).returns<null>(),
    transaction: false,
  },

  /** Facts for a support report: versions and counts, and nothing that the delegate or an organiser wrote. */
  'support.facts': query(noInput, ...topics).returns<SupportFacts>(),
  'status.get': {
    ...query(noInput, 'status').returns<StoreStatus>(),
    transaction: false,
    duringRecovery: true,
  },
  /**
   * In recovery: restores a backup, or starts with an empty database (`backup: null`). The damaged database was moved aside and stays
   * there.
   */
  'recovery.choose': {
    ...mutation(
      z.strictObject({ backup: z.string().min(1).max(200).nullable() }),
      ...allTopics,
    ).returns<null>(),
    transaction: false,
    duringRecovery: true,
  },
  /** In recovery: restores a notebook or a backup from any folder. After a failed attempt the grant stays valid. */
  'recovery.chooseFile': {
    ...mutation(z.strictObject({ grant, secret: secret.optional() }), ...allTopics).returns<{
      /** Changes in the log beside the file are left out, because the log is damaged or belongs to another database. */
      isLogIncomplete: boolean
    }>(),
    transaction: false,
    duringRecovery: true,
  },
  /** Reopens the database after another program replaced or removed its file, or once an obstacle is gone. */
  'recovery.reopen': {
    ...mutation(noInput, ...allTopics).returns<null>(),
    transaction: false,
    duringRecovery: true,
  },
  /** Writes text that cannot be saved in the database to a chosen file. */
  'recovery.saveText': {
    ...mutation(z.strictObject({ grant, text: z.string() })).returns<SavedFile>(),
    transaction: false,
    duringRecovery: true,
  },
  /** In recovery: writes everything readable in the damaged file that the delegate wrote, as a ZIP of Markdown and JSON. */
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
  /** replaced: the store's data when another program had replaced the database file. */
  reason: 'daily' | 'import' | 'migration' | 'restore' | 'replaced' | 'rescue' | 'manual'
}

/** Counts for all conferences, without deleted data. actions: the tasks in notes. */
export type Holdings = Record<
  'notes' | 'contacts' | 'stars' | 'ownEntries' | 'remarks' | 'documents' | 'actions',
  number
> & {
  lastChange: Instant | null
}
/**
 * `holds`: the contents of the backup. `goes`: the stored data that the backup lacks. `older`: the number of notes that have an earlier text
 * in the backup.
 */
export type BackupComparison = { holds: Holdings; goes: Omit<Holdings, 'lastChange'>; older: number }

/** `isLogIncomplete`: changes in the log beside the file are left out, because the log is damaged or belongs to another database. */
export type FileComparison = BackupComparison & { isLogIncomplete: boolean }

/** The numbers of items found. `cut`: how many of them are incomplete. */
export type Salvaged = {
  path: string
  notes: number
  versions: number
  contacts: number
  /** The delegate's own entries. */
  entries: number
  /** Marks and comments on key messages. */
  remarks: number
  cut: number
}

export type SupportFacts = {
  system: { release: string; processor: string; processors: number; memoryBytes: number }
  /** `schema`: the number of the last migration. */
  database: { schema: number; bytes: number; freePages: number }
  /** The number of rows of each table. */
  rows: Record<string, number>
}

/** The backup that was made from readable parts of damaged files. `missing`: what is not in it completely. */
export const Rescued = z.object({
  name: z.string(),
  missing: z.array(
    z.enum(['notes', 'contacts', 'appointments', 'stars', 'remarks', 'files', 'programme', 'other']),
  ),
})
export type Rescued = z.infer<typeof Rescued>

export type StoreStatus = {
  /**
   * recovery: the database was damaged and moved aside; the delegate chooses a backup or starts afresh. unusable: the database cannot be
   * used and must not be replaced (newer version, locked, no permission); `problem` gives the reason. ready with a `problem`: another
   * program replaced or removed the file; it can be read, but not saved to. locked: the notebook is encrypted and needs its passphrase.
   */
  state: 'ready' | 'locked' | 'recovery' | 'unusable'
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
    /** null if nothing could be rescued; undefined if the attempt was not completed. */
    rescued?: Rescued | null | undefined
    /** Newest first, but backups dated in the future come last. */
    backups: Backup[]
  } | null
  problem: Failure | null
  /** The folder with the write-ahead log of the last run, if the end of that log was cut off. The last changes may then be missing. */
  keptLog: string | null
  /** unfinished: the unencrypted files could not be overwritten, or a copy of the vault could not be written. */
  encryption: 'off' | 'on' | 'unfinished'
  /** Folders with unencrypted files that stay as they are when the notebook is encrypted. */
  setAside: string[]
  /** The reason why the last daily backup failed; null if it succeeded. */
  backupProblem: Failure | null
}
