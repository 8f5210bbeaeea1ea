/** Each copy of a notebook is a device of its own. No two copies count edits on one clock or sign with the same key. */
import { copyFileSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import { identifyDatabase } from './device.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, getText, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

const getDevice = (store: TestStore) => store.lifecycle.ready().device
const reopen = (store: TestStore) => createTempStore({ folder: store.folder, clock: store.clock })
const getClock = (store: TestStore, id: string) =>
  store.lifecycle
    .ready()
    .connection.db.prepare<[string], { device: string; revision: number }>(
      `SELECT device, revision FROM edit_clock WHERE kind = 'note' AND uuid = ? ORDER BY revision`,
    )
    .all(id)

test('the device stays the same after restarts, after sharing notes and after deleting a conference’s notes', async () => {
  const { id, privateKey } = getDevice(anna)
  saveNote(anna, 'one')
  await shareNotes(anna)
  saveNote(anna, 'on another conference')
  anna.lifecycle
    .ready()
    .connection.db.exec(`UPDATE note SET conference = 'another' WHERE markdown LIKE '%another%'`)
  anna.close()
  const again = reopen(anna)
  expect(getDevice(again)).toMatchObject({ id, privateKey })
  const wiped = {
    conference: octopus,
    confirmation: 'Octopus Conference 2016',
    unverified: true,
    deleteRecords: false,
  }
  unwrap(await again.request('afterEvent.wipe', wiped))
  expect(getDevice(again).id).toBe(id)
  again.close()
  const last = reopen(anna)
  expect(getDevice(last)).toMatchObject({ id, privateKey })
  expect(saveNote(last, 'two').revision).toBe(1)
})

test('the device stays the same if the app is killed while it records that notes are shared', async () => {
  const { id } = getDevice(anna)
  const file = join(anna.folder, 'device.json')
  await shareNotes(anna)
  const before = readFileSync(file)
  await shareNotes(anna)
  anna.close()
  writeFileSync(file, before)
  expect(getDevice(reopen(anna)).id).toBe(id)
})

test('the private key is readable by its owner only, and is in no backup', () => {
  const file = join(anna.folder, 'device.json')
  const key = getDevice(anna).privateKey
  expect(JSON.parse(readFileSync(file, 'utf8')).privateKey).toBe(key)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const copy = join(createTempFolder(), 'copy.db')
  anna.lifecycle.copyTo(copy)
  const secret = key.split('\n')[1] ?? ''
  for (const database of [copy, anna.database]) {
    expect(readFileSync(database).includes(secret)).toBe(false)
  }
})

describe('a notebook becomes a new device, and keeps its notes, after', () => {
  const ways: [string, (store: TestStore) => TestStore][] = [
    [
      'a backup was restored',
      (store) => {
        unwrap(store.call('backups.restore', { name: store.lifecycle.backup('manual').name }))
        return store
      },
    ],
    [
      'the notebook was moved to another computer',
      (store) => {
        const file = join(createTempFolder(), 'moved.db')
        store.lifecycle.copyTo(file)
        const other = createTempStore()
        other.lifecycle.restoreFile(file)
        return other
      },
    ],
    [
      'a backup was copied over the database',
      (store) => {
        const { name } = store.lifecycle.backup('manual')
        store.close()
        copyFileSync(join(store.folder, 'backups', name), store.database)
        return reopen(store)
      },
    ],
    [
      'the whole profile was copied',
      (store) => {
        store.close()
        const folder = join(createTempFolder(), basename(store.folder))
        cpSync(store.folder, folder, { recursive: true, preserveTimestamps: true })
        return createTempStore({ folder, clock: store.clock })
      },
    ],
    [
      'the device file was lost',
      (store) => {
        store.close()
        rmSync(join(store.folder, 'device.json'))
        return reopen(store)
      },
    ],
  ]

  test.each(ways)('%s', (_, way) => {
    const { id } = saveNote(anna, 'one')
    const before = getDevice(anna)
    const after = way(anna)
    expect(getDevice(after).id).not.toBe(before.id)
    expect(getDevice(after).privateKey).not.toBe(before.privateKey)
    saveNote(after, 'one, two', { id, baseRevision: 1 })
    expect(getClock(after, id)).toEqual([
      { device: before.id, revision: 1 },
      { device: getDevice(after).id, revision: 2 },
    ])
  })

  test('an older state of the same file is restored after later edits were shared', async () => {
    const { id } = saveNote(anna, 'one')
    anna.close()
    const older = join(createTempFolder(), 'older.db')
    copyFileSync(anna.database, older)
    const later = reopen(anna)
    saveNote(later, 'shared', { id, baseRevision: 1 })
    await importShared(boris, await shareNotes(later))
    later.close()
    copyFileSync(older, anna.database)
    const after = reopen(anna)
    saveNote(after, 'written anew', { id, baseRevision: 1 })
    const { preview } = await importShared(boris, await shareNotes(after), { theirs: [id], trustKey: true })
    // On one clock, both edits would be revision 2 of one device, and one would be ignored.
    expect(preview?.notes).toMatchObject([{ step: 'both' }])
    expect(getText(boris, id)).toBe('written anew')
  })
})

test.runIf(process.platform === 'linux')(
  'on FAT and exFAT, where inode numbers change with each mount, the creation time reveals a copy',
  () => {
    anna.close()
    const copy = join(createTempFolder(), 'copy.db')
    copyFileSync(anna.database, copy)
    const number = statSync(anna.database, { bigint: true }).ino
    for (const fileSystem of [0x4d44, 0x2011bab0]) {
      const identity = identifyDatabase({ database: anna.database }, fileSystem)
      expect(identity).not.toContain(String(number))
      expect(identity).not.toBe(identifyDatabase({ database: copy }, fileSystem))
    }
    expect(identifyDatabase({ database: anna.database })).toContain(String(number))
  },
)

test('two edited copies of one notebook merge as two devices of one person, after one confirmation', async () => {
  const { id } = saveNote(anna, 'base')
  const file = join(createTempFolder(), 'moved.db')
  anna.lifecycle.copyTo(file)
  const other = createTempStore()
  other.lifecycle.restoreFile(file)
  for (const revision of [1, 2]) saveNote(other, `there ${revision}`, { id, baseRevision: revision })
  saveNote(anna, 'here', { id, baseRevision: 1 })
  // The copy knows the key of its original.
  const first = await importShared(other, await shareNotes(anna))
  expect(first.preview).toMatchObject({ signer: { state: 'mine' }, notes: [{ step: 'both' }] })
  const path = await shareNotes(other)
  const second = await importShared(anna, path, { trustKey: true })
  expect(second.preview).toMatchObject({ isOwn: true, signer: { state: 'other', needsTrust: true } })
  expect(getText(anna, id)).toBe('there 2')
  saveNote(other, 'there 3', { id, baseRevision: unwrap(other.call('notes.get', { id })).revision })
  const third = await importShared(anna, await shareNotes(other))
  expect(third.preview).toMatchObject({ signer: { state: 'mine' }, notes: [{ step: 'updated' }] })
})

test('purging a note does not count as an edit of the colleague’s device', async () => {
  const { id } = saveNote(anna, 'one')
  await importShared(boris, await shareNotes(anna))
  unwrap(boris.call('notes.remove', { ids: [id] }))
  unwrap(boris.call('trash.remove', { notes: [id], contacts: [] }))
  expect(getClock(boris, id)).toEqual([
    { device: getDevice(anna).id, revision: 1 },
    { device: getDevice(boris).id, revision: 3 },
  ])
})
