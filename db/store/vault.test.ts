import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createTempFolder } from '../testing/temp-store.ts'
import { createWrongPassphraseError } from './find-key.ts'
import { isSameCode, makeRecoveryCode, parseRecoveryCode } from './recovery-code.ts'
import { createAttempts } from './unlock-attempts.ts'
import {
  changeKeychain,
  changePassphrase,
  createEncryption,
  openVaults,
  readVaults,
  type Vault,
  writeVault,
} from './vault.ts'
import { Slot } from './vault-slot.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

const passphrase = 'correct horse battery'
const { encryption, recoveryCode } = createEncryption(passphrase)
const { key, vault } = encryption

/** @returns the slots that are not the keychain's */
function listDerivedSlots({ slots }: Vault) {
  return slots.flatMap((one) => (one.kind === 'keychain' ? [] : [one]))
}

const keychain = { secret: randomBytes(32).toString('hex'), sealed: 'djEwc2VhbGVk' }

test('the keychain opens the vault too, and the other secrets stay valid', () => {
  const added = changeKeychain(encryption, keychain)
  expect(openVaults([added.vault], keychain.secret)).toMatchObject({ key, openedWith: 'keychain' })
  expect(openVaults([added.vault], randomBytes(32).toString('hex'))).toBeNull()
  expect(openVaults([added.vault], passphrase)?.key).toEqual(key)
  expect(openVaults([added.vault], recoveryCode)?.key).toEqual(key)
  expect(JSON.stringify(added.vault)).not.toContain(keychain.secret)
  const changed = changePassphrase(added, 'another long one')
  expect(openVaults([changed.vault], keychain.secret)?.key).toEqual(key)
  expect(openVaults([changeKeychain(changed, null).vault], keychain.secret)).toBeNull()
  const exchanged = added.vault.slots.map((one) =>
    one.kind === 'keychain' ? { ...one, sealed: 'eHh4' } : one,
  )
  expect(openVaults([{ ...added.vault, slots: exchanged }], keychain.secret)).toBeNull()
})

test('a vault that only a keychain opens is refused', () => {
  const { vault: added } = changeKeychain(encryption, keychain)
  const path = join(createTempFolder(), 'vault.json')
  writeFileSync(path, JSON.stringify({ ...added, slots: added.slots.slice(-1) }))
  expect(readVaults([path])).toEqual([])
})

test('the passphrase and the recovery code open the vault, and nothing else does', () => {
  expect(openVaults([vault], passphrase)?.key).toEqual(key)
  expect(openVaults([vault], recoveryCode.toLowerCase().replaceAll('-', ' '))?.key).toEqual(key)
  expect(openVaults([vault], 'correct horse batterx')).toBeNull()
  expect(openVaults([vault], makeRecoveryCode())).toBeNull()
})

test('a passphrase is the same in both Unicode forms', () => {
  const made = createEncryption('procès-verbal'.normalize('NFC')).encryption
  expect(openVaults([made.vault], 'procès-verbal'.normalize('NFD'))?.key).toEqual(made.key)
})

test('a new passphrase replaces the old one, and the recovery code stays', () => {
  const changed = changePassphrase(encryption, 'another long one')
  expect(openVaults([changed.vault], 'another long one')?.key).toEqual(key)
  expect(openVaults([changed.vault], passphrase)).toBeNull()
  expect(openVaults([changed.vault], recoveryCode)?.key).toEqual(key)
})

test('each guess costs at least half a second on a laptop', () => {
  expect(listDerivedSlots(vault).map(({ derivation }) => derivation.cost)).toEqual([2 ** 17, 2 ** 17])
})

test('a short passphrase is refused', () => {
  expect(() => createEncryption('1234567')).toThrow(expect.objectContaining({ code: 'invalid-input' }))
})

test('the vault reveals neither the key nor the secrets', () => {
  const text = JSON.stringify(vault)
  for (const secret of [
    passphrase,
    recoveryCode,
    Buffer.from(key).toString('base64'),
    Buffer.from(key).toString('hex'),
  ])
    expect(text).not.toContain(secret)
})

test('no two vaults share a key, a salt or a nonce', () => {
  const other = createEncryption(passphrase).encryption
  expect(other.key).not.toEqual(key)
  const values = [...listDerivedSlots(vault), ...listDerivedSlots(other.vault)].flatMap(
    ({ nonce, derivation }) => [nonce, derivation.salt],
  )
  expect(new Set(values).size).toBe(values.length)
})

const [slot] = listDerivedSlots(vault)
if (!slot) throw new Error('the vault has no slot')
const withDerivation = (change: object) => ({ ...slot, derivation: { ...slot.derivation, ...change } })

test.each([
  ['a weak cost', withDerivation({ cost: 2 ** 14 })],
  ['a cost that takes all memory', withDerivation({ cost: 2 ** 24 })],
  ['a cost that is no power of two', withDerivation({ cost: 2 ** 17 + 1 })],
  ['another block size', withDerivation({ blockSize: 1 })],
  ['many rounds', withDerivation({ parallelization: 1_000_000 })],
  ['another function', withDerivation({ name: 'md5' })],
  ['a short salt', withDerivation({ salt: 'AAAA' })],
  ['a short nonce', { ...slot, nonce: 'AAAA' }],
  ['a longer key', { ...slot, wrapped: Buffer.alloc(1000).toString('base64') }],
  ['an unknown field', { ...slot, more: true }],
])('a vault with %s is refused before anything is derived', (_name, hostile) => {
  expect(Slot.safeParse(hostile).success).toBe(false)
  const path = join(createTempFolder(), 'vault.json')
  writeFileSync(path, JSON.stringify({ ...vault, slots: [hostile] }))
  expect(readVaults([path])).toEqual([])
})

test('parameters and slots cannot be changed or exchanged', () => {
  const [first, second] = listDerivedSlots(vault)
  if (!first || !second) throw new Error('the vault has two slots')
  const hostile: Vault[] = [
    { ...vault, slots: [{ ...first, derivation: second.derivation }] },
    { ...vault, slots: [{ ...second, kind: 'passphrase' }] },
    { ...vault, slots: [{ ...first, wrapped: second.wrapped }] },
  ]
  for (const one of hostile) expect(openVaults([one], passphrase)).toBeNull()
})

test('a damaged copy is skipped, and equal copies count once', () => {
  const folder = createTempFolder()
  const [one, two, three, four] = ['1', '2', '3', '4'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ]
  writeVault(one, vault)
  writeVault(two, vault)
  writeFileSync(three, JSON.stringify(vault).slice(0, 200))
  writeFileSync(four, Buffer.alloc(1024 * 1024))
  expect(readVaults([join(folder, 'none'), three, four, two, one])).toEqual([vault])
})

test('a recovery code has 160 bits and can be copied by hand', () => {
  const code = makeRecoveryCode()
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(isSameCode(code, code.toLowerCase().replaceAll('-', ' – '))).toBe(true)
  expect(isSameCode(code, makeRecoveryCode())).toBe(false)
  expect(isSameCode(code, '')).toBe(false)
  expect(parseRecoveryCode('O'.repeat(16) + 'il'.repeat(8))).toBe('0'.repeat(16) + '1'.repeat(16))
})

test('after wrong passphrases the next attempt has to wait, longer each time', () => {
  let now = 0
  const { guard } = createAttempts(() => now)
  const fail = () => {
    throw createWrongPassphraseError()
  }
  const getCode = (attempt: () => void) => {
    try {
      guard(attempt)
      return 'done'
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }
  const waits = Array.from({ length: 12 }, () => {
    const before = now
    while (getCode(fail) === 'busy') now += 500
    return now - before
  })
  expect(waits[0]).toBe(0)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.slice(0, 5)).toEqual([0, 0, 0, 1_000, 2_000])
  expect(Math.max(...waits)).toBe(60_000)
  now += 60_000
  expect(getCode(() => {})).toBe('done')
  expect(getCode(fail)).toBe('wrong-passphrase')
  expect(getCode(() => {})).toBe('done')
})
