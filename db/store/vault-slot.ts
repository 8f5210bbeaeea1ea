/**
 * A key slot of the vault contains the data key, wrapped with another key. That key is derived from the passphrase or the recovery code, or
 * is a secret that the system's keychain encrypts.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { z } from 'zod'

/** 256 bits. */
export type DataKey = Uint8Array
export const KEY_LENGTH = 32

/** The least cost takes half a second on a laptop of 2016; the highest cost needs 1 GB of memory. */
const MIN_COST = 2 ** 17
const MAX_COST = 2 ** 20
const BLOCK_SIZE = 8
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** In characters of base64. Systems add a header to the secret's 64 bytes. */
const MAX_SEALED_LENGTH = 4096

const createBytesSchema = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, `not ${length} bytes`)

/** AES-256-GCM. `wrapped`: the encrypted data key, followed by the tag. */
const wrappedKeyFields = {
  nonce: createBytesSchema(NONCE_BYTES),
  wrapped: createBytesSchema(KEY_LENGTH + TAG_BYTES),
}

const SecretSlot = z.strictObject({
  kind: z.enum(['passphrase', 'recovery-code']),
  derivation: z.strictObject({
    name: z.literal('scrypt'),
    cost: z
      .int()
      .min(MIN_COST)
      .max(MAX_COST)
      .refine((cost) => (cost & (cost - 1)) === 0, 'not a power of two'),
    blockSize: z.literal(BLOCK_SIZE),
    parallelization: z.literal(1),
    salt: createBytesSchema(16),
  }),
  ...wrappedKeyFields,
})
/** `sealed`: the secret as the system's keychain encrypted it. Only the same user of the same computer can decrypt it. */
const KeychainSlot = z.strictObject({
  kind: z.literal('keychain'),
  sealed: z.base64().max(MAX_SEALED_LENGTH),
  ...wrappedKeyFields,
})
export const Slot = z.discriminatedUnion('kind', [SecretSlot, KeychainSlot])
export type Slot = z.infer<typeof Slot>
export type KeychainSlot = z.infer<typeof KeychainSlot>
type Derived = Pick<z.infer<typeof SecretSlot>, 'kind' | 'derivation'>
type Head = Derived | Pick<KeychainSlot, 'kind' | 'sealed'>

export function wrapKey(kind: Derived['kind'], secret: string, key: DataKey): Slot {
  const salt = randomBytes(16).toString('base64')
  const head: Derived = {
    kind,
    derivation: { name: 'scrypt', cost: MIN_COST, blockSize: BLOCK_SIZE, parallelization: 1, salt },
  }
  return { ...head, ...seal(head, secret, key) }
}

/** `secret`: a text that `isKeychainSecret` accepts. */
export function wrapForKeychain(secret: string, sealed: string, key: DataKey): Slot {
  const head = { kind: 'keychain' as const, sealed }
  return { ...head, ...seal(head, secret, key) }
}

/** 256 random bits as hexadecimal digits. */
export function isKeychainSecret(secret: string): boolean {
  return /^[0-9a-f]{64}$/.test(secret)
}

function seal(head: Head, secret: string, key: DataKey): Pick<Slot, 'nonce' | 'wrapped'> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, head), nonce).setAAD(
    getAuthenticatedData(head),
  )
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { nonce: nonce.toString('base64'), wrapped: wrapped.toString('base64') }
}

/** @returns null if the secret is wrong, or the slot was changed */
export function unwrapKey(slot: Slot, secret: string): DataKey | null {
  const wrapped = Buffer.from(slot.wrapped, 'base64')
  const nonce = Buffer.from(slot.nonce, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, slot), nonce, {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(getAuthenticatedData(slot)).setAuthTag(wrapped.subarray(KEY_LENGTH))
  const key = decipher.update(wrapped.subarray(0, KEY_LENGTH))
  try {
    decipher.final()
    return key
  } catch {
    return null
  }
}

/** Normalises the secret, since different keyboards produce different code points for the same characters. */
function deriveKey(secret: string, head: Head): Buffer {
  if (head.kind === 'keychain') return Buffer.from(secret, 'hex')
  const { cost, blockSize, parallelization, salt } = head.derivation
  return scryptSync(secret.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_LENGTH, {
    cost,
    blockSize,
    parallelization,
    maxmem: 2 * 128 * cost * blockSize,
  })
}

/** The parameters are authenticated, so that nobody can weaken them. */
function getAuthenticatedData(head: Head): Buffer {
  if (head.kind === 'keychain')
    return Buffer.from(JSON.stringify(['rapporteur-vault', 1, head.kind, head.sealed]))
  const { name, cost, blockSize, parallelization, salt } = head.derivation
  return Buffer.from(
    JSON.stringify(['rapporteur-vault', 1, head.kind, name, cost, blockSize, parallelization, salt]),
  )
}
