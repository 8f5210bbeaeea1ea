/** Encryption in the age format (age-encryption.org/v1), with a passphrase or with keys, compatible with the `age` program. */

import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { ARMOR } from './age-header.ts'

/** scrypt work factor as a power of two. This is age's default: a second of work and 256 MB per guess. */
const WORK_FACTOR = 18
/**
 * The highest work factor accepted in files, which needs a gigabyte of memory. The file sets the factor, and each step doubles memory and
 * time.
 */
const MAX_WORK_FACTOR = 20

export async function encrypt(content: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(WORK_FACTOR)
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(content)
}

/** Throws `bad-file`. A wrong passphrase and a damaged file are indistinguishable. */
export async function decrypt(file: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    const binary = file[0] === ARMOR.charCodeAt(0) ? armor.decode(new TextDecoder().decode(file)) : file
    expectAllowedWorkFactor(binary)
    return await decrypter.decrypt(binary)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('bad-file', message('sharing.wrong-passphrase'), { cause: error })
  }
}

/** Throws if the factor in the header's line `-> scrypt SALT FACTOR` is too high (age specification, "The scrypt recipient type"). */
function expectAllowedWorkFactor(file: Uint8Array): void {
  const header = Buffer.from(file.subarray(0, 1024)).toString('latin1')
  const factor = Number(/^-> scrypt \S+ (\d+)$/m.exec(header)?.[1] ?? 0)
  if (factor <= MAX_WORK_FACTOR) return
  throw new StoreError('bad-file', message('sharing.work-factor', { factor, limit: MAX_WORK_FACTOR }))
}

/** An age identity, `AGE-SECRET-KEY-1…`, and its public part, `age1…`. */
export type KeyPair = { identity: string; recipient: string }

export async function makeKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/**
 * `keys`: age recipients, or identities, whose public part is used. Skips invalid recipients, since a single one makes the encryption for
 * all of them fail.
 */
export async function seal(content: Uint8Array, keys: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const key of keys) {
    const recipient = key.startsWith('age1') ? key : await identityToRecipient(key)
    if (await isValidRecipient(recipient)) encrypter.addRecipient(recipient)
  }
  return encrypter.encrypt(content)
}

/** Encrypts nothing as a test, since a key may have the right form and still be unusable (for example, all bytes zero). */
async function isValidRecipient(recipient: string): Promise<boolean> {
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
    await encrypter.encrypt(new Uint8Array())
    return true
  } catch {
    return false
  }
}

/** @returns the content and the identity that opened it, or null if none does */
export async function openSealed(
  file: Uint8Array,
  identities: readonly string[],
): Promise<{ content: Uint8Array; identity: string } | null> {
  for (const identity of identities) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    try {
      return { content: await decrypter.decrypt(file), identity }
    } catch {
      // The file is meant for others, or a member encrypted an invalid file.
    }
  }
  return null
}
