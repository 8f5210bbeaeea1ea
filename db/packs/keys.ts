/** Keys that sign packs: Ed25519 (RFC 8032), in the formats of Node's crypto. */

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

/** @returns a new private key, PKCS #8 as PEM; encrypted if there is a passphrase */
export function makeKey(passphrase: string | null = null): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const protection = passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase }
  return privateKey.export({ format: 'pem', type: 'pkcs8', ...protection }).toString()
}

/** Throws `bad-file` if it is not an Ed25519 private key. */
export function readKey(pem: string, passphrase: string | null = null): KeyObject {
  const isProtected = /^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: *4, *ENCRYPTED/m.test(pem)
  if (isProtected && passphrase === null) throw new StoreError('bad-file', message('pack.key-protected'))
  try {
    const key = createPrivateKey({ key: pem, ...(isProtected && passphrase !== null && { passphrase }) })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    if (isProtected) throw new StoreError('bad-file', message('pack.key-passphrase-wrong'))
  }
  throw new StoreError('bad-file', message('pack.not-a-key'))
}

/** @returns the raw key in base64 */
export function getPublicKey(key: KeyObject): string {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('base64')
}

export function signBytes(key: KeyObject, bytes: Uint8Array): string {
  return sign(null, bytes, key).toString('base64')
}

export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, bytes, key, Buffer.from(signature, 'base64'))
}

/** A short form of the key for people to compare: the first half of its SHA-256, in groups of four digits. */
export function getFingerprint(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  return hash.slice(0, 32).match(/.{4}/g)?.join(' ') ?? ''
}

/** Signs the new public key with the former key, so that delegates are not warned about the new key. */
export function endorseKey(former: KeyObject, publicKey: string): { publicKey: string; signature: string } {
  return { publicKey: getPublicKey(former), signature: signBytes(former, getEndorsedText(publicKey)) }
}

/** @returns whether the former key endorses this one */
export function isEndorsed(
  publicKey: string,
  endorsement: { publicKey: string; signature: string },
): boolean {
  return isSignedBy(endorsement.publicKey, getEndorsedText(publicKey), endorsement.signature)
}

/**
 * @returns the signed text of an endorsement. It differs from every manifest, which begins with a brace, so that neither signature can be
 * mistaken for the other
 */
const getEndorsedText = (publicKey: string) => new TextEncoder().encode(`rapporteur-pack-key:${publicKey}`)
