/** Verified copies of the database in the profile's backup folder. */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Backup } from '../contract/index.ts'
import type { Instant } from '../model.ts'
import { findFreePath, getTemporaryPath, moveDurably, syncFile } from '../store/files.ts'
import { markCopy } from '../store/log-mark.ts'
import { getVersion } from '../store/migrate.ts'
import { type Connection, convertCopy, openDatabase } from '../store/open.ts'
import { getDatabaseFiles, PRIVATE_FILE, PRIVATE_FOLDER, type Profile } from '../store/profile.ts'
import { type Encryption, getVaultPath, writeVault } from '../store/vault.ts'
import type { DataKey } from '../store/vault-slot.ts'
import { verifyBackup } from './health.ts'
import { overwriteAndDelete, removeLeftovers } from './overwrite.ts'

export type BackupReason = Backup['reason']

/** rapporteur-2026-11-24T181500Z-daily.db, with a number if several are made within a second. */
const NAME =
  /^rapporteur-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z-(daily|import|migration|restore|replaced|rescue|manual)(?:-\d+)?\.db$/

const KEEP_NEWEST = 7
const KEEP_DAYS = 30

/** Backs up into the profile's folder and prunes old backups. */
export function backUpProfile(
  connection: Connection,
  profile: Profile,
  reason: BackupReason,
  now: Instant,
): Backup {
  const backup = createBackup(connection, profile.backups, reason, now)
  pruneBackups(profile.backups, now)
  return backup
}

/**
 * Copies the database, verifies the copy, and only then gives the copy its final name. Touches nothing else in the folder. Works while
 * other processes write, but not inside a transaction.
 * @throws StoreError, DamageError; then no file is left behind
 */
export function createBackup(
  connection: Connection,
  folder: string,
  reason: BackupReason,
  now: Instant,
): Backup {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
  const path = findFreePath(join(folder, `rapporteur-${formatFileTime(now)}-${reason}`), '.db')
  copyVerified(connection, path)
  return describeBackup(folder, basename(path))
}

/**
 * Replaces the file at `path` atomically, and removes its log, which SQLite would otherwise replay into the copy. An encrypted copy gets its
 * vault first, since nothing else opens it.
 */
export function copyVerified(connection: Connection, path: string): void {
  const temporary = writeCopy(connection, getTemporaryPath(path))
  try {
    if (connection.encryption) writeVault(getVaultPath(path), connection.encryption.vault)
    moveDurably(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  for (const log of getDatabaseFiles(path).slice(1)) rmSync(log)
}

/** Writes a verified and synced copy, by default encrypted like the original. @returns its path */
export function writeCopy(
  connection: Connection,
  path: string,
  encryption: Encryption | null = connection.encryption,
): string {
  const originalKey = connection.encryption?.key ?? null
  const copyKey = encryption?.key ?? null
  rmSync(path, { force: true })
  try {
    vacuumInto(connection.db, path)
    markAsCopy(path, originalKey)
    if (originalKey !== copyKey) convertCopy(path, originalKey, copyKey)
    verifyBackup(path, getVersion(connection.db), copyKey)
    chmodSync(path, PRIVATE_FILE)
    syncFile(path)
    return path
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  }
}

/** VACUUM reads every row, so damage shows here; it does not sync what it writes. */
function vacuumInto(db: Connection['db'], path: string): void {
  // On a connection that may not write, SQLite also refuses to write into another file.
  const isReadOnly = db.pragma('query_only', { simple: true }) === 1
  if (isReadOnly) db.pragma('query_only = OFF')
  try {
    db.prepare('VACUUM INTO ?').run(path)
  } finally {
    if (isReadOnly) db.pragma('query_only = ON')
  }
}

/** Marks the file as a copy, without a journal, since an incomplete copy is discarded. */
function markAsCopy(file: string, key: DataKey | null): void {
  const db = openDatabase(file, key)
  try {
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    markCopy(db)
  } finally {
    db.close()
  }
}

/** Newest first. Only complete, verified backups have such names. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .map((name) => describeBackup(folder, name))
    .sort((a, b) =>
      a.createdAt === b.createdAt ? compareTexts(b.name, a.name) : compareTexts(b.createdAt, a.createdAt),
    )
}

/** Lists backups dated in the future last, since the clock was wrong when they were made, so they may be old. */
export function listBackupsToRestore(folder: string, now: Instant): Backup[] {
  const backups = listBackups(folder)
  const isPast = ({ createdAt }: Backup) => createdAt <= now
  return [...backups.filter(isPast), ...backups.filter((backup) => !isPast(backup))]
}

/**
 * Keeps the newest seven backups, and all manual and rescued backups. For the latest thirty days with backups, also keeps the last backup
 * of each day, and those made before a restore or after a replacement. Counts days with backups, not days from today, so that no backup is
 * lost if the clock is wrong. Ignores backups dated in the future. Call only after a new backup was verified, so that the last good backup
 * is never removed.
 */
function pruneBackups(folder: string, now: Instant): void {
  const days = new Set<string>()
  const past = listBackups(folder).filter(({ createdAt }) => createdAt <= now)
  for (const [index, backup] of past.entries()) {
    const day = backup.createdAt.slice(0, 10)
    const isLastOfDay = !days.has(day)
    days.add(day)
    const isKept =
      index < KEEP_NEWEST ||
      backup.reason === 'manual' ||
      backup.reason === 'rescue' ||
      (days.size <= KEEP_DAYS && (isLastOfDay || ['restore', 'replaced'].includes(backup.reason)))
    if (!isKept) removeBackup(join(folder, backup.name))
  }
  removeLeftovers(folder)
}

/** Overwrites the vault, so that after a change of the key its old content is in no free block of the disk. */
function removeBackup(path: string): void {
  rmSync(path)
  const vault = getVaultPath(path)
  if (existsSync(vault)) overwriteAndDelete(vault)
}

/** Renames the backup first, so that it is not offered if this process is killed meanwhile. */
export function destroyBackup(path: string): void {
  const parts = getDatabaseFiles(path).map((file) => {
    moveDurably(file, getTemporaryPath(file))
    return getTemporaryPath(file)
  })
  const vault = getVaultPath(path)
  for (const file of [vault, ...parts].filter(existsSync)) overwriteAndDelete(file)
}

/** 2026-11-24T181500Z: sortable, and valid on every file system. */
export function formatFileTime(instant: Instant): string {
  return `${instant.slice(0, 19).replaceAll(':', '')}Z`
}

function describeBackup(folder: string, name: string): Backup {
  const [, date, hours, minutes, seconds, reason] = NAME.exec(name) ?? []
  return {
    name,
    createdAt: `${date}T${hours}:${minutes}:${seconds}.000Z`,
    bytes: statSync(join(folder, name)).size,
    reason: reason as BackupReason,
  }
}

function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b)
}
