/** Delegations: colleagues who share notes and stars through a folder. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { type DelegationMember, MAX_PICTURE_BYTES } from '../contract/index.ts'
import { StoreError, toLogText } from '../errors.ts'
import { writeExport } from '../export/render/write-file.ts'
import type { ConferenceSlug } from '../model.ts'
import { getFingerprint, getPublicKey, readKey } from '../packs/keys.ts'
import { decideConflict, listConflicts } from '../sharing/delegation/conflicts.ts'
import { createNextKey } from '../sharing/delegation/group-keys.ts'
import { isInvitation, readInvitation, writeInvitation } from '../sharing/delegation/invitation.ts'
import { saveChoice } from '../sharing/delegation/own-choices.ts'
import { makeOwnKeys } from '../sharing/delegation/own-keys.ts'
import { trustDevice } from '../sharing/delegation/read-files.ts'
import {
  beginDelegation,
  changeState,
  type DelegationState,
  findState,
  getState,
  isWritableByAll,
  isWritableHere,
  leaveDelegation,
  listWritableNotes,
} from '../sharing/delegation/state.ts'
import { findNews, leave, startState, sync } from '../sharing/delegation/sync.ts'
import { setWritable } from '../sharing/delegation/writable.ts'
import { getNoteRow } from '../sharing/rows.ts'
import { makeKeysInWorker } from '../sharing/sharing-worker.ts'
import { getConferenceId, getConferenceTitle, listConferences } from '../sql/conferences.ts'
import { getNote } from '../sql/notes.ts'
import { getPerson } from '../sql/people.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'

export const delegation: HandlersOf<'delegation'> = {
  'delegation.get': (context, { conference }) => {
    const state = findState(context.sql, conference)
    if (!state) return null
    const { group, folder, choice, isPaused, last } = state
    const { name, allowsInternal } = group
    const members = listMembers(context, state)
    const me = context.author()
    // The delegate's own notes that all members may edit, and colleagues' notes that the delegate may edit.
    const writable = listWritableNotes(state).filter((id) => {
      const note = getNoteRow(context.sql, id, me)
      return (
        note &&
        (note.createdBy === me ? isWritableByAll(state, note) : isWritableHere(context.sql, state, note))
      )
    })
    return { name, folder: dirname(folder), allowsInternal, choice, isPaused, members, writable, last }
  },

  'delegation.create': async (context, { conference, name, allowsInternal, grant }) => {
    const chosen = context.grants.take(grant, 'read')
    assertNoDelegation(context, conference)
    const group = { id: randomUUID(), name, allowsInternal }
    const own = await makeOwnKeys(context)
    const { identity } = await makeKeysInWorker()
    const members = [context.device().id]
    const key = createNextKey([], { id: randomUUID(), identity, members, removed: [] })
    begin(context, conference, startState({ group, folder: makeFolder(chosen, group.id), own, keys: [key] }))
    return null
  },

  'delegation.invite': (context, { conference }) => ({
    invitation: makeInvitation(context, conference),
    fingerprint: getFingerprint(getOwnKey(context)),
  }),

  'delegation.saveInvitation': (context, { conference, grant }) => {
    const text = `${makeInvitation(context, conference)}\n`
    return writeExport(context.grants.take(grant, 'write'), new TextEncoder().encode(text))
  },

  'delegation.readInvitation': async (context, source) => {
    const invitation = 'text' in source ? source.text : await findInvitation(context, source.grant)
    const { group, conference, from } = readInvitation(invitation)
    return {
      invitation,
      name: group.name,
      conference: conference.title,
      from: from ? { name: from.name, fingerprint: getFingerprint(from.publicKey) } : null,
    }
  },

  'delegation.join': async (context, { invitation, grant }) => {
    const chosen = context.grants.take(grant, 'read')
    const { group, conference, keys } = readInvitation(invitation)
    if (!listConferences(context.sql).some(({ slug }) => slug === conference.slug)) {
      throw new StoreError('not-found', message('delegation.no-programme', { title: conference.title }))
    }
    assertNoDelegation(context, conference.slug)
    const own = await makeOwnKeys(context)
    begin(context, conference.slug, startState({ group, folder: makeFolder(chosen, group.id), own, keys }))
    return { conference: conference.slug }
  },

  'delegation.saveSettings': (context, { conference, choice, isPaused }) => {
    saveChoice(context, conference, { choice, isPaused })
    return null
  },

  'delegation.setWritable': (context, { conference, note, isWritable }) => {
    if (getNote(context.sql, note).createdBy !== null) {
      throw new StoreError('invalid-input', toLogText('The note belongs to a colleague.'))
    }
    setWritable(context, conference, { note, isWritable })
    return null
  },

  'delegation.conflicts': (context, { conference }) => listConflicts(context, conference),

  'delegation.decide': (context, { conference, note, conflict, keep }) => {
    if (!decideConflict(context, conference, { note, id: conflict, keep })) {
      throw new StoreError('conflict', message('delegation.decided'))
    }
    return null
  },

  'delegation.trust': (context, { conference, device }) => {
    trustDevice(context, conference, device)
    return null
  },

  'delegation.remove': (context, { conference, devices }) => {
    changeState(context.sql, conference, (state) => {
      const others = devices.filter((device) => device !== context.device().id)
      state.excluded = [...new Set([...state.excluded, ...others])]
      state.waiting = state.waiting.filter(({ device }) => !others.includes(device))
      // Makes the next sync write, although no note has changed.
      state.mark = ''
    })
    return null
  },

  'delegation.leave': (context, { conference: slug, isFolderGone }) =>
    runAfterOthers(slug, async () => {
      const transact = createTransact(context)
      if (!isFolderGone) await leave({ context, slug, transact })
      transact(() => leaveDelegation(context.sql, slug))
      return null
    }),

  'delegation.hasNews': (context, { conference: slug }) => findNews({ context, slug }),

  'delegation.sync': (context, { conference: slug }) =>
    runAfterOthers(slug, () => sync({ context, slug, transact: createTransact(context) })),
}

/** The maximum number of characters of an invitation. */
const MAX_INVITATION_CHARACTERS = 100_000
const runningSyncs = new Map<ConferenceSlug, Promise<unknown>>()

/**
 * Waits for earlier syncs of the conference. Two syncs at the same time would write the same changes, and a sync while the delegate leaves
 * would write notes.
 */
function runAfterOthers<T>(slug: ConferenceSlug, work: () => Promise<T>): Promise<T> {
  const before = runningSyncs.get(slug) ?? Promise.resolve()
  const current = before.catch(() => null).then(work)
  runningSyncs.set(slug, current)
  return current
}

const createTransact =
  ({ db }: Context) =>
  <T>(work: () => T): T =>
    db.transaction(work).immediate()

function assertNoDelegation({ sql }: Context, conference: ConferenceSlug): void {
  const known = findState(sql, conference)
  if (known) throw new StoreError('conflict', message('delegation.already', { name: known.group.name }))
}

/** The key of this computer. */
function getOwnKey(context: Context): string {
  return getPublicKey(readKey(context.device().privateKey))
}

function makeInvitation(context: Context, slug: ConferenceSlug): string {
  const { group, keys } = getState(context.sql, slug)
  const title = getConferenceTitle(context.sql, slug)
  const { name } = getPerson(context.sql, context.author())
  const from = { name, publicKey: getOwnKey(context) }
  return writeInvitation({ group, conference: { slug, title }, keys, from })
}

/** Reads the text of an invitation from a file, or from the code in a picture. */
async function findInvitation({ grants }: Context, grant: string): Promise<string> {
  const path = grants.take(grant, 'read')
  const describeTooLarge = () => message('file.picture-too-large', { file: basename(path) })
  const bytes = readChosen(path, MAX_PICTURE_BYTES, describeTooLarge)
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_INVITATION_CHARACTERS))
  if (isInvitation(text)) return text
  // Loaded on demand, to keep the start fast.
  const { readCodes } = await import('../codes/read-codes.ts')
  try {
    return (await readCodes(bytes)).find(isInvitation) ?? ''
  } catch (error) {
    // The file is neither a text nor a picture. The caller reports this.
    if (error instanceof StoreError && error.code === 'bad-file') return ''
    throw error
  }
}

/**
 * Creates a folder for the delegation in the chosen folder, since several delegations may use the same one. The delegate may also choose
 * the delegation's own folder.
 */
function makeFolder(chosen: string, group: string): string {
  const name = `rapporteur-${group}`
  const folder = basename(chosen) === name ? chosen : join(chosen, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

function begin(context: Context, conference: ConferenceSlug, state: DelegationState): void {
  createTransact(context)(() => {
    assertNoDelegation(context, conference)
    // Throws for an unknown conference.
    getConferenceId(context.sql, conference)
    beginDelegation(context.sql, conference, state)
  })
}

function listMembers(context: Context, { members, waiting }: DelegationState): DelegationMember[] {
  const { id } = context.device()
  const me = context.author()
  const describeMember = (person: string, publicKey: string) => ({
    person,
    name: getPerson(context.sql, person).name,
    fingerprint: getFingerprint(publicKey),
  })
  return [
    { ...describeMember(me, getOwnKey(context)), device: id, state: 'me', lastAt: null },
    ...members.map(({ device, publicKey, person, lastAt, hasLeft }) => ({
      ...describeMember(person, publicKey),
      device,
      state: hasLeft ? ('left' as const) : ('member' as const),
      lastAt,
    })),
    ...waiting.map(({ device, publicKey, person, name }) => ({
      ...describeMember(person, publicKey),
      name,
      device,
      state: 'waiting' as const,
      lastAt: null,
    })),
  ]
}
