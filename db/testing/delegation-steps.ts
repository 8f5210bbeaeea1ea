/** What members of a delegation do in tests. */
import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Contact, ContactFields, ContactId, NoteId } from '../model.ts'
import { seal } from '../sharing/age.ts'
import { writeFile } from '../sharing/delegation/folder.ts'
import { writeRecord } from '../sharing/delegation/record.ts'
import { getState } from '../sharing/delegation/state.ts'
import { getDelegation, getFiles, syncNow } from './delegations.ts'
import {
  copyPreparedProfile,
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  someone,
  type TestStore,
  unwrap,
} from './temp-store.ts'

export const getDevice = (store: TestStore): string => store.lifecycle.ready().device.id

export function setLevel(store: TestStore, id: NoteId, confidentiality: Contact['confidentiality']): void {
  store.clock.pass({ minutes: 1 })
  unwrap(store.call('notes.setConfidentiality', { ids: [id], confidentiality }))
}

export const listContacts = (store: TestStore): Contact[] =>
  unwrap(store.call('contacts.list', { conference: octopus }))

export function addContact(store: TestStore, fields: Partial<ContactFields> = {}): ContactId {
  const id = createContactId()
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: { ...someone, ...fields } }))
  return id
}

/** Saves as the contact form does. */
export function changeContact(store: TestStore, id: ContactId, fields: Partial<ContactFields>): void {
  const contact = listContacts(store).find((one) => one.id === id)
  if (!contact) throw new Error('The store has no such contact.')
  const { updatedAt: _, createdBy: __, id: ___, ...base } = contact
  store.clock.pass({ minutes: 1 })
  const fieldsAfter = { ...base, ...fields }
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: fieldsAfter, base, sent: null }))
}

/** Syncs, and confirms the device that then waits. */
export async function confirmDevice(store: TestStore): Promise<void> {
  await syncNow(store)
  const { device = '' } = getDelegation(store).members.find(({ state }) => state === 'waiting') ?? {}
  unwrap(store.call('delegation.trust', { conference: octopus, device }))
}

export function removeDevice(store: TestStore, device: string): void {
  unwrap(store.call('delegation.remove', { conference: octopus, devices: [device] }))
}

/** Makes a backup and restores it, which makes the notebook a new device. */
export function restoreBackup(store: TestStore): void {
  unwrap(store.call('backups.restore', { name: unwrap(store.call('backups.create', {})).name }))
  store.clock.pass({ minutes: 1 })
}

/** A copy of the notebook on another computer. */
export function copyNotebook(store: TestStore): TestStore {
  store.lifecycle.ready().connection.db.pragma('wal_checkpoint(TRUNCATE)')
  const folder = createTempFolder()
  copyPreparedProfile(folder)
  copyFileSync(store.database, join(folder, 'rapporteur.db'))
  return createTempStore({ folder, clock: store.clock })
}

/** Writes a file with these fields into the shared folder, signed by the store's device, as a manipulated program could. */
export async function forgeFile(
  store: TestStore,
  folder: string,
  fields: Partial<Parameters<typeof writeRecord>[0]>,
  bundle: Uint8Array | null = null,
): Promise<void> {
  const state = getState(store.lifecycle.ready().connection.sql, octopus)
  const { id, privateKey } = store.lifecycle.ready().device
  const { id: person, name } = unwrap(store.call('people.me', {}))
  const record = {
    format: 'rapporteur-delegation' as const,
    group: state.group.id,
    device: id,
    person: { id: person, name, delegation: '', updatedAt: store.clock.now() },
    recipient: state.own.recipient,
    createdAt: store.clock.now(),
    ...fields,
  }
  const content = writeRecord(record, bundle, privateKey)
  const sealed = await seal(content, [state.own.recipient, state.keys[0]?.identity ?? ''])
  writeFile(dirname(dirname(getFiles(folder)[0] ?? '')), id, sealed)
}
