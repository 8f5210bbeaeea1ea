import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../db/model.ts'
import {
  type EntryForm,
  editForm,
  fillForm,
  getDefaultStart,
  getFields,
  getForm,
  getLastDay,
  setLastDay,
} from './entry-form.ts'

const timeZone = 'Europe/Paris'
const form: EntryForm = {
  kind: 'meeting',
  title: 'Mexico',
  day: '2016-11-17',
  from: '15:00',
  to: '15:30',
  place: ' Lobby ',
  people: 'EUROJUST, Ana Ferreira; ',
}

test('times are in the conference’s zone, and names are separated', () => {
  expect(getFields(form, timeZone)).toEqual({
    kind: 'meeting',
    title: 'Mexico',
    start: '2016-11-17T14:00:00.000Z',
    end: '2016-11-17T14:30:00.000Z',
    place: 'Lobby',
    people: ['EUROJUST', 'Ana Ferreira'],
  })
})

test('an end before the start is on the next day', () => {
  expect(getFields({ ...form, from: '23:30', to: '0:45' }, timeZone)).toMatchObject({
    start: '2016-11-17T22:30:00.000Z',
    end: '2016-11-17T23:45:00.000Z',
  })
})

test('missing or invalid fields are reported by name', () => {
  expect(getFields({ ...form, title: ' ', from: '25:00', to: '' }, timeZone)).toEqual({
    problems: ['title', 'from', 'to'],
  })
})

test('a form filled from an entry gives the same entry', () => {
  const fields = getFields(form, timeZone)
  if ('problems' in fields) throw new Error('the form is complete')
  const { people, place, kind, ...times } = fields
  const session = {
    ...times,
    guid: 'x' as Guid,
    speakers: people,
    own: { kind, place },
  } as unknown as Session
  expect(getFields(getForm(session, timeZone), timeZone)).toEqual(fields)
})

test('an entry over several days, such as one from an invitation, keeps its nights when its times are edited', () => {
  const session = {
    start: '2016-11-14T13:00:00.000Z',
    end: '2016-11-16T11:00:00.000Z',
    guid: 'x' as Guid,
    title: 'Mission',
    speakers: [],
    own: { kind: 'other', place: '' },
  } as unknown as Session
  const edit = (edits: Partial<EntryForm>) => getFields(editForm(getForm(session, timeZone), edits), timeZone)
  expect(edit({})).toMatchObject({ start: '2016-11-14T13:00:00.000Z', end: '2016-11-16T11:00:00.000Z' })
  expect(edit({ day: '2016-11-15' })).toMatchObject({ end: '2016-11-17T11:00:00.000Z' })
  expect(edit({ to: '17:00' })).toMatchObject({ end: '2016-11-16T16:00:00.000Z' })
})

test('an entry can be lengthened to several days and shortened again', () => {
  const long = editForm(form, setLastDay(form, '2016-11-19'))
  expect(getLastDay(long)).toBe('2016-11-19')
  expect(getFields(long, timeZone)).toMatchObject({ end: '2016-11-19T14:30:00.000Z' })
  const fromMonday = editForm(long, { day: '2016-11-14', from: '9:00' })
  expect([getLastDay(fromMonday), fromMonday.to]).toEqual(['2016-11-16', '15:30'])
  const short = editForm(long, setLastDay(long, '2016-11-17'))
  expect(getFields(short, timeZone)).toEqual(getFields(form, timeZone))
})

test('an end that is not after the start is on the next day at the earliest, also while a time is being typed', () => {
  const overnight = { ...form, from: '23:30', to: '0:45' }
  expect(getLastDay({ ...overnight, nights: 0 })).toBe('2016-11-18')
  expect(getFields(editForm(overnight, setLastDay(overnight, '2016-11-18')), timeZone)).toEqual(
    getFields(overnight, timeZone),
  )
  expect(getLastDay({ ...form, nights: 2, to: '1' })).toBe('2016-11-19')
})

test('an entry that lasts a day because both times are the same ends on the day when its end is corrected', () => {
  const session = {
    start: '2016-11-14T08:00:00.000Z',
    end: '2016-11-15T08:00:00.000Z',
    guid: 'x' as Guid,
    title: 'Mission',
    speakers: [],
    own: { kind: 'other', place: '' },
  } as unknown as Session
  const edit = (edits: Partial<EntryForm>) => getFields(editForm(getForm(session, timeZone), edits), timeZone)
  expect(edit({ to: '10:00' })).toMatchObject({ end: '2016-11-14T09:00:00.000Z' })
  expect(edit({ from: '10:00' })).toMatchObject({ end: '2016-11-15T09:00:00.000Z' })
})

test('without an end, a meal lasts an hour and a meeting half an hour', () => {
  expect(fillForm(form, { title: 'Lunch', kind: 'meal', from: '12:30' })).toMatchObject({
    from: '12:30',
    to: '13:30',
  })
  expect(fillForm(form, { title: 'Mexico', from: '23:45' })).toMatchObject({ to: '00:15' })
})

test('an entry keeps its length while only its start is typed', () => {
  expect(editForm(form, { from: '17:45' })).toMatchObject({ from: '17:45', to: '18:15' })
  expect(editForm({ ...form, from: '23:30', to: '0:45' }, { from: '9.00' }).to).toBe('10:15')
  expect(editForm(form, { from: '17:45', to: '19:00' }).to).toBe('19:00')
  expect(editForm(form, { from: '17' }).to).toBe('15:30')
})

test('a new entry starts at the next half hour, or on the first morning before and long after the conference', () => {
  const conference = { startDate: '2016-11-16', endDate: '2016-11-18', timeZone }
  const getStart = (now: string) => Object.values(getDefaultStart(conference, `${now}:20.000Z`)).join(' ')
  expect(getStart('2016-11-17T13:05')).toBe('2016-11-17 14:30')
  expect(getStart('2016-11-17T13:30')).toBe('2016-11-17 15:00')
  expect(getStart('2016-11-17T22:40')).toBe('2016-11-18 00:00')
  expect(getStart('2016-11-19T08:00')).toBe('2016-11-19 09:30')
  expect(getStart('2016-11-15T12:00')).toBe('2016-11-16 09:00')
  expect(getStart('2016-12-15T12:00')).toBe('2016-11-16 09:00')
})
