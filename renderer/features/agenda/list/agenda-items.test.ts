import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normaliseInstant } from '../../../../core/time.ts'
import { ConferenceBundle, type Guid, type Session } from '../../../../db/model.ts'
import { findConflicts, getCurrentSessions, getSlots } from '../../schedule/slots.ts'
import {
  chooseSession,
  estimateHeight,
  findBrackets,
  findPresentItem,
  findSplitSlots,
  findTopItem,
  getItems,
} from './agenda-items.ts'

const { conference, sessions: bundled } = ConferenceBundle.parse(
  JSON.parse(
    readFileSync(new URL('../../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
  ),
)
const sessions: Session[] = bundled.map((session) => ({
  ...session,
  start: normaliseInstant(session.start),
  end: session.end && normaliseInstant(session.end),
  speakers: [],
}))
const items = getItems(sessions)
const at = (local: string) => normaliseInstant(`2016-11-${local}+01:00`)
const stars = (...guids: string[]) => new Set(guids as Guid[])

test('each day is named once, above its slots', () => {
  expect(
    items.map((item) => (item.kind === 'day' ? item.day : item.kind === 'slot' && item.slot.sessions.length)),
  ).toEqual(['2016-11-16', 1, 3, 1, '2016-11-17', 3, 3, '2016-11-18', 1, 1])
})

test('an appointment after midnight does not split the late sessions of the day before', () => {
  const make = (guid: string, start: string, day: string) =>
    ({ ...sessions[0], guid, start: at(start), end: null, day }) as Session
  const night = [
    make('party', '17T23:00:00', '2016-11-17'),
    make('taxi', '18T00:10:00', '2016-11-18'),
    make('last-dance', '18T00:30:00', '2016-11-17'),
    make('plenary', '18T09:00:00', '2016-11-18'),
  ]
  expect(getItems(night).map((item) => (item.kind === 'slot' ? item.sessions[0]?.guid : item.key))).toEqual([
    '2016-11-17',
    'party',
    'last-dance',
    '2016-11-18',
    'taxi',
    'plenary',
  ])
})

test('free time is listed before the next session, unless that session is hidden or the list has groups', () => {
  const gap = {
    day: '2016-11-17',
    start: at('17T12:00:00'),
    end: at('17T14:30:00'),
    next: 'workshop-7' as Guid,
  }
  const kinds = (shown: Session[], groups: null | [] = null) =>
    getItems(shown, groups, [gap]).map(({ kind }) => kind)
  const days = ['day', 'slot', 'slot', 'slot', 'day', 'slot', 'gap', 'slot', 'day', 'slot', 'slot']
  expect(kinds(sessions)).toEqual(days)
  expect(kinds(sessions.filter(({ guid }) => guid !== gap.next))).not.toContain('gap')
  expect(kinds(sessions, [])).toEqual([])
})

test('the list starts at the current session, else the next one, else the end', () => {
  const first = (now: string) => {
    const item =
      items[findPresentItem(items, getCurrentSessions(sessions, at(now), conference.timeZone), at(now))]
    return item?.kind === 'slot' ? item.slot.sessions[0]?.guid : item
  }
  expect(first('17T14:52:00')).toBe('workshop-7')
  expect(first('17T08:00:00')).toBe('workshop-4')
  expect(first('10T08:00:00')).toBe('special-session')
  expect(first('25T08:00:00')).toBe('end-of-conference')
})

test('a session that lasts all day gives way to later ones, unless it is starred', () => {
  const [workshop] = sessions.filter(({ guid }) => guid === 'workshop-4') as [Session]
  const desk: Session = {
    ...workshop,
    guid: 'desk' as Guid,
    start: at('17T08:00:00'),
    end: at('17T19:00:00'),
  }
  const withDesk = [...sessions, desk].sort((a, b) => (a.start < b.start ? -1 : 1))
  const list = getItems(withDesk)
  const first = (now: string) => {
    const item =
      list[findPresentItem(list, getCurrentSessions(withDesk, at(now), conference.timeZone), at(now))]
    return item?.kind === 'slot' ? item.slot.sessions[0]?.guid : item
  }
  expect(first('17T14:52:00')).toBe('workshop-7')
  expect(first('17T08:30:00')).toBe('desk')
  expect(chooseSession(withDesk, stars(), at('17T14:52:00'), conference)?.guid).toBe('workshop-7')
  expect(chooseSession(withDesk, stars('desk'), at('17T14:52:00'), conference)?.guid).toBe('desk')
})

test('the list also shows earlier sessions of the same day, in at most half of the view', () => {
  let start = 0
  const edges = items.map((item) => {
    const edge = { start, end: start + estimateHeight(item, 436, new Map()) }
    start = edge.end
    return edge
  })
  const afternoon = 6
  expect(findTopItem(afternoon, items, edges, 744)).toBe(5)
  expect(findTopItem(afternoon, items, edges, 400)).toBe(afternoon)
  expect(findTopItem(5, items, edges, 744), 'not another day').toBe(5)
})

test('the session shown by default is a current or the next one, preferably starred', () => {
  const shown = (now: string, ...starred: string[]) =>
    chooseSession(sessions, stars(...starred), at(now), conference)?.guid
  expect(shown('17T14:52:00')).toBe('workshop-7')
  expect(shown('17T14:52:00', 'workshop-9', 'workshop-4')).toBe('workshop-9')
  expect(shown('17T08:00:00', 'workshop-5')).toBe('workshop-5')
  expect(shown('25T08:00:00')).toBe('end-of-conference')
})

test('a line joins the stars of a slot from the first conflicting session to the last', () => {
  const slot = getSlots(sessions).find(({ sessions: [first] }) => first?.guid === 'workshop-7')
  if (!slot) throw new Error('no slot of Workshop 7')
  const brackets = (...starred: string[]) => [
    ...findBrackets(slot, findConflicts(sessions, stars(...starred))).values(),
  ]
  expect(brackets('workshop-7', 'workshop-9')).toEqual(['first', 'between', 'last'])
  expect(brackets('workshop-7', 'workshop-8', 'workshop-9')).toEqual(['first', 'star', 'last'])
  expect(brackets('workshop-8', 'workshop-9')).toEqual(['first', 'last'])
  expect(brackets('workshop-7', 'workshop-4')).toEqual([])
})

test('the estimated height of a slot matches the rendered one', () => {
  // Measured in the window at a width of 436 px: three workshops with two title lines each, and the two sessions of a conflict, with one or two lines.
  const height = (guid: string, ...starred: string[]) => {
    const item = items.find(
      (candidate) => candidate.kind === 'slot' && candidate.slot.sessions[0]?.guid === guid,
    )
    return item ? estimateHeight(item, 436, findConflicts(sessions, stars(...starred))) : 0
  }
  expect(height('workshop-4')).toBe(3 * 84)
  expect(height('workshop-7', 'workshop-7', 'workshop-9')).toBe(104 + 64 + 104 + 1)
})

test('any item of a split slot gives the slot’s first and last item', () => {
  const [first, second, ...others] = sessions as [Session, Session, ...Session[]]
  const many = Array.from({ length: 9 }, (_, index) => ({ ...second, guid: `many-${index}` as Guid }))
  const parts = getItems([first, ...many, ...others])
  const start = parts.findIndex((item) => item.kind === 'slot' && item.slot.sessions.length > 4)
  for (const drawn of [[start], [start + 1], [start + 2], [start, start + 1, start + 2]]) {
    const found = findSplitSlots(
      parts,
      drawn.map((index) => ({ index })),
    )
    expect(found.map(({ first: from, last }) => [from, last])).toEqual([[start, start + 2]])
  }
  expect(
    findSplitSlots(
      items,
      Array.from(items.keys(), (index) => ({ index })),
    ),
  ).toEqual([])
})
