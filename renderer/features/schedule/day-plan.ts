/**
 * Plans a day of the grid before the columns are known: which sessions span all rooms, which are side by side, and how high they are. Pure.
 */
import { isWholeDays } from '../../../core/time.ts'
import type { Guid, Instant, PlainDate, Room, Session } from '../../../db/model.ts'

/** Facts about a session that do not depend on the filters. */
export type SessionFacts = {
  session: Session
  day: PlainDate
  /** null for the column of sessions without a room. */
  room: Guid | null
  /** In minutes since 1970, as endMinute. */
  startMinute: number
  /** null if the programme gives no end. */
  endMinute: number | null
  /** True for a session that is for everybody and has no parallel session. */
  spansAllRooms: boolean
  /** Whether it lasts whole days and is listed above the day's other sessions. */
  wholeDays: boolean
}

/** A session drawn to scale. */
export type Placed = Pick<SessionFacts, 'session' | 'room' | 'startMinute' | 'spansAllRooms'> & {
  /** In pixels. */
  height: number
  /** The position of the session among overlapping sessions of its room; `lanes` is the number of positions. */
  lane: number
  lanes: number
}

/** `before` and `after` are shown as lines above and below the sessions drawn to scale. */
export type DayPlan = { day: PlainDate; before: Session[]; placed: Placed[]; after: Session[] }

/** Maximum height of a session without an end. */
const MAX_OPEN_ENDED_HEIGHT = 162
/** Minimum height of a short session where there is room: one line of text. */
const MIN_HEIGHT = 22

const minuteByInstant = new Map<Instant, number>()
/** Minutes since 1970. Cached, because ten thousand sessions start at a few hundred instants. */
export function getMinute(instant: Instant): number {
  let minute = minuteByInstant.get(instant)
  if (minute === undefined) {
    minute = Date.parse(instant) / 60_000
    minuteByInstant.set(instant, minute)
  }
  return minute
}

/** Computed once for a programme, because every filter change needs the facts again. */
export function computeFacts(
  programme: readonly Session[],
  rooms: readonly Room[],
  timeZone: string,
): ReadonlyMap<Session, SessionFacts> {
  const wholeDays = new Set(programme.filter((session) => isWholeDays(session, timeZone)))
  // Own entries of the delegate must not affect where sessions of the programme are placed.
  const standalone = findStandalone(programme.filter((session) => !wholeDays.has(session) && !session.own))
  const sharedGuids = new Map(rooms.map(({ guid }) => [guid, guid]))
  const sharedDays = new Map(programme.map(({ day }) => [day, day]))
  return new Map(
    programme.map((session) => [
      session,
      {
        session,
        // Share one string for each day and room, instead of a copy for each of ten thousand sessions.
        day: sharedDays.get(session.day) ?? session.day,
        room: (session.room && sharedGuids.get(session.room)) ?? null,
        startMinute: getMinute(session.start),
        endMinute: session.end === null ? null : getMinute(session.end),
        spansAllRooms: standalone.has(session.guid) && isForAll(session),
        wholeDays: wholeDays.has(session),
      },
    ]),
  )
}

/** A talk or workshop stays in its room even if no other session is parallel. */
function isForAll({ kind, room }: Session): boolean {
  return room === null || (kind !== 'talk' && kind !== 'workshop')
}

/** @returns the sessions that overlap no other session. A session without an end overlaps only sessions with the same start */
function findStandalone(programme: readonly Session[]): Set<Guid> {
  const standalone = new Set<Guid>()
  let latestEnd = ''
  programme.forEach(({ guid, start, end }, index) => {
    const next = programme[index + 1]?.start
    const overlapsNext = next !== undefined && (next === start || (end !== null && next < end))
    if (!overlapsNext && programme[index - 1]?.start !== start && latestEnd <= start) standalone.add(guid)
    if (end !== null && end > latestEnd) latestEnd = end
  })
  return standalone
}

/**
 * One pixel per minute, or more for a programme of short sessions, so that three quarters of them have room for a line of facts
 * and a line of the title.
 */
export function getPixelsPerMinute(programme: readonly Session[]): number {
  const lengths = programme
    .flatMap(({ start, end, own }) => (end === null || own ? [] : [getMinute(end) - getMinute(start)]))
    .filter((length) => length > 0)
    .sort((a, b) => a - b)
  const short = lengths[Math.floor(lengths.length / 4)]
  return short === undefined ? 1 : Math.min(4, Math.max(1, Math.ceil(50 / short)))
}

/** `sessions` are in order of start; `facts` come from computeFacts(). */
export function planDays(
  sessions: readonly Session[],
  facts: ReadonlyMap<Session, SessionFacts>,
  pixelsPerMinute: number,
): DayPlan[] {
  const byDay = Map.groupBy(
    sessions.flatMap((session) => facts.get(session) ?? []),
    ({ day }) => day,
  )
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, sessionsOfDay]) => {
      const wholeDaySessions = sessionsOfDay.filter(({ wholeDays }) => wholeDays)
      const timedSessions = sessionsOfDay.filter(({ wholeDays }) => !wholeDays)
      const isToScale = ({ room, spansAllRooms }: SessionFacts) => room !== null || !spansAllRooms
      // Breaks between sessions are drawn to scale. Breaks before the first and after the last session are lines.
      const first = timedSessions.findIndex(isToScale)
      const scaleStart = first < 0 ? timedSessions.length : first
      const scaleEnd = first < 0 ? timedSessions.length : timedSessions.findLastIndex(isToScale) + 1
      const before = [...wholeDaySessions, ...timedSessions.slice(0, scaleStart)]
      return {
        day,
        before: before.map(({ session }) => session),
        placed: placeSessions(timedSessions.slice(scaleStart, scaleEnd), pixelsPerMinute),
        after: timedSessions.slice(scaleEnd).map(({ session }) => session),
      }
    })
}

function placeSessions(timedSessions: readonly SessionFacts[], pixelsPerMinute: number): Placed[] {
  const nextByRoom = new Map<Guid | null, NextStart>()
  const nextSpanning = new NextStart()
  const nextInAnyRoom = new NextStart()
  const placed: Placed[] = new Array(timedSessions.length)
  // From last to first, because the height depends on the next session.
  for (let index = timedSessions.length - 1; index >= 0; index--) {
    const { session, room, startMinute, endMinute, spansAllRooms } = timedSessions[index] as SessionFacts
    const nextInRoom = nextByRoom.get(room) ?? new NextStart()
    nextByRoom.set(room, nextInRoom)
    nextInAnyRoom.addEarlier(startMinute)
    nextInRoom.addEarlier(startMinute)
    const next = spansAllRooms ? nextInAnyRoom.next : Math.min(nextInRoom.next, nextSpanning.earliest)
    if (spansAllRooms) nextSpanning.addEarlier(startMinute)
    const gap = (next - startMinute) * pixelsPerMinute
    const height =
      endMinute === null
        ? Math.min(MAX_OPEN_ENDED_HEIGHT, gap)
        : Math.max((endMinute - startMinute) * pixelsPerMinute, Math.min(MIN_HEIGHT, gap))
    placed[index] = { session, room, startMinute, height, spansAllRooms, lane: 0, lanes: 1 }
  }
  const byRoom = Map.groupBy(placed, ({ room, spansAllRooms }) => (spansAllRooms ? undefined : room))
  byRoom.delete(undefined)
  for (const sessionsOfRoom of byRoom.values()) assignLanes(sessionsOfRoom, pixelsPerMinute)
  return placed
}

/** Collects the starts of sessions, from the latest to the earliest. `next`: the first start after `earliest`. */
class NextStart {
  earliest = Number.POSITIVE_INFINITY
  next = Number.POSITIVE_INFINITY

  /** Adds a start that is not later than the starts added before. */
  addEarlier(start: number): void {
    if (start < this.earliest) this.next = this.earliest
    this.earliest = start
  }
}

/** Puts overlapping sessions of one room side by side. `placed` is in order of time. A cluster has no overlap with the next one. */
function assignLanes(placed: readonly Placed[], pixelsPerMinute: number): void {
  let cluster: Placed[] = []
  let laneEnds: number[] = []
  const closeCluster = () => {
    for (const session of cluster) session.lanes = laneEnds.length
    cluster = []
    laneEnds = []
  }
  for (const session of placed) {
    const top = session.startMinute * pixelsPerMinute
    if (laneEnds.every((end) => end <= top)) closeCluster()
    const freeLane = laneEnds.findIndex((end) => end <= top)
    session.lane = freeLane < 0 ? laneEnds.length : freeLane
    laneEnds[session.lane] = top + session.height
    cluster.push(session)
  }
  closeCluster()
}
