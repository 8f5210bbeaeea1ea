/** Tests each call about the time after the event with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { badConference, type Case, checkCalls, createOctopusInput, reportOptions } from '../testing/calls.ts'
import { octopus, saveNote, unwrap } from '../testing/temp-store.ts'
import type { afterEventCalls } from './after-event.ts'

const cases: { [N in keyof typeof afterEventCalls]: Case<N> } = {
  'afterEvent.state': {
    good: (store) => {
      saveNote(store, 'Said in the room.')
      return createOctopusInput()
    },
    answers: (state) =>
      expect(state).toEqual({
        sent: [],
        unsaved: { notes: 1, contacts: 0, ownEntries: 0, remarks: 0, documents: 0 },
        contents: {
          notes: 1,
          versions: 0,
          contacts: 0,
          documents: 0,
          stars: 0,
          ownEntries: 0,
          remarks: 0,
          backups: 0,
        },
      }),
    bad: badConference,
  },
  'afterEvent.verify': {
    good: async (store) => {
      saveNote(store, 'Said in the room.')
      const path = join(store.folder, 'report.md')
      const [out, back] = [randomUUID(), randomUUID()]
      store.grants.add(out, { path, mode: 'write' })
      unwrap(await store.request('export.save', { options: reportOptions, grant: out }))
      store.grants.add(back, { path, mode: 'read' })
      return { conference: octopus, grant: back }
    },
    answers: (entry) => expect(entry).toMatchObject({ fileName: 'report.md', format: 'md' }),
    bad: [{}, { conference: octopus, grant: 'report.md' }],
  },
  'afterEvent.backUp': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'copy.db'), mode: 'write' })
      return { conference: octopus, grant }
    },
    answers: ({ path, bytes }) => expect(readFileSync(path)).toHaveLength(bytes),
    bad: [{}, { conference: octopus, grant: '../copy.db' }],
  },
  'afterEvent.wipe': {
    good: (store) => {
      saveNote(store, 'Said in the room.')
      return {
        conference: octopus,
        confirmation: 'Octopus Conference 2016',
        unverified: true,
        deleteRecords: true,
      }
    },
    answers: (wiped, store) => {
      expect(wiped).toMatchObject({ notes: 1, verified: [] })
      expect(unwrap(store.call('notes.list', createOctopusInput()))).toEqual([])
    },
    bad: [
      {},
      createOctopusInput(),
      { conference: octopus, confirmation: 'x', unverified: 1, deleteRecords: true },
    ],
  },
  'afterEvent.saveReceipt': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'receipt.txt'), mode: 'write' })
      return { grant, text: 'Deleted: 3 notes\n' }
    },
    answers: ({ path }) => expect(readFileSync(path, 'utf8')).toBe('Deleted: 3 notes\n'),
    bad: [{}, { grant: '../receipt.txt', text: '' }, { grant: randomUUID(), text: 'x'.repeat(100_001) }],
  },
}

checkCalls(cases)
