/** Whether a file holds notes, and not a programme: by its first bytes, whatever it is called. */
import { closeSync, openSync, readSync } from 'node:fs'
import { beginningOf } from '../importers/common/decode.ts'
import { isFolder } from '../importers/folder.ts'
import { isEncrypted } from './age-header.ts'

const BEGINNING_BYTES = 1024

export function holdsNotes(path: string): boolean {
  if (isFolder(path)) return false
  const buffer = new Uint8Array(BEGINNING_BYTES)
  const file = openSync(path, 'r')
  try {
    const start = buffer.subarray(0, readSync(file, buffer))
    const beginning = beginningOf(start)
    return (
      isEncrypted(start) ||
      beginning.startsWith('rapporteur-bundle/') ||
      /^\{\s*"format"\s*:\s*"rapporteur-bundle"/.test(beginning)
    )
  } finally {
    closeSync(file)
  }
}
