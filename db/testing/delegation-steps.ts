/** What members of a delegation do in tests. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDelegation, syncNow } from './delegations.ts'
import { copyStarted, octopus, type TestStore, tempFolder, tempStore, unwrap } from './temp-store.ts'

export const getDevice = (store: TestStore): string => store.lifecycle.ready().device.id

/** Syncs, and confirms the device that then waits. */
export async function confirmDevice(store: TestStore): Promise<void> {
  await syncNow(store)
  const { device = '' } = getDelegation(store).members.find(({ state }) => state === 'waiting') ?? {}
  unwrap(store.call('delegation.trust', { conference: octopus, device }))
}

export function removeDevice(store: TestStore, device: string): void {
  unwrap(store.call('delegation.remove', { conference: octopus, devices: [device] }))
}

/** A copy of the notebook on another computer. */
export function copyNotebook(store: TestStore): TestStore {
  store.lifecycle.ready().connection.db.pragma('wal_checkpoint(TRUNCATE)')
  const folder = tempFolder()
  copyStarted(folder)
  copyFileSync(store.database, join(folder, 'rapporteur.db'))
  return tempStore({ folder, clock: store.clock })
}
