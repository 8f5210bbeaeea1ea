/** The agenda's list as rows of a certain height, and where it begins. Pure. */
import type { Conference, Guid, Instant, PlainDate, Session } from '../../../../db/model.ts'
import {
  type Gap,
  getSlots,
  nextSlot,
  onNow,
  pickEarlier,
  pickLater,
  pickLikeliest,
  type Slot,
} from '../../schedule/index.ts'
import type { AgendaGroup } from '../head/agenda-groups.ts'

/** What is drawn and scrolled as one: the name of a day or group, free time, or sessions that start together. */
export type AgendaItem =
  | { kind: 'day'; key: string; day: PlainDate }
  | { kind: 'group'; key: string; group: AgendaGroup }
  | { kind: 'gap'; key: string; day: PlainDate; group: null; gap: Gap }
  | {
      kind: 'slot'
      key: string
      day: PlainDate
      /** null: the list is by time. */
      group: AgendaGroup | null
      slot: Slot
      sessions: Session[]
      continued: boolean
      border: boolean
      /** Says its day: no heading does, and the slot before it was of another one. */
      dated: boolean
    }
type SlotItem = Extract<AgendaItem, { kind: 'slot' }>

/** A slot with more sessions is several items, or a fair with forty rooms would draw hundreds of rows at once. */
const SLOT_PART = 4

/** `groups`: getGroups(sessions); null for the list by time, under the names of the days. Only there `gaps` are shown. */
export function getItems(
  sessions: readonly Session[],
  groups: readonly AgendaGroup[] | null = null,
  gaps: readonly Gap[] = [],
): AgendaItem[] {
  if (!groups) return slotItems(sessions, null, gaps)
  return groups.flatMap((group) => [
    { kind: 'group', key: group.key, group },
    ...slotItems(group.sessions, group, []),
  ])
}

function slotItems(
  sessions: readonly Session[],
  group: AgendaGroup | null,
  gaps: readonly Gap[],
): AgendaItem[] {
  const items: AgendaItem[] = []
  // Free until something that the filters leave out, it would seem to be free for longer.
  const shown = new Set(gaps.length > 0 ? sessions.map(({ guid }) => guid) : [])
  const ahead = gaps.filter(({ next }) => shown.has(next))
  let day: PlainDate | null = null
  for (const slot of getSlots(sessions)) {
    const firstOfDay = slot.day !== day
    const isFirst = group ? day === null : firstOfDay
    if (firstOfDay && !group) items.push({ kind: 'day', key: slot.day, day: slot.day })
    day = slot.day
    while (ahead[0] && ahead[0].day <= slot.day && ahead[0].start <= slot.start) {
      const gap = ahead.shift() as Gap
      items.push({ kind: 'gap', key: `gap ${gap.start}`, day, group: null, gap })
    }
    for (let from = 0; from < slot.sessions.length; from += SLOT_PART) {
      items.push({
        kind: 'slot',
        key: rowKey(group, `${slot.day} ${slot.start} ${from}`),
        day,
        group,
        slot,
        sessions: slot.sessions.slice(from, from + SLOT_PART),
        continued: from > 0,
        border: from === 0 && !isFirst,
        dated: group !== null && firstOfDay && from === 0,
      })
    }
  }
  return items
}

/** In the list by time: goes on in other items, so that the time it starts at can be out of view. */
export function isInParts(item: SlotItem): boolean {
  return item.group === null && item.slot.sessions.length > SLOT_PART
}

/** `first`, `last`: the index of its items. `border`: it begins with one. */
type SlotInParts = { first: number; last: number; slot: Slot; border: boolean }

/** The slots of several items that have one among `drawn`. */
export function slotsInParts(
  items: readonly AgendaItem[],
  drawn: readonly { index: number }[],
): SlotInParts[] {
  const found = new Map<number, SlotInParts>()
  for (const { index } of drawn) {
    const item = items[index]
    if (item?.kind !== 'slot' || !isInParts(item)) continue
    const first = index - Math.floor(item.slot.sessions.indexOf(item.sessions[0] as Session) / SLOT_PART)
    const last = first + Math.ceil(item.slot.sessions.length / SLOT_PART) - 1
    const start = items[first]
    found.set(first, { first, last, slot: item.slot, border: start?.kind === 'slot' && start.border })
  }
  return [...found.values()]
}

/** A session's place in the list, of which it may have several: one under each of its speakers. */
export type AgendaRowPlace = { key: string; session: Session; item: number }

export function getRows(items: readonly AgendaItem[]): AgendaRowPlace[] {
  return items.flatMap((item, index) =>
    item.kind === 'slot'
      ? item.sessions.map((session) => ({ key: rowKey(item.group, session.guid), session, item: index }))
      : [],
  )
}

/** All that the list asks about what it shows; worked out once, since there may be ten thousand sessions. */
export type Arrangement = {
  items: readonly AgendaItem[]
  rows: readonly AgendaRowPlace[]
  /** The row of a key, and the first of a session. */
  byKey: ReadonlyMap<string, AgendaRowPlace>
  firstOf: ReadonlyMap<Guid, AgendaRowPlace>
}

/** `groups`, `gaps`: see getItems. */
export function arrangeSessions(
  sessions: readonly Session[],
  groups: readonly AgendaGroup[] | null,
  gaps: readonly Gap[],
): Arrangement {
  const items = getItems(sessions, groups, gaps)
  const rows = getRows(items)
  const byKey = new Map<string, AgendaRowPlace>()
  const firstOf = new Map<Guid, AgendaRowPlace>()
  for (const row of rows) {
    byKey.set(row.key, row)
    if (!firstOf.has(row.session.guid)) firstOf.set(row.session.guid, row)
  }
  return { items, rows, byKey, firstOf }
}

/** Of a session in a list by time: its guid. */
export function rowKey(group: AgendaGroup | null, of: string): string {
  return group ? JSON.stringify([group.key, of]) : of
}

/** How a row takes part in the line that joins the stars of a slot's clashing sessions. */
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

/** Dinners and closings: neither a label nor a room to lead with, so their name stands alone, and lighter. */
export function isAlone(session: Session): boolean {
  return session.label === null && session.room === null && !session.own
}

/** The session to show when the delegate has chosen none: what is on, else what comes next, else the last; theirs first. */
export function sessionToShow(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  now: Instant,
  { timeZone }: Pick<Conference, 'timeZone'>,
): Session | undefined {
  const on = onNow(sessions, now, timeZone)
  const candidates = on.length > 0 ? on : (nextSlot(getSlots(sessions), now)?.sessions ?? [])
  return pickLikeliest(candidates, stars)[0] ?? sessions.at(-1)
}

/**
 * The item to have in view at first: what is on, by what began last; else what comes next; after the conference, its end. In order
 * of time what began last is there even if it is over, and not a registration desk that is open since the morning.
 */
export function findPresentItem(items: readonly AgendaItem[], on: readonly Session[], now: Instant): number {
  const isOn = new Set(on)
  const slots = items.filter((item): item is SlotItem => item.kind === 'slot')
  const running = slots.filter(({ sessions }) => sessions.some((session) => isOn.has(session)))
  if (running.length > 0) {
    const isByTime = slots.every(({ group }) => group === null)
    const among = isByTime ? slots.filter(({ slot }) => slot.start <= now) : running
    const latest = among.map(({ slot }) => slot.start).reduce(pickLater)
    const found = among.find(({ slot }) => slot.start === latest)
    return found ? items.indexOf(found) : -1
  }
  const starts = slots.map(({ slot }) => slot.start)
  // Groups begin anew in time: what comes next is the earliest of all that is ahead.
  const ahead = starts.filter((start) => start > now)
  const start = ahead.length > 0 ? ahead.reduce(pickEarlier) : starts.reduce(pickLater, '')
  return items.findIndex((item) => item.kind === 'slot' && item.slot.start === start)
}

/**
 * The item to put at the top so that `index` is in view with what came before it that day, as far as half the view.
 * `edges`: where each item starts and ends.
 */
export function topItemFor(
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

/** Of a name, and of free time. */
const LINE_HEIGHT = 32
/** Space above and below, line of facts, title lines, conflict line: agenda-row.module.css. */
const ROW = { padding: 24, facts: 20, line: 20, conflict: 20, characterWidth: 7.4, besideText: 120 }

/** Before it was measured. Near enough that the scrollbar and far jumps hardly move when it is. */
export function estimateHeight(
  item: AgendaItem,
  listWidth: number,
  conflicts: ReadonlyMap<Guid, Session[]>,
): number {
  if (item.kind !== 'slot') return LINE_HEIGHT
  const perLine = Math.max(20, (listWidth - ROW.besideText) / ROW.characterWidth)
  const rows = item.sessions.reduce((height, session) => {
    const lines = Math.ceil(session.title.length / perLine) * ROW.line
    const facts = isAlone(session) ? 0 : ROW.facts
    return height + ROW.padding + facts + lines + (conflicts.has(session.guid) ? ROW.conflict : 0)
  }, 0)
  return rows + (item.border ? 1 : 0)
}
