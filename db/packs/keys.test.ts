import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { getPublicKey, makeKey, readKey } from './keys.ts'

test('a new key can be read', () => {
  expect(Buffer.from(getPublicKey(readKey(makeKey())), 'base64')).toHaveLength(32)
})

test('a key with a passphrase needs the right one', () => {
  const made = makeKey('secret')
  expect(Buffer.from(getPublicKey(readKey(made, 'secret')), 'base64')).toHaveLength(32)
  // The older form that RSA keys use (RFC 1421).
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  const older = rsa.export({ format: 'pem', type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'secret' })
  for (const key of [made, `Bag Attributes\r\n${made}`, older.toString()])
    expect(() => readKey(key)).toThrow(/^The key is protected by a passphrase: --passphrase-file FILE$/)
  expect(() => readKey(made, 'other')).toThrow(/^The passphrase is wrong/)
})

test('anything else is not a key', () => {
  const pem = generateKeyPairSync('ed448').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  for (const key of [pem, '', 'PROTECTED BY A PASSPHRASE'])
    expect(() => readKey(key)).toThrow(/^This is not a key for packs/)
})
