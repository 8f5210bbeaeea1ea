/**
 * The identity of this device, for which edit clocks count, and its signing key. The id is in the database, the key in a file beside it.
 * Every copy of the database becomes a new device, so that no two copies share a clock. A database whose device file does not match also
 * becomes a new device.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, statfsSync, statSync } from 'node:fs'
import { z } from 'zod'
import { getCode, logProblem } from '../errors.ts'
import type { Instant } from '../model.ts'
import { getPublicKey, makeKey, readKey } from '../packs/keys.ts'
import { getSetting, putSetting, removeSetting } from '../sql/settings.ts'
import type { Device } from '../store/context.ts'
import { writeDurably } from '../store/files.ts'
import type { Connection, Sql } from '../store/open.ts'
import { PRIVATE_FILE, type Profile } from '../store/profile.ts'

const DeviceFile = z.object({
  /** PKCS #8 as PEM. */
  privateKey: z.string(),
  /** Identifies the database file on the disk. For a copy, the value differs. */
  database: z.string(),
  /**
   * A random token of the last time that notes were shared. It must equal the token in the database; an older database that was restored
   * has another token.
   */
  lastShared: z.string(),
})
type DeviceFile = z.infer<typeof DeviceFile>

const ID = 'device'
const LAST_SHARED = 'device-shared'
/** The previous token. The device file still has it if the process was killed before it wrote the new token. */
const SHARED_BEFORE = 'device-shared-before'

type Options = {
  person: string
  now: Instant
  /** If false, a new device lasts only until the database is closed. */
  canWrite: boolean
  /** The device to keep if its database was rewritten, for example to encrypt it. */
  keep?: Device | undefined
}

/** Opens the device of the profile. A new profile, a copy or a restored database gets a new device. */
export function openDevice({ db, sql }: Connection, profile: Profile, options: Options): Device {
  const findStoredKey = () => (options.keep ? null : findKey(sql, profile))
  const privateKey =
    findStoredKey() ?? db.transaction(() => findStoredKey() ?? makeDevice(sql, profile, options)).immediate()
  const renewTokens = db.transaction(() => renewLastShared(sql))
  return {
    id: getDeviceId(privateKey),
    privateKey,
    markShared: () => {
      if (!options.canWrite) return
      const lastShared = renewTokens.immediate()
      // The file then keeps the previous token, which an older copy of the database has too. The next start must make a new device.
      if (!writeDevice(profile, { privateKey, lastShared })) removeSetting(sql, SHARED_BEFORE)
    },
  }
}

/** @returns null if the device file does not belong to this database */
function findKey(sql: Sql, profile: Profile): string | null {
  const known = readDevice(profile)
  const isOfDatabase =
    known !== null &&
    known.database === identifyDatabase(profile) &&
    [LAST_SHARED, SHARED_BEFORE].some((key) => getSetting(sql, key) === known.lastShared) &&
    getDeviceId(known.privateKey) === getSetting(sql, ID)
  return isOfDatabase ? known.privateKey : null
}

function makeDevice(sql: Sql, profile: Profile, { person, now, canWrite, keep }: Options): string {
  const privateKey = keep?.privateKey ?? makeKey()
  putSetting(sql, ID, getDeviceId(privateKey))
  if (canWrite) writeDevice(profile, { privateKey, lastShared: renewLastShared(sql) })
  rememberKey(sql, { publicKey: getPublicKey(readKey(privateKey)), person, now })
  return privateKey
}

/**
 * After sharing, others may know this device's edits, so an older state of the database must count as another device.
 * @returns the new token
 */
function renewLastShared(sql: Sql): string {
  const lastShared = randomUUID()
  const before = getSetting(sql, LAST_SHARED)
  if (before !== null) putSetting(sql, SHARED_BEFORE, before)
  putSetting(sql, LAST_SHARED, lastShared)
  return lastShared
}

/** Call only for a key that is trusted for this person. A key can pass from one colleague to another, but never to or from the delegate. */
export function rememberKey(
  sql: Sql,
  { publicKey, person, now }: { publicKey: string; person: string; now: Instant },
): void {
  sql(
    `INSERT INTO device_key (public_key, person, since) VALUES (?, ?, ?)
     ON CONFLICT (public_key) DO UPDATE SET person = excluded.person, since = excluded.since
     WHERE person <> excluded.person
       AND (SELECT value FROM setting WHERE key = 'author') NOT IN (person, excluded.person)`,
  ).run(publicKey, person, now)
}

/** Derives a UUID from the key (RFC 9562 §5.8), so that no file can claim the device of another key. */
export function getDeviceOfKey(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function getDeviceId(privateKey: string): string {
  return getDeviceOfKey(getPublicKey(readKey(privateKey)))
}

/** @returns null if there is no usable device file */
function readDevice({ device }: Profile): DeviceFile | null {
  try {
    const file = DeviceFile.parse(JSON.parse(readFileSync(device, 'utf8')))
    readKey(file.privateKey)
    return file
  } catch (error) {
    if (getCode(error) !== 'ENOENT') logProblem(error)
    return null
  }
}

/** @returns false if the file could not be written. The next start then makes a new device. */
function writeDevice(profile: Profile, device: Omit<DeviceFile, 'database'>): boolean {
  try {
    const content: DeviceFile = { ...device, database: identifyDatabase(profile) }
    writeDurably(profile.device, `${JSON.stringify(content, null, 2)}\n`, PRIVATE_FILE)
    return true
  } catch (error) {
    logProblem(error)
    return false
  }
}

/** File system types in Linux's statfs(2) whose inode numbers change with every mount: FAT and exFAT. */
const NO_INODES: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0])

/** Identifies the file across restarts, renames and mounts. Leaves out the device number, which some file systems change. */
export function identifyDatabase(
  { database }: Pick<Profile, 'database'>,
  fileSystem = statfsSync(database).type,
): string {
  const { ino, birthtimeNs } = statSync(database, { bigint: true })
  const hasInodes = process.platform !== 'linux' || !NO_INODES.has(fileSystem)
  // Old kernels report no birth time. A new device with each mount is better than the same device for a file and its copy.
  return hasInodes || birthtimeNs === 0n ? `${ino}:${birthtimeNs}` : `fat:${birthtimeNs}`
}
