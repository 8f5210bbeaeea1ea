import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { getPublicKey, makeKey, readKey } from './keys.ts'

test('a new key can be read', () => {
  expect(Buffer.from(getPublicKey(readKey(makeKey())), 'base64')).toHaveLength(32)
})

test('a key with a passphrase is refused, with advice on how to make one without', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const locked = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
  const pem = privateKey.export({ ...locked, type: 'pkcs8' }).toString()
  // The older form that RSA keys use (RFC 1421).
  const older = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  for (const key of [pem, `Bag Attributes\r\n${pem}`, older.export({ ...locked, type: 'pkcs1' }).toString()])
    expect(() => readKey(key)).toThrow(
      /^The key is protected by a passphrase\..* openssl pkey -in KEY -out COPY$/,
    )
})

test('anything else is not a key', () => {
  const pem = generateKeyPairSync('ed448').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  for (const key of [pem, '', 'PROTECTED BY A PASSPHRASE'])
    expect(() => readKey(key)).toThrow(/^This is not a key for packs/)
})
