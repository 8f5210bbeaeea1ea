/** Finds the key of a damaged file outside an open notebook, for the command line. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { readAt } from '../../store/files.ts'
import { createWrongPassphraseError } from '../../store/find-key.ts'
import { looksEncrypted } from '../../store/page-cipher.ts'
import { locateEncryptedProfile } from '../../store/profile.ts'
import { getVaultPath, openEach, readVaults, type Vault } from '../../store/vault.ts'
import type { DataKey } from '../../store/vault-slot.ts'
import { findCandidates, isPlainDatabase } from './pages.ts'

/**
 * @returns a function that finds the key with the passphrase or recovery code, or null if the file is not encrypted
 * @throws StoreError `bad-file` if it is encrypted and there is no vault; the function throws `wrong-passphrase`
 */
export function findKeyAround(file: string): ((secret: string) => DataKey | null) | null {
  const start = readAt(file, 0, 4096)
  if (isPlainDatabase(start)) return null
  const vaults = findVaultsAround(file)
  const isEncrypted = looksEncrypted(start)
  if (vaults.length === 0) {
    if (isEncrypted)
      throw new StoreError('bad-file', message('vault.not-beside', { file: getVaultPath(file) }))
    return null
  }
  return (secret) => {
    const opened = [...openEach(vaults, secret)]
    const [first] = opened
    if (!first) throw createWrongPassphraseError()
    const matching = opened.find(({ key }) => !findCandidates(file, key).next().done)
    // If the header is not readable, only the pages show whether the file is encrypted.
    return matching?.key ?? (isEncrypted ? first.key : null)
  }
}

/** A damaged database is in its profile, or was moved to a folder two levels below. */
function findVaultsAround(file: string): Vault[] {
  const folder = dirname(file)
  const profiles = [folder, dirname(folder), dirname(dirname(folder))].map((folder) =>
    locateEncryptedProfile(folder, ''),
  )
  return readVaults([
    getVaultPath(file),
    ...profiles.flatMap(({ vault, vaultCopy }) => [vault, vaultCopy]),
    ...profiles.flatMap(({ backups }) => (existsSync(backups) ? listVaults(backups) : [])),
  ])
}

function listVaults(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.vault.json'))
    .map((name) => join(folder, name))
}
