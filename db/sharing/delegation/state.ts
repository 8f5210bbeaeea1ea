/** The state of a delegation on this computer, stored as settings of its conference. */
import { createHash } from 'node:crypto'
import type { DelegationChoice, SyncResult } from '../../contract/index.ts'
import { StoreError, toLogText } from '../../errors.ts'
import type { ConferenceSlug, Confidentiality, Instant, NoteId } from '../../model.ts'
import { forgetFieldChanges } from '../../sql/field-changes.ts'
import { getSetting, putSetting } from '../../sql/settings.ts'
import { forgetSharedTexts } from '../../sql/shared-texts.ts'
import type { Sql } from '../../store/open.ts'
import type { KeyPair } from '../age.ts'
import type { GroupKey } from './group-keys.ts'
import { followsText } from './shared-text/shared-text.ts'

/** A colleague's device whose records are read here. */
export type Member = {
  device: string
  /** Ed25519, raw, in base64. */
  publicKey: string
  person: string
  /** The device's own age recipient, to which new group keys are encrypted. */
  recipient: string
  lastAt: Instant
  hasLeft: boolean
}

/** A device that names a colleague whose stored keys are different. */
export type WaitingDevice = Pick<Member, 'device' | 'publicKey' | 'person'> & {
  name: string
  /** Earlier versions did not store it. */
  recipient?: string
}

/**
 * Whether a note or contact is withdrawn, and since which time by its author's clock. `confidentiality`: set if it was withdrawn because it
 * is too confidential. This then counts for all devices of its author. `isByChoice`: whether it was withdrawn because this device does not
 * share notes or contacts; another one may share them.
 */
export type Visibility = {
  at: Instant
  isWithdrawn: boolean
  confidentiality?: Confidentiality | undefined
  isByChoice?: boolean | undefined
}

/**
 * This device's own age identity, to which new group keys are encrypted, and its public part. `devices`: the delegate's devices when this
 * pair of keys was made. A device that appears later may be a copy of this notebook, and then has the identity too.
 */
export type OwnKeys = KeyPair & { devices: string[] }

export type WritableChanges = Record<NoteId, { at: Instant; isWritable: boolean; device: string }>

export type Choices = Partial<Record<'internal' | 'stars', { at: Instant; isShared: boolean } | undefined>>

/** What this device's files in the folder contain. */
export type Published = {
  /** '' before the first file. */
  device: string
  /** A hash of each shared note, contact and changed task, by id. */
  notes: Record<string, string>
  /** The revision of each shared note that was sent. */
  revisions?: Record<string, number>
  /** The visibility of notes that were withdrawn at some time. */
  visibility: Record<string, Visibility>
  /** For each shared note with withheld passages: their number, and the length and the block hashes of the remaining text. */
  cuts: Record<string, { passages: number; length: number; blocks?: string[] }>
  /** A hash of the stars, and the time of the file with which they last changed. */
  stars?: { hash: string; at: Instant }
  pictures: string[]
  /** Ids of the tags that colleagues may have, so that they learn of a removal. */
  tags: string[]
  /** By note: the number of its own changes of the shared text that this device has sent. */
  texts: Record<string, number>
  /** The other members' client ids in Yjs at the time of the last file. */
  others: number[]
  /** A hash of name, stars, appointments, choices and the list of writable notes. */
  head: string
  /** Names of the snapshot and of the files after it. */
  files: string[]
  /** The sizes of the snapshot and of the files after it. */
  snapshotBytes: number
  laterBytes: number
  /** Names of files with group keys, which compaction keeps. */
  keyFiles: string[]
}

export type DelegationState = {
  group: { id: string; name: string; allowsInternal: boolean }
  folder: string
  own: OwnKeys
  /** The identities that a copied or restored notebook had before. They open earlier files with group keys. */
  formerIdentities?: string[]
  keys: GroupKey[]
  members: Member[]
  waiting: WaitingDevice[]
  /** Devices that the delegate removed or that left: the current key must not include them. */
  excluded: string[]
  choice: DelegationChoice
  /** The last changes of the choices that count on all computers of the delegate. */
  choices?: Choices | undefined
  isPaused: boolean
  published: Published
  /** The visibility of notes by device and note, from the files of colleagues. */
  visibility: Record<string, Visibility>
  /** The revision at which each withdrawn note was moved to the trash, so that it can be restored when it is shared again. */
  withdrawn?: Record<NoteId, number> | undefined
  /** By contact: the colleague who says that they met the person. */
  met?: Record<string, string> | undefined
  /** The time at which the latest stars of a person were changed, also on another device of the delegate. */
  starsAt: Record<string, Instant>
  /** Notes whose shared text has changes of this device that are not in the folder yet. */
  pendingTexts: NoteId[]
  /** The revision of each note at which note and shared text had the same content. */
  joined: Record<string, number>
  /** How often this device began to store the shared text of a note: again if the note came back after it was deleted for good. */
  textStarts?: Record<NoteId, number> | undefined
  /** The notes of each person that all members may edit, including the notes of this delegate. */
  writable: Record<string, { at: Instant; notes: NoteId[] }>
  /** For each of the delegate's notes: whether all members may edit it, when that last changed, and on which computer. */
  writableChanges: WritableChanges
  /** As `writableChanges`, for the notes of each colleague. */
  colleagueChanges?: Record<string, WritableChanges> | undefined
  /** The time of the last record. The next one gets a later time, even if the clock went back. */
  lastAt: Instant
  /** The time and the problems of the last sync. */
  last: ({ at: Instant } & Omit<SyncResult, 'read' | 'written'>) | null
  /** A hash of the names, sizes and times of the files that the last sync skipped. */
  passedOver: string
  /** The result of getShareableHash() at the last sync. If it differs from the current one, there may be something to send. */
  mark: string
}

/** Prefixes of the setting keys; the conference's slug follows. */
const STATE = 'delegation/'
const READ_FILES = 'delegation-read/'
const LEFT = 'delegation-left/'

export const nothingPublished: Published = {
  device: '',
  notes: {},
  visibility: {},
  cuts: {},
  pictures: [],
  tags: [],
  texts: {},
  others: [],
  head: '',
  files: [],
  snapshotBytes: 0,
  laterBytes: 0,
  keyFiles: [],
}

export function findState(sql: Sql, slug: ConferenceSlug): DelegationState | null {
  const text = getSetting(sql, STATE + slug)
  return text === null ? null : parseState(text)
}

/** @returns the states of all conferences that have a delegation */
export function listStates(sql: Sql): DelegationState[] {
  return sql<{ value: string }>('SELECT value FROM setting WHERE key GLOB ?')
    .all(`${STATE}*`)
    .map(({ value }) => parseState(value))
}

function parseState(text: string): DelegationState {
  const state: DelegationState = JSON.parse(text)
  // A state of an earlier version does not have these properties.
  const choice = { ...state.choice, contacts: state.choice.contacts ?? false }
  const published = { ...state.published, cuts: state.published.cuts ?? {} }
  const own = { ...state.own, devices: state.own.devices ?? [published.device] }
  return { ...state, own, choice, published, writableChanges: state.writableChanges ?? {} }
}

/** Throws `not-found` if the conference has no delegation. */
export function getState(sql: Sql, slug: ConferenceSlug): DelegationState {
  const state = findState(sql, slug)
  if (!state) throw new StoreError('not-found', toLogText('This conference has no delegation.'))
  return state
}

export function putState(sql: Sql, slug: ConferenceSlug, state: DelegationState): void {
  putSetting(sql, STATE + slug, JSON.stringify(state))
}

/** Must run in a transaction. */
export function changeState(sql: Sql, slug: ConferenceSlug, change: (state: DelegationState) => void): void {
  const state = getState(sql, slug)
  change(state)
  putState(sql, slug, state)
}

/** @returns the clock's time, but at least one millisecond after the last time, so that times never repeat or go back */
export function getNextTime(last: Instant, now: Instant): Instant {
  return now > last ? now : new Date(Date.parse(last) + 1).toISOString()
}

/** What is kept after the delegate left: what colleagues have received, and the times that order later changes. */
type LeftState = Pick<
  DelegationState,
  | 'group'
  | 'choice'
  | 'choices'
  | 'published'
  | 'visibility'
  | 'withdrawn'
  | 'met'
  | 'pendingTexts'
  | 'joined'
  | 'textStarts'
  | 'writable'
  | 'writableChanges'
  | 'colleagueChanges'
  | 'lastAt'
>

/** Starts to share, or continues if the delegate was in the same delegation before. Must run in a transaction. */
export function beginDelegation(sql: Sql, slug: ConferenceSlug, state: DelegationState): void {
  const stored = getSetting(sql, LEFT + slug)
  const left: LeftState | null = stored === null ? null : JSON.parse(stored)
  const isSame = left?.group.id === state.group.id
  // The changes of another delegation must not get into this one.
  if (left && !isSame) forgetDelegation(sql, slug)
  putState(sql, slug, isSame ? { ...state, ...left, group: state.group } : state)
  sql('DELETE FROM setting WHERE key = ?').run(LEFT + slug)
}

/** Ends sharing, and keeps what is needed to continue if the delegate joins the same delegation again. Must run in a transaction. */
export function leaveDelegation(sql: Sql, slug: ConferenceSlug): void {
  const { group, choice, choices, published, visibility, withdrawn, met, pendingTexts, joined, ...rest } =
    getState(sql, slug)
  const { writable, writableChanges, colleagueChanges, lastAt } = rest
  const left: LeftState = {
    ...{ group, choice, choices, visibility, withdrawn, met, pendingTexts, joined },
    ...{ writable, writableChanges, colleagueChanges, lastAt },
    // The next file is a snapshot.
    published: { ...published, device: '', files: [], keyFiles: [] },
  }
  sql('DELETE FROM setting WHERE key IN (?, ?)').run(STATE + slug, READ_FILES + slug)
  putSetting(sql, LEFT + slug, JSON.stringify(left))
}

export function forgetDelegation(sql: Sql, slug: ConferenceSlug): void {
  forgetFieldChanges(sql, slug)
  sql('DELETE FROM setting WHERE key IN (?, ?, ?)').run(STATE + slug, READ_FILES + slug, LEFT + slug)
  forgetSharedTexts(sql, slug, listStates(sql).flatMap(listWritableNotes))
}

/** The highest level of confidentiality that the delegate shares. */
export function getLevel({ choice, group }: DelegationState): Confidentiality {
  return choice.internal && group.allowsInternal ? 'internal' : 'shareable'
}

/**
 * @returns the client id with which a device changes shared texts in Yjs. A device that does not know its earlier changes gets another client
 * id: by another recipient if it left and joined again, by `starts` if the note was deleted for good and came back.
 */
export function getClient(device: string, recipient: string, starts = 1): number {
  const seed = starts > 1 ? `${device} ${recipient} ${starts}` : `${device} ${recipient}`
  return createHash('sha256').update(seed).digest().readUInt32BE()
}

/** The notes that any member lists as open to all. Only the list of a note's author counts, see isWritableByAll(). */
export function listWritableNotes({ writable }: DelegationState): NoteId[] {
  return Object.values(writable).flatMap(({ notes }) => notes)
}

/** Whether the note's author lets all members edit it. Nobody else can decide this. */
export function isWritableByAll(
  { writable }: DelegationState,
  { id, createdBy }: { id: NoteId; createdBy: string },
): boolean {
  return writable[createdBy]?.notes.includes(id) === true
}

/** The names of files that were read or written here. */
export function getReadFiles(sql: Sql, slug: ConferenceSlug): Set<string> {
  return new Set(JSON.parse(getSetting(sql, READ_FILES + slug) ?? '[]') as string[])
}

export function putReadFiles(sql: Sql, slug: ConferenceSlug, names: Iterable<string>): void {
  putSetting(sql, READ_FILES + slug, JSON.stringify([...names]))
}

/** Whether members can edit a colleague's note here. Until the shared text has arrived, their edits would reach nobody. */
export function isWritableHere(
  sql: Sql,
  state: DelegationState,
  note: { id: NoteId; createdBy: string },
): boolean {
  return isWritableByAll(state, note) && followsText(sql, note.id)
}

/** Whether any member lists the note as writable, see listWritableNotes(). */
export function isListedAsWritable(sql: Sql, slug: ConferenceSlug, note: NoteId): boolean {
  const state = findState(sql, slug)
  return state !== null && listWritableNotes(state).includes(note)
}

/** Whether the note belongs to a colleague of the delegation, and only this colleague can edit it. */
export function isColleaguesNote(
  sql: Sql,
  slug: ConferenceSlug,
  { id, createdBy }: { id: NoteId; createdBy: string | null },
): boolean {
  const state = findState(sql, slug)
  return (
    state !== null &&
    createdBy !== null &&
    !isWritableHere(sql, state, { id, createdBy }) &&
    state.members.some(({ person }) => person === createdBy)
  )
}
