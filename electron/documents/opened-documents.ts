/** Writes documents, for the system's programs, and downloads into temporary folders. No Electron. */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * Marks a file as coming from elsewhere, so that programs open it in protected mode: an alternate data stream on Windows, an
 * attribute on macOS. Linux has no mark that programs respect.
 */
export type DownloadMark = { stream: string; text: string } | { command: string; arguments: string[] }

export function getDownloadMark(platform: NodeJS.Platform, path: string, now: Date): DownloadMark | null {
  if (platform === 'win32')
    return { stream: `${path}:Zone.Identifier`, text: '[ZoneTransfer]\r\nZoneId=3\r\n' }
  if (platform !== 'darwin') return null
  const seconds = Math.floor(now.getTime() / 1000).toString(16)
  return {
    command: '/usr/bin/xattr',
    arguments: ['-w', 'com.apple.quarantine', `0081;${seconds};Rapporteur;`, path],
  }
}

/** Writes to an unpredictable path without overwriting anything. Resolves to the path. */
export async function writeCopy(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`)
  const path = join(await mkdtemp(join(folder, 'document-')), name)
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600 })
  const mark = getDownloadMark(process.platform, path, new Date())
  // Continue if the disk does not support marks, as on many memory sticks: the pack was checked on import.
  if (mark)
    await writeMark(mark).catch((error) =>
      process.stderr.write(`not marked as downloaded: ${String(error)}\n`),
    )
  // Not on Windows, which cannot delete read-only files.
  if (process.platform !== 'win32') await chmod(path, 0o400)
  return path
}

async function writeMark(mark: DownloadMark): Promise<void> {
  if ('stream' in mark) await writeFile(mark.stream, mark.text)
  else await promisify(execFile)(mark.command, mark.arguments)
}

/** On Windows, files that another program keeps open stay; they are removed at the next start. */
export function removeCopies(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    process.stderr.write(`${folder} was not removed: ${String(error)}\n`)
  }
}
