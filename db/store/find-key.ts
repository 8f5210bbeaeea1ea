/** Finds out how a copy of a notebook is encrypted, and opens its vault. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readBeginning } from './chosen-file.ts'
import { decryptPage, looksEncrypted } from './page-cipher.ts'
import { locateProfile } from './profile.ts'
import { type Encryption, getVaultPath, openVaults, readVaults } from './vault.ts'
import type { DataKey } from './vault-slot.ts'

const PAGE_BYTES = 4096
/** One page that the key decrypts is enough. Several are tried, since the first ones may be damaged. */
const MAX_TRIED_PAGES = 16

/**
 * `own`: the encryption of the open notebook, whose backups need no secret. `secret`: the passphrase or recovery code of another notebook.
 * @returns null if the file is not encrypted
 * @throws StoreError `locked` if it needs a secret, `wrong-passphrase`, or `bad-file` if there is no vault
 */
export function findKey(file: string, own: Encryption | null, secret?: string): Encryption | null {
  const page = readStart(file, 1)
  if (!looksEncrypted(page)) return null
  if (own && decryptPage(own.key, page, 1)) return own
  // In a copy of the whole folder of a notebook, its vault has the name that it has in the profile.
  const { vault, vaultCopy } = locateProfile(dirname(file), '')
  const vaults = readVaults([getVaultPath(file), vault, vaultCopy])
  if (vaults.length === 0)
    throw new StoreError('bad-file', message('vault.not-beside', { file: getVaultPath(file) }))
  if (secret === undefined) throw new StoreError('locked', message('vault.needs-passphrase'))
  const opened = openVaults(vaults, secret)
  if (!opened) throw createWrongPassphraseError()
  return opened
}

export function createWrongPassphraseError(): StoreError {
  return new StoreError('wrong-passphrase', message('vault.wrong-passphrase'))
}

/** Whether the file exists and is encrypted with this key. */
export function isEncryptedWith(file: string, key: DataKey): boolean {
  if (!existsSync(file)) return false
  const pages = readStart(file, MAX_TRIED_PAGES)
  for (let number = 1; number <= MAX_TRIED_PAGES; number += 1) {
    const page = pages.subarray((number - 1) * PAGE_BYTES, number * PAGE_BYTES)
    if (decryptPage(key, page, number) !== null) return true
  }
  return false
}

/** @returns the first pages of the file, followed by zeroes if it is shorter. Throws `bad-file` for a device or a pipe */
export function readStart(file: string, pages: number): Buffer {
  const start = Buffer.alloc(pages * PAGE_BYTES)
  start.set(readBeginning(file, start.length))
  return start
}
