/** Tests each call about imports with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type Case, checkCalls, grantSampleFile } from '../testing/calls.ts'
import { unwrap } from '../testing/temp-store.ts'
import type { importCalls } from './import.ts'

const cases: { [N in keyof typeof importCalls]: Case<N> } = {
  'import.kind': {
    good: (store) => ({ grant: grantSampleFile(store) }),
    answers: (kind) => expect(kind).toBe('programme'),
    bad: [{}, { grant: 'x' }],
  },
  'import.formats': {
    good: () => ({}),
    answers: (formats) => expect(formats[0]).toMatchObject({ id: 'rapporteur-json', extensions: ['json'] }),
    bad: [{ extra: 1 }],
  },
  'import.preview': {
    good: (store) => ({ grant: grantSampleFile(store) }),
    answers: (preview) =>
      expect(preview).toMatchObject({
        fileName: 'testing.json',
        conference: { slug: 'testing-days', timeZone: 'Europe/Paris' },
        zone: 'file',
        counts: { sessions: 2, rooms: 1, speakers: 1, keyMessages: 1, contacts: 1 },
        warnings: [],
        matches: [],
        suggested: { update: null },
      }),
    bad: [{}, { grant: '/etc/passwd' }, { grant: randomUUID(), timeZone: 'Mars/Olympus' }],
  },
  'import.apply': {
    good: async (store) => {
      const grant = grantSampleFile(store)
      unwrap(await store.request('import.preview', { grant }))
      return { grant, choice: { update: null } }
    },
    answers: (result) => expect(result).toMatchObject({ sessions: 2, changes: { added: 2 } }),
    bad: [
      {},
      { grant: randomUUID() },
      { grant: randomUUID(), choice: { update: 'testing-days' } },
      { grant: randomUUID(), choice: { update: 'testing-days', missing: 'forget' } },
    ],
  },
  'import.progress': {
    good: () => ({ grant: randomUUID() }),
    answers: (progress) => expect(progress).toBeNull(),
    bad: [{}, { grant: 'x' }],
  },
  'import.discard': {
    good: () => ({ grant: randomUUID() }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { grant: 'x' }],
  },
  'import.file': {
    good: (store) => ({ grant: grantSampleFile(store) }),
    answers: (result) =>
      expect(result).toEqual({
        conference: { slug: 'testing-days', title: 'Testing Days' },
        sessions: 2,
        cancelled: 0,
        rooms: 1,
        speakers: 1,
        keyMessages: 1,
        contacts: 1,
        warnings: [],
        changes: { added: 2, changed: 0, cancelled: 0 },
        beside: { facts: 0, speakers: 0, keyMessages: 0, contacts: 0, files: [] },
        signer: null,
        keyKept: false,
        cameBack: false,
        voidDelays: 0,
        update: 2,
      }),
    bad: [
      {},
      { grant: '/etc/passwd' },
      { grant: randomUUID(), timeZone: 'Mars/Olympus' },
      { grant: randomUUID(), title: ' ' },
    ],
  },
}

checkCalls(cases)
