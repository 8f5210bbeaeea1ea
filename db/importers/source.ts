/** The file that the delegate chose, as bytes. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { zipSync } from 'fflate'
import { isOpenEvent, OPEN_EVENT_PART } from '../../core/open-event.ts'
import { said } from '../../core/said.ts'
import { StoreError } from '../errors.ts'
import { isFolder } from './folder.ts'

export const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Throws `bad-file` for a file that no conference needs, before it is read. Of an unpacked export of Open Event, the ZIP file that it was. */
export function readSource(path: string): Uint8Array {
  return isFolder(path) ? readFolder(path) : readFile(path)
}

function readFile(path: string): Uint8Array {
  refuseLarge(path, statSync(path).size)
  return readFileSync(path)
}

function readFolder(folder: string): Uint8Array {
  const names = readdirSync(folder)
  if (!isOpenEvent(names)) {
    throw new StoreError(
      'bad-file',
      said`${basename(folder)} is a folder, and no export of Open Event. Choose the files in it.`,
    )
  }
  const parts = names.filter((name) => OPEN_EVENT_PART.test(name) && statSync(join(folder, name)).isFile())
  refuseLarge(
    folder,
    parts.reduce((size, name) => size + statSync(join(folder, name)).size, 0),
  )
  const files = parts.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))] as const)
  return zipSync(Object.fromEntries(files), { level: 0 })
}

function refuseLarge(path: string, size: number): void {
  if (size <= MAX_FILE_BYTES) return
  throw new StoreError(
    'bad-file',
    said`${basename(path)} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB: no conference programme is.`,
  )
}
