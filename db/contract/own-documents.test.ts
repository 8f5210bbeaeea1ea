/** Tests each call about the delegate's own documents with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Case, checkCalls } from '../testing/calls.ts'
import { getGrant } from '../testing/packs.ts'
import { createNoteId, octopus, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { contract } from './index.ts'
import { OwnDocumentId, type ownDocumentsCalls } from './own-documents.ts'

const id = OwnDocumentId.parse(randomUUID())
const target = { id, conference: octopus, session: toGuid('workshop-9'), note: null }
const bytes = new TextEncoder().encode('Text.')

async function attach(store: TestStore): Promise<{ id: typeof id }> {
  unwrap(await store.request('ownDocuments.add', { ...target, fileName: 'Paper.txt', bytes }))
  return { id }
}
const listMine = (store: TestStore) =>
  unwrap(store.call('files.list', { conference: octopus })).map(({ title }) => title)

const cases: { [N in keyof typeof ownDocumentsCalls]: Case<N> } = {
  'ownDocuments.add': {
    good: () => ({ ...target, fileName: 'Paper.txt', bytes }),
    answers: (_, store) => expect(listMine(store)).toEqual(['Paper']),
    bad: [
      {},
      { ...target, fileName: '', bytes },
      { ...target, session: null, fileName: 'Paper.txt', bytes },
      { ...target, note: createNoteId(), fileName: 'Paper.txt', bytes },
    ],
  },
  'ownDocuments.addFile': {
    good: (store) => ({ ...target, grant: getGrant(store, bytes, 'Paper.txt') }),
    answers: (_, store) => expect(listMine(store)).toEqual(['Paper']),
    bad: [{}, { ...target, grant: 'x' }, { ...target, session: null, grant: randomUUID() }],
  },
  'ownDocuments.remove': {
    good: attach,
    answers: (_, store) => expect(listMine(store)).toEqual([]),
    bad: [{}, { id: 'x' }],
  },
  'ownDocuments.restore': {
    good: async (store) => {
      unwrap(store.call('ownDocuments.remove', await attach(store)))
      return { id }
    },
    answers: (_, store) => expect(listMine(store)).toEqual(['Paper']),
    bad: [{}, { id: 'x' }],
  },
}

checkCalls(cases)

test.each(['notes.move', 'notes.remove', 'notes.restore', 'trash.restore'] as const)(
  '%s refreshes the list of files, in which documents of notes move, disappear or come back',
  (name) => {
    const reads: readonly string[] = contract['files.list'].reads
    expect(contract[name].changes.some((topic) => reads.includes(topic))).toBe(true)
  },
)
