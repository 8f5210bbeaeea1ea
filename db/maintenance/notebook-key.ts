/** Holds the key of an encrypted notebook while it is unlocked, and the one of an encryption that is being prepared. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { forLog, logProblem, StoreError } from '../errors.ts'
import type { Instant } from '../model.ts'
import { wrongPassphrase } from '../store/find-key.ts'
import type { Connection } from '../store/open.ts'
import type { Profile } from '../store/profile.ts'
import { isSameCode } from '../store/recovery-code.ts'
import { createAttempts } from '../store/unlock-attempts.ts'
import {
  createEncryption,
  type Encryption,
  getVaultBeside,
  openVaults,
  changePassphrase as withPassphrase,
  writeVault,
  writeVaults,
} from '../store/vault.ts'
import { backUpProfile, listBackups } from './backup.ts'
import { findVaults, hasUnencrypted, removeUnencrypted } from './encrypt.ts'

export type NotebookKey = {
  /** null until the notebook is unlocked, and while it is not encrypted. */
  current(): Encryption | null
  /** Runs an attempt that may throw `wrong-passphrase`; after several of these, further ones have to wait. */
  guard<T>(attempt: () => T): T
  /** Keeps the key that the secret opens. Throws `wrong-passphrase`. */
  unlock(profile: Profile, secret: string): void
  /** Throws `wrong-passphrase`. */
  check(profile: Profile, secret: string): void
  forget(): void
  /** @returns the recovery code */
  prepare(passphrase: string): string
  /** @returns the prepared encryption, if this is its recovery code */
  getPrepared(recoveryCode: string): Encryption
  changePassphrase(
    connection: Connection,
    profile: Profile,
    change: { secret: string; passphrase: string },
  ): void
}

export function createNotebookKey(): NotebookKey {
  const { guard } = createAttempts()
  let encryption: Encryption | null = null
  let prepared: ReturnType<typeof createEncryption> | null = null

  function openWith(profile: Profile, secret: string): Encryption {
    return guard(() => {
      const vaults = findVaults(profile)
      const { folder } = profile
      if (vaults.length === 0) throw new StoreError('bad-file', message('vault.missing', { folder }))
      const opened = openVaults(vaults, secret)
      if (!opened) throw wrongPassphrase()
      return opened
    })
  }

  return {
    current: () => encryption,
    guard,
    unlock(profile, secret) {
      encryption = openWith(profile, secret)
    },
    check: (profile, secret) => void openWith(profile, secret),
    forget() {
      encryption?.key.fill(0)
      encryption = null
    },
    prepare(passphrase) {
      prepared = createEncryption(passphrase)
      return prepared.recoveryCode
    },
    getPrepared(recoveryCode) {
      if (!prepared) throw new StoreError('conflict', forLog('No encryption was prepared.'))
      if (!isSameCode(prepared.recoveryCode, recoveryCode)) {
        throw new StoreError('wrong-passphrase', message('vault.other-code'))
      }
      return prepared.encryption
    },
    changePassphrase(connection, profile, { secret, passphrase }) {
      encryption = withPassphrase(openWith(profile, secret), passphrase)
      writeVaults(profile, encryption.vault)
      for (const { name } of listBackups(profile.backups)) {
        const beside = getVaultBeside(join(profile.backups, name))
        if (existsSync(beside)) writeVault(beside, encryption.vault)
      }
      connection.encryption = encryption
    },
  }
}

/** After an unlock, which has proved that the encrypted copy opens: the unencrypted files are not needed, and the vaults are mended. */
export function finishEncrypting(connection: Connection, profile: Profile, now: Instant): void {
  // Two copies differ if a change of the passphrase was interrupted.
  if (connection.encryption) writeVaults(profile, connection.encryption.vault)
  if (!hasUnencrypted(profile)) return
  try {
    backUpProfile(connection, profile, 'daily', now)
    removeUnencrypted(profile)
  } catch (error) {
    // The status says so, and the next unlock tries again.
    logProblem(error)
  }
}
