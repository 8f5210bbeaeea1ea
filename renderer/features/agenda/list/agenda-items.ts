/** The items of the agenda's list, their estimated heights and the initial scroll position. Pure. */
import type { Conference, Guid, Instant, PlainDate, Session } from '../../../../db/model.ts'
import {
  type Gap,
  getCurrentSessions,
  getNextSlot,
  getSlots,
  pickEarlier,
  pickLater,
  pickLikeliest,
  type Slot,
} from '../../schedule/index.ts'
import type { AgendaGroup } from '../head/agenda-groups.ts'

/** A virtualized item: the name of a day or group, free time, or sessions that start together. */
export type AgendaItem =
  | { kind: 'day'; key: string; day: PlainDate }
  | { kind: 'group'; key: string; group: AgendaGroup }
  | { kind: 'gap'; key: string; day: PlainDate; group: null; gap: Gap }
  | {
      kind: 'slot'
      key: string
      day: PlainDate
      /** null in the list by time. */
      group: AgendaGroup | null
      slot: Slot
      sessions: Session[]
      isContinued: boolean
      hasBorder: boolean
      /** Whether the slot shows its day, because no heading does and the previous slot is on another day. */
      showsDay: boolean
    }
type SlotItem = Extract<AgendaItem, { kind: 'slot' }>

/** Slots with more sessions are split into several items, so that forty parallel rooms are not rendered at once. */
const MAX_SESSIONS_PER_ITEM = 4

/** `groups` is getGroups(sessions), or null for the list by time, which alone has day headings and shows `gaps`. */
export function getItems(
  sessions: readonly Session[],
  groups: readonly AgendaGroup[] | null = null,
  gaps: readonly Gap[] = [],
): AgendaItem[] {
  if (!groups) return createSlotItems(sessions, null, gaps)
  return groups.flatMap((group) => [
    { kind: 'group', key: group.key, group },
    ...createSlotItems(group.sessions, group, []),
  ])
}

function createSlotItems(
  sessions: readonly Session[],
  group: AgendaGroup | null,
  gaps: readonly Gap[],
): AgendaItem[] {
  const items: AgendaItem[] = []
  // Skip a gap whose next session is filtered out: the free time would appear to last longer than it does.
  const shown = new Set(gaps.length > 0 ? sessions.map(({ guid }) => guid) : [])
  const pendingGaps = gaps.filter(({ next }) => shown.has(next))
  let day: PlainDate | null = null
  // At night an appointment of the new day can come before a session of the day before.
  const byDay = sessions.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  for (const slot of getSlots(byDay)) {
    const firstOfDay = slot.day !== day
    const isFirst = group ? day === null : firstOfDay
    if (firstOfDay && !group) items.push({ kind: 'day', key: slot.day, day: slot.day })
    day = slot.day
    while (pendingGaps[0] && pendingGaps[0].day <= slot.day && pendingGaps[0].start <= slot.start) {
      const gap = pendingGaps.shift() as Gap
      items.push({ kind: 'gap', key: `gap ${gap.start}`, day, group: null, gap })
    }
    for (let from = 0; from < slot.sessions.length; from += MAX_SESSIONS_PER_ITEM) {
      items.push({
        kind: 'slot',
        key: getRowKey(group, `${slot.day} ${slot.start} ${from}`),
        day,
        group,
        slot,
        sessions: slot.sessions.slice(from, from + MAX_SESSIONS_PER_ITEM),
        isContinued: from > 0,
        hasBorder: from === 0 && !isFirst,
        showsDay: group !== null && firstOfDay && from === 0,
      })
    }
  }
  return items
}

/** Whether the slot is split into several items of the list by time, so that its start time can be out of view. */
export function isSplit(item: SlotItem): boolean {
  return item.group === null && item.slot.sessions.length > MAX_SESSIONS_PER_ITEM
}

/** `first` and `last` are the indices of the first and last item of the slot; `hasBorder`: whether the first item has a top border. */
type SplitSlot = { first: number; last: number; slot: Slot; hasBorder: boolean }

/** The split slots with at least one item among `drawn`. */
export function findSplitSlots(
  items: readonly AgendaItem[],
  drawn: readonly { index: number }[],
): SplitSlot[] {
  const found = new Map<number, SplitSlot>()
  for (const { index } of drawn) {
    const item = items[index]
    if (item?.kind !== 'slot' || !isSplit(item)) continue
    const first =
      index - Math.floor(item.slot.sessions.indexOf(item.sessions[0] as Session) / MAX_SESSIONS_PER_ITEM)
    const last = first + Math.ceil(item.slot.sessions.length / MAX_SESSIONS_PER_ITEM) - 1
    const start = items[first]
    found.set(first, { first, last, slot: item.slot, hasBorder: start?.kind === 'slot' && start.hasBorder })
  }
  return [...found.values()]
}

/** A row of the list. A session can have several, for example one under each of its speakers. */
export type AgendaRowPlace = { key: string; session: Session; item: number }

export function getRows(items: readonly AgendaItem[]): AgendaRowPlace[] {
  return items.flatMap((item, index) =>
    item.kind === 'slot'
      ? item.sessions.map((session) => ({ key: getRowKey(item.group, session.guid), session, item: index }))
      : [],
  )
}

/** Lookup tables for the list, computed once because there may be ten thousand sessions. */
export type Arrangement = {
  items: readonly AgendaItem[]
  rows: readonly AgendaRowPlace[]
  /** The rows by their key, and the first row of each session. */
  rowByKey: ReadonlyMap<string, AgendaRowPlace>
  firstRowByGuid: ReadonlyMap<Guid, AgendaRowPlace>
}

/** `groups`, `gaps`: see getItems. */
export function arrangeSessions(
  sessions: readonly Session[],
  groups: readonly AgendaGroup[] | null,
  gaps: readonly Gap[],
): Arrangement {
  const items = getItems(sessions, groups, gaps)
  const rows = getRows(items)
  const rowByKey = new Map<string, AgendaRowPlace>()
  const firstRowByGuid = new Map<Guid, AgendaRowPlace>()
  for (const row of rows) {
    rowByKey.set(row.key, row)
    if (!firstRowByGuid.has(row.session.guid)) firstRowByGuid.set(row.session.guid, row)
  }
  return { items, rows, rowByKey, firstRowByGuid }
}

/** In the list by time, a session's row key is its guid. */
export function getRowKey(group: AgendaGroup | null, rowId: string): string {
  return group ? JSON.stringify([group.key, rowId]) : rowId
}

/** A line joins the stars of conflicting sessions in a slot. Each row shows one part of it. */
export type Bracket = 'first' | 'between' | 'star' | 'last'

export function findBrackets(slot: Slot, conflicts: ReadonlyMap<Guid, Session[]>): Map<Guid, Bracket> {
  const clashes = slot.sessions.map(({ guid }) =>
    Boolean(conflicts.get(guid)?.some((other) => other.start === slot.start)),
  )
  const first = clashes.indexOf(true)
  const last = clashes.lastIndexOf(true)
  const brackets = new Map<Guid, Bracket>()
  slot.sessions.forEach(({ guid }, index) => {
    if (index < first || index > last || first === last) return
    if (index === first) brackets.set(guid, 'first')
    else if (index === last) brackets.set(guid, 'last')
    else brackets.set(guid, clashes[index] ? 'star' : 'between')
  })
  return brackets
}

/** Whether a session, such as a dinner, has neither label nor room, so that its row shows only the title. */
export function hasTitleOnly(session: Session): boolean {
  return session.label === null && session.room === null && !session.own
}

/**
 * @returns the session to show when none is chosen: a current session, otherwise one of the next, otherwise the last. Starred sessions come
 * first
 */
export function chooseSession(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  now: Instant,
  { timeZone }: Pick<Conference, 'timeZone'>,
): Session | undefined {
  const current = getCurrentSessions(sessions, now, timeZone)
  const candidates = current.length > 0 ? current : (getNextSlot(getSlots(sessions), now)?.sessions ?? [])
  return pickLikeliest(candidates, stars)[0] ?? sessions.at(-1)
}

/**
 * @returns the index of the item to show at first: the current session that started last, otherwise the next session; after the conference,
 * the last session. The list by time shows the session that started last even if it is over: in a break, a registration desk that opened
 * in the morning may be the only current session.
 */
export function findPresentItem(
  items: readonly AgendaItem[],
  current: readonly Session[],
  now: Instant,
): number {
  const currentSet = new Set(current)
  const slots = items.filter((item): item is SlotItem => item.kind === 'slot')
  const running = slots.filter(({ sessions }) => sessions.some((session) => currentSet.has(session)))
  if (running.length > 0) {
    const isByTime = slots.every(({ group }) => group === null)
    const candidates = isByTime ? slots.filter(({ slot }) => slot.start <= now) : running
    const latest = candidates.map(({ slot }) => slot.start).reduce(pickLater)
    const found = candidates.find(({ slot }) => slot.start === latest)
    return found ? items.indexOf(found) : -1
  }
  const starts = slots.map(({ slot }) => slot.start)
  // Each group starts at its own earliest time, so the next session is the earliest across all groups.
  const futureStarts = starts.filter((start) => start > now)
  const start = futureStarts.length > 0 ? futureStarts.reduce(pickEarlier) : starts.reduce(pickLater, '')
  return items.findIndex((item) => item.kind === 'slot' && item.slot.start === start)
}

/**
 * The item to scroll to the top so that `index` is in view below earlier items of its day, which take at most half the view.
 * `edges` are the start and end offsets of all items.
 */
export function findTopItem(
  index: number,
  items: readonly AgendaItem[],
  edges: readonly { start: number; end: number }[],
  viewHeight: number,
): number {
  const target = edges[index]
  if (!target) return index
  let top = index
  for (let before = index - 1; isWithinDay(items[before]); before--) {
    const start = edges[before]?.start ?? 0
    if (target.end - start > viewHeight || target.start - start > viewHeight / 2) break
    top = before
  }
  return top
}

function isWithinDay(item: AgendaItem | undefined): boolean {
  return item?.kind === 'slot' || item?.kind === 'gap'
}

/** Height of headings and free time. */
const LINE_HEIGHT = 32
/** Heights of a row's parts in agenda-row.module.css: padding, facts, title lines and conflict line. */
const ROW = { padding: 24, facts: 20, line: 20, conflict: 20, characterWidth: 7.4, besideText: 120 }

/** Estimates an unmeasured item closely enough that measuring it hardly moves the scrollbar. */
export function estimateHeight(
  item: AgendaItem,
  listWidth: number,
  conflicts: ReadonlyMap<Guid, Session[]>,
): number {
  if (item.kind !== 'slot') return LINE_HEIGHT
  const perLine = Math.max(20, (listWidth - ROW.besideText) / ROW.characterWidth)
  const rows = item.sessions.reduce((height, session) => {
    const lines = Math.ceil(session.title.length / perLine) * ROW.line
    const facts = hasTitleOnly(session) ? 0 : ROW.facts
    return height + ROW.padding + facts + lines + (conflicts.has(session.guid) ? ROW.conflict : 0)
  }, 0)
  return rows + (item.hasBorder ? 1 : 0)
}
