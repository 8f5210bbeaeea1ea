import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normaliseInstant } from '../../../../core/time.ts'
import { ConferenceBundle, type Guid, type Room, type Session } from '../../../../db/model.ts'
import { createStoredSession } from '../../../../db/testing/sessions.ts'
import { computeFacts, getMinute, getPixelsPerMinute } from '../../schedule/day-plan.ts'
import { findConflicts } from '../../schedule/slots.ts'
import { findBrackets } from './grid-conflicts.ts'
import { findY, type GridBlock, type GridLayout, isSameBlock, layOutGrid } from './grid-layout.ts'
import { findNeighbour, getColumnX } from './grid-move.ts'

const { rooms, sessions: bundled } = ConferenceBundle.parse(
  JSON.parse(
    readFileSync(new URL('../../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
  ),
)
const octopus: Session[] = bundled.map((session) => ({
  ...session,
  start: normaliseInstant(session.start),
  end: session.end && normaliseInstant(session.end),
  speakers: [],
}))
const stars = (...guids: string[]) => new Set(guids as Guid[])

function layOut(sessions: readonly Session[], of: readonly Room[] = rooms, shown = sessions): GridLayout {
  return layOutGrid({
    sessions: shown,
    rooms: of,
    facts: computeFacts(sessions, of, 'Europe/Paris'),
    pixelsPerMinute: getPixelsPerMinute(sessions),
    width: 928,
    timeZone: 'Europe/Paris',
  })
}
const getBlocks = (layout: GridLayout) => layout.days.flatMap(({ blocks }) => blocks)
function block(layout: GridLayout, guid: string) {
  const found = getBlocks(layout).find(({ session }) => session.guid === guid)
  if (!found) throw new Error(`no ${guid}`)
  return found
}
/** A session in a hall, on 17 November, in Paris. */
function session(
  guid: string,
  start: string,
  end: string | null,
  room: string | null = 'a',
  day = '17',
): Session {
  const at = (time: string) =>
    normaliseInstant(`2016-11-${time.includes('T') ? time : `17T${time}`}:00+01:00`)
  return createStoredSession(guid, {
    start: at(start),
    end: end === null ? null : at(end),
    day: `2016-11-${day}`,
    room: room as Guid | null,
  })
}
const halls: Room[] = ['a', 'b', 'c'].map((guid) => ({ guid: guid as Guid, name: guid, languages: [] }))

test('the columns have headings if any room is named, and otherwise take no space for them', () => {
  const parallel = (room: string | null) => [
    session('a', '09:00', '10:00', room),
    session('b', '09:00', '10:00', null),
  ]
  expect(layOut(parallel('a'), halls).headsHeight).toBe(32)
  expect(layOut(parallel(null), []).headsHeight, 'one column, without a name').toBe(0)
  expect(layOut([session('a', '09:00', '10:00', null)], []).headsHeight, 'lines only').toBe(0)
  const mixed = [...parallel('a'), session('lunch', '12:00', '13:00', null)]
  expect(layOut(mixed, halls, mixed.slice(2)).headsHeight, 'a filter shows lines only').toBe(0)
})

test('three rooms: a minute is a pixel, a plenary spans all rooms, a dinner is a line', () => {
  const layout = layOut(octopus)
  expect(layout.pixelsPerMinute).toBe(1)
  expect(layout.columns.map(({ x, width }) => [x, width])).toEqual([
    [56, 284],
    [340, 284],
    [624, 284],
  ])
  expect(block(layout, 'workshop-4')).toMatchObject({ x: 64, width: 272, shape: 'column', isOpenEnded: true })
  expect(block(layout, 'workshop-7').y - block(layout, 'workshop-4').y).toBe(300)
  expect(block(layout, 'workshop-4').height).toBe(162)
  expect(block(layout, 'plenary')).toMatchObject({ x: 64, width: 840, shape: 'across' })
  const [wednesday] = layout.days
  expect(wednesday?.blocks.at(-1)).toMatchObject({ shape: 'line', height: 40, width: 928 })
  expect(wednesday?.startsOnly).toBe(true)
})

test('a day is marked as having only starts when none of its sessions has an end', () => {
  const startsOnly = (...sessions: Session[]) => layOut(sessions, halls).days.map((day) => day.startsOnly)
  expect(startsOnly(session('one', '09:00', null), session('two', '10:00', null, 'b'))).toEqual([true])
  expect(startsOnly(session('one', '09:00', null), session('two', '10:00', '11:00', 'b'))).toEqual([false])
  expect(startsOnly({ ...session('dinner', '20:00', null, null), kind: 'social' }), 'a line').toEqual([false])
})

test('overlapping sessions of a room are side by side, and no block covers another', () => {
  const sessions = [
    session('one', '10:00', '11:00'),
    session('two', '10:30', '11:30'),
    session('three', '11:00', '12:00'),
    session('other', '10:30', '11:00', 'b'),
    session('later', '14:00', '15:00'),
    session('beside', '14:00', '15:00', 'b'),
  ].sort((a, b) => (a.start < b.start ? -1 : 1))
  const layout = layOut(sessions, halls)
  const [one, two, three, later] = ['one', 'two', 'three', 'later'].map((guid) => block(layout, guid))
  expect(two?.x, 'with a gap between them').toBe((one?.x ?? 0) + (one?.width ?? 0) + 4)
  expect(three?.x, 'the lane is free again').toBe(one?.x)
  expect(later?.width).toBeGreaterThan((one?.width ?? 0) * 2 - 1)
  expectNoOverlaps(layout)
})

test('in a programme of five hundred short, long and open sessions in eight rooms, no blocks overlap', () => {
  const many = Array.from({ length: 500 }, (_, index) => {
    const start = 8 * 60 + ((index * 37) % 700)
    const length = [5, 15, 30, 90][index % 4] ?? 30
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    const room = index % 9 === 8 ? null : `room-${index % 9}`
    return session(`s${index}`, clock(start), index % 7 === 0 ? null : clock(start + length), room)
  }).sort((a, b) => (a.start < b.start ? -1 : 1))
  const eight = Array.from({ length: 8 }, (_, index): Room => {
    return { guid: `room-${index}` as Guid, name: `${index}`, languages: [] }
  })
  const layout = layOut(many, eight)
  expect(getBlocks(layout)).toHaveLength(500)
  expect(layout.columns.at(-1)?.room, 'sessions without a room have a column').toBeNull()
  for (const { width } of layout.columns) expect(width).toBeGreaterThanOrEqual(160)
  expectNoOverlaps(layout)
})

function expectNoOverlaps(layout: GridLayout): void {
  const all = getBlocks(layout)
  const overlapping = all.filter((a, index) =>
    all
      .slice(index + 1)
      .some(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height - 0.01 &&
          b.y < a.y + a.height - 0.01,
      ),
  )
  expect(overlapping.map(({ session }) => session.guid)).toEqual([])
}

test('filters do not change which sessions count as parallel', () => {
  const layout = layOut(
    octopus,
    rooms,
    octopus.filter(({ guid }) => guid === 'workshop-9'),
  )
  expect(block(layout, 'workshop-9').shape).toBe('column')
  expect(layout.columns.map(({ room }) => room?.name)).toEqual(['Room 3'])
})

test('a session after midnight belongs to the previous day, below its earlier sessions', () => {
  const layout = layOut(
    [
      session('evening', '22:00', '23:00'),
      session('night', '18T00:30', '18T01:00'),
      session('morning', '18T09:00', '18T10:00', 'a', '18'),
    ],
    halls,
  )
  expect(layout.days.map(({ blocks }) => blocks.map(({ session }) => session.guid))).toEqual([
    ['evening', 'night'],
    ['morning'],
  ])
  expect(block(layout, 'night').y - block(layout, 'evening').y).toBe(150 * layout.pixelsPerMinute)
})

test('short sessions are enlarged, long ones are to scale', () => {
  const of = (...lengths: string[]) => lengths.map((end, index) => session(`${index}`, '10:00', end, 'a'))
  expect(getPixelsPerMinute(of('11:00', '11:30'))).toBe(1)
  expect(getPixelsPerMinute(of('10:25', '10:25', '10:50'))).toBe(2)
  expect(getPixelsPerMinute(of('10:05'))).toBe(4)
  expect(getPixelsPerMinute([])).toBe(1)
})

test('full hours are marked between the starts; a time has a position only if a day’s scale covers it', () => {
  const layout = layOut(octopus)
  const thursday = layout.days.find(({ day }) => day === '2016-11-17')
  const offset = (y: number) => y - block(layout, 'workshop-4').y
  expect(thursday?.scale?.starts.map(({ y }) => offset(y))).toEqual([0, 300])
  expect(thursday?.scale?.hours.map(({ y }) => offset(y))).toEqual([30, 90, 150, 210, 270, 330, 390])
  const at = (time: string) => findY(layout, getMinute(normaliseInstant(`2016-11-17T${time}+01:00`)))
  expect(offset(at('14:52:00') ?? 0)).toBe(322)
  expect(at('03:00:00')).toBeNull()
})

test('a bracket joins the stars of sessions that start together, if there is room for it', () => {
  const layout = layOut(octopus)
  const thursday = layout.days.find(({ day }) => day === '2016-11-17')
  if (!thursday) throw new Error('no Thursday')
  const of = (...starred: string[]) => findBrackets(thursday, findConflicts(octopus, stars(...starred)))
  const { brackets, fullyMarked } = of('workshop-7', 'workshop-9')
  expect(brackets).toMatchObject([{ count: 2, firstStarX: 320, lastStarX: 888 }])
  expect([...fullyMarked]).toEqual(['workshop-7', 'workshop-9'])
  expect(of('workshop-7', 'workshop-8', 'workshop-9').brackets).toMatchObject([
    { count: 3, firstStarX: 320, lastStarX: 888 },
  ])
  expect(of('workshop-7', 'workshop-4').brackets).toEqual([])

  const full = [
    session('before', '10:00', '11:00', 'b'),
    session('early', '10:00', '11:00', 'a'),
    session('left', '11:00', '12:00', 'a'),
    session('right', '11:00', '12:00', 'b'),
  ]
  const [day] = layOut(full, halls).days
  expect(day && findBrackets(day, findConflicts(full, stars('left', 'right')))).toEqual({
    brackets: [],
    fullyMarked: new Set(),
  })
})

test('the arrow keys go to the neighbour in time or room', () => {
  const layout = layOut(octopus)
  const from = (guid: string, key: string, x = getColumnX(block(layout, guid))) =>
    findNeighbour(layout.days, block(layout, guid), key, x)?.session.guid
  expect(from('workshop-4', 'ArrowRight')).toBe('workshop-5')
  expect(from('workshop-6', 'ArrowLeft')).toBe('workshop-5')
  expect(from('workshop-6', 'ArrowRight')).toBeUndefined()
  expect(from('workshop-5', 'ArrowDown')).toBe('workshop-8')
  expect(from('workshop-8', 'ArrowUp')).toBe('workshop-5')
  expect(from('workshop-8', 'ArrowDown'), 'across all rooms').toBe('plenary')
  expect(from('plenary', 'ArrowUp', block(layout, 'workshop-9').x), 'back in the same room').toBe(
    'workshop-9',
  )
  expect(from('workshop-7', 'Home')).toBe(octopus[0]?.guid)
  expect(from('workshop-7', 'End')).toBe('end-of-conference')
  expect(from('workshop-7', 'x')).toBeUndefined()
  // Page keys scroll by about one view (600 pixels), and do nothing at the end.
  const page = (guid: string, key: string) => {
    const to = from(guid, key)
    return to && block(layout, to).y - block(layout, guid).y
  }
  expect(page('workshop-4', 'PageDown')).toBeGreaterThan(450)
  expect(page('workshop-9', 'PageUp')).toBeLessThan(-450)
  expect(page('special-session', 'PageUp')).toBeUndefined()
  expect(page('end-of-conference', 'PageDown')).toBeUndefined()
})

test('the arrow keys reach every session', () => {
  const layout = layOut(octopus)
  const reached = new Set([getBlocks(layout)[0]])
  for (const at of reached) {
    if (!at) continue
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      const next = findNeighbour(layout.days, at, key, getColumnX(at))
      if (next) reached.add(next)
    }
  }
  expect(reached.size).toBe(octopus.length)
})

test('a block that has not moved equals the earlier one; a moved block does not', () => {
  const all = layOut(octopus)
  const layOutShown = (isShown: (guid: string) => boolean) =>
    layOut(
      octopus,
      rooms,
      octopus.filter(({ guid }) => isShown(guid)),
    )
  const again = getBlocks(layOut(octopus))
  expect(again.every((one, index) => isSameBlock(one, getBlocks(all)[index] as GridBlock))).toBe(true)
  const fewer = layOutShown((guid) => guid !== 'workshop-4')
  expect(isSameBlock(block(fewer, 'workshop-9'), block(all, 'workshop-9'))).toBe(true)
  const one = layOutShown((guid) => guid === 'workshop-9')
  expect(isSameBlock(block(one, 'workshop-9'), block(all, 'workshop-9'))).toBe(false)
})

test('a talk without parallel sessions stays in its room; a plenary and sessions without a room span all rooms', () => {
  const halls = ['a', 'b'].map((guid): Room => ({ guid: guid as Guid, name: guid, languages: [] }))
  const layout = layOut(
    [
      { ...session('opening', '09:00', '10:00'), kind: 'plenary' },
      session('lunch', '10:00', '11:00', null),
      session('talk', '11:00', '12:00', 'b'),
    ],
    halls,
  )
  expect(['opening', 'talk', 'lunch'].map((guid) => block(layout, guid).shape)).toEqual([
    'across',
    'column',
    'across',
  ])
})

test('an all-day session is above the day’s sessions and is parallel to none', () => {
  const wholeDay: Session = {
    ...session('fair', '00:00', null, 'a'),
    end: normaliseInstant('2016-11-18T00:00:00+01:00'),
    kind: 'milestone',
  }
  const plenary: Session = { ...session('plenary', '09:00', '10:00'), kind: 'plenary' }
  const layout = layOut([wholeDay, plenary, session('one', '10:00', '11:00')], halls)
  expect(block(layout, 'fair')).toMatchObject({ shape: 'line', height: 40, width: 928 })
  expect(block(layout, 'fair').y).toBeLessThan(block(layout, 'plenary').y)
  expect(block(layout, 'plenary')).toMatchObject({ shape: 'across' })
})

test('the delegate’s own entries are in the first column, which sessions across all rooms leave free', () => {
  const mine: Session = {
    ...session('bilateral', '09:30', '10:00', null),
    ...{ kind: 'other', own: { kind: 'meeting', place: 'Lobby' } },
  }
  const plenary: Session = { ...session('plenary', '09:00', '10:30', 'a'), kind: 'plenary' }
  const programme = [plenary, mine, session('b', '11:00', '12:00', 'b'), session('c', '11:00', '12:00', 'c')]
  const layout = layOut(programme, halls)
  expect(layout.columns.map(({ room, isForOwnEntries }) => [room?.guid ?? null, isForOwnEntries])).toEqual([
    [null, true],
    ['a', false],
    ['b', false],
    ['c', false],
  ])
  const [own, all] = [block(layout, 'bilateral'), block(layout, 'plenary')]
  expect(all.shape).toBe('across')
  expect(own.x + own.width).toBeLessThanOrEqual(all.x)
})
