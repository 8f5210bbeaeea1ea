/** Finds out how a copy of a notebook is encrypted, and opens its vault. */
import { closeSync, openSync, readSync } from 'node:fs'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decryptPage, looksEncrypted } from './page-cipher.ts'
import { type Encryption, getVaultBeside, openVaults, readVaults } from './vault.ts'

const PAGE = 4096

/**
 * `own`: the encryption of the open notebook, whose backups need no secret. `secret`: the passphrase or recovery code of another one.
 * @returns null if the file is not encrypted
 * @throws StoreError `locked` if it needs a secret, `wrong-passphrase`, or `bad-file` if there is no vault
 */
export function findKey(file: string, own: Encryption | null, secret?: string): Encryption | null {
  const page = readFirstPage(file)
  if (!looksEncrypted(page)) return null
  if (own && decryptPage(own.key, page, 1)) return own
  const vaults = readVaults([getVaultBeside(file)])
  if (vaults.length === 0)
    throw new StoreError('bad-file', message('vault.not-beside', { file: getVaultBeside(file) }))
  if (secret === undefined) throw new StoreError('locked', message('vault.needs-passphrase'))
  const opened = openVaults(vaults, secret)
  if (!opened) throw wrongPassphrase()
  return opened
}

export function wrongPassphrase(): StoreError {
  return new StoreError('wrong-passphrase', message('vault.wrong-passphrase'))
}

function readFirstPage(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const page = Buffer.alloc(PAGE)
    readSync(handle, page, 0, PAGE, 0)
    return page
  } finally {
    closeSync(handle)
  }
}
