import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normaliseInstant } from '../../../core/time.ts'
import { ConferenceBundle, type Session } from '../../../db/model.ts'
import {
  canBeStarred,
  findConflicts,
  findRivals,
  getCurrentSessions,
  getNextSlot,
  getPhase,
  getProgrammeDay,
  getSlots,
} from './slots.ts'

const bundle = ConferenceBundle.parse(
  JSON.parse(readFileSync(new URL('../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8')),
)
const sessions: Session[] = bundle.sessions.map((session) => ({
  ...session,
  start: normaliseInstant(session.start),
  end: session.end && normaliseInstant(session.end),
  speakers: [],
}))
const zone = 'Europe/Paris'
const toInstant = (local: string) => normaliseInstant(`${local}+01:00`)
const getGuids = (list: Session[]) => list.map(({ guid }) => guid)
const findSession = (guid: string) => sessions.find((session) => session.guid === guid) as Session

test('sessions that start together form one slot, in programme order', () => {
  const slots = getSlots(sessions)
  expect(slots).toHaveLength(7)
  expect(getGuids(slots[1]?.sessions ?? [])).toEqual(['workshop-1', 'workshop-2', 'workshop-3'])
})

test('a session without an end lasts until the next start of its day, but at most four hours', () => {
  expect(getGuids(getCurrentSessions(sessions, toInstant('2016-11-17T14:52:00'), zone))).toEqual([
    'workshop-7',
    'workshop-8',
    'workshop-9',
  ])
  expect(getGuids(getCurrentSessions(sessions, toInstant('2016-11-17T13:29:59'), zone))).toEqual([
    'workshop-4',
    'workshop-5',
    'workshop-6',
  ])
  expect(
    getCurrentSessions(sessions, toInstant('2016-11-17T13:30:00'), zone),
    'it began four hours ago',
  ).toEqual([])
  expect(getCurrentSessions(sessions, toInstant('2016-11-17T09:29:00'), zone)).toEqual([])
  expect(
    getCurrentSessions(sessions, toInstant('2016-11-17T00:30:00'), zone),
    'the dinner ended with its day',
  ).toEqual([])
})

test('an appointment does not end the sessions that are running', () => {
  const coffee: Session = {
    ...findSession('workshop-7'),
    start: toInstant('2016-11-17T15:00:00'),
    end: toInstant('2016-11-17T15:15:00'),
    own: { kind: 'meal', place: '' },
  }
  const running = ['workshop-7', 'workshop-8', 'workshop-9'].map(findSession)
  const programme = [...sessions, coffee].sort((a, b) => a.start.localeCompare(b.start))
  expect(getCurrentSessions(programme, toInstant('2016-11-17T15:05:00'), zone)).toEqual([...running, coffee])
  expect(getCurrentSessions(programme, toInstant('2016-11-17T15:20:00'), zone)).toEqual(running)
})

test('a cancelled session does not end a session that is running', () => {
  const open = { ...findSession('workshop-4'), end: null }
  const cancelled: Session = { ...open, start: toInstant('2016-11-17T10:30:00'), status: 'cancelled' }
  expect(getCurrentSessions([open, cancelled], toInstant('2016-11-17T11:00:00'), zone)).toEqual([open])
})

test('after the end of the conference no session is current', () => {
  expect(getCurrentSessions(sessions, toInstant('2016-11-18T13:05:00'), zone)).toEqual([])
  expect(getNextSlot(getSlots(sessions), toInstant('2016-11-18T13:05:00'))).toBeNull()
})

test('a session with a known end lasts until then', () => {
  const talk = { ...findSession('workshop-4'), end: toInstant('2016-11-17T10:00:00') }
  expect(getCurrentSessions([talk], toInstant('2016-11-17T09:59:59'), zone)).toEqual([talk])
  expect(getCurrentSessions([talk], toInstant('2016-11-17T10:00:00'), zone)).toEqual([])
})

test('two starred sessions at the same time conflict, others do not', () => {
  const stars = new Set(['workshop-7', 'workshop-9', 'workshop-5'].map((guid) => findSession(guid).guid))
  const conflicts = findConflicts(sessions, stars)
  expect(getGuids(conflicts.get(findSession('workshop-7').guid) ?? [])).toEqual(['workshop-9'])
  expect(getGuids(conflicts.get(findSession('workshop-9').guid) ?? [])).toEqual(['workshop-7'])
  expect(conflicts.has(findSession('workshop-5').guid)).toBe(false)
})

test('a conflict that the delegate keeps is not reported; the sessions still conflict with others', () => {
  const getGuid = (name: string) => findSession(name).guid
  const [seven, eight, nine] = [getGuid('workshop-7'), getGuid('workshop-8'), getGuid('workshop-9')]
  const isKept = (a: string, b: string) => [a, b].sort().join() === 'workshop-7,workshop-9'
  expect(findConflicts(sessions, new Set([seven, nine]), isKept).size).toBe(0)
  const conflicts = findConflicts(sessions, new Set([seven, eight, nine]), isKept)
  expect(getGuids(conflicts.get(seven) ?? [])).toEqual(['workshop-8'])
  expect(getGuids(conflicts.get(eight) ?? [])).toEqual(['workshop-7', 'workshop-9'])
})

test('sessions with different starts conflict only if the end is known', () => {
  const early = findSession('workshop-4')
  const late = { ...findSession('workshop-5'), start: toInstant('2016-11-17T10:00:00') }
  const stars = new Set([early.guid, late.guid])
  expect(findConflicts([early, late], stars).size).toBe(0)
  expect(findConflicts([{ ...early, end: toInstant('2016-11-17T10:30:00') }, late], stars).size).toBe(2)
  expect(findConflicts([{ ...early, end: toInstant('2016-11-17T10:00:00') }, late], stars).size).toBe(0)
})

test('the phases before, during and after follow the conference’s dates', () => {
  const { conference } = bundle
  const phase = (local: string) => getPhase(conference, sessions, toInstant(local))
  expect(phase('2016-11-15T23:59:59')).toBe('before')
  expect(phase('2016-11-16T00:00:00')).toBe('during')
  expect(phase('2016-11-19T00:00:00')).toBe('after')
})

/** A session on the last day, after midnight. */
const lastNight = (more: Partial<Session>): Session => ({
  ...findSession('workshop-9'),
  start: toInstant('2016-11-19T00:30:00'),
  end: toInstant('2016-11-19T02:00:00'),
  day: '2016-11-18' as Session['day'],
  ...more,
})

test('the conference is not over until the last session of its last night has ended', () => {
  const phase = (local: string, more: Partial<Session> = {}) =>
    getPhase(bundle.conference, [...sessions, lastNight(more)], toInstant(local))
  expect(phase('2016-11-19T00:10:00'), 'still to come').toBe('during')
  expect(phase('2016-11-19T00:45:00'), 'on').toBe('during')
  expect(phase('2016-11-19T02:00:00'), 'over').toBe('after')
  expect(phase('2016-11-19T00:10:00', { status: 'cancelled' })).toBe('after')
  expect(phase('2016-11-19T00:45:00', { status: 'cancelled' })).toBe('after')
  expect(phase('2016-11-19T00:45:00', { end: null }), 'its end is unknown').toBe('during')
  expect(phase('2016-11-19T09:00:00', { end: null }), 'the night has ended').toBe('after')
})

test('after the conference, an appointment of another day does not continue it', () => {
  const call: Session = {
    ...lastNight({ start: toInstant('2016-11-21T15:00:00'), end: toInstant('2016-11-21T16:00:00') }),
    day: '2016-11-21',
    own: { kind: 'call', place: '' },
  }
  const phase = (local: string) => getPhase(bundle.conference, [...sessions, call], toInstant(local))
  expect(phase('2016-11-19T09:00:00')).toBe('after')
  expect(phase('2016-11-21T09:00:00')).toBe('during')
  expect(phase('2016-11-21T15:30:00')).toBe('during')
  expect(phase('2016-11-21T16:00:00')).toBe('after')
})

test('after midnight, a session without an end lasts until the night ends, not for the whole next day', () => {
  const night = lastNight({ end: null, start: toInstant('2016-11-19T05:30:00') })
  expect(getCurrentSessions([night], toInstant('2016-11-19T08:59:00'), zone)).toEqual([night])
  expect(getCurrentSessions([night], toInstant('2016-11-19T09:00:00'), zone)).toEqual([])
  const early = { ...night, day: '2016-11-19' as Session['day'] }
  expect(
    getCurrentSessions([early], toInstant('2016-11-19T09:00:00'), zone),
    'it is of that day itself',
  ).toEqual([early])
})

test('after midnight, the day is still that of the current sessions, if there are no others', () => {
  const night = sessions.map((session) =>
    session.guid === 'workshop-9' ? { ...session, end: toInstant('2016-11-18T02:00:00') } : session,
  )
  expect(getProgrammeDay(night, toInstant('2016-11-18T00:40:00'), zone)).toBe('2016-11-17')
  expect(getProgrammeDay(night, toInstant('2016-11-18T02:10:00'), zone)).toBe('2016-11-18')
  expect(getProgrammeDay(night, toInstant('2016-11-17T15:00:00'), zone)).toBe('2016-11-17')
  const early = night.map((session) =>
    session.guid === 'plenary' ? { ...session, start: toInstant('2016-11-18T00:30:00') } : session,
  )
  expect(getProgrammeDay(early, toInstant('2016-11-18T00:40:00'), zone), 'the next day has begun').toBe(
    '2016-11-18',
  )
})

test('a milestone cannot be starred, an all-day session can', () => {
  expect(canBeStarred(findSession('workshop-9'))).toBe(true)
  expect(canBeStarred(findSession('end-of-conference'))).toBe(false)
  const allDay = { kind: 'milestone', end: toInstant('2016-11-17T00:00:00') } as const
  expect(canBeStarred(allDay)).toBe(true)
})

test('an unstarred session lists the starred sessions that it would conflict with', () => {
  const stars = new Set(['workshop-7', 'workshop-4'].map((guid) => findSession(guid).guid))
  const rivals = (guid: string, of = sessions) => getGuids(findRivals(findSession(guid), of, stars))
  expect(rivals('workshop-9')).toEqual(['workshop-7'])
  expect(rivals('workshop-7'), 'has a star itself').toEqual([])
  expect(rivals('plenary')).toEqual([])
  const cancelled = sessions.map((session) =>
    session.guid === 'workshop-7' ? { ...session, status: 'cancelled' as const } : session,
  )
  expect(rivals('workshop-9', cancelled), 'a cancelled session conflicts with none').toEqual([])
  const wholeDay = sessions.map((session) =>
    session.guid === 'workshop-7' ? { ...session, kind: 'milestone' as const } : session,
  )
  expect(rivals('workshop-9', wholeDay), 'an all-day session conflicts with none').toEqual([])
})
