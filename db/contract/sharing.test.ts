/** Tests each call about files for colleagues with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { badConference, type Case, checkCalls, createOctopusInput } from '../testing/calls.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import { contract } from './index.ts'
import type { sharingCalls } from './sharing.ts'

const cases: { [N in keyof typeof sharingCalls]: Case<N> } = {
  'sharing.contents': {
    good: (store) => {
      saveNote(store, 'For you.')
      return { conference: octopus }
    },
    answers: (contents) =>
      expect(contents).toEqual({
        notes: 1,
        contacts: 0,
        stars: 0,
        remarks: 0,
        withheld: 0,
        withheldPassages: 0,
        fileName: 'Octopus Conference 2016.rapporteur',
      }),
    bad: [...badConference, { conference: octopus, confidentiality: 'secret' }],
  },
  'sharing.save': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'out.rapporteur'), mode: 'write' })
      return { options: { conference: octopus }, passphrase: null, grant }
    },
    answers: ({ path, bytes }, store) => {
      expect(path).toBe(join(store.folder, 'out.rapporteur'))
      expect(readFileSync(path)).toHaveLength(bytes)
    },
    bad: [{}, { options: { conference: octopus }, passphrase: 'short', grant: randomUUID() }],
  },
  'sharing.open': {
    good: async (store) => ({ grant: grantTo(store, await saveOwnBundle(store)) }),
    answers: ({ fileName, preview }) => {
      expect(fileName).toBe('own.rapporteur')
      expect(preview).toMatchObject({ isOwn: true, notes: [], known: 1 })
    },
    bad: [{}, { grant: '/etc/passwd' }],
  },
  'sharing.unlock': {
    good: async (store) => ({ opened: await openOwnBundle(store), passphrase: 'not needed' }),
    answers: (preview) => expect(preview).toMatchObject({ known: 1 }),
    bad: [{}, { opened: 'x', passphrase: '' }],
  },
  'sharing.close': {
    good: async (store) => ({ opened: await openOwnBundle(store) }),
    answers: (closed) => expect(closed).toBeNull(),
    bad: [{}, { opened: 'x' }],
  },
  'sharing.merge': {
    good: async (store) => ({ opened: await openOwnBundle(store), choices: {} }),
    answers: ({ id, summary }) => {
      expect(id).toBeNull()
      expect(summary).toMatchObject({ newNotes: 0 })
    },
    bad: [{}, { opened: 'x', choices: {} }, { opened: randomUUID(), choices: { theirs: ['x'] } }],
  },
  'sharing.undo': {
    good: async (store) => {
      const other = createTempStore({ folder: createTempFolder() })
      const grant = grantTo(store, await saveOwnBundle(other))
      const { opened } = unwrap(await store.request('sharing.open', { grant }))
      return { id: unwrap(store.call('sharing.merge', { opened, choices: {} })).id ?? 0 }
    },
    answers: (result) => expect(result).toEqual({ undone: 1, kept: 0 }),
    bad: [{}, { id: 'x' }],
  },
  'exportLog.sent': {
    good: async (store) => {
      await saveOwnBundle(store)
      return { conference: octopus }
    },
    answers: (sent) => expect(sent).toMatchObject([{ format: 'rapporteur', fileName: 'own.rapporteur' }]),
    bad: badConference,
  },
  'exportLog.received': {
    good: createOctopusInput,
    answers: (received) => expect(received).toEqual([]),
    bad: badConference,
  },
}

/** Saves a note and a file that contains it. */
async function saveOwnBundle(store: TestStore): Promise<string> {
  saveNote(store, 'For you.')
  const [path, grant] = [join(store.folder, 'own.rapporteur'), randomUUID()]
  store.grants.add(grant, { path, mode: 'write' })
  unwrap(await store.request('sharing.save', { options: { conference: octopus }, passphrase: null, grant }))
  return path
}

function grantTo(store: TestStore, path: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}

async function openOwnBundle(store: TestStore): Promise<string> {
  const grant = grantTo(store, await saveOwnBundle(store))
  return unwrap(await store.request('sharing.open', { grant })).opened
}

checkCalls(cases)

test('an import refreshes the pictures of notes, which may have been missing here', () => {
  const reads: readonly string[] = contract['pictures.about'].reads
  expect(contract['sharing.merge'].changes.some((topic) => reads.includes(topic))).toBe(true)
})
