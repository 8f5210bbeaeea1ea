/** Interfaces between the parts of the store; open-store.ts provides them. */
import type { Failure } from '../../core/wire.ts'
import type {
  Backup,
  BackupComparison,
  FileComparison,
  Salvaged,
  StoreStatus,
  Topic,
  WipedCounts,
} from '../contract/index.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Connection, Sql } from './open.ts'
import type { Keychain } from './vault.ts'

/** The dependencies of code that writes. */
export type Writer = {
  sql: Sql
  now(): Instant
  /** The id of this profile, recorded as the author of everything written in it. */
  author(): string
  device(): Device
}

/** One copy of the notebook on one computer, for which edits are counted (db/sharing/device.ts). */
export type Device = {
  /** A UUID derived from the key. */
  id: string
  /** Ed25519, PKCS #8 as PEM. Signs files of notes. */
  privateKey: string
  /** Call before sharing a file of notes. */
  markShared(): void
}

/** Operations on the database as a whole. None may run inside a transaction. */
export type Lifecycle = {
  status(): StoreStatus
  /** Backups in the profile's folder, newest first. */
  backups(): Backup[]
  /** `folder` defaults to the profile's backup folder. */
  backup(reason: Backup['reason'], folder?: string): Backup
  /** Writes a verified copy to a chosen path. */
  copyTo(path: string): void
  /**
   * Deletes what the delegate wrote about a conference, from the database and from all backups of the profile. `deleteRecords`: also
   * deletes the logs of exports and imports. An encrypted notebook gets the key that `prepareNew` made, so it needs the new `recoveryCode`.
   */
  wipe(conference: ConferenceSlug, deleteRecords: boolean, recoveryCode?: string): WipedCounts
  /** `name`: file name in the profile's backups, as for `restore`. */
  compareBackup(name: string): BackupComparison
  /** Compares any file. Throws the errors with which `restoreFile` would refuse it. `secret`: for an encrypted notebook. */
  compareFile(path: string, secret?: string): FileComparison
  restore(name: string): void
  /**
   * Replaces the notebook by a file from anywhere. If the notebook is encrypted, the restored one is encrypted too.
   * @returns whether part of the log beside the file was left out
   */
  restoreFile(path: string, secret?: string): boolean
  recover(backup: string | null): void
  /**
   * Replaces a damaged database by a file that `restoreFile` would accept, or, if `path` is null, by an empty database. Nothing changes if
   * the file is refused.
   * @returns whether part of the log beside the file was left out
   */
  recoverFrom(path: string | null, secret?: string): boolean
  /** Opens an encrypted notebook with its passphrase or recovery code. */
  unlock(secret: string): void
  /** Prepares the encryption. @returns the recovery code, which nobody can read again */
  prepareEncryption(passphrase: string): string
  /** Encrypts the notebook as prepared, and locks it. `recoveryCode` proves that the delegate has written the code down. */
  encrypt(recoveryCode: string): void
  /** Removes the encryption. */
  decrypt(secret: string): void
  changePassphrase(secret: string, passphrase: string): void
  /**
   * Prepares a new recovery code, or a new key with a new recovery code. `secret`: the passphrase or, for a new recovery code, the present
   * one. @returns the new recovery code
   */
  prepareNew(purpose: 'recovery-code' | 'key', secret: string): string
  /** Makes the prepared recovery code valid; the earlier one no longer opens the notebook. */
  changeRecoveryCode(recoveryCode: string): void
  /** Lets the system's keychain open the notebook. If `keychain` is null, it no longer can. */
  setKeychain(keychain: Keychain | null): void
  /** Encrypts the notebook with the prepared key. Backups of the earlier key are destroyed, and a new one is made. */
  changeKey(recoveryCode: string): void
  /** Salvages the database that was set aside into a file. */
  salvage(path: string): Promise<Salvaged>
  /** Opens the file at the database's path. If it was removed, first puts back a copy of the open one. */
  reopen(): void
}

export type OpenDatabase = { connection: Connection; author: string; device: Device; readOnly: boolean }

export type ManagedLifecycle = Lifecycle & {
  /** Throws the failure of `getUnavailableReason` if the database is not open. */
  ready(): OpenDatabase
  /** @returns why calls cannot be answered, or null if they can */
  getUnavailableReason(): Failure | null
  isReadOnly(): boolean
  /** Throws if the database file is known to be replaced or removed, until it is back. */
  expectWritable(): void
  /** Checks whether the file was replaced or removed. If so, backs up the open one and throws. */
  expectNotReplaced(): void
  isReplaced(): boolean
  /** Makes the next start check the whole database. Does not throw, so that the damage itself is reported. */
  suspectDamage(error: unknown): void
  setBackupProblem(failure: Failure | null): void
  /** The last run ended uncleanly, and the database is too large to check in full at start. */
  isUnchecked(): boolean
  setChecked(): void
  close(): void
}

/** The part of the server that background work uses. */
export type Announcer = {
  /** Tells the windows and the store's own listeners that data of these topics changed. */
  announceChanges(topics: readonly Topic[]): void
  onChanges(listener: (topics: readonly Topic[]) => void): () => void
  /** Milliseconds since a window last asked for anything. */
  getIdleTime(): number
}
