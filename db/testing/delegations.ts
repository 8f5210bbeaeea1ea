/** Delegations for tests: colleagues with a store each, and one shared folder. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import type { NoteId } from '../model.ts'
import {
  copyPreparedProfile,
  createClock,
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from './temp-store.ts'

export function getFolderGrant(store: TestStore, folder: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path: folder, mode: 'read' })
  return grant
}

export async function createDelegation(
  store: TestStore,
  folder: string,
  allowsInternal = false,
): Promise<void> {
  const grant = getFolderGrant(store, folder)
  unwrap(
    await store.request('delegation.create', {
      conference: octopus,
      name: 'Bureau',
      allowsInternal,
      grant,
    }),
  )
}

export const createInvitation = (store: TestStore) =>
  unwrap(store.call('delegation.invite', { conference: octopus })).invitation

export async function joinDelegation(store: TestStore, invitation: string, folder: string): Promise<void> {
  unwrap(await store.request('delegation.join', { invitation, grant: getFolderGrant(store, folder) }))
}

export const syncNow = async (store: TestStore) =>
  unwrap(await store.request('delegation.sync', { conference: octopus }))

export function getDelegation(store: TestStore) {
  const delegation = unwrap(store.call('delegation.get', { conference: octopus }))
  if (!delegation) throw new Error('the store has no delegation')
  return delegation
}

/** Syncs each store until nobody has anything new. */
export async function settle(...stores: TestStore[]): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    let moved = 0
    for (const store of stores) {
      const { read, written } = await syncNow(store)
      moved += read + written
    }
    if (moved === 0) return
  }
  throw new Error('the syncs never end')
}

/** A colleague of the bureau with a new store. */
export function createDelegate(name: string): TestStore {
  const store = createTempStore()
  unwrap(store.call('people.saveMe', { name, delegation: 'Bureau' }))
  return store
}

/** A delegation that Anna created and Boris joined. */
export async function createDelegationOfTwo({
  allowsInternal = false,
} = {}): Promise<{ folder: string; anna: TestStore; boris: TestStore }> {
  const folder = createTempFolder()
  const [anna, boris] = [createDelegate('Anna'), createDelegate('Boris')]
  await createDelegation(anna, folder, allowsInternal)
  await joinDelegation(boris, createInvitation(anna), folder)
  await settle(anna, boris)
  return { folder, anna, boris }
}

/** Anna's second computer, whose clock is a day slow. Anna and Boris have confirmed it. */
export async function addComputer(anna: TestStore, boris: TestStore): Promise<TestStore> {
  anna.lifecycle.ready().connection.db.pragma('wal_checkpoint(TRUNCATE)')
  const copy = createTempFolder()
  copyPreparedProfile(copy)
  copyFileSync(anna.database, join(copy, 'rapporteur.db'))
  const clock = createClock(new Date(Date.parse(anna.clock.now()) - 86_400_000).toISOString())
  const second = createTempStore({ folder: copy, clock })
  await syncNow(second)
  for (const store of [anna, boris]) {
    await syncNow(store)
    const { device = '' } = getDelegation(store).members.find(({ state }) => state === 'waiting') ?? {}
    unwrap(store.call('delegation.trust', { conference: octopus, device }))
  }
  await settle(anna, boris, second)
  return second
}

export const getNote = (store: TestStore, id: NoteId) => unwrap(store.call('notes.get', { id }))

/** Saves the changed text of a note a minute later. */
export function editNote(store: TestStore, id: NoteId, change: (text: string) => string) {
  const { markdown, revision, session, keyMessage } = getNote(store, id)
  store.clock.pass({ minutes: 1 })
  return saveNote(store, change(markdown), { id, session, keyMessage, baseRevision: revision })
}

/** Lets all members edit the note, or only its author. */
export const setWritable = (store: TestStore, note: NoteId, isWritable = true) =>
  unwrap(store.call('delegation.setWritable', { conference: octopus, note, isWritable }))

/** Changes what the store shares with the delegation. */
export function changeChoice(store: TestStore, change: object): void {
  const { choice, isPaused } = getDelegation(store)
  unwrap(
    store.call('delegation.saveSettings', {
      conference: octopus,
      choice: { ...choice, ...change },
      isPaused,
    }),
  )
}

export const getTexts = (store: TestStore) =>
  unwrap(store.call('notes.list', { conference: octopus }))
    .map(({ id }) => unwrap(store.call('notes.get', { id })).markdown)
    .sort()
export const getFiles = (folder: string) =>
  globSync('**/*.age', { cwd: folder })
    .sort()
    .map((name) => join(folder, name))
