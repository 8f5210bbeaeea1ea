/** Holds the key of an encrypted notebook while it is unlocked, and the key of an encryption that is being prepared. */
import { existsSync } from 'node:fs'
import { message } from '../../core/i18n/message.ts'
import { logProblem, StoreError, toLogText } from '../errors.ts'
import type { Instant } from '../model.ts'
import { createWrongPassphraseError, isEncryptedWith } from '../store/find-key.ts'
import type { Connection } from '../store/open.ts'
import type { Profile } from '../store/profile.ts'
import { isSameCode } from '../store/recovery-code.ts'
import { createAttempts } from '../store/unlock-attempts.ts'
import {
  changeRecoveryCode,
  createEncryption,
  type Encryption,
  type OpenedVault,
  openEach,
  type WithCode,
  changePassphrase as withPassphrase,
} from '../store/vault.ts'
import { backUpProfile } from './backup.ts'
import { findVaults, hasPlaceholder, removeUnencrypted } from './encrypt.ts'
import { settleVaults } from './vaults.ts'

/** The change that the delegate must confirm by typing the new recovery code: encryption, a new recovery code, or a new key. */
export type Purpose = 'encryption' | 'recovery-code' | 'key'

export type NotebookKey = {
  /** null until the notebook is unlocked, and while it is not encrypted. */
  current(): Encryption | null
  /** Runs an attempt that may throw `wrong-passphrase`. After several wrong passphrases, further attempts have to wait. */
  guard<T>(attempt: () => T): T
  /** Keeps the key that the secret opens. Throws `wrong-passphrase`. */
  unlock(profile: Profile, secret: string): void
  /** Throws `wrong-passphrase`. */
  check(profile: Profile, secret: string): void
  forget(): void
  /** @returns the recovery code */
  prepare(passphrase: string): string
  /** For a new key, `secret` must be the passphrase, with which the key is wrapped. @returns the new recovery code */
  prepareNew(profile: Profile, purpose: 'recovery-code' | 'key', secret: string): string
  /** @returns the encryption that was prepared last, if it was for this purpose and has this recovery code */
  getPrepared(purpose: Purpose, recoveryCode: string): Encryption
  /** Keeps the encryption if the notebook's file is encrypted with it. */
  adopt(profile: Profile, next: Encryption): void
  /** Sets the encryption of the open notebook, with other secrets for the same key. */
  changeSecrets(connection: Connection, next: Encryption): void
  /** Throws `wrong-passphrase`. @returns the encryption with another passphrase */
  withPassphrase(profile: Profile, change: { secret: string; passphrase: string }): Encryption
}

export function createNotebookKey(): NotebookKey {
  const { guard } = createAttempts()
  let encryption: Encryption | null = null
  let prepared: (WithCode & { purpose: Purpose }) | null = null

  function openWith(profile: Profile, secret: string): OpenedVault {
    return guard(() => {
      const { folder, database } = profile
      const vaults = findVaults(profile)
      if (vaults.length === 0) throw new StoreError('bad-file', message('vault.missing', { folder }))
      const opened: OpenedVault[] = []
      // After an interrupted change of the key, the two copies of the vault have different keys.
      for (const one of openEach(vaults, secret)) {
        if (isEncryptedWith(database, one.key)) return one
        opened.push(one)
      }
      const [first] = opened
      const isDatabaseMissing = !existsSync(database)
      const hasOpenedAll = opened.length === vaults.length
      // A vault that the secret does not open may belong to this database, which is then not damaged.
      if (!first || (!isDatabaseMissing && !hasOpenedAll)) throw createWrongPassphraseError()
      return first
    })
  }

  function prepareFor(purpose: Purpose, preparation: WithCode): string {
    prepared = { ...preparation, purpose }
    return preparation.recoveryCode
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
    prepare: (passphrase) => prepareFor('encryption', createEncryption(passphrase)),
    prepareNew(profile, purpose, secret) {
      const opened = openWith(profile, secret)
      if (purpose === 'recovery-code') return prepareFor(purpose, changeRecoveryCode(opened))
      if (opened.openedWith !== 'passphrase')
        throw new StoreError('invalid-input', message('vault.not-the-code'))
      return prepareFor(purpose, createEncryption(secret))
    },
    getPrepared(purpose, recoveryCode) {
      if (prepared?.purpose !== purpose)
        throw new StoreError('conflict', toLogText(`No ${purpose} was prepared.`))
      if (!isSameCode(prepared.recoveryCode, recoveryCode)) {
        throw new StoreError('wrong-passphrase', message('vault.other-code'))
      }
      return prepared.encryption
    },
    adopt({ database }, next) {
      if (!isEncryptedWith(database, next.key)) return
      encryption = next
      prepared = null
    },
    changeSecrets(connection, next) {
      encryption = next
      prepared = null
      connection.encryption = next
    },
    withPassphrase: (profile, { secret, passphrase }) =>
      withPassphrase(openWith(profile, secret), passphrase),
  }
}

/**
 * Call after an unlock, which has proved that the encrypted copy opens. Repairs the vaults and removes the unencrypted files.
 * @returns whether that succeeded; if not, the next unlock tries again
 */
export function finishEncrypting(connection: Connection, profile: Profile, now: Instant): boolean {
  try {
    settleVaults(connection, profile, now)
    if (hasPlaceholder(profile)) return true
    backUpProfile(connection, profile, 'daily', now)
    removeUnencrypted(profile)
    return true
  } catch (error) {
    logProblem(error)
    return false
  }
}
