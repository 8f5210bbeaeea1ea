/** Reads the key that signs packs, and its endorsement by the former key. */

import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { readJson } from '../db/formats/json.ts'
import { getPublicKey, isEndorsed, readKey } from '../db/packs/keys.ts'
import { type Endorsement, PackSignature } from '../db/packs/manifest.ts'
import { nameFileInErrors } from './pack-programme.ts'
import { createError } from './texts.ts'

/** The file beside the key with its endorsement by the former key. */
export const getEndorsementFile = (keyFile: string) => `${keyFile}.endorsement`

/** @returns undefined if the key replaces no other key; throws `bad-file` if the endorsement is for another key */
export function readEndorsement(keyFile: string, key: KeyObject): Endorsement | undefined {
  const file = getEndorsementFile(resolve(keyFile))
  if (!existsSync(file)) return undefined
  return nameFileInErrors(file, () => {
    const checked = PackSignature.shape.endorsement.safeParse(readJson(readFileSync(file)))
    if (checked.data && isEndorsed(getPublicKey(key), checked.data)) return checked.data
    throw createError('bad-file', 'pack.otherEndorsement', { file })
  })
}

/** Throws `bad-file` if the file is not a key for packs, and `file-access` if other users of the computer can read it. */
export function readKeyFile(file: string, passphrase: string | null): KeyObject {
  return nameFileInErrors(file, () => {
    const path = resolve(file)
    const key = readKey(readFileSync(path, 'utf8'), passphrase)
    // Windows has no such file modes.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw createError('file-access', 'pack.keyIsReadable', { file })
    return key
  })
}
