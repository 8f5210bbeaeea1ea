/** One sync with the folder of a delegation: reads what is new, replaces the group key if somebody was removed, and writes. */
import { randomUUID } from 'node:crypto'
import type { SyncResult } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import type { ConferenceSlug, Instant } from '../../model.ts'
import { getPerson } from '../../sql/people.ts'
import type { Writer } from '../../store/context.ts'
import type { SignedBundle } from '../bundle.ts'
import { rememberKey } from '../device.ts'
import { getNamedPeople } from '../rows.ts'
import { makeKeysInWorker, openInWorker, pack, sealInWorker, unpack } from '../sharing-worker.ts'
import { getSigner } from '../signer.ts'
import { type FolderFile, listFiles, readComplete, removeOthers, writeFile } from './folder.ts'
import { createNextKey, findRemovedWithKey, type GroupKey, getPresentKey, sortKeys } from './group-keys.ts'
import { getMark, planFile, takeTexts } from './publish.ts'
import { forgetAbsent, receive } from './receive.ts'
import { type DelegationRecord, type OpenedRecord, readRecord, writeRecord } from './record.ts'
import { takeFields } from './shared-fields.ts'
import {
  changeState,
  type DelegationState,
  getReadFiles,
  getState,
  nothingPublished,
  putReadFiles,
} from './state.ts'

/** `transact`: runs the function in an immediate transaction. */
export type Syncing = { context: Writer; slug: ConferenceSlug; transact<T>(work: () => T): T }

/** Names of files that were passed over. `ignored`: from devices that do not belong to the delegation. */
type Unread = Record<'incomplete' | 'unreadable' | 'ignored', Set<string>>

export async function sync(syncing: Syncing): Promise<SyncResult> {
  const { context, slug, transact } = syncing
  const unread: Unread = { incomplete: new Set(), unreadable: new Set(), ignored: new Set() }
  let read = 0
  // A new key or member may open files that were passed over before.
  for (let more = 1; more > 0; read += more) more = await readFiles(syncing, unread)
  const removed = findRemoved(getState(context.sql, slug))
  if (removed.length > 0) await replaceKey(syncing, removed)
  const written = (await writeChanges(syncing)) + (removed.length > 0 ? 1 : 0)
  const counts = { incomplete: unread.incomplete.size, unreadable: unread.unreadable.size }
  transact(() =>
    changeState(context.sql, slug, (state) => {
      forgetAbsent(context, slug, state)
      state.last = { at: context.now(), ...counts }
      state.passedOver = counts.incomplete + counts.unreadable + unread.ignored.size
    }),
  )
  return { read, written, ...counts }
}

/** @returns whether a sync would read or write anything */
export function findNews({ context, slug }: Omit<Syncing, 'transact'>): {
  incoming: boolean
  outgoing: boolean
} {
  const { sql } = context
  const state = getState(sql, slug)
  if (state.isPaused) return { incoming: false, outgoing: false }
  const read = getReadFiles(sql, slug)
  const unread = listFiles(state.folder).filter(({ name }) => !read.has(name))
  return { incoming: unread.length !== state.passedOver, outgoing: getMark(sql, slug) !== state.mark }
}

async function readFiles(syncing: Syncing, unread: Unread): Promise<number> {
  const { context, slug } = syncing
  const { sql } = context
  const files = listFiles(getState(sql, slug).folder)
  const read = getReadFiles(sql, slug)
  let count = 0
  for (const file of files) {
    if (read.has(file.name)) continue
    if (await readFile(syncing, file, unread)) count += 1
  }
  return count
}

/** @returns whether the file was read */
async function readFile(
  { context, slug, transact }: Syncing,
  file: FolderFile,
  unread: Unread,
): Promise<boolean> {
  const state = getState(context.sql, slug)
  const bytes = readComplete(state.folder, file)
  if (!bytes) {
    unread.incomplete.add(file.name)
    return false
  }
  for (const names of Object.values(unread)) names.delete(file.name)
  const keys = sortKeys(state.keys)
  const unsealed = await openInWorker(bytes, [...keys.map(({ identity }) => identity), state.own.identity])
  const opened = unsealed && readRecord(unsealed.content, file.device)
  if (!unsealed || opened?.record.group !== state.group.id) {
    unread.unreadable.add(file.name)
    return false
  }
  const key = keys.find(({ identity }) => identity === unsealed.identity) ?? null
  const signed = opened.bundle && (await unpackOwn(opened.bundle, opened.publicKey))
  if (signed === 'unreadable') {
    unread.unreadable.add(file.name)
    return false
  }
  const isRead = transact(() => apply(context, slug, file, { ...opened, key, signed }))
  if (!isRead) unread.ignored.add(file.name)
  return isRead
}

/** A file of a newer or faulty Rapporteur must not keep others from being read. */
async function unpackOwn(bundle: Uint8Array, publicKey: string): Promise<SignedBundle | 'unreadable'> {
  try {
    const signed = await unpack(bundle, null)
    return signed.publicKey === publicKey ? signed : 'unreadable'
  } catch (error) {
    if (error instanceof StoreError && error.code === 'bad-file') return 'unreadable'
    throw error
  }
}

/** `key`: the group key that opened the file; null for a file to this device alone. */
type Opened = Omit<OpenedRecord, 'bundle'> & { key: GroupKey | null; signed: SignedBundle | null }

/** @returns false if the sender does not belong to the delegation, as far as is known */
function apply(
  context: Writer,
  slug: ConferenceSlug,
  { name, device }: FolderFile,
  { record, publicKey, key, signed }: Opened,
): boolean {
  const { sql } = context
  let isAccepted = false
  changeState(sql, slug, (state) => {
    isAccepted = device === context.device().id || accept(context, state, record, publicKey, key)
    if (!isAccepted) return
    if (record.key) addKey(state, record.key, device === context.device().id ? name : null)
    else if (device !== context.device().id) receive(context, slug, state, record, signed?.bundle ?? null)
  })
  if (isAccepted) putReadFiles(sql, slug, getReadFiles(sql, slug).add(name))
  return isAccepted
}

/**
 * A device is a member if the present group key was given to it, or if it wrote with that key. The first device of a person is accepted,
 * because a member invited the person. A second device waits until the delegate confirms it.
 */
function accept(
  { sql, author, now }: Writer,
  state: DelegationState,
  record: DelegationRecord,
  publicKey: string,
  key: GroupKey | null,
): boolean {
  const { device, person, recipient, createdAt, hasLeft } = record
  const present = getPresentKey(state.keys)
  const known = state.members.find((member) => member.device === device)
  const isMember = known !== undefined || present.members.includes(device) || key?.id === present.id
  if (!isMember || (known && known.person !== person.id)) return false
  if (!known) {
    const signer = getSigner(sql, author(), { bundle: { from: person.id }, publicKey })
    state.waiting = state.waiting.filter((one) => one.device !== device)
    if (signer.needsTrust || (person.id === author() && signer.state !== 'mine')) {
      state.waiting.push({ device, publicKey, person: person.id, name: person.name })
      return false
    }
    rememberKey(sql, { publicKey, person: person.id, now: now() })
    state.members.push({ device, publicKey, person: person.id, recipient, lastAt: createdAt, hasLeft })
    if (hasLeft) state.excluded.push(device)
    return true
  }
  if (createdAt <= known.lastAt) return true
  Object.assign(known, { lastAt: createdAt, hasLeft })
  if (hasLeft) state.excluded.push(device)
  return true
}

/** The delegate confirms a device that waits. */
export function trustDevice({ sql, now }: Writer, slug: ConferenceSlug, device: string): void {
  changeState(sql, slug, (state) => {
    const waiting = state.waiting.find((one) => one.device === device)
    if (!waiting) return
    rememberKey(sql, { publicKey: waiting.publicKey, person: waiting.person, now: now() })
    state.waiting = state.waiting.filter((one) => one.device !== device)
    // The next look at the folder finds the device's files as new.
    state.passedOver = 0
  })
}

/** `file`: where this device wrote the key. */
function addKey(state: DelegationState, key: GroupKey, file: string | null): void {
  if (state.keys.some(({ id }) => id === key.id)) return
  state.keys.push(key)
  if (file !== null) state.published.keyFiles.push(file)
  const present = getPresentKey(state.keys)
  if (present.id !== key.id) return
  state.members = state.members.filter(({ device }) => key.members.includes(device))
  state.excluded = state.excluded.filter((device) => key.members.includes(device))
}

function findRemoved(state: DelegationState): string[] {
  const { keys, members, excluded } = state
  const removed = findRemovedWithKey(keys, excluded)
  // Members who joined after the present key was made have it too.
  const joined = members.flatMap(({ device }) => (excluded.includes(device) ? device : []))
  return [...new Set([...removed, ...joined])]
}

/** Makes a key that all members get, except the removed ones. */
async function replaceKey({ context, slug, transact }: Syncing, removed: readonly string[]): Promise<void> {
  const state = getState(context.sql, slug)
  const { id: device, privateKey, noteShared } = context.device()
  const others = state.members.filter((member) => !removed.includes(member.device))
  const { identity } = await makeKeysInWorker()
  const key = createNextKey(state.keys, {
    id: randomUUID(),
    identity,
    members: [device, ...others.map((member) => member.device)],
    removed: [...removed],
  })
  const record = transact(() => startRecord(context, slug))
  noteShared()
  const content = writeRecord({ ...record, key }, null, privateKey)
  const sealed = await sealInWorker(content, [
    state.own.recipient,
    ...others.map(({ recipient }) => recipient),
  ])
  const name = writeFile(state.folder, device, sealed)
  transact(() => {
    changeState(context.sql, slug, (changed) => {
      addKey(changed, key, name)
    })
    putReadFiles(context.sql, slug, getReadFiles(context.sql, slug).add(name))
  })
}

/** Takes the time of the next record. Must run in a transaction. */
function startRecord(
  { sql, author, device, now }: Writer,
  slug: ConferenceSlug,
): Omit<DelegationRecord, 'visibility' | 'stars' | 'hasLeft' | 'bundle' | 'writable' | 'changes' | 'texts'> {
  const me = author()
  const [person = { ...getPerson(sql, me), updatedAt: now() }] = getNamedPeople(sql, [me])
  const state = getState(sql, slug)
  const createdAt = getNextTime(state.lastAt, now())
  changeState(sql, slug, (changed) => {
    changed.lastAt = createdAt
  })
  const { group, own } = state
  return {
    format: 'rapporteur-delegation',
    group: group.id,
    device: device().id,
    person,
    recipient: own.recipient,
    createdAt,
  }
}

/** The clock's time, or a millisecond after the last time if the clock went back. */
function getNextTime(last: Instant, now: Instant): Instant {
  return now > last ? now : new Date(Date.parse(last) + 1).toISOString()
}

/** @returns the number of files written */
async function writeChanges({ context, slug, transact }: Syncing): Promise<number> {
  const { id: device, privateKey, noteShared } = context.device()
  const planned = transact(() => {
    const record = startRecord(context, slug)
    changeState(context.sql, slug, (changed) => {
      changed.mark = getMark(context.sql, slug)
      takeTexts(context, slug, changed)
      takeFields(context, slug, changed)
    })
    const state = getState(context.sql, slug)
    const outgoing = planFile(context, slug, state, record.createdAt)
    return outgoing && { ...outgoing, state, record }
  })
  if (!planned) return 0
  const { bundle, isSnapshot, published, state, record, ...content } = planned
  noteShared()
  const packed = bundle && (await pack(bundle, privateKey, null))
  const bytes = writeRecord({ ...record, ...content }, packed, privateKey)
  const sealed = await sealInWorker(bytes, [getPresentKey(state.keys).identity])
  const name = writeFile(state.folder, device, sealed)
  const size = sealed.length
  transact(() => {
    changeState(context.sql, slug, (changed) => {
      const { keyFiles } = changed.published
      const sizes = isSnapshot
        ? { snapshotBytes: size, laterBytes: 0 }
        : { laterBytes: published.laterBytes + size }
      changed.published = { ...published, ...sizes, keyFiles }
      changed.pendingTexts = changed.pendingTexts.filter((id) => content.texts[id] === undefined)
    })
    putReadFiles(context.sql, slug, getReadFiles(context.sql, slug).add(name))
  })
  if (isSnapshot) compact({ context, slug, transact }, name)
  return 1
}

/** Removes the files that the snapshot replaces, and forgets files that are gone from the folder. */
function compact({ context, slug, transact }: Syncing, snapshot: string): void {
  const { folder, published } = getState(context.sql, slug)
  removeOthers(folder, context.device().id, new Set([snapshot, ...published.keyFiles]))
  const present = new Set(listFiles(folder).map(({ name }) => name))
  transact(() => {
    const read = [...getReadFiles(context.sql, slug)].filter((name) => present.has(name))
    putReadFiles(context.sql, slug, read)
  })
}

/** Tells the others, and removes this device's notes from the folder. */
export async function leave({ context, slug, transact }: Syncing): Promise<void> {
  const { id: device, privateKey, noteShared } = context.device()
  const record = transact(() => startRecord(context, slug))
  const state = getState(context.sql, slug)
  noteShared()
  const content = writeRecord({ ...record, hasLeft: true }, null, privateKey)
  const sealed = await sealInWorker(content, [getPresentKey(state.keys).identity])
  const name = writeFile(state.folder, device, sealed)
  removeOthers(state.folder, device, new Set([name, ...state.published.keyFiles]))
}

/** The state of a device that begins to share. */
export function startState(
  start: Pick<DelegationState, 'group' | 'folder' | 'own' | 'keys'>,
): DelegationState {
  return {
    ...start,
    members: [],
    waiting: [],
    excluded: [],
    choice: { notes: true, internal: false, contacts: false, stars: true },
    isPaused: false,
    published: nothingPublished,
    visibility: {},
    starsAt: {},
    pendingTexts: [],
    writable: {},
    lastAt: '',
    last: null,
    passedOver: 0,
    mark: '',
  }
}
