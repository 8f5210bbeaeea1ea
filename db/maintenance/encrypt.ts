/**
 * Switches the encryption of a notebook on and off. The notebook is encrypted as long as a vault exists, so writing the first vault and
 * removing the last one are the moments of the change. At every moment there is a complete notebook, either in the old or in the new state.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { getTemporaryPath, moveDurably, removeDurably, syncFile, writeDurably } from '../store/files.ts'
import { APPLICATION_ID } from '../store/migrate.ts'
import { type Connection, openDatabase } from '../store/open.ts'
import {
  getDatabaseFiles,
  locateEncryptedProfile,
  locateProfile,
  PRIVATE_FILE,
  PRIVATE_FOLDER,
  type Profile,
} from '../store/profile.ts'
import { type Encryption, getVaultPath, readVaults, removeVaults, type Vault } from '../store/vault.ts'
import { destroyBackup, listBackups, writeCopy } from './backup.ts'
import { overwriteAndDelete, overwriteAndDeleteFolder } from './overwrite.ts'
import { overwriteLog } from './overwrite-log.ts'
import { expectUnchanged, getDataVersion, releaseFile } from './restore.ts'
import { replaceVault } from './vaults.ts'

/**
 * A format number that no version knows. The placeholder that takes the name of the unencrypted notebook has it, so that an older
 * Rapporteur refuses the file and changes nothing.
 */
const FORMAT_OF_NO_VERSION = 1_000_000
/** Offset in the header (fileformat2 §1.3). */
const USER_VERSION_OFFSET = 60

/**
 * Whether the notebook is encrypted. If its vault is lost, it still counts as encrypted, so that it is not replaced by a new, empty
 * notebook.
 */
export function isEncrypted({ folder, resources }: Profile): boolean {
  const plain = locateProfile(folder, resources)
  const encrypted = locateEncryptedProfile(folder, resources)
  if (existsSync(plain.vault) || existsSync(plain.vaultCopy)) return true
  if (!existsSync(encrypted.database) || isNotebook(plain.database)) return false
  // An interrupted change can leave an encrypted file beside an unencrypted notebook, which may since have been damaged or removed.
  return isPlaceholder(plain.database) || ![plain.incident, plain.backups, plain.damaged].some(existsSync)
}

/** @returns the vaults of the profile, or, if both copies are damaged, the vaults of its backups */
export function findVaults(profile: Profile): Vault[] {
  const profileVaults = readVaults([profile.vault, profile.vaultCopy])
  if (profileVaults.length > 0) return profileVaults
  return readVaults(listBackups(profile.backups).map(({ name }) => getVaultPath(join(profile.backups, name))))
}

/**
 * Closes the connection of an unencrypted notebook. Its files stay until `removeUnencrypted`.
 * @throws StoreError `busy` if another process has the notebook open; nothing has then changed
 */
export function encrypt(connection: Connection, profile: Profile, encryption: Encryption): void {
  const target = locateEncryptedProfile(profile.folder, profile.resources)
  replaceCopy(connection, target.database, encryption, () => {
    const backups = listBackups(profile.backups).map(({ name }) => join(profile.backups, name))
    recordUnencrypted(profile, [profile.database, ...backups])
  })
  for (const path of [target.vaultCopy, target.vault]) replaceVault(path, encryption.vault)
}

/**
 * Closes the connection of an encrypted notebook and encrypts the notebook with another key. Replaces the copy of the vault, then the
 * database; `settleVaults` replaces vault.json last. So at every moment one of the two vaults opens the database.
 * @throws StoreError `busy` if another process has the notebook open; nothing has then changed
 */
export function reencrypt(connection: Connection, profile: Profile, next: Encryption): void {
  replaceCopy(connection, profile.database, next, () => replaceVault(profile.vaultCopy, next.vault))
}

/**
 * Closes the connection of an encrypted notebook and removes its encrypted files, except those that were set aside because of damage.
 * @throws StoreError `busy` if another process has the notebook open; nothing has then changed
 */
export function decrypt(connection: Connection, profile: Profile): void {
  const { database } = locateProfile(profile.folder, profile.resources)
  replaceCopy(connection, database, null)
  // If this is interrupted before the vaults are removed, the notebook stays encrypted, and the next unlock overwrites the copy.
  recordUnencrypted(profile, [database])
  removeVaults(profile)
  removeDurably(profile.unencrypted)
  for (const file of getDatabaseFiles(profile.database)) rmSync(file)
  rmSync(profile.backups, { recursive: true, force: true })
}

/**
 * Replaces the file at `path` by a copy of the open notebook, and closes the notebook. Refuses if another process has changed the notebook
 * since the copy was begun. `onClosed` is called before the copy takes its place.
 */
function replaceCopy(
  connection: Connection,
  path: string,
  encryption: Encryption | null,
  onClosed = () => {},
): void {
  const copiedVersion = getDataVersion(connection)
  const copy = writeCopy(connection, getTemporaryPath(path), encryption)
  try {
    expectUnchanged(connection, copiedVersion)
    if (!connection.encryption) overwriteLog(connection)
    releaseFile(connection)
    onClosed()
  } catch (error) {
    removeDurably(copy)
    throw error
  }
  // SQLite would replay the log of an earlier file into the new one.
  for (const file of getDatabaseFiles(path).slice(1)) rmSync(file)
  moveDurably(copy, path)
}

/** The unencrypted database and its backups, as they were at the change of the encryption. */
const Unencrypted = z.array(z.strictObject({ path: z.string(), bytes: z.number(), modified: z.number() }))

/** FAT stores times to two seconds. */
const TIME_TOLERANCE_MS = 2000

/** Records which files belong to the notebook, since the first unlock overwrites only these. */
function recordUnencrypted({ unencrypted }: Profile, paths: string[]): void {
  const files = paths.map((path) => ({ path: basename(path), ...describeFile(path) }))
  writeDurably(unencrypted, `${JSON.stringify(files, null, 2)}\n`, PRIVATE_FILE)
}

/** @returns the recorded files that nobody has replaced or changed */
function findOwnUnencrypted({ unencrypted, database, backups }: Profile): string[] {
  if (!existsSync(unencrypted)) return []
  return Unencrypted.parse(JSON.parse(readFileSync(unencrypted, 'utf8'))).flatMap((recorded) => {
    const path = recorded.path === basename(database) ? database : join(backups, recorded.path)
    // A log shows that another version of the app has changed the database.
    if (!existsSync(path) || existsSync(`${path}-wal`)) return []
    const { bytes, modified } = describeFile(path)
    const isSame = bytes === recorded.bytes && Math.abs(modified - recorded.modified) <= TIME_TOLERANCE_MS
    return isSame ? path : []
  })
}

function describeFile(path: string): { bytes: number; modified: number } {
  const { size, mtimeMs } = statSync(path)
  return { bytes: size, modified: mtimeMs }
}

/**
 * Overwrites the unencrypted notebook. Other unencrypted files stay: those that were set aside because of damage, and another notebook that
 * somebody copied into the folder. Call after an unlock, which proves that the encrypted notebook opens. The next unlock continues an
 * interrupted run.
 */
export function removeUnencrypted({ folder, resources }: Profile): void {
  const plain = locateProfile(folder, resources)
  if (hasPlaceholder(plain)) return
  for (const path of findOwnUnencrypted(plain)) destroyBackup(path)
  for (const path of [folder, plain.backups].filter(existsSync)) overwriteTemporaryFiles(path)
  overwriteAndDeleteFolder(plain.opened)
  setAsideOthers(plain)
  writePlaceholder(plain.database)
  removeDurably(plain.unencrypted)
}

/** Overwrites unfinished copies, and files of which an interrupted run has already changed the name. */
function overwriteTemporaryFiles(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^rapporteur.*\.part(?:-\w+)?$/.test(name)) overwriteAndDelete(join(folder, name))
  }
}

const SET_ASIDE_FOLDER = 'unencrypted'

/** Moves another notebook and its backups into a folder of their own. */
function setAsideOthers({ folder, database, backups }: Profile): void {
  if (existsSync(backups) && readdirSync(backups).length === 0) rmSync(backups, { recursive: true })
  // The database comes last, so that an interrupted run continues in the same folder.
  const paths = [...(existsSync(backups) ? [backups] : []), ...getDatabaseFiles(database).toReversed()]
  if (paths.length === 0) return
  const names = [basename(database), ...paths.map((path) => basename(path))]
  let target = join(folder, SET_ASIDE_FOLDER)
  for (let count = 2; names.some((name) => existsSync(join(target, name))); count += 1)
    target = join(folder, `${SET_ASIDE_FOLDER}-${count}`)
  mkdirSync(target, { recursive: true, mode: PRIVATE_FOLDER })
  for (const path of paths) moveDurably(path, join(target, basename(path)))
}

/** @returns the folders with unencrypted files that stay as they are when the notebook is encrypted */
export function listSetAside({ folder, resources }: Profile): string[] {
  // The drive may have been removed.
  if (!existsSync(folder)) return []
  const { damaged } = locateProfile(folder, resources)
  const others = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && new RegExp(`^${SET_ASIDE_FOLDER}(?:-\\d+)?$`).test(entry.name),
  )
  const folders = [damaged, ...others.map(({ name }) => join(folder, name)).sort()]
  return folders.filter((path) => existsSync(path) && readdirSync(path).length > 0)
}

/** Whether the unencrypted notebook was removed, and a placeholder has its name. */
export function hasPlaceholder({ folder, resources }: Profile): boolean {
  return isPlaceholder(locateProfile(folder, resources).database)
}

function writePlaceholder(path: string): void {
  const temporary = getTemporaryPath(path)
  rmSync(temporary, { force: true })
  const db = openDatabase(temporary, null)
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${FORMAT_OF_NO_VERSION}`)
  } finally {
    db.close()
  }
  syncFile(temporary)
  moveDurably(temporary, path)
}

function isNotebook(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0 && !isPlaceholder(path)
}

function isPlaceholder(path: string): boolean {
  if (!existsSync(path)) return false
  const file = openSync(path, 'r')
  try {
    const version = Buffer.alloc(4)
    readSync(file, version, 0, version.length, USER_VERSION_OFFSET)
    return version.readUInt32BE() === FORMAT_OF_NO_VERSION
  } finally {
    closeSync(file)
  }
}
