import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConferenceBundle, type Contact, type ContactId } from '../../../db/model.ts'
import { contactGroups } from './contacts-groups.ts'

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
})

test('people come first, by name, then the directory by kind, with every entry once', () => {
  const groups = contactGroups([person('Zoë Ek'), person('Álvaro Díaz'), person('Eva')], directory, '', 'en')
  expect(groups.map(({ kind }) => kind)).toEqual([
    'people',
    'organisation',
    'body',
    'network',
    'company',
    'state',
  ])
  expect(groups[0]).toMatchObject({ people: [{ name: 'Álvaro Díaz' }, { name: 'Eva' }, { name: 'Zoë Ek' }] })
  const listed = groups.flatMap((group) => (group.kind === 'people' ? [] : group.entries))
  expect(listed).toHaveLength(directory.length)
})

test('a filter searches names, organisations and what they belong to, and leaves out empty groups', () => {
  const people = [person('Eva', 'UNODC'), person('Zoë')]
  expect(contactGroups(people, directory, 'unodc', 'en')).toMatchObject([
    { kind: 'people', people: [{ name: 'Eva' }] },
    { kind: 'organisation', entries: [{ guid: 'unodc' }] },
  ])
  expect(contactGroups(people, directory, 'convention committee', 'en')).toMatchObject([
    {
      kind: 'body',
      entries: [{ guid: 'cybercrime-convention-committee' }, { guid: 'cloud-evidence-group' }],
    },
  ])
})
