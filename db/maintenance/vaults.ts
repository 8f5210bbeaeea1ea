/** Replaces the vaults of an encrypted notebook, after a change of its secrets or of its key. */
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Instant } from '../model.ts'
import { isEncryptedWith } from '../store/find-key.ts'
import type { Connection } from '../store/open.ts'
import type { Profile } from '../store/profile.ts'
import { getVaultPath, isSameVault, readVaults, type Vault, writeVault } from '../store/vault.ts'
import { createBackup, destroyBackup, listBackups } from './backup.ts'
import { overwriteOpen } from './overwrite.ts'

/** Overwrites the earlier vault, so that nobody can open its slots later. */
export function replaceVault(path: string, content: Vault): void {
  // Windows cannot replace a file that is open.
  const earlier = existsSync(path) && process.platform !== 'win32' ? openSync(path, 'r+') : null
  try {
    writeVault(path, content)
    if (earlier !== null) overwriteOpen(earlier)
  } finally {
    if (earlier !== null) closeSync(earlier)
  }
}

/** Writes the vault beside the files that were set aside because of damage. Call before the vault's key is replaced or destroyed. */
export function keepVaultOfDamaged({ damaged, database }: Profile, vault: Vault): void {
  if (!existsSync(damaged)) return
  for (const entry of readdirSync(damaged, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const path = getVaultPath(join(damaged, entry.name, basename(database)))
    // An earlier key belongs to files that were set aside earlier.
    if (!existsSync(path)) writeVault(path, vault)
  }
}

/**
 * Writes the open notebook's vault to both copies in the profile and beside each backup, and destroys backups that only an earlier key
 * opens. Continues a change that was interrupted.
 * `vault.json` is replaced last, since the earlier vault in it tells which backups must be destroyed.
 */
export function settleVaults(connection: Connection, profile: Profile, now: Instant): void {
  const current = connection.encryption
  if (!current) return
  const isCurrent = (path: string) => readVaults([path]).some((vault) => isSameVault(vault, current.vault))
  if ([profile.vault, profile.vaultCopy].every(isCurrent)) return
  const earlier = readVaults([profile.vault, profile.vaultCopy]).filter(
    (vault) => !isSameVault(vault, current.vault),
  )
  replaceVault(profile.vaultCopy, current.vault)
  const unreadable: string[] = []
  for (const { name } of listBackups(profile.backups)) {
    const path = join(profile.backups, name)
    const vaultPath = getVaultPath(path)
    const [vault] = readVaults([vaultPath])
    if (isEncryptedWith(path, current.key)) {
      if (!isCurrent(vaultPath)) replaceVault(vaultPath, current.vault)
    } else if (vault && earlier.some((earlierVault) => isSameVault(earlierVault, vault)))
      unreadable.push(path)
  }
  if (unreadable.length > 0) createBackup(connection, profile.backups, 'daily', now)
  for (const path of unreadable) destroyBackup(path)
  replaceVault(profile.vault, current.vault)
}
