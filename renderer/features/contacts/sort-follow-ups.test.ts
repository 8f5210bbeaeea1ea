import { expect, test } from 'vitest'
import type { Contact, ContactId } from '../../../db/model.ts'
import { noFields } from './contacts-drafts.ts'
import { sortFollowUps } from './sort-follow-ups.ts'

const person = (name: string, fields: Partial<Contact>): Contact => ({
  ...{ ...noFields, id: name as ContactId, updatedAt: '2016-11-17T13:30:00.000Z', createdBy: null, name },
  ...fields,
})
const all = [
  person('none', {}),
  person('some day', { followUp: 'Call' }),
  person('late', { followUp: 'Call', followUpOn: '2016-11-10' }),
  person('done', { followUp: 'Call', followUpOn: '2016-11-09', followedUpAt: '2016-11-09T08:00:00.000Z' }),
  person('next', { followUp: 'Call', followUpOn: '2016-12-01' }),
  person('today', { followUp: 'Call', followUpOn: '2016-11-17' }),
]
const names = (people: Contact[]) => people.map(({ name }) => name)

test('open follow-ups come in the order of their dates, those without a date last', () => {
  expect(names(sortFollowUps(all))).toEqual(['late', 'today', 'next', 'some day'])
})

test('during the conference, only follow-ups that are due are listed', () => {
  expect(names(sortFollowUps(all, '2016-11-17'))).toEqual(['late', 'today'])
})
