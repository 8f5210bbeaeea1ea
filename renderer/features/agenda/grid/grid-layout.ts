/**
 * Where the sessions stand in the grid of time × rooms, in CSS pixels from the top left of what scrolls below the rooms' names.
 * Pure: what is in view is drawn from it, and the arrow keys move on it.
 */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../../core/time.ts'
import type { Guid, Instant, PlainDate, Room, Session } from '../../../../db/model.ts'
import { type DayPlan, type Facts, type Placed, planDays } from '../../schedule/index.ts'

export type Area = { x: number; y: number; width: number; height: number }
export type GridBlock = {
  session: Session
  day: PlainDate
  x: number
  y: number
  width: number
  height: number
  /** `column`: in its room. `across`: over all rooms. `line`: not to scale, as a dinner in the evening. */
  shape: 'column' | 'across' | 'line'
  /** The programme gives no end: it fades out. */
  open: boolean
}
export type GridMark = { y: number; instant: Instant }
export type GridDay = {
  day: PlainDate
  /** Of its name; the rest follows below. */
  y: number
  height: number
  sessions: readonly Session[]
  /** In order of time, then of rooms: as they are read. Worked out when they are first asked for: of most days nothing is in view. */
  readonly blocks: readonly GridBlock[]
  /** What is to scale; null on a day with lines only. */
  scale: GridScale | null
  /** The programme gives no end to any session of the day. */
  startsOnly: boolean
}
export type GridScale = {
  y: number
  height: number
  /** Minute since 1970 at its top. */
  from: number
  /** Something stands in a column, not across all. */
  columns: boolean
  /** When something starts, and the full hours between. Worked out as the blocks are. */
  readonly starts: readonly GridMark[]
  readonly hours: readonly GridMark[]
}
/** `room` null: for what has none; `mine`: the delegate's own entries among it. */
export type GridColumn = { room: Room | null; mine: boolean; x: number; width: number }
export type GridLayout = {
  columns: GridColumn[]
  /** How high the rooms' names stand above it all: nothing where no room is named. */
  heads: number
  days: GridDay[]
  width: number
  height: number
  pixelsPerMinute: number
}

export const DAY_NAME = 32
const HEADS = 32
const LINE = 40
/** The vertical lines stand where the ticks of the hours begin, within the gutter of 64. */
const COLUMNS_FROM = 56
const AFTER_COLUMNS = 20
const COLUMN_MIN = 160
const LANE_MIN = 112
const INSET = { start: 8, end: 4 }
/** Above the first start. */
const LEAD = { columns: 31, across: 16 }
/** Below the last: what is drawn of an unknown end, or free space. */
const OPEN_LAST = 142
const BELOW_LAST = 16
/** Two times of day need this much. */
const LABEL_HEIGHT = 15

export function layOutGrid({
  sessions,
  rooms,
  facts,
  scale,
  width,
  timeZone,
}: {
  /** Those shown, in order of start. */
  sessions: readonly Session[]
  rooms: readonly Room[]
  /** computeFacts(programme, rooms) */
  facts: ReadonlyMap<Session, Facts>
  /** pixelsPerMinute(programme) */
  scale: number
  /** Of the view. */
  width: number
  timeZone: string
}): GridLayout {
  const plans = planDays(sessions, facts, scale)
  const columns = getColumns(plans, rooms, width)
  const end = columns.reduce((_, column) => column.x + column.width, COLUMNS_FROM)
  const [first] = columns
  // What is for everybody does not lie over the delegate's own day.
  const acrossFrom = first?.mine ? first.x + first.width : COLUMNS_FROM
  const across = { x: acrossFrom, width: Math.max(end, width - AFTER_COLUMNS) - acrossFrom }
  const total = Math.max(width, end + AFTER_COLUMNS)
  const columnOf = new Map(columns.map((column) => [column.room?.guid ?? null, column]))
  let y = 0
  const days = plans.map((plan) => {
    const day = layOutDay(plan, y, { scale, timeZone, total, across, columnOf })
    y += day.height
    return day
  })
  const heads = columns.some(({ room }) => room !== null) ? HEADS : 0
  return { columns, heads, days, width: total, height: y, pixelsPerMinute: scale }
}

/**
 * The rooms that occur, in the conference's order, each as wide as the others unless it has to hold several sessions at once. The
 * delegate's own day comes first: behind forty rooms nobody would see it.
 */
function getColumns(plans: readonly DayPlan[], rooms: readonly Room[], width: number): GridColumn[] {
  const lanes = new Map<Guid | null, number>()
  for (const { placed } of plans) {
    for (const { room, lanes: needed, spanning } of placed) {
      if (room !== null || !spanning) lanes.set(room, Math.max(needed, lanes.get(room) ?? 1))
    }
  }
  const mine = plans.some(({ placed }) => placed.some(({ session, room }) => session.own && room === null))
  const named = rooms.filter(({ guid }) => lanes.has(guid))
  const occurring = mine ? [null, ...named] : [...named, ...(lanes.has(null) ? [null] : [])]
  const even = Math.floor((width - COLUMNS_FROM - AFTER_COLUMNS) / Math.max(1, occurring.length))
  let x = COLUMNS_FROM
  return occurring.map((room) => {
    const needed = (lanes.get(room?.guid ?? null) ?? 1) * LANE_MIN + INSET.start + INSET.end
    const column = {
      room,
      mine: mine && room === null,
      x,
      width: Math.max(COLUMN_MIN, even, needed > LANE_MIN * 2 ? needed : 0),
    }
    x += column.width
    return column
  })
}

type Frame = {
  scale: number
  timeZone: string
  total: number
  across: { x: number; width: number }
  columnOf: ReadonlyMap<Guid | null, GridColumn>
}

function layOutDay({ day, before, placed, after }: DayPlan, top: number, frame: Frame): GridDay {
  const from = top + DAY_NAME + before.length * LINE
  const scaled = placed.length > 0 ? layOutScale(placed, from, frame) : null
  const scale = scaled?.scale ?? null
  const to = from + (scale?.height ?? 0)
  const lines = (sessions: readonly Session[], y: number) =>
    sessions.map((session, index): GridBlock => {
      const at = { x: 0, y: y + index * LINE, width: frame.total, height: LINE }
      return { session, day, ...at, shape: 'line', open: false }
    })
  const sessions = [...before, ...placed.map(({ session }) => session), ...after]
  let blocks: GridBlock[] | undefined
  return {
    day,
    y: top,
    height: to + after.length * LINE - top,
    sessions,
    get blocks() {
      blocks ??= [
        ...lines(before, top + DAY_NAME),
        ...(scaled ? blocksToScale(day, placed, scaled, frame) : []),
        ...lines(after, to),
      ]
      return blocks
    },
    scale,
    startsOnly: scale !== null && sessions.every(({ end }) => end === null),
  }
}

type Scaled = { scale: GridScale; getY: (minute: number) => number }

/** `placed`: at least one. */
function layOutScale(placed: readonly Placed[], top: number, { scale, timeZone }: Frame): Scaled {
  const { from: firstStart, session: first } = placed[0] as Placed
  const lastStart = placed.at(-1)?.from ?? firstStart
  const lead = placed.some(({ from, spanning }) => from === firstStart && !spanning)
    ? LEAD.columns
    : LEAD.across
  const getY = (minute: number) => top + lead + (minute - firstStart) * scale
  let bottom = top
  for (const { session, from, height } of placed) {
    const below = session.end === null ? getY(lastStart) + OPEN_LAST : getY(from) + height + BELOW_LAST
    if (below > bottom) bottom = below
  }
  const columns = placed.some(({ spanning }) => !spanning)
  let marks: Pick<GridScale, 'starts' | 'hours'> | undefined
  const marked = () => {
    if (marks) return marks
    const starts = getStarts(placed, getY)
    // Between sessions in columns the eye needs them; of one across all rooms the start says enough.
    const hours = columns ? hoursWithin(first.start, timeZone, bottom - LABEL_HEIGHT, getY) : []
    const isFree = ({ y }: GridMark) => !starts.some((start) => Math.abs(start.y - y) < LABEL_HEIGHT)
    marks = { starts, hours: hours.filter(isFree) }
    return marks
  }
  return {
    getY,
    scale: {
      y: top,
      height: bottom - top,
      from: firstStart - lead / scale,
      columns,
      get starts() {
        return marked().starts
      },
      get hours() {
        return marked().hours
      },
    },
  }
}

function blocksToScale(
  day: PlainDate,
  placed: readonly Placed[],
  { scale, getY }: Scaled,
  { across, columnOf }: Frame,
): GridBlock[] {
  const bottom = scale.y + scale.height
  return placed
    .map(({ session, room, from, height, spanning, lane, lanes }): GridBlock => {
      const column = spanning ? across : (columnOf.get(room) ?? across)
      const lanesWidth = column.width - INSET.start - INSET.end
      const x = column.x + INSET.start + Math.round((lane * lanesWidth) / lanes)
      const end = column.x + INSET.start + Math.round(((lane + 1) * lanesWidth) / lanes)
      const y = getY(from)
      return {
        session,
        day,
        x,
        y,
        width: end - x - (lane < lanes - 1 ? INSET.end : 0),
        height: Math.min(height, bottom - y),
        shape: spanning ? 'across' : 'column',
        open: session.end === null,
      }
    })
    .sort((a, b) => a.y - b.y || a.x - b.x)
}

/** In order of time, without those for which there is no room below the one before. */
function getStarts(placed: readonly Placed[], getY: (minute: number) => number): GridMark[] {
  const kept: GridMark[] = []
  let above = Number.NEGATIVE_INFINITY
  for (const { session, from } of placed) {
    const y = getY(from)
    if (y - above < LABEL_HEIGHT) continue
    kept.push({ y, instant: session.start })
    above = y
  }
  return kept
}

/** By the clock on the wall: the hours of a zone at half past, and those that a change of summer time leaves out. */
function hoursWithin(
  first: Instant,
  timeZone: string,
  bottom: number,
  getY: (minute: number) => number,
): GridMark[] {
  const marks: GridMark[] = []
  let hour = Temporal.Instant.from(first)
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  for (;;) {
    const y = getY(hour.epochMilliseconds / 60_000)
    if (y > bottom) return marks
    marks.push({ y, instant: toInstantString(hour.toInstant()) })
    hour = hour.add({ hours: 1 })
  }
}

/** Where a moment lies; null while no day is to scale at it. */
export function findY({ days, pixelsPerMinute }: GridLayout, minute: number): number | null {
  for (const { scale } of days) {
    const y = scale ? scale.y + (minute - scale.from) * pixelsPerMinute : Number.NaN
    if (scale && y >= scale.y && y < scale.y + scale.height) return y
  }
  return null
}

export function getBlock({ days }: GridLayout, session: Session | undefined): GridBlock | undefined {
  return days
    .find(({ day }) => day === session?.day)
    ?.blocks.find((block) => block.session.guid === session?.guid)
}

/** The one tab stop: what is selected, or else what comes first. */
export function getTabStop(layout: GridLayout, selected: Session | undefined): GridBlock | undefined {
  return getBlock(layout, selected) ?? layout.days[0]?.blocks[0]
}

/** Whether nothing of it has changed but the object. */
export function isSameBlock(a: GridBlock, b: GridBlock): boolean {
  return (
    a.session === b.session &&
    a.day === b.day &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.shape === b.shape &&
    a.open === b.open
  )
}
