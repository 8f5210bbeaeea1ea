/** Tests each call about updates of programmes with a valid and an invalid request. A missing call is a compile error. */
import { expect } from 'vitest'
import {
  badConference,
  type Case,
  checkCalls,
  createOctopusInput,
  grantSampleFile,
} from '../testing/calls.ts'
import { octopus, unwrap } from '../testing/temp-store.ts'
import type { changesCalls } from './changes.ts'

const cases: { [N in keyof typeof changesCalls]: Case<N> } = {
  'updates.list': {
    good: createOctopusInput,
    answers: (list) =>
      expect(list).toEqual([
        {
          id: 1,
          appliedAt: '2016-11-17T13:30:00.000Z',
          origin: 'bundled',
          fileName: 'octopus-2016.json',
          isFirst: true,
          beside: { facts: 0, speakers: 0, keyMessages: 0, contacts: 0, files: [] },
          counts: { added: 13, changed: 0, cancelled: 0 },
          undoneAt: null,
          canUndo: false,
        },
      ]),
    bad: badConference,
  },
  'updates.get': {
    good: () => ({ conference: octopus, id: 1 }),
    answers: ({ changes }) =>
      expect(changes).toEqual({
        sessions: [],
        facts: [],
        speakers: { added: [], changed: [], removed: [] },
        keyMessages: { added: [], changed: [], removed: [] },
        directory: { added: [], changed: [], removed: [] },
        floorPlans: { added: [], changed: [], removed: [] },
        documents: { added: [], changed: [], removed: [] },
      }),
    bad: [...badConference, { conference: octopus, id: 0 }],
  },
  'updates.moves': {
    good: createOctopusInput,
    answers: (moves) => expect(moves).toEqual([]),
    bad: badConference,
  },
  'updates.undo': {
    good: async (store) => {
      const { conference, update } = unwrap(
        await store.request('import.file', { grant: grantSampleFile(store) }),
      )
      return { conference: conference.slug, id: update ?? 0 }
    },
    answers: (value, store) => {
      expect(value).toBeNull()
      expect(unwrap(store.call('conferences.list', {}))).toHaveLength(1)
    },
    bad: [...badConference, { conference: octopus, id: 'last' }],
  },
}

checkCalls(cases)
