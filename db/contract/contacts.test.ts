/** Tests each call about contacts and people with a valid and an invalid request. A missing call is a compile error. */
import { expect } from 'vitest'
import { getFingerprint, getPublicKey, makeKey, readKey } from '../packs/keys.ts'
import { rememberKey } from '../sharing/device.ts'
import { badConference, type Case, checkCalls } from '../testing/calls.ts'
import { createPng } from '../testing/pictures.ts'
import {
  createContactId,
  octopus,
  someone,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import type { contactsCalls } from './contacts.ts'

const key = getPublicKey(readKey(makeKey()))
const storeColleagueKey = (store: TestStore) =>
  rememberKey(store.lifecycle.ready().connection.sql, {
    publicKey: key,
    person: createContactId(),
    now: store.clock.now(),
  })

const createTwoContacts = (store: TestStore) => {
  const [kept, other] = [createContactId(), createContactId()]
  for (const id of [kept, other])
    unwrap(store.call('contacts.save', { id, conference: octopus, fields: someone }))
  return { kept, other }
}

const cases: { [N in keyof typeof contactsCalls]: Case<N> } = {
  'contacts.list': {
    good: (store) => {
      unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: someone }))
      return { conference: octopus }
    },
    answers: (contacts) => expect(contacts).toMatchObject([someone]),
    bad: badConference,
  },
  'contacts.save': {
    good: () => ({ id: createContactId(), conference: octopus, fields: { ...someone, name: '  Ana  ' } }),
    answers: (contact) => expect(contact.name).toBe('Ana'),
    bad: [
      {},
      { id: createContactId(), conference: octopus, fields: { ...someone, name: ' ' } },
      { id: createContactId(), conference: octopus, fields: { ...someone, fax: '1' } },
    ],
  },
  'contacts.changes': {
    good: () => ({ conference: octopus, id: createContactId() }),
    answers: (changes) => expect(changes).toEqual([]),
    bad: [{}, { conference: octopus, id: 'x' }],
  },
  'contacts.remove': {
    good: (store) => {
      const id = createContactId()
      unwrap(store.call('contacts.save', { id, conference: octopus, fields: someone }))
      return { id }
    },
    answers: (_, store) => expect(unwrap(store.call('contacts.list', { conference: octopus }))).toEqual([]),
    bad: [{}, { id: 'x' }],
  },
  'contacts.restore': {
    good: (store) => {
      const id = createContactId()
      unwrap(store.call('contacts.save', { id, conference: octopus, fields: someone }))
      unwrap(store.call('contacts.remove', { id }))
      return { id }
    },
    answers: (_, store) =>
      expect(unwrap(store.call('contacts.list', { conference: octopus }))).toHaveLength(1),
    bad: [{}, { id: 'x' }],
  },
  'contacts.read': {
    good: () => ({ source: { text: 'BEGIN:VCARD\nFN:Ada\nEND:VCARD' } }),
    answers: ({ people, warnings }) => {
      expect(people).toMatchObject([{ name: 'Ada', hasPhoto: false }])
      expect(warnings).toEqual([])
    },
    bad: [{}, { source: {} }, { source: { grant: 'x' } }, { source: { path: '/etc/passwd' } }],
  },
  'contacts.readCodes': {
    good: () => ({ bytes: createPng(40, 30) }),
    answers: (texts) => expect(texts).toEqual([]),
    bad: [{}, { bytes: new Uint8Array() }, { bytes: 'x' }, { path: '/etc/passwd' }],
  },
  'contacts.import': {
    good: () => ({
      conference: octopus,
      source: { text: 'mailto:ada@example.org' },
      people: [{ id: createContactId(), fields: someone, base: null, card: 0 }],
    }),
    answers: ({ warnings, pictures }, store) => {
      expect(warnings).toEqual([])
      expect(pictures).toEqual([null])
      expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([someone])
    },
    bad: [{}, { conference: octopus, source: { text: '' }, people: [{ fields: someone }] }],
  },
  'contacts.merge': {
    good: (store) => {
      const { kept, other } = createTwoContacts(store)
      return {
        conference: octopus,
        keep: { id: kept, fields: { ...someone, role: 'Judge' }, base: null },
        others: [other],
      }
    },
    answers: (_, store) => {
      const [merged, ...others] = unwrap(store.call('contacts.list', { conference: octopus }))
      expect(merged).toMatchObject({ role: 'Judge' })
      expect(others).toEqual([])
    },
    bad: [
      {},
      { conference: octopus, keep: { id: createContactId(), fields: someone, base: null }, others: [] },
    ],
  },
  'contacts.takeBack': {
    good: (store) => ({
      conference: octopus,
      added: [createTwoContacts(store).other],
      restored: [],
      changed: [],
    }),
    answers: (_, store) => {
      expect(unwrap(store.call('contacts.list', { conference: octopus }))).toHaveLength(1)
      expect(unwrap(store.call('trash.list', { conference: octopus })).contacts).toEqual([])
    },
    bad: [{}, { conference: octopus, added: ['x'], restored: [], changed: [] }],
  },
  'contacts.merged': {
    good: (store) => {
      const { kept, other } = createTwoContacts(store)
      const keep = { id: kept, fields: someone, base: null }
      unwrap(store.call('contacts.merge', { conference: octopus, keep, others: [other] }))
      return { conference: octopus }
    },
    answers: (merged, store) => {
      const [kept] = unwrap(store.call('contacts.list', { conference: octopus }))
      expect(Object.values(merged)).toEqual([kept?.id])
    },
    bad: badConference,
  },
  'people.me': {
    good: () => ({}),
    answers: (me) => expect(me).toEqual({ id: expect.any(String), name: '', delegation: '' }),
    bad: [{ extra: 1 }],
  },
  'people.saveMe': {
    good: () => ({ name: ' Ana Ferreira ', delegation: 'Portugal' }),
    answers: (_, store) => {
      const me = unwrap(store.call('people.me', {}))
      expect(me).toMatchObject({ name: 'Ana Ferreira', delegation: 'Portugal' })
      expect(unwrap(store.call('people.list', {}))).toEqual([me])
    },
    bad: [{}, { name: 'x' }, { name: 'x'.repeat(201), delegation: '' }],
  },
  'people.office': {
    good: () => ({}),
    answers: (office) => expect(office).toEqual({ role: '', office: '', division: '' }),
    bad: [{ extra: 1 }],
  },
  'people.saveOffice': {
    good: () => ({ role: 'Prosecutor', office: ' Federal Prosecutor’s Office ', division: '' }),
    answers: (_, store) =>
      expect(unwrap(store.call('people.office', {}))).toEqual({
        role: 'Prosecutor',
        office: 'Federal Prosecutor’s Office',
        division: '',
      }),
    bad: [{}, { role: 'x' }, { role: 'x'.repeat(201), office: '', division: '' }],
  },
  'people.card': {
    good: (store) => {
      unwrap(store.call('people.saveMe', { name: 'Anna Ek', delegation: 'Sweden' }))
      unwrap(store.call('people.saveOffice', { role: 'Judge', office: 'Supreme Court', division: '' }))
      unwrap(store.call('people.saveCard', { email: 'anna@court.example', telephone: '' }))
      return {}
    },
    answers: ({ text, ...card }) => {
      expect(card).toEqual({ email: 'anna@court.example', telephone: '' })
      expect(text.split('\r\n')).toEqual([
        'BEGIN:VCARD',
        'VERSION:3.0',
        'FN:Anna Ek',
        'N:Anna Ek;;;;',
        'ORG:Supreme Court\\, Sweden',
        'TITLE:Judge',
        'EMAIL;TYPE=INTERNET:anna@court.example',
        'END:VCARD',
      ])
    },
    bad: [{ extra: 1 }],
  },
  'people.saveCard': {
    good: () => ({ email: ' anna@court.example ', telephone: '+46 8 1' }),
    // A delegate without a name has no card.
    answers: (_, store) =>
      expect(unwrap(store.call('people.card', {}))).toEqual({
        email: 'anna@court.example',
        telephone: '+46 8 1',
        text: '',
      }),
    bad: [{}, { email: 'x' }, { email: 'x'.repeat(201), telephone: '' }],
  },
  'people.list': {
    good: () => ({}),
    answers: (people) => expect(people).toEqual([]),
    bad: [{ extra: 1 }],
  },
  'people.keys': {
    good: (store) => {
      storeColleagueKey(store)
      return {}
    },
    answers: (keys) =>
      expect(keys).toEqual([
        { publicKey: key, fingerprint: getFingerprint(key), name: '', since: '2016-11-17T13:30:00.000Z' },
      ]),
    bad: [{ extra: 1 }],
  },
  'people.forgetKey': {
    good: (store) => {
      storeColleagueKey(store)
      return { publicKey: key }
    },
    answers: (_, store) => {
      expect(unwrap(store.call('people.keys', {}))).toEqual([])
      // The delegate’s own key can be neither removed nor listed.
      const own = getPublicKey(readKey(store.lifecycle.ready().device.privateKey))
      expect(unwrapError(store.call('people.forgetKey', { publicKey: own })).code).toBe('not-found')
    },
    bad: [{}, { publicKey: 'no base64!' }],
  },
}

checkCalls(cases)
