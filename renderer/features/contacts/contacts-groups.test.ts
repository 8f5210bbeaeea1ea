import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConferenceBundle, type Contact, type ContactId, type Guid } from '../../../db/model.ts'
import { type ContactLists, createContactIndex, groupContacts } from './contacts-groups.ts'

const { directory } = ConferenceBundle.parse(
  JSON.parse(readFileSync(new URL('../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8')),
)
const person = (name: string, organisation = ''): Contact => ({
  id: name as ContactId,
  updatedAt: '2016-11-17T13:30:00.000Z',
  createdBy: null,
  name,
  organisation,
  country: '',
  role: '',
  email: '',
  telephone: '',
  metAt: null,
  note: '',
  followUp: '',
  followUpOn: null,
  followedUpAt: null,
  consent: '',
  picture: null,
  confidentiality: 'shareable',
})

const getGroups = (people: readonly Contact[], query = '', more: Partial<ContactLists> = {}) =>
  groupContacts(
    createContactIndex({ people, speakers: [], authors: [], me: 'me', directory, ...more }, 'en'),
    query,
  )

test('people come first, by name, then the directory by kind, with every entry once', () => {
  const groups = getGroups([person('Zoë Ek'), person('Álvaro Díaz'), person('Eva')])
  expect(groups.map(({ kind }) => kind)).toEqual([
    'people',
    'organisation',
    'body',
    'network',
    'company',
    'state',
  ])
  expect(groups[0]).toMatchObject({ people: [{ name: 'Álvaro Díaz' }, { name: 'Eva' }, { name: 'Zoë Ek' }] })
  const listed = groups.flatMap((group) => ('entries' in group ? group.entries : []))
  expect(listed).toHaveLength(directory.length)
})

test('a filter searches names, organisations and what they belong to, and leaves out empty groups', () => {
  const people = [person('Eva', 'UNODC'), person('Zoë')]
  expect(getGroups(people, 'unodc')).toMatchObject([
    { kind: 'people', people: [{ name: 'Eva' }] },
    { kind: 'organisation', entries: [{ guid: 'unodc' }] },
  ])
  expect(getGroups(people, 'convention committee')).toMatchObject([
    {
      kind: 'body',
      entries: [{ guid: 'cybercrime-convention-committee' }, { guid: 'cloud-evidence-group' }],
    },
  ])
})

test('nobody is listed twice, as a contact, speaker and colleague', () => {
  const speaker = (name: string) => ({ guid: name as Guid, name, sessions: [] })
  const groups = getGroups([person('Zoë Ek')], 'e', {
    speakers: [speaker('ZOE EK'), speaker('Eva')],
    authors: [
      { id: 'me', name: 'Evelyn', delegation: '' },
      { id: '1', name: 'Zoë Ek', delegation: '' },
      { id: '2', name: 'Eve', delegation: 'Estonia' },
      { id: '3', name: '', delegation: '' },
      { id: '4', name: 'EVA', delegation: 'Spain' },
    ],
  })
  expect(groups.slice(0, 3)).toMatchObject([
    { kind: 'people', people: [{ name: 'Zoë Ek' }] },
    { kind: 'speakers', speakers: [{ name: 'Eva' }] },
    { kind: 'colleagues', colleagues: [{ name: 'Eve' }] },
  ])
})
