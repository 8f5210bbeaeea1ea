/**
 * The vault of an encrypted notebook. Each of its key slots has the data key, wrapped with one secret. The vault is stored twice in the
 * profile and once beside every backup, and is useless without a secret.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { message } from '../../core/i18n/message.ts'
import { logProblem, StoreError } from '../errors.ts'
import { removeDurably, writeDurably } from './files.ts'
import { PRIVATE_FILE, type Profile } from './profile.ts'
import { makeRecoveryCode, parseRecoveryCode } from './recovery-code.ts'
import {
  type DataKey,
  isKeychainSecret,
  KEY_LENGTH,
  Slot,
  unwrapKey,
  wrapForKeychain,
  wrapKey,
} from './vault-slot.ts'

const Vault = z.strictObject({
  format: z.literal('rapporteur-vault'),
  version: z.literal(1),
  slots: z
    .array(Slot)
    .max(8)
    .refine((slots) => slots.some(({ kind }) => kind !== 'keychain'), 'only a keychain opens it'),
})
export type Vault = z.infer<typeof Vault>

/** The data that is needed to open a notebook's files and to write further files. */
export type Encryption = { key: DataKey; vault: Vault }

/** A vault has a few kilobytes. A larger file is not a vault. */
const MAX_BYTES = 64 * 1024
/** In characters. */
const MIN_PASSPHRASE_LENGTH = 8

/** The recovery code is not stored anywhere. The caller shows it once. */
export type WithCode = { encryption: Encryption; recoveryCode: string }

export function createEncryption(passphrase: string): WithCode {
  const key = randomBytes(KEY_LENGTH)
  const slots = [wrapPassphrase(passphrase, key)]
  return changeRecoveryCode({ key, vault: { format: 'rapporteur-vault', version: 1, slots } })
}

/** The passphrase stays valid. */
export function changeRecoveryCode({ key, vault }: Encryption): WithCode {
  const recoveryCode = makeRecoveryCode()
  const others = vault.slots.filter(({ kind }) => kind !== 'recovery-code')
  const slots = [...others, wrapRecoveryCode(recoveryCode, key)]
  return { encryption: { key, vault: { ...vault, slots } }, recoveryCode }
}

/** The recovery code stays valid. */
export function changePassphrase({ key, vault }: Encryption, passphrase: string): Encryption {
  const others = vault.slots.filter(({ kind }) => kind !== 'passphrase')
  return { key, vault: { ...vault, slots: [wrapPassphrase(passphrase, key), ...others] } }
}

/** Lets the system's keychain open the vault too. If `keychain` is null, only passphrase and recovery code open it. */
export function changeKeychain({ key, vault }: Encryption, keychain: Keychain | null): Encryption {
  const others = vault.slots.filter(({ kind }) => kind !== 'keychain')
  const keychainSlots = keychain ? [wrapForKeychain(keychain.secret, keychain.sealed, key)] : []
  return { key, vault: { ...vault, slots: [...others, ...keychainSlots] } }
}

/** A random secret, and the same secret as encrypted by the system's keychain. */
export type Keychain = { secret: string; sealed: string }

function wrapPassphrase(passphrase: string, key: DataKey): Slot {
  if ([...passphrase].length < MIN_PASSPHRASE_LENGTH) {
    throw new StoreError('invalid-input', message('vault.too-short', { count: MIN_PASSPHRASE_LENGTH }))
  }
  return wrapKey('passphrase', passphrase, key)
}

function wrapRecoveryCode(code: string, key: DataKey): Slot {
  return wrapKey('recovery-code', parseRecoveryCode(code) ?? code, key)
}

export type OpenedVault = Encryption & { openedWith: Slot['kind'] }

/** `secret`: the passphrase or the recovery code. @returns null if it opens none of the vaults */
export function openVaults(vaults: readonly Vault[], secret: string): OpenedVault | null {
  const [opened] = openEach(vaults, secret)
  return opened ?? null
}

/** Opens the vaults one at a time on demand, since each takes half a second. Skips those that the secret does not open. */
export function* openEach(vaults: readonly Vault[], secret: string): Generator<OpenedVault> {
  const code = parseRecoveryCode(secret)
  const isForKeychain = isKeychainSecret(secret)
  for (const vault of vaults) {
    // The keychain's slot is the last one, and trying it costs nothing.
    for (const slot of isForKeychain ? vault.slots.toReversed() : vault.slots) {
      if (slot.kind === 'recovery-code' && code === null) continue
      if (slot.kind === 'keychain' && !isForKeychain) continue
      const key = unwrapKey(slot, slot.kind === 'recovery-code' ? (code ?? '') : secret)
      if (!key) continue
      yield { key, vault, openedWith: slot.kind }
      break
    }
  }
}

/** Removes the vaults. Without them nobody can decrypt the notebook. */
export function removeVaults({ vaultCopy, vault }: Profile): void {
  for (const path of [vault, vaultCopy]) removeDurably(path)
}

export function writeVault(path: string, content: Vault): void {
  writeDurably(path, `${JSON.stringify(content, null, 2)}\n`, PRIVATE_FILE)
}

/** @returns the path of the vault beside a backup or another copy of the notebook */
export function getVaultPath(database: string): string {
  return database.replace(/(?:\.db)?$/, '.vault.json')
}

export function isSameVault(one: Vault, other: Vault): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** @returns the intact vaults, each once. Two copies differ if a change of their secrets or of the key was interrupted */
export function readVaults(paths: readonly string[]): Vault[] {
  const found = paths.flatMap((path) => readVault(path) ?? [])
  return [...new Map(found.map((vault) => [JSON.stringify(vault), vault])).values()]
}

/** @returns null if there is none, or it is damaged or hostile */
function readVault(path: string): Vault | null {
  if (!existsSync(path)) return null
  try {
    const text = readFileSync(path)
    if (text.length > MAX_BYTES) throw new Error(`${path} is not a vault`)
    return Vault.parse(JSON.parse(text.toString('utf8')))
  } catch (error) {
    // Another copy may be intact.
    logProblem(error)
    return null
  }
}
