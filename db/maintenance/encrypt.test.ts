import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { listMigrations } from '../store/migrate.ts'
import { locateEncryptedProfile, locateProfile } from '../store/profile.ts'
import {
  encrypt,
  findWords,
  getEncryption,
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
import { checkFile } from './health.ts'
import { findKeyAround } from './salvage/find-key-around.ts'
import { salvage } from './salvage/salvage.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

test('an encrypted notebook opens with its passphrase and with its recovery code only', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  const code = encrypt(store)
  expect(getState(store)).toBe('locked')
  expect(unwrapError(store.call('notes.list', { conference: octopus })).code).toBe('locked')
  expect(unwrapError(store.call('encryption.unlock', { secret: 'correct horse batterx' })).code).toBe(
    'wrong-passphrase',
  )
  expect(getState(store)).toBe('locked')
  unlock(store)
  expect(getMarkdowns(store)).toEqual(['Said in confidence'])
  expect(getEncryption(store)).toBe('on')
  const again = reopen(store)
  expect(getState(again)).toBe('locked')
  unlock(again, code.toLowerCase())
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
})

test('nothing changes until the recovery code is typed', () => {
  const store = createTempStore()
  unwrap(store.call('encryption.prepare', { passphrase }))
  const refused = store.call('encryption.switchOn', { recoveryCode: 'AAAA', preferences: '{}' })
  expect(unwrapError(refused).code).toBe('wrong-passphrase')
  expect(getState(store)).toBe('ready')
  expect(getEncryption(store)).toBe('off')
})

test('a wrong passphrase changes no file', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  const locked = reopen(store)
  const before = readAll(store.folder)
  for (let time = 0; time < 3; time += 1)
    unwrapError(locked.call('encryption.unlock', { secret: 'not this one' }))
  expect(unwrapError(locked.call('encryption.unlock', { secret: passphrase })).code).toBe('busy')
  expect(readAll(store.folder)).toEqual(before)
  expect(getState(locked)).toBe('locked')
})

test('the unencrypted files stay until the first unlock, and are then gone', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  unwrap(store.call('backups.create', {}))
  encrypt(store)
  const plain = locateProfile(store.folder, resources)
  expect(readFileSync(plain.database).includes('Said in confidence')).toBe(true)
  expect(readdirSync(plain.backups)).not.toEqual([])
  unlock(store)
  expect(existsSync(plain.backups)).toBe(false)
  expect(unwrap(store.call('backups.list', {}))).toHaveLength(1)
})

test('an older Rapporteur finds a file of a format that it does not know, and changes nothing', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  const { database } = locateProfile(store.folder, resources)
  const before = readFileSync(database)
  expect(() => checkFile(database, listMigrations(resources).length)).toThrow(
    expect.objectContaining({ code: 'newer-version' }),
  )
  expect(readFileSync(database)).toEqual(before)
})

test('switching encryption off requires the passphrase and leaves an ordinary notebook', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  expect(unwrapError(store.call('encryption.switchOff', { secret: 'another one' })).code).toBe(
    'wrong-passphrase',
  )
  unwrap(store.call('encryption.switchOff', { secret: passphrase }))
  expect(getEncryption(store)).toBe('off')
  expect(getMarkdowns(store)).toEqual(['Said in confidence'])
  const again = reopen(store)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  expect(readdirSync(store.folder).filter((name) => /vault|encrypted/.test(name))).toEqual([])
})

test('a new passphrase opens the notebook and its backups, and the old one does not', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  expect(
    unwrapError(
      store.call('encryption.changePassphrase', { secret: 'wrong one', passphrase: 'the next one' }),
    ).code,
  ).toBe('wrong-passphrase')
  unwrap(store.call('encryption.changePassphrase', { secret: passphrase, passphrase: 'the next one' }))
  const [backup] = unwrap(store.call('backups.list', {}))
  const again = reopen(store)
  unwrapError(again.call('encryption.unlock', { secret: passphrase }))
  unlock(again, 'the next one')
  const other = createTempStore()
  const grant = grantRead(
    other,
    join(locateEncryptedProfile(store.folder, resources).backups, backup?.name ?? ''),
  )
  unwrap(other.call('backups.compareFile', { grant, secret: 'the next one' }))
})

const getSetAside = (store: TestStore) => unwrap(store.call('status.get', {})).setAside

/** Closes the notebook and damages its first page. */
function damage(store: TestStore, database: string): void {
  store.close()
  const bytes = readFileSync(database)
  bytes.fill(0xa5, 0, 4096)
  writeFileSync(database, bytes)
}

/** @returns the folder with the damaged files */
function restoreNewest(store: TestStore): string {
  const found = unwrap(store.call('status.get', {})).damage
  unwrap(store.call('recovery.choose', { backup: found?.backups[0]?.name ?? '' }))
  return found?.movedTo ?? ''
}

test('files that were set aside because of damage stay as they are when encryption is switched on', () => {
  const store = createTempStore()
  expect(getSetAside(store)).toEqual([])
  unwrap(store.call('backups.create', {}))
  saveNote(store, 'Typed after the backup')
  damage(store, store.database)
  const recovered = createTempStore({ folder: store.folder })
  const movedTo = restoreNewest(recovered)
  expect(getMarkdowns(recovered)).toEqual([])
  const file = join(movedTo, 'rapporteur.db')
  const before = readFileSync(file)
  encrypt(recovered)
  unlock(recovered)
  expect(readFileSync(file)).toEqual(before)
  expect(getSetAside(recovered)).toEqual([locateProfile(store.folder, resources).damaged])
  recovered.lifecycle.wipe(octopus, true, prepareNew(recovered, 'key'))
  expect(findWords(store.folder, ['Typed after the backup'])).toEqual([])
  expect(getSetAside(recovered)).toEqual([])
})

test('the passphrase still opens files set aside after a new key and after encryption is switched off', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  unwrap(store.call('backups.create', {}))
  saveNote(store, 'Typed after the backup')
  damage(store, locateEncryptedProfile(store.folder, resources).database)
  const recovered = createTempStore({ folder: store.folder })
  unlock(recovered)
  const file = join(restoreNewest(recovered), 'rapporteur-encrypted.db')
  const countSalvaged = () =>
    salvage(file, findKeyAround(file)?.(passphrase) ?? null, join(createTempFolder(), 'salvaged.zip')).notes
  expect(countSalvaged()).toBe(1)
  unwrap(recovered.call('encryption.changeKey', { recoveryCode: prepareNew(recovered, 'key') }))
  expect(countSalvaged()).toBe(1)
  unwrap(recovered.call('encryption.changePassphrase', { secret: passphrase, passphrase: 'the next one' }))
  unwrap(recovered.call('encryption.switchOff', { secret: 'the next one' }))
  expect(countSalvaged()).toBe(1)
  recovered.lifecycle.wipe(octopus, true)
  expect(existsSync(file)).toBe(false)
})

/** Closes another notebook, with a note and a backup, and moves its files into the profile. @returns its files there, by path */
function moveOtherInto(folder: string): Map<string, string> {
  const other = createTempStore()
  saveNote(other, 'Two years of notes')
  other.clock.pass({ hours: 1 })
  unwrap(other.call('backups.create', {}))
  other.close()
  const [from, to] = [other.folder, folder].map((folder) => locateProfile(folder, resources))
  if (!from || !to) throw new Error('Both profiles must have a folder.')
  const dayBefore = new Date(Date.now() - 24 * 60 * 60 * 1000)
  utimesSync(from.database, dayBefore, dayBefore)
  renameSync(from.database, to.database)
  cpSync(from.backups, to.backups, { recursive: true })
  return readAll(from.backups)
}

test('another notebook that was moved into the folder of an encrypted one is kept and named', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  store.close()
  const backups = moveOtherInto(store.folder)
  const again = createTempStore({ folder: store.folder })
  unlock(again)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  const kept = join(store.folder, 'unencrypted')
  expect(getSetAside(again)).toEqual([kept])
  expect([...readAll(join(kept, 'backups')).values()]).toEqual([...backups.values()])
  unlock(reopen(again))
  expect(getMarkdowns(createTempStore({ folder: kept }))).toEqual(['Two years of notes'])

  moveOtherInto(store.folder)
  const third = createTempStore({ folder: store.folder })
  unlock(third)
  expect(getSetAside(third)).toEqual([kept, `${kept}-2`])
  expect(existsSync(locateProfile(store.folder, resources).backups)).toBe(false)
})

test('files that were added before the first unlock are kept, and those of the notebook are overwritten', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  unwrap(store.call('backups.create', {}))
  encrypt(store)
  moveOtherInto(store.folder)
  unlock(store)
  expect(findWords(store.folder, ['Said in confidence'])).toEqual([])
  const kept = join(store.folder, 'unencrypted')
  expect(getSetAside(store)).toEqual([kept])
  const other = createTempStore({ folder: kept })
  expect(getMarkdowns(other)).toEqual(['Two years of notes'])
  expect(unwrap(other.call('backups.list', {}))).toHaveLength(1)
})

test('the first unlock completes an overwriting that was interrupted', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  unwrap(store.call('backups.create', {}))
  encrypt(store)
  const plain = locateProfile(store.folder, resources)
  const [backup = ''] = readdirSync(plain.backups)
  // The files are as after a power cut while the database was overwritten.
  for (const path of [plain.database, join(plain.backups, backup)]) renameSync(path, `${path}.1.part`)
  unlock(store)
  expect(findWords(store.folder, ['Said in confidence'])).toEqual([])
  expect(getSetAside(store)).toEqual([])
  expect(getEncryption(store)).toBe('on')
})

test('a file left by an interrupted change of the encryption does not hide the backups of a damaged notebook', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  unwrap(store.call('backups.create', {}))
  writeFileSync(locateEncryptedProfile(store.folder, resources).database, randomBytes(3 * 4096))
  damage(store, store.database)
  const getStatus = (store: TestStore) => unwrap(store.call('status.get', {}))
  expect(getStatus(createTempStore({ folder: store.folder })).state).toBe('recovery')
  const again = createTempStore({ folder: store.folder })
  expect(getStatus(again)).toMatchObject({ state: 'recovery', damage: { finding: 'header' } })
  unwrap(again.call('recovery.choose', { backup: null }))
  expect(getMarkdowns(again)).toEqual([])
  unwrap(again.call('backups.restore', { name: unwrap(again.call('backups.list', {}))[0]?.name ?? '' }))
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])

  again.close()
  rmSync(store.database)
  expect(getStatus(createTempStore({ folder: store.folder }))).toMatchObject({
    damage: { finding: 'missing' },
  })
})

test('if switching encryption off is interrupted before the vaults are removed, the unencrypted copy is overwritten', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  const { vaultCopy } = locateProfile(store.folder, resources)
  const vault = readFileSync(vaultCopy)
  // The folder keeps the second vault from being removed.
  rmSync(vaultCopy)
  mkdirSync(vaultCopy)
  unwrapError(store.call('encryption.switchOff', { secret: passphrase }))
  expect(findWords(store.folder, ['Said in confidence'])).toEqual([store.database])
  rmdirSync(vaultCopy)
  writeFileSync(vaultCopy, vault)
  const again = reopen(store)
  unlock(again)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  expect(findWords(store.folder, ['Said in confidence'])).toEqual([])
  expect(getSetAside(again)).toEqual([])
})
