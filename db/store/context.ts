/** What the parts of the store need of each other; open-store.ts supplies it. */
import type { Failure } from '../../core/wire.ts'
import type { Backup, BackupComparison, StoreStatus, Topic, WipedCounts } from '../contract/index.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Connection, Sql } from './open.ts'

/** What everything needs that writes. */
export type Writer = {
  sql: Sql
  now(): Instant
  /** Id of this profile: the author of what is written here. */
  author(): string
  device(): Device
}

/** What edits are counted for: a computer and its copy of the notebook (db/sharing/device.ts). */
export type Device = {
  /** A UUID that follows from the key. */
  id: string
  /** Ed25519, PKCS #8 as PEM. Signs files of notes. */
  privateKey: string
  /** Call before a file of notes leaves. */
  noteShared(): void
}

/** What concerns the database as a whole. None of these may run inside a transaction. */
export type Lifecycle = {
  status(): StoreStatus
  /** The profile's own, newest first. */
  backups(): Backup[]
  /** `folder`: by default the profile's own. */
  backup(reason: Backup['reason'], folder?: string): Backup
  /** A verified copy at a path of the delegate's choice. */
  copyTo(path: string): void
  /** What the delegate wrote on a conference goes, from the database and from all backups of the profile. */
  wipe(conference: ConferenceSlug, records: boolean): WipedCounts
  /** By file name in the profile's backups, as the next one. */
  compareBackup(name: string): BackupComparison
  restore(name: string): void
  /** From any file. */
  restoreFile(path: string): void
  recover(backup: string | null): void
  /** Opens what is in the place of the database now. Where its file was removed, what was held of it is put back first. */
  reopen(): void
}

export type OpenDatabase = { connection: Connection; author: string; device: Device; readOnly: boolean }

export type ManagedLifecycle = Lifecycle & {
  /** Throws what `closedBecause` says if the database is not open. */
  ready(): OpenDatabase
  /** Why calls cannot be answered, or null. */
  closedBecause(): Failure | null
  isReadOnly(): boolean
  /** Throws if the file of the database was replaced or removed, and that was noticed; once it is back there is nothing to throw. */
  expectWritable(): void
  /** Looks whether the file was replaced or removed, and throws if so; what is held of it is then in a backup. */
  expectInPlace(): void
  isReplaced(): boolean
  /** Has the next start check the whole database. Does not throw: the damage itself is what is to be told. */
  suspectDamage(error: unknown): void
  noteBackupProblem(failure: Failure | null): void
  /** The last run did not end cleanly, and the database is too large to be read through at start. */
  isUnchecked(): boolean
  noteChecked(): void
  close(): void
}

/** What work in the background needs of the server. */
export type Announcer = {
  announce(topics: readonly Topic[]): void
  onAnnounce(listener: (topics: readonly Topic[]) => void): () => void
  /** Milliseconds since a window last asked for anything. */
  idleFor(): number
}
