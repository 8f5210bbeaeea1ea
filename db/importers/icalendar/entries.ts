/** VEVENTs → one entry per occurrence: rules expanded, exceptions taken out, changed occurrences in their place. */

import { Temporal } from 'temporal-polyfill'
import { type Said, said } from '../../../core/said.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../common/problems.ts'
import { cleanLine } from '../common/text.ts'
import type { Clock } from './clock.ts'
import { type Component, propertyOf, textOf } from './content-lines.ts'
import { createEffort, type Effort } from './effort.ts'
import { type Caps, occurrencesOf } from './recurrence.ts'
import {
  type CalendarTime,
  type PeriodEnd,
  periodsOf,
  timeOf,
  timesOf,
  untilOf,
  valuesOf,
  YEARS,
} from './times.ts'

export type Entry = {
  event: Component
  /** UID; of an occurrence, with the start that the series gives it (RFC 5545 §3.8.4.4), which a change does not move. */
  key: string
  start: CalendarTime
  /** Where the occurrence has one of its own, which holds instead of the event's. */
  end?: PeriodEnd | undefined
}

const CAPS: Caps = { years: 10, count: 1_000 }
/** For a rule that names no end. Nobody reads further in a programme. */
const ENDLESS_CAPS: Caps = { years: 2, count: 200 }
/** Far above any conference; a file beyond it is made to exhaust something. */
const MAX_ENTRIES = 50_000

/** Throws StoreError `bad-file` at the first event that is too many, before any of them is looked at. */
export function requireFew(events: readonly Component[]): void {
  const beyond = events[MAX_ENTRIES]
  if (beyond) failAsTooMany(beyond)
}

function failAsTooMany({ line }: Component): never {
  throw new StoreError(
    'bad-file',
    said`line ${line}: the calendar holds more than ${MAX_ENTRIES} events, repetitions counted: no conference does.`,
  )
}

export function entriesOf(events: readonly Component[], clock: Clock, problems: Problems): Entry[] {
  const entries: Entry[] = []
  const effort = createEffort()
  for (const [uid, group] of groupByUid(events)) {
    const changes = new Map<Component, string>()
    for (const event of group) {
      if (!propertyOf(event, 'RECURRENCE-ID')) continue
      effort.repeats(event, 1)
      changes.set(event, changedKey(uid, event, clock))
    }
    const keyOf = (event: Component) => changes.get(event) ?? ''
    const changed = newest([...changes.keys()], keyOf, problems).flatMap((event) =>
      entryOf(event, keyOf(event), problems),
    )
    for (const event of group) {
      if (!propertyOf(event, 'RECURRENCE-ID')?.parameters.has('RANGE')) continue
      problems.add(
        said`It changes all later repetitions too: only this one was changed`,
        nameOf(event),
        'time',
      )
    }
    const masters = newest(
      group.filter((event) => !changes.has(event)),
      () => uid,
      problems,
    )
    const replaced = new Set(changed.map(({ key }) => key))
    for (const master of masters) {
      const own = isSeries(master)
        ? seriesOf(master, uid, clock, problems, effort)
        : entryOf(master, uid || nameless(master), problems)
      const kept = own.filter(({ key }) => !replaced.has(key))
      // Counted already, as what stands in their place.
      effort.repeats(master, kept.length - own.length)
      for (const entry of kept) entries.push(entry)
    }
    entries.push(...changed)
    const last = entries.at(-1)
    if (last && entries.length > MAX_ENTRIES) failAsTooMany(last.event)
  }
  return entries
}

export function nameOf(event: Component): Said {
  return said`“${cleanLine(textOf(event, 'SUMMARY')).slice(0, 80)}” (line ${event.line})`
}

function groupByUid(events: readonly Component[]): Map<string, Component[]> {
  const groups = new Map<string, Component[]>()
  for (const event of events) {
    const uid = stableUid(propertyOf(event, 'UID')?.value.trim() ?? '')
    const group = groups.get(uid)
    if (group) group.push(event)
    else groups.set(uid, [event])
  }
  return groups
}

/** python-vobject makes a UID of moment, chance and host with every export: it tells nothing apart from one to the next. */
const stableUid = (uid: string) => (/^\d{8}T\d{6}Z-\d{1,6}@/.test(uid) ? '' : uid)

const nameless = (event: Component) => cleanLine(textOf(event, 'SUMMARY')) || 'event'

/**
 * Of several revisions the one with the highest SEQUENCE (RFC 5545 §3.8.7.4). Several of one SEQUENCE stay: nothing
 * says which one holds.
 */
function newest(
  events: readonly Component[],
  keyOf: (event: Component) => string,
  problems: Problems,
): Component[] {
  const highest = new Map<string, number>()
  for (const event of events) {
    const key = keyOf(event)
    highest.set(key, Math.max(highest.get(key) ?? 0, sequenceOf(event)))
  }
  return events.filter((event) => {
    if (keyOf(event) === '' || sequenceOf(event) === highest.get(keyOf(event))) return true
    problems.add(said`A later revision of it is in the file and was taken instead`, nameOf(event))
    return false
  })
}

/** null: it says none, which counts as 0 within a file (RFC 5545 §3.8.7.4), and is no word on what was there before it. */
export function writtenSequence(event: Component): number | null {
  const text = propertyOf(event, 'SEQUENCE')?.value.trim() ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

const sequenceOf = (event: Component): number => writtenSequence(event) ?? 0

function entryOf(event: Component, key: string, problems: Problems): Entry[] {
  const start = timeOf(propertyOf(event, 'DTSTART'))
  if (start) return [{ event, key, start }]
  const impossible = propertyOf(event, 'DTSTART')
  if (impossible) {
    problems.add(
      said`Its start is no date from ${YEARS[0]} to ${YEARS[1]}: it was left out`,
      said`${nameOf(event)}: “${impossible.value.slice(0, 40)}”`,
      'loss',
    )
    return []
  }
  problems.add(said`Nothing says when it starts: it was left out`, nameOf(event), 'loss')
  return []
}

// ── Series ───────────────────────────────────────────────────────────────────

const isSeries = (event: Component) =>
  event.properties.some(({ name }) => name === 'RRULE' || name === 'RDATE')

function seriesOf(event: Component, uid: string, clock: Clock, problems: Problems, effort: Effort): Entry[] {
  const start = timeOf(propertyOf(event, 'DTSTART'))
  if (!start) return entryOf(event, uid, problems)
  if (endsBeforeItBegins(event, start, clock)) {
    problems.add(
      said`Its repetition ends before it begins, as one that was taken out: it was left out`,
      nameOf(event),
      'loss',
    )
    return []
  }
  const excluded = exclusionsOf(event, clock, problems, effort)
  const byKey = new Map<string, Entry>()
  for (const { start: time, end } of [
    { start, end: undefined },
    ...ruleTimes(event, start, clock, problems, effort).map((at) => ({ start: at, end: undefined })),
    ...listedTimes(event, problems, effort),
  ]) {
    const id = occurrenceId(time, clock)
    if (excluded.has(id) || excluded.has(dateId(time))) continue
    const key = `${uid || nameless(event)}@${id}`
    const known = byKey.get(key)
    if (!known) byKey.set(key, { event, key, start: time, end })
    // A period may stand for an occurrence that is there already, to give it another end (RFC 5545 §3.8.5.3).
    else if (end !== undefined) known.end = end
  }
  return [...byKey.values()]
}

/** What remains where a series was split at its first occurrence. */
function endsBeforeItBegins(event: Component, start: CalendarTime, clock: Clock): boolean {
  if (propertyOf(event, 'RDATE')) return false
  return event.properties
    .filter(({ name }) => name === 'RRULE')
    .every(({ value }) => {
      const until = wallUntil(value, start, clock)
      return until !== undefined && Temporal.PlainDateTime.compare(until, start.local) < 0
    })
}

function ruleTimes(
  event: Component,
  start: CalendarTime,
  clock: Clock,
  problems: Problems,
  effort: Effort,
): CalendarTime[] {
  return event.properties
    .filter(({ name }) => name === 'RRULE')
    .flatMap(({ value }) => {
      const until = wallUntil(value, start, clock)
      const caps = until || /(?:^|;)\s*COUNT=/i.test(value) ? CAPS : ENDLESS_CAPS
      const begun = performance.now()
      const { locals, ended } = occurrencesOf(value, start.local, caps, until)
      effort.took(event, performance.now() - begun, locals.length)
      effort.repeats(event, locals.length)
      if (ended === 'unknown') {
        problems.add(said`Its repetition could not be understood: it stands once`, nameOf(event), 'loss')
      } else if (ended === 'capped') {
        problems.add(
          said`It repeats more often than any programme: only the first ${caps.count} times within ${caps.years} years were taken`,
          nameOf(event),
          'loss',
        )
      }
      return locals.map((local) => ({ ...start, local }))
    })
}

/** A date alone means all of that day. */
function wallUntil(rule: string, start: CalendarTime, clock: Clock): Temporal.PlainDateTime | undefined {
  const until = untilOf(rule)
  if (!until) return undefined
  if (until.kind === 'date') return until.local.with({ hour: 23, minute: 59, second: 59 })
  return until.kind === 'utc' ? clock.wallOf(until.local, start) : until.local
}

type Listed = { start: CalendarTime; end: PeriodEnd | undefined }

function listedTimes(event: Component, problems: Problems, effort: Effort): Listed[] {
  const listed = event.properties.filter(({ name }) => name === 'RDATE')
  for (const property of listed) effort.repeats(property, valuesOf(property).length)
  return listed.flatMap(periodsOf).flatMap(({ start, end }) => {
    if (start) return { start, end }
    problems.add(said`A date of its repetition could not be understood`, nameOf(event), 'loss')
    return []
  })
}

function exclusionsOf(event: Component, clock: Clock, problems: Problems, effort: Effort): Set<string> {
  const listed = event.properties.filter(({ name }) => name === 'EXDATE')
  for (const property of listed) effort.excludes(property, valuesOf(property).length)
  if (propertyOf(event, 'EXRULE')) {
    problems.add(
      said`Its rule of exceptions (EXRULE, which the standard gave up) was not read`,
      nameOf(event),
      'time',
    )
  }
  return new Set(listed.flatMap(timesOf).flatMap((time) => (time ? occurrenceId(time, clock) : [])))
}

/** The key of an occurrence that was changed on its own. */
function changedKey(uid: string, event: Component, clock: Clock): string {
  const id = propertyOf(event, 'RECURRENCE-ID')
  const time = timeOf(id)
  return `${uid || nameless(event)}@${time ? occurrenceId(time, clock) : cleanLine(id?.value ?? '')}`
}

/** `20260504T073000Z`; a wall time or date without a zone stays one, so that it does not depend on where it is read. */
function occurrenceId(time: CalendarTime, clock: Clock): string {
  if (time.kind === 'date') return dateId(time)
  const compact = (text: string) => text.replaceAll(/[-:]/g, '').slice(0, 15)
  return time.kind === 'floating' || !clock.isKnown(time)
    ? compact(time.local.toString({ smallestUnit: 'second' }))
    : `${compact(clock.at(time).toInstant().toString({ smallestUnit: 'second' }))}Z`
}

const dateId = ({ local }: CalendarTime) => local.toPlainDate().toString().replaceAll('-', '')
