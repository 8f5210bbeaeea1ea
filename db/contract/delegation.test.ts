/** Tests each call about delegations with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { NoteId } from '../model.ts'
import {
  applyState,
  copyText,
  createText,
  findConflicts,
  getTextState,
  readText,
  saveText,
  writeText,
} from '../sharing/delegation/shared-text/shared-text.ts'
import { badConference, type Case, checkCalls, createOctopusInput } from '../testing/calls.ts'
import {
  createDelegation,
  createInvitation,
  getDelegation,
  getFolderGrant,
  getTexts,
  syncNow,
} from '../testing/delegations.ts'
import { createTempFolder, octopus, saveNote, type TestStore, unwrap } from '../testing/temp-store.ts'
import type { delegationCalls } from './delegation.ts'

const withDelegation = async (store: TestStore) => {
  await createDelegation(store, createTempFolder())
  return { conference: octopus }
}
const choice = { notes: true, internal: false, contacts: false, stars: false }

/** Turns the paragraphs of the note into conflicting edits of one earlier paragraph. @returns the conflict and its first text */
function makeConflict(store: TestStore, note: NoteId): { conflict: string; keep: string } {
  const { sql } = store.lifecycle.ready().connection
  const text = createText()
  writeText(text, 'before')
  const other = copyText(text)
  writeText(text, 'mine')
  writeText(other, 'theirs')
  applyState(text, getTextState(other))
  // Yjs chooses which of the two conflicting texts comes first.
  saveNote(store, readText(text), { id: note, baseRevision: 1 })
  saveText(sql, note, { doc: text, base: readText(text) })
  const [found] = findConflicts(text)
  const keep = found?.sides.find((side) => side.text.includes('mine'))?.text
  if (!found || keep === undefined) throw new Error('there is no conflict')
  return { conflict: found.id, keep }
}

const cases: { [N in keyof typeof delegationCalls]: Case<N> } = {
  'delegation.get': {
    good: createOctopusInput,
    answers: (delegation) => expect(delegation).toBeNull(),
    bad: badConference,
  },
  'delegation.create': {
    good: (store) => ({
      conference: octopus,
      name: 'Bureau',
      allowsInternal: true,
      grant: getFolderGrant(store, createTempFolder()),
    }),
    answers: (_, store) =>
      expect(getDelegation(store)).toMatchObject({
        name: 'Bureau',
        allowsInternal: true,
        choice: { notes: true, internal: false, contacts: false, stars: true },
        isPaused: false,
        members: [{ state: 'me' }],
        last: null,
      }),
    bad: [{}, { conference: octopus, name: ' ', allowsInternal: true, grant: randomUUID() }],
  },
  'delegation.invite': {
    good: withDelegation,
    answers: ({ invitation, fingerprint }) => {
      expect(invitation).toMatch(/^rapporteur-delegation:[\w-]+$/)
      expect(fingerprint).not.toBe('')
    },
    bad: badConference,
  },
  'delegation.saveInvitation': {
    good: async (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(createTempFolder(), 'invitation.txt'), mode: 'write' })
      return { ...(await withDelegation(store)), grant }
    },
    answers: ({ path }) => expect(readFileSync(path, 'utf8')).toMatch(/^rapporteur-delegation:/),
    bad: [{}, { conference: octopus, grant: 'x' }],
  },
  'delegation.readInvitation': {
    good: async (store) => {
      unwrap(store.call('people.saveMe', { name: 'Anna', delegation: '' }))
      await withDelegation(store)
      return { text: createInvitation(store) }
    },
    answers: ({ name, from }, store) =>
      expect({ name, from }).toEqual({
        name: 'Bureau',
        from: { name: 'Anna', fingerprint: getDelegation(store).members[0]?.fingerprint },
      }),
    bad: [{}, { text: 'x', grant: randomUUID() }],
  },
  'delegation.join': {
    good: async (store) => {
      await withDelegation(store)
      const invitation = createInvitation(store)
      unwrap(await store.request('delegation.leave', { conference: octopus }))
      return { invitation, grant: getFolderGrant(store, createTempFolder()) }
    },
    answers: ({ conference }) => expect(conference).toBe(octopus),
    bad: [{}, { invitation: 5, grant: randomUUID() }],
  },
  'delegation.saveSettings': {
    good: async (store) => ({ ...(await withDelegation(store)), choice, isPaused: true }),
    answers: (_, store) => expect(getDelegation(store)).toMatchObject({ choice, isPaused: true }),
    bad: [{}, { conference: octopus, choice: {}, isPaused: true }],
  },
  'delegation.setWritable': {
    good: async (store) => ({
      ...(await withDelegation(store)),
      note: saveNote(store, 'ours').id,
      isWritable: true,
    }),
    answers: (_, store) => expect(getDelegation(store).writable).toHaveLength(1),
    bad: [{}, { conference: octopus, note: 'x', isWritable: true }],
  },
  'delegation.conflicts': {
    good: withDelegation,
    answers: (conflicts) => expect(conflicts).toEqual([]),
    bad: badConference,
  },
  'delegation.decide': {
    good: async (store) => {
      await withDelegation(store)
      const note = saveNote(store, 'mine\n\ntheirs').id
      unwrap(store.call('delegation.setWritable', { conference: octopus, note, isWritable: true }))
      await syncNow(store)
      return { conference: octopus, note, ...makeConflict(store, note) }
    },
    answers: (_, store) => expect(getTexts(store)).toEqual(['mine']),
    bad: [{}, { conference: octopus, note: 'x', conflict: 'a', keep: null }],
  },
  'delegation.trust': {
    good: async (store) => ({ ...(await withDelegation(store)), device: randomUUID() }),
    answers: (nothing) => expect(nothing).toBeNull(),
    bad: [{}, { conference: octopus, device: 'x' }],
  },
  'delegation.remove': {
    good: async (store) => ({ ...(await withDelegation(store)), devices: [randomUUID()] }),
    answers: (nothing) => expect(nothing).toBeNull(),
    bad: [{}, { conference: octopus, devices: [] }],
  },
  'delegation.leave': {
    good: withDelegation,
    answers: (_, store) => expect(unwrap(store.call('delegation.get', { conference: octopus }))).toBeNull(),
    bad: badConference,
  },
  'delegation.hasNews': {
    good: async (store) => {
      const conference = await withDelegation(store)
      await syncNow(store)
      saveNote(store, 'new')
      return conference
    },
    answers: (news) => expect(news).toEqual({ incoming: false, outgoing: expect.any(String) }),
    bad: badConference,
  },
  'delegation.sync': {
    good: withDelegation,
    answers: (result) => expect(result).toEqual({ read: 0, written: 1, incomplete: 0, unreadable: 0 }),
    bad: badConference,
  },
}

checkCalls(cases)
