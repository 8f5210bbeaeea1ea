/** The file with the key that signs packs. */

import type { KeyObject } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { readKey } from '../db/packs/keys.ts'
import { withFileNamed } from './pack-programme.ts'
import { createError } from './texts.ts'

/** Throws `bad-file` for another file, and `file-access` for a key that other users of the computer can read. */
export function readKeyFile(file: string, passphrase: string | null): KeyObject {
  return withFileNamed(file, () => {
    const path = resolve(file)
    const key = readKey(readFileSync(path, 'utf8'), passphrase)
    // Windows has no such modes.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw createError('file-access', 'pack.keyIsReadable', { file })
    return key
  })
}
