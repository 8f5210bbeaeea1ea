/** What the grid has to draw, before it has columns: which sessions lie across all rooms, which side by side, how much of each. Pure. */
import { Temporal } from 'temporal-polyfill'
import { isWholeDays } from '../../../core/time.ts'
import type { Guid, Instant, PlainDate, Room, Session } from '../../../db/model.ts'

/** What is the same of a session whatever is shown beside it. */
export type Facts = {
  session: Session
  day: PlainDate
  /** null: in the column of those without a room. */
  room: Guid | null
  /** Minutes since 1970. */
  from: number
  /** The programme may give no end. */
  to: number | null
  /** It is for everybody, and nothing is parallel to it: it lies across all rooms. */
  spanning: boolean
  /** It is above all others of its day. */
  wholeDays: boolean
}

/** A session to scale. */
export type Placed = Pick<Facts, 'session' | 'room' | 'from' | 'spanning'> & {
  /** Pixels. */
  height: number
  /** Its place among those of its room that overlap, and how many places there are. */
  lane: number
  lanes: number
}

/** `before` and `after`: lines above and below what is to scale. */
export type DayPlan = { day: PlainDate; before: Session[]; placed: Placed[]; after: Session[] }

/** What is drawn of a session whose end is unknown, if nothing follows. */
const OPEN_HEIGHT = 162
/** Of a very short one, if nothing follows: a line of text. */
const HEIGHT_MIN = 22

const minutes = new Map<Instant, number>()
/** Minutes since 1970. Remembered: ten thousand sessions start at a few hundred instants. */
export function getMinute(instant: Instant): number {
  let minute = minutes.get(instant)
  if (minute === undefined) {
    minute = Temporal.Instant.from(instant).epochMilliseconds / 60_000
    minutes.set(instant, minute)
  }
  return minute
}

/** Worked out once for a programme, since every filter asks for them again. */
export function computeFacts(
  programme: readonly Session[],
  rooms: readonly Room[],
  timeZone: string,
): ReadonlyMap<Session, Facts> {
  const wholeDays = new Set(programme.filter((session) => isWholeDays(session, timeZone)))
  // What a delegate adds takes no session of the programme out of its place.
  const alone = withoutParallels(programme.filter((session) => !wholeDays.has(session) && !session.own))
  const known = new Map(rooms.map(({ guid }) => [guid, guid]))
  const days = new Map(programme.map(({ day }) => [day, day]))
  return new Map(
    programme.map((session) => [
      session,
      {
        session,
        // One string for each day and room: those of ten thousand sessions are ten thousand places in memory.
        day: days.get(session.day) ?? session.day,
        room: (session.room && known.get(session.room)) ?? null,
        from: getMinute(session.start),
        to: session.end === null ? null : getMinute(session.end),
        spanning: alone.has(session.guid) && isForAll(session),
        wholeDays: wholeDays.has(session),
      },
    ]),
  )
}

/** A talk or workshop is where it is, also at an hour at which there is no other. */
function isForAll({ kind, room }: Session): boolean {
  return room === null || (kind !== 'talk' && kind !== 'workshop')
}

/** Sessions that overlap with no other of the programme. Where an end is unknown only a common start is a fact. */
function withoutParallels(programme: readonly Session[]): Set<Guid> {
  const alone = new Set<Guid>()
  let latestEnd = ''
  programme.forEach(({ guid, start, end }, index) => {
    const next = programme[index + 1]?.start
    const overlapsNext = next !== undefined && (next === start || (end !== null && next < end))
    if (!overlapsNext && programme[index - 1]?.start !== start && latestEnd <= start) alone.add(guid)
    if (end !== null && end > latestEnd) latestEnd = end
  })
  return alone
}

/**
 * A minute is a pixel where sessions are long enough to be read so; a programme of short ones is drawn larger, so that three
 * quarters of them have room for a line of facts and one of the title.
 */
export function pixelsPerMinute(programme: readonly Session[]): number {
  const lengths = programme
    .flatMap(({ start, end, own }) => (end === null || own ? [] : [getMinute(end) - getMinute(start)]))
    .filter((length) => length > 0)
    .sort((a, b) => a - b)
  const short = lengths[Math.floor(lengths.length / 4)]
  return short === undefined ? 1 : Math.min(4, Math.max(1, Math.ceil(50 / short)))
}

/** `sessions` in order of start; `facts`: computeFacts(programme, rooms). */
export function planDays(
  sessions: readonly Session[],
  facts: ReadonlyMap<Session, Facts>,
  scale: number,
): DayPlan[] {
  const byDay = Map.groupBy(
    sessions.flatMap((session) => facts.get(session) ?? []),
    ({ day }) => day,
  )
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, all]) => {
      const ofDay = all.filter(({ wholeDays }) => !wholeDays)
      const isToScale = ({ room, spanning }: Facts) => room !== null || !spanning
      const first = ofDay.findIndex(isToScale)
      // A break has its place among the sessions; before the first and after the last there is nothing to measure.
      const [from, to] =
        first < 0 ? [ofDay.length, ofDay.length] : [first, ofDay.findLastIndex(isToScale) + 1]
      return {
        day,
        before: [...all.filter(({ wholeDays }) => wholeDays), ...ofDay.slice(0, from)].map(
          ({ session }) => session,
        ),
        placed: place(ofDay.slice(from, to), scale),
        after: ofDay.slice(to).map(({ session }) => session),
      }
    })
}

function place(ofDay: readonly Facts[], scale: number): Placed[] {
  const ofRoom = new Map<Guid | null, Later>()
  const [across, any] = [new Later(), new Later()]
  const placed: Placed[] = new Array(ofDay.length)
  // From the last to the first, since what follows says how much there is room to draw.
  for (let index = ofDay.length - 1; index >= 0; index--) {
    const { session, room, from, to, spanning } = ofDay[index] as Facts
    const own = ofRoom.get(room) ?? new Later()
    ofRoom.set(room, own)
    any.before(from)
    own.before(from)
    const next = spanning ? any.next : Math.min(own.next, across.from)
    if (spanning) across.before(from)
    const gap = (next - from) * scale
    const height =
      to === null ? Math.min(OPEN_HEIGHT, gap) : Math.max((to - from) * scale, Math.min(HEIGHT_MIN, gap))
    placed[index] = { session, room, from, height, spanning, lane: 0, lanes: 1 }
  }
  const byRoom = Map.groupBy(placed, ({ room, spanning }) => (spanning ? undefined : room))
  byRoom.delete(undefined)
  for (const together of byRoom.values()) sideBySide(together, scale)
  return placed
}

/** A start, and the first one that is later. */
class Later {
  from = Number.POSITIVE_INFINITY
  next = Number.POSITIVE_INFINITY

  /** One that is no later. */
  before(from: number): void {
    if (from < this.from) this.next = this.from
    this.from = from
  }
}

/** Gives those of one room that overlap a lane each. `placed` in order of time. */
function sideBySide(placed: readonly Placed[], scale: number): void {
  let cluster: Placed[] = []
  let ends: number[] = []
  const close = () => {
    for (const of of cluster) of.lanes = ends.length
    cluster = []
    ends = []
  }
  for (const one of placed) {
    const top = one.from * scale
    if (ends.every((end) => end <= top)) close()
    const free = ends.findIndex((end) => end <= top)
    one.lane = free < 0 ? ends.length : free
    ends[one.lane] = top + one.height
    cluster.push(one)
  }
  close()
}
