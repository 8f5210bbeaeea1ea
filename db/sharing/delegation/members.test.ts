/** Membership of a delegation: removal, leaving, new devices, forgery. */
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join as joinPath } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import { forgeFile } from '../../testing/delegation-steps.ts'
import {
  createDelegate,
  createDelegation,
  createDelegationOfTwo,
  createInvitation,
  getDelegation,
  getFiles,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import {
  copyPreparedProfile,
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'

import { createText, getTextState, writeText } from './shared-text/shared-text.ts'

vi.setConfig({ testTimeout: 180_000 })

test('a member who left or was removed attends no session any more', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  for (const store of [boris, clara]) {
    unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-8'), starred: true }))
  }
  await settle(anna, boris, clara)
  const names = () => unwrap(anna.call('stars.ofColleagues', { conference: octopus })).map(({ name }) => name)
  expect(names().sort()).toEqual(['Boris', 'Clara'])
  unwrap(await clara.request('delegation.leave', { conference: octopus }))
  await settle(anna, boris)
  expect(names()).toEqual(['Boris'])
  const devices = getDelegation(anna).members.flatMap(({ name, device }) => (name === 'Boris' ? device : []))
  unwrap(anna.call('delegation.remove', { conference: octopus, devices }))
  await syncNow(anna)
  expect(names()).toEqual([])
})

test('a removed member reads nothing new, and its old invitation opens nothing', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  const invitation = createInvitation(anna)
  await joinDelegation(clara, invitation, folder)
  await settle(anna, boris, clara)
  saveNote(anna, 'for all three')
  await settle(anna, boris, clara)
  const [device = ''] = getDelegation(anna).members.flatMap((one) => (one.name === 'Clara' ? one.device : []))
  unwrap(anna.call('delegation.remove', { conference: octopus, devices: [device] }))
  await settle(anna, boris)
  saveNote(anna, 'for two')
  saveNote(boris, 'by Boris for two')
  await settle(anna, boris)
  expect((await syncNow(clara)).unreadable).toBeGreaterThan(0)
  expect(getTexts(clara)).toEqual(['for all three'])
  saveNote(clara, 'from outside')
  await syncNow(clara)
  const again = createDelegate('Clara again')
  await joinDelegation(again, invitation, folder)
  saveNote(again, 'from outside too')
  await syncNow(again)
  await settle(anna, boris)
  // The two removed members share the old key. Nothing else in the folder is encrypted with it.
  expect(getTexts(again)).toEqual(['from outside', 'from outside too'])
  expect(getTexts(boris)).toEqual(['by Boris for two', 'for all three', 'for two'])
  expect(getDelegation(boris).members.map(({ name }) => name)).toEqual(['Boris', 'Anna'])
  // With a new invitation she is a member again, and gets everything that was written in the meantime.
  unwrap(await clara.request('delegation.leave', { conference: octopus }))
  await joinDelegation(clara, createInvitation(boris), folder)
  await settle(anna, boris, clara)
  await settle(anna, boris, clara)
  expect(getTexts(clara)).toEqual(['by Boris for two', 'for all three', 'for two', 'from outside'])
  expect(getTexts(anna)).toEqual(['by Boris for two', 'for all three', 'for two', 'from outside'])
})

test('two members who remove somebody at the same time agree on a key that neither removed member has', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const [clara, dmitri, carried] = [createDelegate('Clara'), createDelegate('Dmitri'), createTempFolder()]
  await joinDelegation(clara, createInvitation(anna), folder)
  await joinDelegation(dmitri, createInvitation(anna), folder)
  await settle(anna, boris, clara, dmitri)
  const remove = (store: TestStore, name: string) =>
    unwrap(
      store.call('delegation.remove', {
        conference: octopus,
        devices: getDelegation(store).members.flatMap((one) => (one.name === name ? one.device : [])),
      }),
    )
  remove(anna, 'Clara')
  remove(boris, 'Dmitri')
  // Boris writes while Anna's file is on its way.
  await syncNow(anna)
  const hers = joinPath(getFiles(folder)[0] ?? '', '..', '..')
  const device = getDelegation(anna).members[0]?.device ?? ''
  renameSync(joinPath(hers, device), joinPath(carried, device))
  await syncNow(boris)
  renameSync(joinPath(carried, device), joinPath(hers, device))
  await settle(anna, boris)
  saveNote(anna, 'for two')
  await settle(anna, boris)
  for (const outside of [clara, dmitri]) {
    await syncNow(outside)
    expect(getTexts(outside)).toEqual([])
  }
  expect(getTexts(boris)).toEqual(['for two'])
})

test('a member who leaves removes their files from the folder and gets nothing new', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  saveNote(boris, 'by Boris')
  await settle(anna, boris)
  const device = getDelegation(boris).members[0]?.device ?? ''
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  expect(unwrap(boris.call('delegation.get', { conference: octopus }))).toBeNull()
  expect(getFiles(folder).filter((path) => path.includes(device))).toHaveLength(1)
  await settle(anna)
  saveNote(anna, 'without Boris')
  await settle(anna)
  expect(getTexts(anna)).toEqual(['by Boris', 'without Boris'])
  expect(getDelegation(anna).members.map(({ name }) => name)).toEqual(['Anna'])
})

test('a member can leave after a sync failed and the folder is back', async () => {
  const { folder, boris } = await createDelegationOfTwo()
  renameSync(folder, `${folder}-away`)
  expect(unwrapError(await boris.request('delegation.sync', { conference: octopus })).code).toBe(
    'file-access',
  )
  renameSync(`${folder}-away`, folder)
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  expect(unwrap(boris.call('delegation.get', { conference: octopus }))).toBeNull()
})

test('a member can leave a delegation whose folder is gone', async () => {
  const { folder, boris } = await createDelegationOfTwo()
  rmSync(folder, { recursive: true })
  const leave = (isFolderGone: boolean) =>
    boris.request('delegation.leave', { conference: octopus, isFolderGone })
  expect(unwrapError(await leave(false)).code).toBe('file-access')
  unwrap(await leave(true))
  expect(unwrap(boris.call('delegation.get', { conference: octopus }))).toBeNull()
  await createDelegation(boris, createTempFolder())
})

test('a sync that is requested while a member leaves writes nothing', async () => {
  const { folder, boris } = await createDelegationOfTwo()
  const device = getDelegation(boris).members[0]?.device ?? ''
  saveNote(boris, 'not sent yet')
  const left = boris.request('delegation.leave', { conference: octopus })
  const synced = boris.request('delegation.sync', { conference: octopus })
  unwrap(await left)
  expect(unwrapError(await synced).code).toBe('not-found')
  expect(getFiles(folder).filter((path) => path.includes(device))).toHaveLength(1)
})

test('a colleague’s new device waits until it is confirmed', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  boris.lifecycle.ready().connection.db.pragma('wal_checkpoint(TRUNCATE)')
  const copy = createTempFolder()
  copyPreparedProfile(copy)
  copyFileSync(boris.database, joinPath(copy, 'rapporteur.db'))
  const second = createTempStore({ folder: copy, clock: boris.clock })
  saveNote(second, 'from the new laptop')
  await syncNow(second)
  await settle(anna)
  expect(getTexts(anna)).toEqual([])
  const waiting = getDelegation(anna).members.find(({ state }) => state === 'waiting')
  expect(waiting).toMatchObject({ name: 'Boris', fingerprint: expect.any(String) })
  unwrap(anna.call('delegation.trust', { conference: octopus, device: waiting?.device ?? '' }))
  await settle(anna)
  expect(getTexts(anna)).toEqual(['from the new laptop'])
  expect(getFiles(folder)).not.toEqual([])
})

test('an incomplete file beside a waiting device is no news after a sync', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  boris.lifecycle.ready().connection.db.pragma('wal_checkpoint(TRUNCATE)')
  const copy = createTempFolder()
  copyPreparedProfile(copy)
  copyFileSync(boris.database, joinPath(copy, 'rapporteur.db'))
  const second = createTempStore({ folder: copy, clock: boris.clock })
  await syncNow(second)
  await settle(anna)
  const waiting = getDelegation(anna).members.find(({ state }) => state === 'waiting')?.device ?? ''
  const path = getFiles(folder).find((one) => one.includes(waiting)) ?? ''
  writeFileSync(joinPath(dirname(path), `00000099-${'0'.repeat(64)}.age`), 'half')
  expect((await syncNow(anna)).incomplete).toBe(1)
  expect(unwrap(anna.call('delegation.hasNews', { conference: octopus })).incoming).toBe(false)
})

test('a member cannot write in the name of another, nor another device in its folder', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  saveNote(anna, 'by Anna')
  await settle(anna, boris)
  const [annas = '', boriss = ''] = [anna, boris].map(
    (store) => getDelegation(store).members[0]?.device ?? '',
  )
  const path = getFiles(folder).find((one) => one.includes(annas)) ?? ''
  const to = path.replace(annas, boriss)
  copyFileSync(path, to)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(boris), folder)
  const { unreadable } = await syncNow(clara)
  expect(unreadable).toBe(1)
  expect(getTexts(clara)).toEqual(['by Anna'])
})

test('after a restored backup, the new device shares everything again', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  saveNote(anna, 'one')
  await settle(anna, boris)
  const { name } = unwrap(anna.call('backups.create', {}))
  saveNote(anna, 'two')
  await settle(anna, boris)
  unwrap(anna.call('backups.restore', { name }))
  saveNote(anna, 'three')
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(boris), folder)
  await syncNow(anna)
  const waiting = getDelegation(boris).members.length
  await syncNow(boris)
  const device = getDelegation(boris).members.find(({ state }) => state === 'waiting')?.device ?? ''
  unwrap(boris.call('delegation.trust', { conference: octopus, device }))
  expect(unwrap(boris.call('delegation.hasNews', { conference: octopus })).incoming).toBe(true)
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['one', 'three', 'two'])
  expect(getTexts(anna)).toEqual(['one', 'three', 'two'])
  expect(waiting).toBe(2)
})

test('a file that only a newer Rapporteur can read blocks no other file', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  saveNote(anna, 'of today')
  await syncNow(anna)
  await forgeFile(anna, folder, {}, Buffer.from('rapporteur-bundle/9 sha256=0\n'))
  expect(await syncNow(boris)).toMatchObject({ read: 1, unreadable: 1 })
  expect(getTexts(boris)).toEqual(['of today'])
})

test('a file that cannot be stored blocks no other file', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const tag = (store: TestStore, { id }: { id: NoteId }) =>
    unwrap(store.call('tags.change', { notes: [id], add: ['urgent'], remove: [] }))
  tag(anna, saveNote(anna, 'by Anna'))
  await settle(anna, boris)
  // A changed program could give the tag of another note the same id.
  const { sql } = boris.lifecycle.ready().connection
  const { uuid } = sql<{ uuid: string }>('DELETE FROM note_tag RETURNING uuid').get() ?? {}
  tag(boris, saveNote(boris, 'cannot be stored'))
  sql('UPDATE note_tag SET uuid = @uuid').run({ uuid })
  await syncNow(boris)
  saveNote(boris, 'can be stored')
  await syncNow(boris)
  expect(await syncNow(anna)).toMatchObject({ read: 1, unreadable: 1 })
  expect(getTexts(anna)).toEqual(['by Anna', 'can be stored'])
})

test('a member cannot let anybody write in a note of somebody else, nor begin its text', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  const { id } = saveNote(anna, 'I agree to 10 %.')
  await settle(anna, boris, clara)
  const text = createText()
  writeText(text, 'I agree to 90 %.', { device: getDelegation(boris).members[0]?.device ?? '', client: 7 })
  boris.clock.pass({ minutes: 1 })
  await forgeFile(boris, folder, { writable: [id], texts: { [id]: getTextState(text) } })
  await settle(anna, clara)
  for (const store of [anna, clara]) {
    expect(getTexts(store)).toEqual(['I agree to 10 %.'])
    expect(getDelegation(store).writable).toEqual([])
  }
  setWritable(anna, id)
  await settle(anna, clara)
  for (const store of [anna, clara]) expect(getTexts(store)).toEqual(['I agree to 10 %.'])
})

test('a member cannot replace or delete a note of somebody else', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  const { id } = saveNote(anna, 'I agree to 10 %.')
  await settle(anna, boris, clara)
  // A changed program could store Boris as the author.
  boris.lifecycle.ready().connection.sql('UPDATE note_handling SET created_by = NULL').run()
  saveNote(boris, 'I agree to 90 %.', { id, baseRevision: 1 })
  await settle(boris, anna, clara)
  for (const store of [anna, clara]) expect(getTexts(store)).toEqual(['I agree to 10 %.'])
  unwrap(boris.call('notes.remove', { ids: [id] }))
  await settle(boris, anna, clara)
  for (const store of [anna, clara]) expect(getTexts(store)).toEqual(['I agree to 10 %.'])
})
