/**
 * Positions the sessions in the grid of time × rooms, in CSS pixels from the top left of the scrolled area below the room names.
 * Pure. Rendering and the arrow keys both use this layout.
 */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../../core/time.ts'
import type { Guid, Instant, PlainDate, Room, Session } from '../../../../db/model.ts'
import { type DayPlan, type Placed, planDays, type SessionFacts } from '../../schedule/index.ts'

export type Area = { x: number; y: number; width: number; height: number }
export type GridBlock = {
  session: Session
  day: PlainDate
  x: number
  y: number
  width: number
  height: number
  /** `column` is in its room, `across` spans all rooms, `line` is not to scale (such as a dinner in the evening). */
  shape: 'column' | 'across' | 'line'
  /** Whether the programme gives no end. The block then fades out. */
  isOpenEnded: boolean
}
export type GridMark = { y: number; instant: Instant }
export type GridDay = {
  day: PlainDate
  /** Top of the day's name; the rest follows below. */
  y: number
  height: number
  sessions: readonly Session[]
  /** In reading order: by time, then by room. Computed lazily, because most days are never in view. */
  readonly blocks: readonly GridBlock[]
  /** The part drawn to scale; null on a day with lines only. */
  scale: GridScale | null
  /** Whether the programme gives no end for any session of the day. */
  startsOnly: boolean
}
export type GridScale = {
  y: number
  height: number
  /** Minute since 1970 at the top of the scale. */
  topMinute: number
  /** Whether any session is in a column rather than across all rooms. */
  hasColumns: boolean
  /** Start times and the full hours between them. Computed lazily, as the blocks are. */
  readonly starts: readonly GridMark[]
  readonly hours: readonly GridMark[]
}
/** `room` is null in the column of the delegate's own entries, and in that of sessions without a room. */
export type GridColumn = { room: Room | null; isForOwnEntries: boolean; x: number; width: number }
export type GridLayout = {
  columns: GridColumn[]
  /** Height of the room headings; 0 if no room is named. */
  headsHeight: number
  days: GridDay[]
  width: number
  height: number
  pixelsPerMinute: number
}

export const DAY_NAME_HEIGHT = 32
const HEADS_HEIGHT = 32
const LINE_HEIGHT = 40
/** The vertical lines start where the hour ticks begin, within the 64 px gutter. */
export const COLUMNS_LEFT = 56
const SPACE_AFTER_COLUMNS = 20
const MIN_COLUMN_WIDTH = 160
const MIN_LANE_WIDTH = 112
/** Space between the edges of a column and its blocks. */
export const INSET = { start: 8, end: 4 }
/** Space above the first start. */
const LEAD = { columns: 31, across: 16 }
/** Space below the last start if a session has no end, since its block fades out there. */
const SPACE_BELOW_OPEN_START = 142
/** Space below the last session. */
const SPACE_BELOW_LAST = 16
/** Minimum distance between two time labels. */
const LABEL_HEIGHT = 15

export function layOutGrid({
  sessions,
  rooms,
  facts,
  pixelsPerMinute,
  width,
  timeZone,
}: {
  /** The filtered sessions, in order of start. */
  sessions: readonly Session[]
  rooms: readonly Room[]
  /** From computeFacts() of the whole programme. */
  facts: ReadonlyMap<Session, SessionFacts>
  /** From getPixelsPerMinute() of the whole programme. */
  pixelsPerMinute: number
  /** Width of the view. */
  width: number
  timeZone: string
}): GridLayout {
  const plans = planDays(sessions, facts, pixelsPerMinute)
  const columns = getColumns(plans, rooms, width)
  const last = columns.at(-1)
  const end = last ? last.x + last.width : COLUMNS_LEFT
  const [first] = columns
  // Sessions across all rooms must not cover the column of the delegate's own entries.
  const acrossFrom = first?.isForOwnEntries ? first.x + first.width : COLUMNS_LEFT
  const across = { x: acrossFrom, width: Math.max(end, width - SPACE_AFTER_COLUMNS) - acrossFrom }
  const total = Math.max(width, end + SPACE_AFTER_COLUMNS)
  const columnByRoom = new Map(columns.map((column) => [column.room?.guid ?? null, column]))
  let y = 0
  const days = plans.map((plan) => {
    const day = layOutDay(plan, y, { pixelsPerMinute, timeZone, total, across, columnByRoom })
    y += day.height
    return day
  })
  const headsHeight = columns.some(({ room }) => room !== null) ? HEADS_HEIGHT : 0
  return { columns, headsHeight, days, width: total, height: y, pixelsPerMinute }
}

/**
 * Columns of the rooms in use, in the conference's order and equally wide, except rooms with simultaneous sessions. The delegate's
 * own entries come first, since nobody would see them behind forty rooms.
 */
function getColumns(plans: readonly DayPlan[], rooms: readonly Room[], width: number): GridColumn[] {
  const lanes = new Map<Guid | null, number>()
  for (const { placed } of plans) {
    for (const { room, lanes: needed, spansAllRooms } of placed) {
      if (room !== null || !spansAllRooms) lanes.set(room, Math.max(needed, lanes.get(room) ?? 1))
    }
  }
  const hasOwnWithoutRoom = plans.some(({ placed }) =>
    placed.some(({ session, room }) => session.own && room === null),
  )
  const usedRooms = rooms.filter(({ guid }) => lanes.has(guid))
  const columnRooms = hasOwnWithoutRoom
    ? [null, ...usedRooms]
    : [...usedRooms, ...(lanes.has(null) ? [null] : [])]
  const evenWidth = Math.floor((width - COLUMNS_LEFT - SPACE_AFTER_COLUMNS) / Math.max(1, columnRooms.length))
  let x = COLUMNS_LEFT
  return columnRooms.map((room) => {
    const lanesWidth = (lanes.get(room?.guid ?? null) ?? 1) * MIN_LANE_WIDTH + INSET.start + INSET.end
    const column = {
      room,
      isForOwnEntries: hasOwnWithoutRoom && room === null,
      x,
      width: Math.max(MIN_COLUMN_WIDTH, evenWidth, lanesWidth > MIN_LANE_WIDTH * 2 ? lanesWidth : 0),
    }
    x += column.width
    return column
  })
}

type Frame = {
  pixelsPerMinute: number
  timeZone: string
  total: number
  across: { x: number; width: number }
  columnByRoom: ReadonlyMap<Guid | null, GridColumn>
}

function layOutDay({ day, before, placed, after }: DayPlan, top: number, frame: Frame): GridDay {
  const from = top + DAY_NAME_HEIGHT + before.length * LINE_HEIGHT
  const scaled = placed.length > 0 ? layOutScale(placed, from, frame) : null
  const scale = scaled?.scale ?? null
  const to = from + (scale?.height ?? 0)
  const layOutLines = (sessions: readonly Session[], y: number) =>
    sessions.map((session, index): GridBlock => {
      const at = { x: 0, y: y + index * LINE_HEIGHT, width: frame.total, height: LINE_HEIGHT }
      return { session, day, ...at, shape: 'line', isOpenEnded: false }
    })
  const sessions = [...before, ...placed.map(({ session }) => session), ...after]
  let blocks: GridBlock[] | undefined
  return {
    day,
    y: top,
    height: to + after.length * LINE_HEIGHT - top,
    sessions,
    get blocks() {
      blocks ??= [
        ...layOutLines(before, top + DAY_NAME_HEIGHT),
        ...(scaled ? layOutBlocks(day, placed, scaled, frame) : []),
        ...layOutLines(after, to),
      ]
      return blocks
    },
    scale,
    startsOnly: scale !== null && sessions.every(({ end }) => end === null),
  }
}

type Scaled = { scale: GridScale; getY: (minute: number) => number }

/** `placed` must not be empty. */
function layOutScale(placed: readonly Placed[], top: number, { pixelsPerMinute, timeZone }: Frame): Scaled {
  const { startMinute: firstStart, session: first } = placed[0] as Placed
  const lastStart = placed.at(-1)?.startMinute ?? firstStart
  const lead = placed.some(({ startMinute, spansAllRooms }) => startMinute === firstStart && !spansAllRooms)
    ? LEAD.columns
    : LEAD.across
  const getY = (minute: number) => top + lead + (minute - firstStart) * pixelsPerMinute
  let bottom = top
  for (const { session, startMinute, height } of placed) {
    const below =
      session.end === null
        ? getY(lastStart) + SPACE_BELOW_OPEN_START
        : getY(startMinute) + height + SPACE_BELOW_LAST
    if (below > bottom) bottom = below
  }
  const hasColumns = placed.some(({ spansAllRooms }) => !spansAllRooms)
  let marks: Pick<GridScale, 'starts' | 'hours'> | undefined
  const getMarks = () => {
    if (marks) return marks
    const starts = getStarts(placed, getY)
    // Hour marks help compare sessions in columns; for sessions across all rooms the start time is enough.
    const hours = hasColumns ? getFullHours(first.start, timeZone, bottom - LABEL_HEIGHT, getY) : []
    const isFree = ({ y }: GridMark) => !starts.some((start) => Math.abs(start.y - y) < LABEL_HEIGHT)
    marks = { starts, hours: hours.filter(isFree) }
    return marks
  }
  return {
    getY,
    scale: {
      y: top,
      height: bottom - top,
      topMinute: firstStart - lead / pixelsPerMinute,
      hasColumns,
      get starts() {
        return getMarks().starts
      },
      get hours() {
        return getMarks().hours
      },
    },
  }
}

function layOutBlocks(
  day: PlainDate,
  placed: readonly Placed[],
  { scale, getY }: Scaled,
  { across, columnByRoom }: Frame,
): GridBlock[] {
  const bottom = scale.y + scale.height
  return placed
    .map(({ session, room, startMinute, height, spansAllRooms, lane, lanes }): GridBlock => {
      const column = spansAllRooms ? across : (columnByRoom.get(room) ?? across)
      const lanesWidth = column.width - INSET.start - INSET.end
      const x = column.x + INSET.start + Math.round((lane * lanesWidth) / lanes)
      const end = column.x + INSET.start + Math.round(((lane + 1) * lanesWidth) / lanes)
      const y = getY(startMinute)
      return {
        session,
        day,
        x,
        y,
        width: end - x - (lane < lanes - 1 ? INSET.end : 0),
        height: Math.min(height, bottom - y),
        shape: spansAllRooms ? 'across' : 'column',
        isOpenEnded: session.end === null,
      }
    })
    .sort((a, b) => a.y - b.y || a.x - b.x)
}

/** Start times in order. A time that is too close to the previous one is left out. */
function getStarts(placed: readonly Placed[], getY: (minute: number) => number): GridMark[] {
  const marks: GridMark[] = []
  let previousY = Number.NEGATIVE_INFINITY
  for (const { session, startMinute } of placed) {
    const y = getY(startMinute)
    if (y - previousY < LABEL_HEIGHT) continue
    marks.push({ y, instant: session.start })
    previousY = y
  }
  return marks
}

/** Full hours in local time, which handles half-hour zones and hours skipped by daylight saving time. */
function getFullHours(
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

/** @returns the vertical position of a minute, or null if no day's scale covers it */
export function findY({ days, pixelsPerMinute }: GridLayout, minute: number): number | null {
  for (const { scale } of days) {
    const y = scale ? scale.y + (minute - scale.topMinute) * pixelsPerMinute : Number.NaN
    if (scale && y >= scale.y && y < scale.y + scale.height) return y
  }
  return null
}

export function getBlock({ days }: GridLayout, session: Session | undefined): GridBlock | undefined {
  return days
    .find(({ day }) => day === session?.day)
    ?.blocks.find((block) => block.session.guid === session?.guid)
}

/** The grid's only tab stop: the selected session, or else the first. */
export function getTabStop(layout: GridLayout, selected: Session | undefined): GridBlock | undefined {
  return getBlock(layout, selected) ?? layout.days[0]?.blocks[0]
}

/** Whether two blocks are equal in all but identity. */
export function isSameBlock(a: GridBlock, b: GridBlock): boolean {
  return (
    a.session === b.session &&
    a.day === b.day &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.shape === b.shape &&
    a.isOpenEnded === b.isOpenEnded
  )
}
