/** Erases what Chromium stored in the profile before the notebook was encrypted. No Electron. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { VAULT_FILES } from '../core/desktop.ts'

/** The folders in which Chromium keeps what pages store, and what it derives from pages. */
const FOLDERS = [
  'Local Storage',
  'Session Storage',
  'IndexedDB',
  'WebStorage',
  'Service Worker',
  'blob_storage',
  'Cache',
  'Code Cache',
]

export function hasVault(profile: string): boolean {
  return VAULT_FILES.some((name) => existsSync(join(profile, name)))
}

/** Call at the start, before Chromium opens these files. A folder that another program uses is erased at a later start. */
export function eraseStorage(profile: string): void {
  for (const folder of FOLDERS.map((name) => join(profile, name)).filter(existsSync)) {
    try {
      eraseFolder(folder)
    } catch (error) {
      // On Windows, processes of the last run or a virus scanner may still have a file open. The window does not use these files.
      console.error(error)
    }
  }
}

function eraseFolder(folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  for (const { parentPath, name } of files) overwriteWithZeros(join(parentPath, name))
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

function overwriteWithZeros(path: string): void {
  const file = openSync(path, 'r+')
  try {
    writeSync(file, new Uint8Array(statSync(path).size), 0)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
