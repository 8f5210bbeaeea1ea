import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { getPublicKey, makeKey, readKey } from './keys.ts'

test('a key that is made can be read', () => {
  expect(Buffer.from(getPublicKey(readKey(makeKey())), 'base64')).toHaveLength(32)
})

test('one that a passphrase protects is called that, with the way to one that can sign', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const locked = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
  const pem = privateKey.export({ ...locked, type: 'pkcs8' }).toString()
  // The older form: RFC 1421, as RSA keys have it.
  const older = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  for (const key of [pem, `Bag Attributes\r\n${pem}`, older.export({ ...locked, type: 'pkcs1' }).toString()])
    expect(() => readKey(key)).toThrow(
      /^The key is protected by a passphrase\..* openssl pkey -in KEY -out COPY$/,
    )
})

test('another is none', () => {
  const pem = generateKeyPairSync('ed448').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  for (const key of [pem, '', 'PROTECTED BY A PASSPHRASE'])
    expect(() => readKey(key)).toThrow(/^This is not a key for packs/)
})
