/** The layout of a profile folder. Users see these names: README, "Where your data lives". */
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getCode } from '../errors.ts'

export type Profile = {
  folder: string
  database: string
  backups: string
  /** Damaged databases, each in a folder named by the time it was moved there. */
  damaged: string
  /** Copies of documents that are opened in other programs. */
  opened: string
  /** A file that exists from the discovery of damage until the delegate has chosen what to do. */
  incident: string
  /** The key of this device, which is in no backup (db/sharing/device.ts). */
  device: string
  /** The two copies of the vault. A notebook whose vault is lost still counts as encrypted (maintenance/encrypt.ts). */
  vault: string
  vaultCopy: string
  /** Lists the notebook's unencrypted files until they are overwritten (maintenance/encrypt.ts). */
  unencrypted: string
  /** Holds db/store/migrations and assets/conferences; may lie inside an asar archive. */
  resources: string
}

export function locateProfile(folder: string, resources: string): Profile {
  return {
    folder,
    database: join(folder, 'rapporteur.db'),
    backups: join(folder, 'backups'),
    damaged: join(folder, 'damaged'),
    opened: join(folder, 'opened'),
    incident: join(folder, 'damage.json'),
    device: join(folder, 'device.json'),
    vault: join(folder, 'vault.json'),
    vaultCopy: join(folder, 'vault-copy.json'),
    unencrypted: join(folder, 'unencrypted.json'),
    resources,
  }
}

/** The places of an encrypted notebook. Its file names differ, so that an older Rapporteur does not mistake its files for damaged ones. */
export function locateEncryptedProfile(folder: string, resources: string): Profile {
  return {
    ...locateProfile(folder, resources),
    database: join(folder, 'rapporteur-encrypted.db'),
    backups: join(folder, 'backups-encrypted'),
    damaged: join(folder, 'damaged-encrypted'),
  }
}

/** A database is up to three files; the last two exist while it is open or after a crash. */
export function getDatabaseFiles(database: string): string[] {
  return [database, `${database}-wal`, `${database}-shm`].filter((path) => existsSync(path))
}

/** Mode of the profile's folders. */
export const PRIVATE_FOLDER = 0o700
export const PRIVATE_FILE = 0o600

/** Restricts the profile to its user on POSIX; on Windows user folders are private already. */
export function protectProfile({ folder, backups, damaged, opened }: Profile): void {
  if (process.platform === 'win32') return
  // A shared folder such as /tmp is never restricted.
  if (!existsSync(folder) || (statSync(folder).mode & STICKY) !== 0) return
  restrict(folder)
  for (const inside of [backups, damaged, opened].filter(existsSync)) restrict(inside)
  for (const path of [folder, backups, damaged].filter(existsSync)) {
    for (const entry of readdirSync(path, { withFileTypes: true, recursive: path === damaged }))
      if (entry.isFile()) restrict(join(entry.parentPath, entry.name))
  }
}

const STICKY = 0o1000
const OTHERS = 0o077

function restrict(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found || found.uid !== process.getuid?.() || (found.mode & OTHERS) === 0) return
  try {
    chmodSync(path, found.mode & 0o7777 & ~OTHERS)
  } catch (error) {
    // FAT has no permissions, and a read-only disk cannot change them.
    if (!['ENOENT', 'EPERM', 'ENOTSUP', 'EROFS'].includes(getCode(error))) throw error
  }
}
