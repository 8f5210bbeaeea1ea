/**
 * The shared folder: a folder for each device, in which only that device writes. Its files never change. Any program may synchronise the
 * folder, late, in any order, twice or incompletely.
 */
import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { message } from '../../../core/i18n/message.ts'
import { getCode, StoreError } from '../../errors.ts'
import { readChosen } from '../../store/chosen-file.ts'
import { syncFolder } from '../../store/files.ts'
import { MAX_FILE_BYTES } from '../bundle.ts'
import { sha256 } from '../container.ts'

const DEVICE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const FILE = /^(\d{8})-([0-9a-f]{64})\.age$/

/** `name`: device, slash and file name. */
export type FolderFile = { name: string; device: string }

/** Lists complete and incomplete files, those of each device in the order in which it wrote them. Throws `file-access` without a folder. */
export function listFiles(folder: string): FolderFile[] {
  return readEntries(folder)
    .filter((device) => DEVICE.test(device))
    .sort()
    .flatMap((device) => listNames(folder, device).map((file) => ({ name: `${device}/${file}`, device })))
}

function readEntries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new StoreError('file-access', message('delegation.no-folder', { folder }), { cause: error })
  }
}

function listNames(folder: string, device: string): string[] {
  try {
    return readdirSync(join(folder, device))
      .filter((name) => FILE.test(name))
      .sort()
  } catch (error) {
    // The program that synchronises the shared folder may have removed the device's folder in the meantime.
    if (['ENOENT', 'ENOTDIR'].includes(getCode(error))) return []
    throw error
  }
}

/** @returns a text that changes when the file changes */
export function describeFile(folder: string, { name }: FolderFile): string {
  // Does not follow a link, which may lead nowhere or back to itself.
  const stats = lstatSync(join(folder, name), { throwIfNoEntry: false })
  return `${name} ${stats?.size} ${stats?.mtimeMs}`
}

/**
 * @returns null if the file is gone or not complete, and for a pipe or a device file with its name, which would block the store if it were
 * read
 */
export function readComplete(folder: string, { name }: FolderFile): Uint8Array | null {
  try {
    const bytes = readChosen(join(folder, name), MAX_FILE_BYTES, () =>
      message('sharing.too-large', { file: name }),
    )
    return name.endsWith(`-${sha256(bytes)}.age`) ? bytes : null
  } catch (error) {
    if (error instanceof StoreError) return null
    if (['ENOENT', 'EISDIR', 'ELOOP', 'EBUSY', 'EACCES', 'EPERM', 'EIO'].includes(getCode(error))) return null
    throw error
  }
}

/**
 * Writes the file directly under its final name, because some network drives (such as `rclone mount`) lose a file that is renamed before it
 * is uploaded. Readers compare the hash in the name with the content, so they skip a file that is not complete yet.
 * Throws `invalid-input` for a file that is too large to be read.
 * @returns its name
 */
export function writeFile(folder: string, device: string, bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES) {
    const toMegabytes = (size: number) => Math.ceil(size / 1024 / 1024)
    throw new StoreError(
      'invalid-input',
      message('delegation.too-large', {
        megabytes: toMegabytes(bytes.length),
        most: toMegabytes(MAX_FILE_BYTES),
      }),
    )
  }
  readEntries(folder)
  mkdirSync(join(folder, device), { recursive: true })
  const numbers = listNames(folder, device).map((name) => Number(FILE.exec(name)?.[1]))
  const number = String(Math.max(0, ...numbers) + 1).padStart(8, '0')
  const name = `${device}/${number}-${sha256(bytes)}.age`
  writeFileSync(join(folder, name), bytes, { flush: true })
  syncFolder(join(folder, device))
  return name
}

/** Removes all files of the device except those to keep: the replaced files, and those that a killed process left. */
export function removeOtherFiles(folder: string, device: string, keep: readonly string[]): void {
  for (const file of listNames(folder, device)) {
    const name = `${device}/${file}`
    // Somebody may have made a folder with the name of a file.
    if (!keep.includes(name)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}
