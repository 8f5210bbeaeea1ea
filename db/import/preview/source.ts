/** Reads the file that the delegate chose. */

import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { zipSync } from 'fflate'
import { type Message, message } from '../../../core/i18n/message.ts'
import { isOpenEvent, OPEN_EVENT_PART } from '../../../core/open-event.ts'
import { StoreError } from '../../errors.ts'
import { readChosen } from '../../store/chosen-file.ts'
import { isFolder } from './folder.ts'

export const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Throws `bad-file` for a file that is too large, before reading it. Zips a folder with an unpacked Open Event export. */
export function readSource(path: string): Uint8Array {
  return isFolder(path) ? readFolder(path) : readChosen(path, MAX_FILE_BYTES, () => describeTooLarge(path))
}

function readFolder(folder: string): Uint8Array {
  const names = readdirSync(folder)
  if (!isOpenEvent(names)) {
    throw new StoreError('bad-file', message('open-event.other-folder', { folder: basename(folder) }))
  }
  const parts = names.filter((name) => OPEN_EVENT_PART.test(name) && !isFolder(join(folder, name)))
  let remainingBytes = MAX_FILE_BYTES
  const files = parts.map((name) => {
    const bytes = readChosen(join(folder, name), remainingBytes, () => describeTooLarge(folder))
    remainingBytes -= bytes.length
    return [name, bytes] as const
  })
  return zipSync(Object.fromEntries(files), { level: 0 })
}

function describeTooLarge(path: string): Message {
  return message('import.file-too-large', { file: basename(path), megabytes: MAX_FILE_BYTES / 1024 / 1024 })
}
