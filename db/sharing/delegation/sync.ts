/** One sync with the folder of a delegation: reads new files, replaces the group key if somebody was removed, and writes changes. */
import { randomUUID } from 'node:crypto'
import type { SyncResult } from '../../contract/index.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import { getPerson } from '../../sql/people.ts'
import type { Writer } from '../../store/context.ts'
import { getNamedPeople } from '../rows.ts'
import { makeKeysInWorker, pack, sealInWorker } from '../sharing-worker.ts'
import { describeFile, listFiles, removeOtherFiles, writeFile } from './folder.ts'
import { createNextKey, findRemovedWithKey, getCurrentKey } from './group-keys.ts'
import { hash } from './hash.ts'
import { joinTexts } from './join-texts.ts'
import { listRemaining, renewOwnKeys } from './own-keys.ts'
import { getShareableHash, planFile } from './publish.ts'
import { addKey, listUnread, readFiles, type Syncing, type Unread } from './read-files.ts'
import { removeStarsOfFormerMembers } from './receive.ts'
import { type DelegationRecord, writeRecord } from './record.ts'
import { recordFieldEdits } from './shared-fields.ts'
import { getStoredText } from './shared-text/shared-text.ts'
import {
  changeState,
  type DelegationState,
  getNextTime,
  getReadFiles,
  getState,
  nothingPublished,
  putReadFiles,
} from './state.ts'

export async function sync(syncing: Syncing): Promise<SyncResult> {
  const { context, slug, transact } = syncing
  const { sql } = context
  let unread: Unread
  let read = 0
  let newlyRead: number
  // With a new key or a new member, files that were skipped before may become readable.
  do {
    unread = new Map()
    newlyRead = await readFiles(syncing, unread)
    read += newlyRead
  } while (newlyRead > 0)
  await renewOwnKeys(syncing)
  const removed = findRemoved(getState(sql, slug))
  if (removed.length > 0) await replaceKey(syncing, removed)
  const written = (await writeChanges(syncing)) + (removed.length > 0 ? 1 : 0)
  compact(syncing)
  const reasons = [...unread.values()]
  const count = (wanted: string) => reasons.filter((reason) => reason === wanted).length
  const counts = { incomplete: count('incomplete'), unreadable: count('unreadable') }
  transact(() =>
    changeState(sql, slug, (state) => {
      removeStarsOfFormerMembers(context, slug, state)
      state.last = { at: context.now(), ...counts }
      state.passedOver = hashFiles([...unread.keys()])
    }),
  )
  return { read, written, ...counts }
}

/**
 * `incoming`: whether the folder has files to read. `outgoing`: null if nothing is to be written, otherwise a hash that differs after each
 * edit.
 */
export function findNews({ context, slug }: Omit<Syncing, 'transact'>): {
  incoming: boolean
  outgoing: string | null
} {
  const { sql } = context
  const state = getState(sql, slug)
  if (state.isPaused) return { incoming: false, outgoing: null }
  const unread = listUnread(sql, slug, state).map((file) => describeFile(state.folder, file))
  const mark = getShareableHash(sql, slug)
  return { incoming: hashFiles(unread) !== state.passedOver, outgoing: mark === state.mark ? null : mark }
}

/** The order does not matter, since a sync finds some reasons to skip a file earlier than others. */
function hashFiles(descriptions: readonly string[]): string {
  return hash(descriptions.toSorted())
}

function findRemoved(state: DelegationState): string[] {
  const { keys, members, excluded } = state
  const removed = findRemovedWithKey(keys, excluded)
  // Members who joined after the current key was made have it too.
  const joined = members.flatMap(({ device }) => (excluded.includes(device) ? device : []))
  return [...new Set([...removed, ...joined])]
}

/** Creates a key that all members except the removed ones get. */
async function replaceKey({ context, slug, transact }: Syncing, removed: readonly string[]): Promise<void> {
  const state = getState(context.sql, slug)
  const { id: device, privateKey, markShared } = context.device()
  const others = listRemaining(state, removed)
  const { identity } = await makeKeysInWorker()
  const key = createNextKey(state.keys, {
    id: randomUUID(),
    identity,
    members: [device, ...others.map((member) => member.device)],
    removed: [...removed],
  })
  const record = transact(() => startRecord(context, slug))
  markShared()
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

/** Begins a record with the fields that every record has, and stores its time. Must run in a transaction. */
function startRecord(
  { sql, author, device, now }: Writer,
  slug: ConferenceSlug,
): Pick<DelegationRecord, 'format' | 'group' | 'device' | 'person' | 'recipient' | 'createdAt'> {
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

/** @returns the number of files written */
async function writeChanges({ context, slug, transact }: Syncing): Promise<number> {
  const { id: device, privateKey, markShared } = context.device()
  const planned = transact(() => {
    changeState(context.sql, slug, (changed) => {
      joinTexts(context, slug, changed)
      recordFieldEdits(context, slug, changed)
      changed.mark = getShareableHash(context.sql, slug)
    })
    // Stores the time of the record, with which joinTexts() finds edits that no record contains yet.
    const record = startRecord(context, slug)
    const state = getState(context.sql, slug)
    const present = new Set(listFiles(state.folder).map(({ name }) => name))
    const isLost = state.published.files.some((name) => !present.has(name))
    const outgoing = planFile(context, slug, state, { createdAt: record.createdAt, isLost })
    if (!outgoing) return null
    // Stored before the file is written, so that the notebook knows what colleagues may have, even if the process is killed afterwards.
    changeState(context.sql, slug, ({ published }) => {
      const { notes, head, visibility, tags, stars } = outgoing.published
      // An empty hash differs from every other, so that the next file repeats or reverts the change.
      for (const [id, sent] of Object.entries(notes))
        if (published.notes[id] !== sent) published.notes[id] = ''
      if (published.head !== head) published.head = ''
      if (published.stars?.hash !== stars?.hash) delete published.stars
      Object.assign(published, { visibility, tags })
    })
    const sentTexts = new Map(
      Object.keys(outgoing.texts).map((id) => [id, getStoredText(context.sql, id as NoteId)]),
    )
    return { ...outgoing, state, record, sentTexts }
  })
  if (!planned) return 0
  const { bundle, isSnapshot, published, state, record, sentTexts, ...content } = planned
  markShared()
  const packed = bundle && (await pack(bundle, privateKey, null))
  const bytes = writeRecord({ ...record, ...content }, packed, privateKey)
  const sealed = await sealInWorker(bytes, [getCurrentKey(state.keys).identity])
  const name = writeFile(state.folder, device, sealed)
  const size = sealed.length
  transact(() => {
    changeState(context.sql, slug, (changed) => {
      const { keyFiles } = changed.published
      const files = isSnapshot ? [name] : [...published.files, name]
      const sizes = isSnapshot
        ? { snapshotBytes: size, laterBytes: 0 }
        : { laterBytes: published.laterBytes + size }
      changed.published = { ...published, ...sizes, files, keyFiles }
      // A conflict may have been decided while the file was written.
      changed.pendingTexts = changed.pendingTexts.filter(
        (id) => sentTexts.get(id) !== getStoredText(context.sql, id),
      )
    })
    putReadFiles(context.sql, slug, getReadFiles(context.sql, slug).add(name))
  })
  return 1
}

/**
 * Removes files of this device that are not needed: those that a snapshot replaced, that a killed process left, or that the program which
 * synchronises the folder restored. Also forgets the names of files that are gone from the folder.
 */
function compact({ context, slug, transact }: Syncing): void {
  const { folder, published } = getState(context.sql, slug)
  removeOtherFiles(folder, context.device().id, [...published.files, ...published.keyFiles])
  const present = new Set(listFiles(folder).map(({ name }) => name))
  const read = getReadFiles(context.sql, slug)
  const kept = [...read].filter((name) => present.has(name))
  if (kept.length < read.size) transact(() => putReadFiles(context.sql, slug, kept))
}

/** Tells the other members that this device leaves, and removes its notes from the folder. */
export async function leave({ context, slug, transact }: Syncing): Promise<void> {
  const { id: device, privateKey, markShared } = context.device()
  const record = transact(() => startRecord(context, slug))
  const state = getState(context.sql, slug)
  markShared()
  const content = writeRecord({ ...record, hasLeft: true }, null, privateKey)
  const sealed = await sealInWorker(content, [getCurrentKey(state.keys).identity])
  const name = writeFile(state.folder, device, sealed)
  removeOtherFiles(state.folder, device, [name, ...state.published.keyFiles])
}

/** @returns the state of a device that begins to share */
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
    joined: {},
    writable: {},
    writableChanges: {},
    lastAt: '',
    last: null,
    passedOver: '',
    mark: '',
  }
}
