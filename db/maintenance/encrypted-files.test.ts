/** The files of an encrypted notebook: vaults, backups, logs and damage. No word is readable in them. */
import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { decryptPage } from '../store/page-cipher.ts'
import { locateEncryptedProfile, locateProfile } from '../store/profile.ts'
import {
  encrypt,
  findWords,
  getEncryption,
  getMarkdowns,
  getState,
  grantRead,
  grantWrite,
  passphrase,
  prepareNew,
  reopen,
  unlock,
} from '../testing/encrypted.ts'
import { createPng } from '../testing/pictures.ts'
import {
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

test('if one copy of the vault is damaged, the other opens the notebook, and the damaged one is repaired', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  store.close()
  const { vault, vaultCopy } = locateProfile(store.folder, resources)
  for (const path of [vault, vaultCopy]) {
    writeFileSync(path, '{"format":')
    const again = createTempStore({ folder: store.folder })
    unlock(again)
    again.close()
    expect(readFileSync(vault)).toEqual(readFileSync(vaultCopy))
  }
})

test('a copy of the vault that cannot be repaired does not prevent unlocking', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  store.close()
  const { vaultCopy } = locateProfile(store.folder, resources)
  rmSync(vaultCopy)
  mkdirSync(vaultCopy)
  const again = createTempStore({ folder: store.folder })
  unlock(again)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  expect(getEncryption(again)).toBe('unfinished')
  rmdirSync(vaultCopy)
  const third = reopen(again)
  unlock(third)
  expect(getEncryption(third)).toBe('on')
  expect(existsSync(vaultCopy)).toBe(true)
})

test('if both copies of the vault are damaged or missing, the copy beside a backup opens the notebook', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  store.close()
  const { vault, vaultCopy } = locateProfile(store.folder, resources)
  writeFileSync(vault, 'x')
  writeFileSync(vaultCopy, 'x')
  const damaged = createTempStore({ folder: store.folder })
  unlock(damaged)
  damaged.close()
  rmSync(vault)
  rmSync(vaultCopy)
  const missing = createTempStore({ folder: store.folder })
  expect(getState(missing)).toBe('locked')
  unlock(missing)
  expect(getMarkdowns(missing)).toEqual(['Said in confidence'])
  missing.close()
  rmSync(locateEncryptedProfile(store.folder, resources).backups, { recursive: true })
  rmSync(vault)
  rmSync(vaultCopy)
  const lost = createTempStore({ folder: store.folder })
  const { code, message } = unwrapError(lost.call('encryption.unlock', { secret: passphrase }))
  expect(code).toBe('bad-file')
  expect(message).toContain('vault.json')
  expect(existsSync(locateEncryptedProfile(store.folder, resources).database)).toBe(true)
})

test('a backup opens on another computer with its passphrase, and takes that computer’s encryption', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  const file = join(createTempFolder(), 'moved.db')
  unwrap(store.call('backups.copy', { grant: grantWrite(store, file) }))
  expect(readFileSync(file).includes('confidence')).toBe(false)

  const other = createTempStore()
  expect(unwrapError(other.call('backups.restoreFile', { grant: grantRead(other, file) })).code).toBe(
    'locked',
  )
  const wrong = other.call('backups.restoreFile', { grant: grantRead(other, file), secret: 'another one' })
  expect(unwrapError(wrong).code).toBe('wrong-passphrase')
  unwrap(other.call('backups.restoreFile', { grant: grantRead(other, file), secret: passphrase }))
  expect(getMarkdowns(other)).toEqual(['Said in confidence'])
  expect(getEncryption(other)).toBe('off')

  const third = createTempStore()
  encrypt(third)
  unlock(third)
  unwrap(third.call('backups.restoreFile', { grant: grantRead(third, file), secret: passphrase }))
  const again = reopen(third)
  unlock(again)
  expect(getMarkdowns(again)).toEqual(['Said in confidence'])
  expect(getEncryption(again)).toBe('on')

  rmSync(file.replace('.db', '.vault.json'))
  const { code, message } = unwrapError(
    other.call('backups.restoreFile', { grant: grantRead(other, file), secret: passphrase }),
  )
  expect(code).toBe('bad-file')
  expect(message).toContain('moved.vault.json')
})

test('the notebook in a copy of the whole folder opens with its passphrase', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  const again = reopen(store)
  unlock(again)
  again.close()
  const file = locateEncryptedProfile(again.folder, resources).database
  const other = createTempStore()
  unwrap(other.call('backups.restoreFile', { grant: grantRead(other, file), secret: passphrase }))
  expect(getMarkdowns(other)).toEqual(['Said in confidence'])
})

test('an encrypted notebook is backed up, restored, searched and wiped like any other', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  encrypt(store)
  unlock(store)
  const { name } = unwrap(store.call('backups.create', {}))
  saveNote(store, 'Said afterwards')
  expect(unwrap(store.call('backups.compare', { name })).goes.notes).toBe(1)
  unwrap(store.call('backups.restore', { name }))
  expect(getMarkdowns(store)).toEqual(['Said in confidence'])
  const search = { conference: octopus, text: 'confidence', limit: 5 }
  expect(unwrap(store.call('search.query', search)).map(({ kind }) => kind)).toContain('note')
  store.lifecycle.wipe(octopus, true, prepareNew(store, 'key'))
  expect(getMarkdowns(store)).toEqual([])
  const again = reopen(store)
  unlock(again)
  expect(getMarkdowns(again)).toEqual([])
})

test('after a crash the log of an encrypted notebook is checked and replayed', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  for (let time = 0; time < 20; time += 1) saveNote(store, `Said in confidence ${time}`)
  const crashed = createTempFolder()
  cpSync(store.folder, crashed, { recursive: true })
  const { database } = locateEncryptedProfile(crashed, resources)
  expect(statSync(`${database}-wal`).size).toBeGreaterThan(0)
  const again = createTempStore({ folder: crashed })
  unlock(again)
  expect(getMarkdowns(again)).toHaveLength(20)
})

test('a log of another day of the same encrypted notebook is not mixed in', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  saveNote(store, 'Said on the first day')
  const old = join(createTempFolder(), 'old-wal')
  const { database } = locateEncryptedProfile(store.folder, resources)
  copyFileSync(`${database}-wal`, old)
  store.close()
  const next = createTempStore({ folder: store.folder })
  unlock(next)
  saveNote(next, 'Said on the second day')
  next.close()
  copyFileSync(old, `${database}-wal`)
  const mixed = createTempStore({ folder: store.folder })
  unlock(mixed)
  expect(unwrap(mixed.call('status.get', {})).damage?.finding).toBe('foreign-log')
})

test('damage of an encrypted notebook is found, and what can be read is salvaged', async () => {
  const store = createTempStore()
  for (let time = 0; time < 50; time += 1)
    saveNote(store, `Said in confidence ${time}\n\n${'x'.repeat(3000)}`)
  encrypt(store)
  unlock(store)
  store.close()
  const { database, backups } = locateEncryptedProfile(store.folder, resources)
  rmSync(backups, { recursive: true })
  const bytes = readFileSync(database)
  bytes.fill(0x55, 0, 4096)
  bytes.fill(0x55, 40 * 4096, 41 * 4096)
  writeFileSync(database, bytes)
  const damaged = createTempStore({ folder: store.folder })
  unlock(damaged)
  expect(unwrap(damaged.call('status.get', {}))).toMatchObject({
    state: 'recovery',
    damage: { finding: 'header', backups: [] },
  })
  const target = join(createTempFolder(), 'salvaged.zip')
  const found = unwrap(await damaged.request('recovery.salvage', { grant: grantWrite(damaged, target) }))
  expect(found.notes).toBeGreaterThan(40)
})

test('no word of the delegate is readable in any file, before or after a wipe', async () => {
  const store = createTempStore()
  const words = ['Canarian', 'Vögelchen', 'канарейка']
  const [note, person, tag] = words as [string, string, string]
  const picture = createPng(40, 30)
  unwrap(await store.request('pictures.add', { bytes: picture }))
  const { id } = saveNote(store, `${note} said so. `.repeat(200))
  unwrap(store.call('tags.change', { notes: [id], add: [tag], remove: [] }))
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: octopus,
      fields: { ...someone, name: person },
    }),
  )
  unwrap(
    store.call('templates.save', { id: randomUUID(), name: `${note} template`, markdown: `${note} text` }),
  )
  unwrap(store.call('conferences.rename', { conference: octopus, title: `${note} title` }))
  unwrap(store.call('backups.create', {}))
  expect(findWords(store.folder, words)).not.toEqual([])
  encrypt(store)
  unlock(store)
  saveNote(store, `${note} came back.`)
  unwrap(store.call('notes.remove', { ids: [id] }))
  unwrap(store.call('backups.create', {}))
  unwrap(store.call('search.query', { conference: octopus, text: note, limit: 50 }))
  const middle = Buffer.from(picture).subarray(40, 60).toString('latin1')
  expect(findWords(store.folder, [...words, middle])).toEqual([])
  store.lifecycle.wipe(octopus, true, prepareNew(store, 'key'))
  expect(findWords(store.folder, [...words, middle])).toEqual([])
})

test('a page decrypts with its key and number only', () => {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  const key = store.lifecycle.ready().connection.encryption?.key ?? new Uint8Array(32)
  const copy = Uint8Array.from(key)
  store.close()
  const bytes = readFileSync(locateEncryptedProfile(store.folder, resources).database)
  const pages = bytes.length / 4096
  for (let number = 1; number <= pages; number += 1) {
    const page = bytes.subarray((number - 1) * 4096, number * 4096)
    expect(decryptPage(copy, page, number)).toHaveLength(4096 - 32)
    expect(decryptPage(copy, page, number + 1)).toBeNull()
    expect(decryptPage(new Uint8Array(32), page, number)).toBeNull()
  }
})
