/**
 * Tests each call about conferences, sessions, files of packs, stars and reminders with a valid and an invalid request. A missing call is a
 * compile error.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ConferenceSlug, OwnEntryId } from '../model.ts'
import { sha256 } from '../packs/write-pack.ts'
import { badConference, type Case, checkCalls, createOctopusInput } from '../testing/calls.ts'
import { getGrant, importPack } from '../testing/packs.ts'
import { octopus, saveNote, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import type { Input } from './index.ts'
import type { programmeCalls } from './programme.ts'

const messages = new TextEncoder().encode('1. One.\n')
const grantMessages = (store: TestStore) => getGrant(store, messages, 'messages.md')
const entryId = OwnEntryId.parse(randomUUID())
const bilateral = {
  kind: 'meeting',
  title: 'Mexico',
  start: '2016-11-17T14:00:00.000Z',
  end: '2016-11-17T14:30:00.000Z',
  place: 'Lobby',
  people: ['EUROJUST'],
} as const satisfies Input<'ownEntries.save'>['fields']

const cases: { [N in keyof typeof programmeCalls]: Case<N> } = {
  'conferences.list': {
    good: () => ({}),
    answers: (list) => expect(list.map(({ slug }) => slug)).toEqual(['octopus-2016']),
    bad: [{ extra: 1 }, null, undefined, 7],
  },
  'conferences.library': {
    good: (store) => {
      saveNote(store, 'One.')
      return {}
    },
    answers: (list) =>
      expect(list).toMatchObject([
        { slug: octopus, sessions: 13, notes: 1, stars: 0, contacts: 0, archived: false, removed: false },
      ]),
    bad: [{ extra: 1 }, null],
  },
  'conferences.keepEtag': {
    good: () => ({ conference: octopus, etag: '"1"' }),
    answers: (_, store) =>
      expect(unwrap(store.call('conferences.library', {}))).toMatchObject([{ slug: octopus, address: null }]),
    bad: [...badConference, { conference: octopus }, { conference: octopus, etag: 'a'.repeat(201) }],
  },
  'conferences.archive': {
    good: () => ({ conference: octopus, archived: true }),
    answers: (_, store) =>
      expect(unwrap(store.call('conferences.list', {}))).toMatchObject([{ slug: octopus, archived: true }]),
    bad: [...badConference, { conference: octopus }, { conference: octopus, archived: 1 }],
  },
  'conferences.rename': {
    good: () => ({ conference: octopus, title: '  Octopus in Strasbourg ' }),
    answers: (_, store) =>
      expect(unwrap(store.call('conferences.list', {}))).toMatchObject([{ title: 'Octopus in Strasbourg' }]),
    bad: [
      ...badConference,
      { conference: octopus },
      { conference: octopus, title: ' ' },
      { conference: octopus, title: 'two\nlines' },
    ],
  },
  'conferences.remove': {
    good: () => ({ conference: octopus, own: 'keep' }),
    answers: (_, store) => expect(unwrap(store.call('conferences.list', {}))).toEqual([]),
    bad: [...badConference, { conference: octopus }, { conference: octopus, own: 'lose' }],
  },
  'conferences.restore': {
    good: (store) => {
      unwrap(store.call('conferences.remove', { conference: octopus, own: 'delete' }))
      return { conference: octopus }
    },
    answers: (_, store) => expect(unwrap(store.call('conferences.list', {}))).toHaveLength(1),
    bad: badConference,
  },
  'conferences.get': {
    good: createOctopusInput,
    answers: (conference) =>
      expect(conference).toMatchObject({
        slug: 'octopus-2016',
        timeZone: 'Europe/Paris',
        days: ['2016-11-16', '2016-11-17', '2016-11-18'],
        rooms: [{ guid: 'room-1', name: 'Room 1', languages: ['en', 'fr', 'es', 'ru'] }, {}, {}],
      }),
    bad: badConference,
  },
  'sessions.list': {
    good: createOctopusInput,
    answers: (sessions) => {
      expect(sessions).toHaveLength(13)
      expect(sessions[0]).toMatchObject({ start: '2016-11-16T08:00:00.000Z', end: null, speakers: [] })
    },
    bad: badConference,
  },
  'speakers.list': {
    good: () => ({ conference: octopus }),
    answers: (list) => expect(list).toEqual([]),
    bad: [{}, null],
  },
  'keyMessages.list': {
    good: createOctopusInput,
    answers: (messages) => {
      const points = messages.filter(({ parent }) => parent !== null)
      expect(points.map(({ number }) => number)).toEqual(['5a', '5b', '5c'])
    },
    bad: badConference,
  },
  'keyMessages.previewFile': {
    good: (store) => ({ conference: octopus, grant: grantMessages(store) }),
    answers: (preview) =>
      expect(preview).toMatchObject({
        fileName: 'messages.md',
        messages: [{ number: '1', lead: 'One.', parent: null }],
        marked: 0,
      }),
    bad: [...badConference, { conference: octopus }, { conference: octopus, grant: 'x' }],
  },
  'keyMessages.importFile': {
    good: (store) => ({ conference: octopus, grant: grantMessages(store), sha256: sha256(messages) }),
    answers: (_, store) =>
      expect(unwrap(store.call('keyMessages.list', { conference: octopus }))).toMatchObject([
        { guid: 'km-1', number: '1', text: 'One.' },
      ]),
    bad: [...badConference, { conference: octopus, grant: randomUUID(), sha256: 'x' }],
  },
  'keyMessages.related': {
    good: createOctopusInput,
    answers: (all) =>
      expect(all.find(({ keyMessage }) => keyMessage === 'km-5a')?.sessions[0]).toBe('workshop-2'),
    bad: badConference,
  },
  'keyMessages.remarks': {
    good: createOctopusInput,
    answers: (remarks) => expect(remarks).toEqual([]),
    bad: badConference,
  },
  'keyMessages.saveRemark': {
    good: () => ({ conference: octopus, keyMessage: toGuid('km-1'), marks: ['support'], comment: 'Ours.' }),
    answers: (_, store) =>
      expect(unwrap(store.call('keyMessages.remarks', { conference: octopus }))).toMatchObject([
        { keyMessage: 'km-1', marks: ['support'], comment: 'Ours.', by: null },
      ]),
    bad: [
      ...badConference,
      { conference: octopus },
      { conference: octopus, keyMessage: 'km-1', marks: ['praise'] },
      { conference: octopus, keyMessage: 'km-1', comment: 'a'.repeat(20_001) },
    ],
  },
  'files.list': {
    good: createOctopusInput,
    answers: (list) => expect(list).toEqual([]),
    bad: badConference,
  },
  'files.read': {
    good: () => ({ sha256: '0'.repeat(64) }),
    answers: (content) => expect(content).toBeNull(),
    bad: [{}, { sha256: 'x' }],
  },
  'files.text': {
    good: () => ({ sha256: '0'.repeat(64) }),
    answers: (pages) => expect(pages).toEqual([]),
    bad: [{}, { sha256: 'x' }],
  },
  'files.save': {
    good: async (store) => {
      unwrap(await importPack(store))
      const conference = ConferenceSlug.parse('testing-days')
      const [plan] = unwrap(store.call('files.list', { conference }))
      const sha256 = plan?.sha256 ?? ''
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'plan.svg'), mode: 'write' })
      return { sha256, grant }
    },
    answers: (saved, store) => {
      expect(saved).toMatchObject({ path: join(store.folder, 'plan.svg') })
      expect(readFileSync(saved.path, 'utf8')).toContain('<svg')
    },
    bad: [{}, { sha256: '0'.repeat(64), grant: 'x' }],
  },
  'directory.list': {
    good: createOctopusInput,
    answers: (entries) => {
      expect(entries.find(({ name }) => name === 'Estonia')).toMatchObject({ donor: true })
      expect(entries.filter(({ donor }) => !donor).length).toBeGreaterThan(0)
    },
    bad: badConference,
  },
  'stars.list': {
    good: createOctopusInput,
    answers: (stars) => expect(stars).toEqual([]),
    bad: badConference,
  },
  'stars.ofColleagues': {
    good: createOctopusInput,
    answers: (stars) => expect(stars).toEqual([]),
    bad: badConference,
  },
  'stars.set': {
    good: () => ({ conference: octopus, session: toGuid('workshop-1'), starred: true }),
    answers: (_, store) =>
      expect(unwrap(store.call('stars.list', { conference: octopus }))).toEqual(['workshop-1']),
    bad: [
      {},
      { conference: octopus, session: 'workshop-1', starred: 'yes' },
      { conference: octopus, session: '', starred: true },
    ],
  },
  'stars.swap': {
    good: (store) => {
      unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-1'), starred: true }))
      return { conference: octopus, from: toGuid('workshop-1'), to: toGuid('workshop-2') }
    },
    answers: (_, store) =>
      expect(unwrap(store.call('stars.list', { conference: octopus }))).toEqual(['workshop-2']),
    bad: [{ conference: octopus, from: toGuid('workshop-1') }],
  },
  'ownEntries.save': {
    good: () => ({ id: entryId, conference: octopus, fields: bilateral }),
    answers: (_, store) => {
      const sessions = unwrap(store.call('sessions.list', { conference: octopus }))
      expect(sessions.filter(({ own }) => own)).toMatchObject([
        { guid: entryId, title: 'Mexico', speakers: ['EUROJUST'], own: { kind: 'meeting', place: 'Lobby' } },
      ])
    },
    bad: [
      ...badConference,
      { id: 'x', conference: octopus, fields: bilateral },
      { id: entryId, conference: octopus, fields: { ...bilateral, title: ' ' } },
      { id: entryId, conference: octopus, fields: { ...bilateral, kind: 'plenary' } },
      { id: entryId, conference: octopus, fields: { ...bilateral, end: bilateral.start } },
    ],
  },
  'ownEntries.remove': {
    good: (store) => {
      unwrap(store.call('ownEntries.save', { id: entryId, conference: octopus, fields: bilateral }))
      return { id: entryId }
    },
    answers: (_, store) =>
      expect(unwrap(store.call('sessions.list', { conference: octopus })).some(({ own }) => own)).toBe(false),
    bad: [{}, { id: 'workshop-1' }],
  },
  'ownEntries.restore': {
    good: (store) => {
      unwrap(store.call('ownEntries.save', { id: entryId, conference: octopus, fields: bilateral }))
      unwrap(store.call('ownEntries.remove', { id: entryId }))
      return { id: entryId }
    },
    answers: (_, store) =>
      expect(unwrap(store.call('stars.list', { conference: octopus }))).toEqual([entryId]),
    bad: [{}],
  },
  'delays.set': {
    good: () => ({ conference: octopus, delays: [{ session: toGuid('workshop-1'), minutes: 15 }] }),
    answers: (_, store) => {
      const sessions = unwrap(store.call('sessions.list', { conference: octopus }))
      expect(sessions.filter(({ planned }) => planned)).toMatchObject([
        { guid: 'workshop-1', planned: { minutes: 15 } },
      ])
    },
    bad: [
      ...badConference,
      { conference: octopus, delays: [{ session: 'workshop-1', minutes: -5 }] },
      { conference: octopus, delays: [{ session: 'workshop-1', minutes: 721 }] },
    ],
  },
  'reminders.default': {
    good: () => ({}),
    answers: (minutes) => expect(minutes).toBe(10),
    bad: [null],
  },
  'reminders.setDefault': {
    good: () => ({ minutes: null }),
    answers: (_, store) => expect(unwrap(store.call('reminders.default', {}))).toBeNull(),
    bad: [{}, { minutes: -1 }, { minutes: 61 }, { minutes: 1.5 }],
  },
  'reminders.list': {
    good: (store) => {
      const session = toGuid('workshop-1')
      unwrap(store.call('stars.set', { conference: octopus, session, starred: true }))
      unwrap(store.call('reminders.set', { conference: octopus, session, minutes: null }))
      return { conference: octopus }
    },
    answers: (list) => expect(list).toEqual([{ session: 'workshop-1', minutes: null }]),
    bad: badConference,
  },
  'reminders.set': {
    good: (store) => {
      const session = toGuid('workshop-1')
      unwrap(store.call('stars.set', { conference: octopus, session, starred: true }))
      return { conference: octopus, session, minutes: 60 }
    },
    answers: (_, store) =>
      expect(unwrap(store.call('reminders.list', { conference: octopus }))).toEqual([
        { session: 'workshop-1', minutes: 60 },
      ]),
    bad: [
      { conference: octopus, session: 'workshop-1', minutes: 61 },
      { conference: octopus, session: 'workshop-1', minutes: 'never' },
    ],
  },
}

checkCalls(cases)
