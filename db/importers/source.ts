/** The file that the delegate chose, as bytes. */

import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { said } from '../../core/said.ts'
import { StoreError } from '../errors.ts'

export const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Throws `bad-file` for a file that no conference needs, before it is read. */
export function readSource(path: string): Uint8Array {
  const { size } = statSync(path)
  if (size > MAX_FILE_BYTES) {
    throw new StoreError(
      'bad-file',
      said`${basename(path)} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB: no conference programme is.`,
    )
  }
  return readFileSync(path)
}
