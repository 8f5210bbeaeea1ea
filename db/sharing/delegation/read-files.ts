/** Reads the new files of the folder. */
import { getCode, logProblem, StoreError } from '../../errors.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import type { Sql } from '../../store/open.ts'
import type { SignedBundle } from '../bundle.ts'
import { rememberKey } from '../device.ts'
import { openInWorker, sealInWorker, unpack } from '../sharing-worker.ts'
import { getSigner } from '../signer.ts'
import { describeFile, type FolderFile, listFiles, readComplete } from './folder.ts'
import { type GroupKey, getCurrentKey, sortKeys } from './group-keys.ts'
import { storeTexts } from './join-texts.ts'
import { receiveRecord } from './receive.ts'
import { type DelegationRecord, type OpenedRecord, readRecord } from './record.ts'
import { isTextState } from './shared-text/shared-text.ts'
import { changeState, type DelegationState, getReadFiles, getState, putReadFiles } from './state.ts'

/** `transact`: runs the function in an immediate transaction or, inside another one, in a savepoint. */
export type Syncing = { context: Writer; slug: ConferenceSlug; transact<T>(work: () => T): T }

/** The reasons why files were skipped, by the descriptions of the files. `ignored`: from devices that do not belong to the delegation. */
export type Unread = Map<string, 'incomplete' | 'unreadable' | 'ignored'>

/** The number of files that are applied in one transaction. It is small, because saving a note waits for the transaction. */
const FILES_PER_TRANSACTION = 40

export function listUnread(sql: Sql, slug: ConferenceSlug, { folder }: DelegationState): FolderFile[] {
  const read = getReadFiles(sql, slug)
  return listFiles(folder).filter(({ name }) => !read.has(name))
}

/** @returns the number of files that were read */
export async function readFiles({ context, slug, transact }: Syncing, unread: Unread): Promise<number> {
  const { sql } = context
  const state = getState(sql, slug)
  const files = listUnread(sql, slug, state).map((file) => ({
    ...file,
    description: describeFile(state.folder, file),
  }))
  let count = 0
  for (let start = 0; start < files.length; start += FILES_PER_TRANSACTION) {
    const current = getState(sql, slug)
    const opened: Opened[] = []
    for (const file of files.slice(start, start + FILES_PER_TRANSACTION)) {
      const result = await openFile(current, file)
      if (typeof result === 'string') unread.set(file.description, result)
      else opened.push({ ...result, ...file })
    }
    count += transact(() => applyFiles({ context, slug, transact }, opened, unread))
  }
  return count
}

async function openFile(
  state: DelegationState,
  file: FolderFile,
): Promise<OpenedFile | 'incomplete' | 'unreadable'> {
  const bytes = readComplete(state.folder, file)
  if (!bytes) return 'incomplete'
  const keys = sortKeys(state.keys)
  const own = [state.own.identity, ...(state.formerIdentities ?? [])]
  const unsealed = await openInWorker(bytes, [...keys.map(({ identity }) => identity), ...own])
  const opened = unsealed && readRecord(unsealed.content, file.device)
  if (!unsealed || opened?.record.group !== state.group.id) return 'unreadable'
  if (opened.record.key && !(await isUsable(opened.record.key))) return 'unreadable'
  const key = keys.find(({ identity }) => identity === unsealed.identity) ?? null
  const signed = opened.bundle && (await unpackSigned(opened.bundle, opened.publicKey))
  return signed === 'unreadable' ? 'unreadable' : { ...opened, key, signed }
}

/** Whether files can be encrypted to the key. With an unusable group key, no member could write any file. */
async function isUsable({ identity }: GroupKey): Promise<boolean> {
  try {
    await sealInWorker(new Uint8Array(), [identity])
    return true
  } catch {
    return false
  }
}

/** Unpacks the notes if the record's key signed them. A file of a newer or faulty Rapporteur must not prevent other files from being read. */
async function unpackSigned(bundle: Uint8Array, publicKey: string): Promise<SignedBundle | 'unreadable'> {
  try {
    const signed = await unpack(bundle, null)
    return signed.publicKey === publicKey ? signed : 'unreadable'
  } catch (error) {
    if (error instanceof StoreError && error.code === 'bad-file') return 'unreadable'
    throw error
  }
}

/** `key`: the group key that opened the file; null for a file that was encrypted to this device. */
type OpenedFile = Omit<OpenedRecord, 'bundle'> & { key: GroupKey | null; signed: SignedBundle | null }
type Opened = OpenedFile & FolderFile & { description: string }

/** Applies the records of members, and skips those of other devices. @returns the number of files that were applied */
function applyFiles({ context, slug, transact }: Syncing, files: readonly Opened[], unread: Unread): number {
  const { sql } = context
  const own = context.device().id
  const texts = new Map<NoteId, string[]>()
  const read = getReadFiles(sql, slug)
  const before = read.size
  for (const file of files) {
    const { name, device, description, record } = file
    const problem = applyFile({ context, slug, transact }, file)
    if (problem) {
      unread.set(description, problem)
      continue
    }
    read.add(name)
    for (const [id, changes] of Object.entries(record.texts) as [NoteId, string][]) {
      if (device === own) continue
      if (isTextState(changes)) texts.set(id, [...(texts.get(id) ?? []), changes])
      else logProblem(new Error('A shared text of a colleague is not readable.'))
    }
  }
  changeState(sql, slug, (state) => storeTexts(context, slug, state, texts))
  putReadFiles(sql, slug, read)
  return read.size - before
}

/** Changes nothing if an error occurs, so that a faulty file stops no other file. @returns why the file was skipped, or null */
function applyFile({ context, slug, transact }: Syncing, file: Opened): 'unreadable' | 'ignored' | null {
  const { name, device, record, publicKey, key, signed } = file
  const own = context.device().id
  let isMember = true
  try {
    transact(() =>
      changeState(context.sql, slug, (state) => {
        isMember = device === own || admitSender(context, state, record, publicKey, key)
        if (!isMember) return
        if (record.key) addKey(state, record.key, device === own ? name : null)
        else if (device !== own) receiveRecord(context, slug, state, record, signed?.bundle ?? null)
      }),
    )
  } catch (error) {
    const code = getCode(error)
    // After errors of the disk or of the database, no further file must be applied.
    if (code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT')) throw error
    logProblem(error)
    return 'unreadable'
  }
  return isMember ? null : 'ignored'
}

/**
 * Adds the sender to the members if it is a new member, and updates a known member. A device is a member if the current group key was given
 * to it, or if it wrote with that key. The first device of a person is admitted, because a member invited the person. A second device waits
 * until the delegate confirms it. Changes `state`. @returns whether the sender is a member
 */
function admitSender(
  { sql, author, now }: Writer,
  state: DelegationState,
  record: DelegationRecord,
  publicKey: string,
  key: GroupKey | null,
): boolean {
  const { device, person, recipient, createdAt, hasLeft } = record
  const current = getCurrentKey(state.keys)
  const known = state.members.find((member) => member.device === device)
  const isMember = known !== undefined || current.members.includes(device) || key?.id === current.id
  if (!isMember || (known && known.person !== person.id)) return false
  if (known) {
    if (createdAt <= known.lastAt) return true
    Object.assign(known, { lastAt: createdAt, hasLeft, recipient })
  } else {
    const signer = getSigner(sql, author(), { bundle: { from: person.id }, publicKey })
    state.waiting = state.waiting.filter((one) => one.device !== device)
    if (signer.needsTrust || (person.id === author() && signer.state !== 'mine')) {
      state.waiting.push({ device, publicKey, person: person.id, name: person.name, recipient })
      return false
    }
    rememberKey(sql, { publicKey, person: person.id, now: now() })
    state.members.push({ device, publicKey, person: person.id, recipient, lastAt: createdAt, hasLeft })
  }
  if (hasLeft && !state.excluded.includes(device)) state.excluded.push(device)
  return true
}

/** Call when the delegate confirms a device that waits. */
export function trustDevice({ sql, now }: Writer, slug: ConferenceSlug, device: string): void {
  changeState(sql, slug, (state) => {
    const waiting = state.waiting.find((one) => one.device === device)
    if (!waiting) return
    rememberKey(sql, { publicKey: waiting.publicKey, person: waiting.person, now: now() })
    state.waiting = state.waiting.filter((one) => one.device !== device)
    // The next check of the folder then reports the device's files as new.
    state.passedOver = ''
  })
}

/** `file`: the file into which this device wrote the key; null if another device wrote it. */
export function addKey(state: DelegationState, key: GroupKey, file: string | null): void {
  if (state.keys.some(({ id }) => id === key.id)) return
  state.keys.push(key)
  if (file !== null) state.published.keyFiles.push(file)
  const current = getCurrentKey(state.keys)
  if (current.id !== key.id) return
  state.members = state.members.filter(({ device }) => key.members.includes(device))
  state.excluded = state.excluded.filter((device) => key.members.includes(device))
}
