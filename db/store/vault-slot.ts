/** A slot of the vault: the data key, wrapped with a key that is derived from the passphrase or the recovery code. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { z } from 'zod'

/** 256 bits. */
export type DataKey = Uint8Array
export const KEY_LENGTH = 32

/** The least cost is what takes half a second on a laptop of 2016; the highest needs 1 GB of memory. */
const LEAST_COST = 2 ** 17
const MOST_COST = 2 ** 20
const BLOCK_SIZE = 8
const NONCE = 12
const TAG = 16

const bytes = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, `not ${length} bytes`)

export const Slot = z.strictObject({
  kind: z.enum(['passphrase', 'recovery-code']),
  derivation: z.strictObject({
    name: z.literal('scrypt'),
    cost: z
      .int()
      .min(LEAST_COST)
      .max(MOST_COST)
      .refine((cost) => (cost & (cost - 1)) === 0, 'not a power of two'),
    blockSize: z.literal(BLOCK_SIZE),
    parallelization: z.literal(1),
    salt: bytes(16),
  }),
  nonce: bytes(NONCE),
  /** The encrypted data key, followed by the tag. */
  wrapped: bytes(KEY_LENGTH + TAG),
})
export type Slot = z.infer<typeof Slot>
type Head = Pick<Slot, 'kind' | 'derivation'>

export function wrapKey(kind: Slot['kind'], secret: string, key: DataKey): Slot {
  const salt = randomBytes(16).toString('base64')
  const head: Head = {
    kind,
    derivation: { name: 'scrypt', cost: LEAST_COST, blockSize: BLOCK_SIZE, parallelization: 1, salt },
  }
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, head), nonce).setAAD(describe(head))
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { ...head, nonce: nonce.toString('base64'), wrapped: wrapped.toString('base64') }
}

/** @returns null if the secret is wrong, or the slot was changed */
export function unwrapKey(slot: Slot, secret: string): DataKey | null {
  const wrapped = Buffer.from(slot.wrapped, 'base64')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    deriveKey(secret, slot),
    Buffer.from(slot.nonce, 'base64'),
    {
      authTagLength: TAG,
    },
  )
  decipher.setAAD(describe(slot)).setAuthTag(wrapped.subarray(KEY_LENGTH))
  const key = decipher.update(wrapped.subarray(0, KEY_LENGTH))
  try {
    decipher.final()
    return key
  } catch {
    return null
  }
}

/** The same characters can be typed as different code points on different keyboards. */
function deriveKey(secret: string, { derivation }: Head): Buffer {
  const { cost, blockSize, parallelization, salt } = derivation
  return scryptSync(secret.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_LENGTH, {
    cost,
    blockSize,
    parallelization,
    maxmem: 2 * 128 * cost * blockSize,
  })
}

/** The parameters are authenticated, so that nobody can weaken them. */
function describe({ kind, derivation }: Head): Buffer {
  const { name, cost, blockSize, parallelization, salt } = derivation
  return Buffer.from(
    JSON.stringify(['rapporteur-vault', 1, kind, name, cost, blockSize, parallelization, salt]),
  )
}
