import { expect, test } from 'vitest'
import type { OwnEntryFields, Session } from '../../../db/model.ts'
import { getShift, shiftFields, toEntryFields } from './shift-entry.ts'

const fields: OwnEntryFields = {
  kind: 'meeting',
  title: 'Mexico',
  start: '2016-11-17T14:00:00.000Z',
  end: '2016-11-17T14:10:00.000Z',
  place: 'Lobby',
  people: ['EUROJUST'],
}

test('Alt moves an entry, Alt+Shift moves its end', () => {
  const press = (key: string, shiftKey = false, altKey = true) =>
    getShift({ key, code: key, altKey, shiftKey, ctrlKey: false, metaKey: false }, 'linux')
  expect(press('ArrowDown')).toEqual({ part: 'all', steps: 1 })
  expect(press('ArrowUp', true)).toEqual({ part: 'end', steps: -1 })
  expect(press('ArrowDown', false, false)).toBeNull()
  expect(press('ArrowLeft')).toBeNull()
})

test('a step is five minutes, and an entry cannot be shortened to nothing', () => {
  expect(shiftFields(fields, { part: 'all', steps: -1 })).toEqual({
    ...fields,
    start: '2016-11-17T13:55:00.000Z',
    end: '2016-11-17T14:05:00.000Z',
  })
  const shorter = shiftFields(fields, { part: 'end', steps: -1 })
  expect(shorter).toEqual({ ...fields, end: '2016-11-17T14:05:00.000Z' })
  expect(shiftFields(shorter as OwnEntryFields, { part: 'end', steps: -1 })).toBeNull()
})

test('a session of the programme cannot be moved', () => {
  const { people, kind, place, ...otherFields } = fields
  const session = { ...otherFields, speakers: people } as unknown as Session
  expect(toEntryFields(session)).toBeNull()
  expect(toEntryFields({ ...session, own: { kind, place } })).toEqual(fields)
})
