/** A new recovery code or a new key for an encrypted notebook: the new secrets open it, and the earlier ones do not. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isEncryptedWith } from '../store/find-key.ts'
import { locateEncryptedProfile } from '../store/profile.ts'
import {
  encrypt,
  getMarkdowns,
  getState,
  grantRead,
  passphrase,
  prepareNew,
  readAll,
  reopen,
  unlock,
} from '../testing/encrypted.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

/** An unlocked encrypted notebook with a note and a backup. */
function openEncrypted(): { store: TestStore; code: string } {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  const code = encrypt(store)
  unlock(store)
  return { store, code }
}

const changeKey = (store: TestStore) => {
  const recoveryCode = prepareNew(store, 'key')
  unwrap(store.call('encryption.changeKey', { recoveryCode }))
  return recoveryCode
}
const getProfile = ({ folder }: TestStore) => locateEncryptedProfile(folder, resources)
const getKey = (store: TestStore) =>
  Uint8Array.from(store.lifecycle.ready().connection.encryption?.key ?? new Uint8Array())
const tryUnlock = (store: TestStore, secret: string) => store.call('encryption.unlock', { secret })
const getSlots = (vault: string) =>
  (JSON.parse(readFileSync(vault, 'utf8')).slots as { wrapped: string }[]).map(({ wrapped }) => wrapped)

test('a new recovery code opens the notebook and its backups, and the earlier one does not', () => {
  const { store, code } = openEncrypted()
  const key = getKey(store)
  const recoveryCode = prepareNew(store, 'recovery-code')
  unwrap(store.call('encryption.changeRecoveryCode', { recoveryCode }))
  expect(getKey(store)).toEqual(key)
  const [backup] = unwrap(store.call('backups.list', {}))
  const again = reopen(store)
  expect(unwrapError(tryUnlock(again, code)).code).toBe('wrong-passphrase')
  unlock(again, recoveryCode)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  const other = createTempStore()
  const file = join(getProfile(store).backups, backup?.name ?? '')
  const compare = (secret: string) =>
    other.call('backups.compareFile', { grant: grantRead(other, file), secret })
  expect(unwrapError(compare(code)).code).toBe('wrong-passphrase')
  unwrap(compare(recoveryCode))
  unlock(reopen(again))
})

test('a new key encrypts all files again, and no slot of the earlier key is left', () => {
  const { store, code } = openEncrypted()
  unwrap(store.call('backups.create', {}))
  const profile = getProfile(store)
  const [before, slots] = [getKey(store), getSlots(profile.vault)]
  const recoveryCode = changeKey(store)
  expect(getMarkdowns(store)).toEqual(['Said in confidence'])
  const key = getKey(store)
  expect(key).not.toEqual(before)
  const files = readdirSync(profile.backups).filter((name) => name.endsWith('.db'))
  expect(files).toHaveLength(1)
  for (const file of [profile.database, ...files.map((name) => join(profile.backups, name))]) {
    expect(isEncryptedWith(file, before)).toBe(false)
    expect(isEncryptedWith(file, key)).toBe(true)
  }
  const contents = [...readAll(store.folder).values()].map((content) => Buffer.from(content, 'base64'))
  for (const slot of slots) expect(contents.some((content) => content.includes(slot))).toBe(false)
  saveNote(store, 'Said afterwards')

  const again = reopen(store)
  expect(unwrapError(tryUnlock(again, code)).code).toBe('wrong-passphrase')
  unlock(again, recoveryCode)
  expect(getMarkdowns(again)).toHaveLength(2)
  unlock(reopen(again))
})

test('a new key requires the passphrase, and then the new recovery code', () => {
  const { store, code } = openEncrypted()
  const before = getKey(store)
  const prepare = (secret: string) => store.call('encryption.prepareNew', { what: 'key', secret })
  expect(unwrapError(prepare('another one')).code).toBe('wrong-passphrase')
  expect(unwrapError(prepare(code)).message).toContain('not the recovery code')
  prepareNew(store, 'key')
  expect(unwrapError(store.call('encryption.changeKey', { recoveryCode: code })).code).toBe(
    'wrong-passphrase',
  )
  const recoveryCode = prepareNew(store, 'recovery-code')
  expect(unwrapError(store.call('encryption.changeKey', { recoveryCode })).code).toBe('conflict')
  expect(getKey(store)).toEqual(before)
})

test('while another process has the notebook open nothing changes', () => {
  const { store, code } = openEncrypted()
  const other = createTempStore({ folder: store.folder })
  unlock(other)
  const recoveryCode = prepareNew(store, 'key')
  expect(unwrapError(store.call('encryption.changeKey', { recoveryCode })).code).toBe('busy')
  saveNote(store, 'Said meanwhile')
  other.close()
  const again = reopen(store)
  expect(unwrapError(tryUnlock(again, recoveryCode)).code).toBe('wrong-passphrase')
  unlock(again, code)
  expect(getMarkdowns(again)).toHaveLength(2)
})

test('a change of the key that was interrupted is completed by the next unlock', () => {
  const { store, code } = openEncrypted()
  const profile = getProfile(store)
  const earlier = readFileSync(profile.vault)
  const old = createTempFolder()
  cpSync(profile.backups, old, { recursive: true })
  const recoveryCode = changeKey(store)
  store.close()
  // The files are as after a power cut between the renaming of the database and the end of the change.
  writeFileSync(profile.vault, earlier)
  cpSync(old, profile.backups, { recursive: true })

  const interrupted = createTempStore({ folder: store.folder })
  expect(unwrapError(tryUnlock(interrupted, code)).code).toBe('wrong-passphrase')
  expect(getState(interrupted)).toBe('locked')
  unlock(interrupted)
  expect(getMarkdowns(interrupted)).toEqual(['Said in confidence'])
  expect(readFileSync(profile.vault)).toEqual(readFileSync(profile.vaultCopy))
  for (const name of readdirSync(old)) expect(existsSync(join(profile.backups, name)), name).toBe(false)
  unlock(reopen(interrupted), recoveryCode)
})

test('a change of the key that had not reached the database leaves the earlier key', () => {
  const { store, code } = openEncrypted()
  const profile = getProfile(store)
  const before = createTempFolder()
  cpSync(store.folder, before, { recursive: true })
  const recoveryCode = changeKey(store)
  cpSync(profile.vaultCopy, locateEncryptedProfile(before, resources).vaultCopy)
  const interrupted = createTempStore({ folder: before })
  expect(unwrapError(tryUnlock(interrupted, recoveryCode)).code).toBe('wrong-passphrase')
  expect(getState(interrupted)).toBe('locked')
  unlock(interrupted)
  expect(getMarkdowns(interrupted)).toEqual(['Said in confidence'])
  expect(unwrap(interrupted.call('backups.list', {}))).not.toEqual([])
  unlock(reopen(interrupted), code)
})

test('a deletion gives the notebook a new key, and destroys the earlier slots', () => {
  const { store, code } = openEncrypted()
  const profile = getProfile(store)
  const [before, slots] = [getKey(store), getSlots(profile.vault)]
  expect(() => store.lifecycle.wipe(octopus, true)).toThrow(expect.objectContaining({ code: 'conflict' }))
  expect(getMarkdowns(store)).toHaveLength(1)
  const recoveryCode = prepareNew(store, 'key')
  store.lifecycle.wipe(octopus, true, recoveryCode)
  expect(getMarkdowns(store)).toEqual([])
  const contents = [...readAll(store.folder)].map(([path, content]) => ({
    path,
    bytes: Buffer.from(content, 'base64'),
  }))
  for (const { path, bytes } of contents) {
    for (const slot of slots) expect(bytes.includes(slot), path).toBe(false)
    if (path.endsWith('.db')) expect(isEncryptedWith(path, before), path).toBe(false)
  }
  expect(readdirSync(store.folder).filter((name) => /vault/.test(name))).toEqual([
    'vault-copy.json',
    'vault.json',
  ])
  const again = reopen(store)
  expect(unwrapError(tryUnlock(again, code)).code).toBe('wrong-passphrase')
  unlock(again, recoveryCode)
  expect(unwrapError(again.call('encryption.switchOff', { secret: code })).code).toBe('wrong-passphrase')
  unwrap(again.call('encryption.switchOff', { secret: passphrase }))
})

test('the keychain opens the notebook without the passphrase until the key is changed', () => {
  const { store } = openEncrypted()
  const keychain = { secret: 'ab'.repeat(32), sealed: 'c2VhbGVk' }
  store.lifecycle.setKeychain(keychain)
  const again = reopen(store)
  unlock(again, keychain.secret)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  const third = reopen(again)
  unlock(third)
  changeKey(third)
  expect(unwrapError(tryUnlock(reopen(third), keychain.secret)).code).toBe('wrong-passphrase')
})
