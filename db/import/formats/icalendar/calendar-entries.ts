/** Converts VEVENTs to one entry per occurrence: expands rules, removes exceptions, and replaces changed occurrences. */

import { Temporal } from 'temporal-polyfill'
import { type Message, message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import type { Problems } from '../../../formats/problems.ts'
import { type Component, getProperty, getText, type Property } from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import type { Clock } from './calendar-clock.ts'
import { type CostLimit, createCostLimit, getProcessorTime } from './cost-limit.ts'
import { createSeriesFinder, getOccurrenceId, type SeriesFinder } from './exceptions.ts'
import { type Caps, listOccurrences } from './recurrence.ts'
import {
  type CalendarTime,
  getTime,
  getTimes,
  getUntil,
  getValues,
  type PeriodEnd,
  readPeriods,
  YEARS,
} from './times.ts'
import { createEventTitleKeyMaker, groupByUid, type TitleKeyMaker } from './uids.ts'

export type Entry = {
  event: Component
  /** The UID. An occurrence adds its original start in the series (RFC 5545 §3.8.4.4), which stays when the occurrence is moved. */
  key: string
  start: CalendarTime
  /** The occurrence's own end, which overrides the event's. */
  end?: PeriodEnd | undefined
  /**
   * The part of the series that the event describes. all: the whole series. beginning: the expanded beginning of an endless rule. one: a single
   * occurrence.
   */
  covers: 'all' | 'beginning' | 'one'
}

const CAPS: Caps = { years: 10, count: 1_000 }
/** Limits for a rule without an end. */
const ENDLESS_CAPS: Caps = { years: 2, count: 200 }
/** Far above what any conference needs; a larger file is malicious. */
const MAX_ENTRIES = 50_000

/** Throws StoreError `bad-file` at the first event beyond the limit, before any event is read. */
export function limitEvents(events: readonly Component[]): void {
  const firstBeyondLimit = events[MAX_ENTRIES]
  if (firstBeyondLimit) failAsTooMany(firstBeyondLimit)
}

function failAsTooMany({ line }: Component): never {
  throw new StoreError('bad-file', message('calendar.too-many-events', { line, limit: MAX_ENTRIES }))
}

export function getEntries(events: readonly Component[], clock: Clock, problems: Problems): Entry[] {
  const entries: Entry[] = []
  const costLimit = createCostLimit()
  const makeTitleKey = createEventTitleKeyMaker(events)
  for (const [uid, group] of groupByUid(events)) {
    const changes = group.filter((event) => getProperty(event, 'RECURRENCE-ID'))
    for (const event of changes) costLimit.addRepetitions(event, 1)
    const masters = pickNewest(
      group.filter((event) => !getProperty(event, 'RECURRENCE-ID')),
      () => uid,
      problems,
    )
    const mastersWithEntries = masters.map((master) => ({
      master,
      ...readEntry(master, { uid, makeTitleKey }, clock, problems, costLimit),
    }))
    const seriesOfUid = mastersWithEntries.flatMap(({ series }) => series ?? [])
    const keys = new Map(
      changes.map((event) => [
        event,
        getChangedKey({ uid, makeTitleKey }, event, seriesOfUid, clock, problems),
      ]),
    )
    const getKey = (event: Component) => keys.get(event) ?? ''
    const changedEntries = pickNewest(changes, getKey, problems).flatMap((event) =>
      readSingleEntry(event, getKey(event), problems),
    )
    for (const event of changes) {
      if (!getProperty(event, 'RECURRENCE-ID')?.parameters.has('RANGE')) continue
      problems.add(message('calendar.change-of-later'), describeEvent(event), 'time')
    }
    const replacedKeys = new Set(changedEntries.map(({ key }) => key))
    for (const { master, entries: occurrences } of mastersWithEntries) {
      const unchanged = occurrences.filter(({ key }) => !replacedKeys.has(key))
      // A replaced occurrence was counted twice: with its series and as a change.
      costLimit.addRepetitions(master, unchanged.length - occurrences.length)
      for (const entry of unchanged) entries.push(entry)
    }
    entries.push(...changedEntries)
    const last = entries.at(-1)
    if (last && entries.length > MAX_ENTRIES) failAsTooMany(last.event)
  }
  return entries
}

export function describeEvent(event: Component): Message {
  return message('common.quoted-line', {
    name: cleanLine(getText(event, 'SUMMARY')).slice(0, 80),
    line: event.line,
  })
}

/**
 * Keeps the revision with the highest SEQUENCE (RFC 5545 §3.8.7.4). Revisions with the same SEQUENCE all stay, since nothing says
 * which one is valid.
 */
function pickNewest(
  events: readonly Component[],
  getEventKey: (event: Component) => string,
  problems: Problems,
): Component[] {
  const highest = new Map<string, number>()
  for (const event of events) {
    const key = getEventKey(event)
    highest.set(key, Math.max(highest.get(key) ?? 0, getSequence(event)))
  }
  return events.filter((event) => {
    if (getEventKey(event) === '' || getSequence(event) === highest.get(getEventKey(event))) return true
    problems.add(message('calendar.later-revision'), describeEvent(event))
    return false
  })
}

/**
 * @returns null if the event has no SEQUENCE. This counts as 0 within a file (RFC 5545 §3.8.7.4), but cannot be compared with an earlier
 * import
 */
export function readSequence(event: Component): number | null {
  const text = getProperty(event, 'SEQUENCE')?.value.trim() ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

const getSequence = (event: Component): number => readSequence(event) ?? 0

function readSingleEntry(event: Component, key: string, problems: Problems): Entry[] {
  const start = getTime(getProperty(event, 'DTSTART'))
  const isChange = getProperty(event, 'RECURRENCE-ID') !== undefined
  if (start) return [{ event, key, start, covers: isChange ? 'one' : 'all' }]
  const startProperty = getProperty(event, 'DTSTART')
  if (startProperty) {
    problems.add(
      message('calendar.start-impossible', { firstYear: YEARS[0], lastYear: YEARS[1] }),
      message('common.with-quoted', { name: describeEvent(event), text: startProperty.value.slice(0, 40) }),
      'loss',
    )
    return []
  }
  problems.add(message('import.no-start'), describeEvent(event), 'loss')
  return []
}

// ── Series ───────────────────────────────────────────────────────────────────

const isSeries = (event: Component) =>
  event.properties.some(({ name }) => name === 'RRULE' || name === 'RDATE')

type EventIdentity = { uid: string; makeTitleKey: TitleKeyMaker }
type ReadEvent = { entries: Entry[]; series?: SeriesFinder }

function readEntry(
  event: Component,
  { uid, makeTitleKey }: EventIdentity,
  clock: Clock,
  problems: Problems,
  costLimit: CostLimit,
): ReadEvent {
  const start = isSeries(event) ? getTime(getProperty(event, 'DTSTART')) : null
  if (!start)
    return { entries: readSingleEntry(event, uid || (isSeries(event) ? '' : makeTitleKey(event)), problems) }
  if (hasNoOccurrence(event, start, clock)) {
    problems.add(message('calendar.repetition-removed'), describeEvent(event), 'loss')
    return { entries: [] }
  }
  const exclusionProperties = readExclusions(event, problems, costLimit)
  const rules = listRuleTimes(event, start, clock, problems, costLimit)
  const coveredPart = rules.isComplete ? 'all' : 'beginning'
  const covers = rules.isUnknown ? 'one' : coveredPart
  const byId = new Map<string, Entry>()
  for (const { start: time, end } of [
    { start, end: undefined },
    ...rules.times.map((time) => ({ start: time, end: undefined })),
    ...readAddedTimes(event, problems, costLimit),
  ]) {
    const id = getOccurrenceId(time, clock)
    const known = byId.get(id)
    if (!known) byId.set(id, { event, key: `${uid || makeTitleKey(event)}@${id}`, start: time, end, covers })
    // A period may repeat an existing occurrence to give it another end (RFC 5545 §3.8.5.3).
    else if (end !== undefined) known.end = end
  }
  const starts = new Map([...byId].map(([id, entry]) => [id, entry.start]))
  const series = createSeriesFinder(starts, rules.isComplete, clock)
  const excluded = getExclusions(event, exclusionProperties, series, problems)
  const kept = [...byId].filter(([id]) => !excluded.has(id)).map(([, entry]) => entry)
  return { entries: kept, series }
}

/** Whether the rule ends before the start. A calendar program that splits a series at its first occurrence leaves such a rule. */
function hasNoOccurrence(event: Component, start: CalendarTime, clock: Clock): boolean {
  if (getProperty(event, 'RDATE')) return false
  return event.properties
    .filter(({ name }) => name === 'RRULE')
    .every(({ value }) => {
      const until = getWallUntil(value, start, clock)
      return until !== undefined && Temporal.PlainDateTime.compare(until, start.local) < 0
    })
}

function listRuleTimes(
  event: Component,
  start: CalendarTime,
  clock: Clock,
  problems: Problems,
  costLimit: CostLimit,
): { times: CalendarTime[]; isComplete: boolean; isUnknown: boolean } {
  let isComplete = true
  let isUnknown = false
  const times = event.properties
    .filter(({ name }) => name === 'RRULE')
    .flatMap(({ value }) => {
      const until = getWallUntil(value, start, clock)
      const caps = until || /(?:^|;)\s*COUNT=/i.test(value) ? CAPS : ENDLESS_CAPS
      const startedAt = getProcessorTime()
      const { locals, outcome } = listOccurrences(value, start.local, caps, until)
      costLimit.addTime(event, getProcessorTime() - startedAt, locals.length)
      costLimit.addRepetitions(event, locals.length)
      isComplete &&= outcome === 'complete'
      isUnknown ||= outcome === 'unknown'
      if (outcome === 'unknown') {
        problems.add(message('calendar.repetition-unknown'), describeEvent(event), 'loss')
      } else if (outcome === 'capped') {
        problems.add(
          message('calendar.repetition-capped', { times: caps.count, years: caps.years }),
          describeEvent(event),
          'loss',
        )
      }
      return locals.map((local) => ({ ...start, local }))
    })
  return { times, isComplete, isUnknown }
}

/** An UNTIL without a time includes the whole day. */
function getWallUntil(rule: string, start: CalendarTime, clock: Clock): Temporal.PlainDateTime | undefined {
  const until = getUntil(rule)
  if (!until) return undefined
  if (until.kind === 'date') return until.local.with({ hour: 23, minute: 59, second: 59 })
  return until.kind === 'utc' ? clock.toWallTime(until.local, start) : until.local
}

type AddedTime = { start: CalendarTime; end: PeriodEnd | undefined }

function readAddedTimes(event: Component, problems: Problems, costLimit: CostLimit): AddedTime[] {
  const listed = event.properties.filter(({ name }) => name === 'RDATE')
  for (const property of listed) costLimit.addRepetitions(property, getValues(property).length)
  return listed.flatMap(readPeriods).flatMap(({ start, end }) => {
    if (start) return { start, end }
    problems.add(message('calendar.repetition-date-unknown'), describeEvent(event), 'loss')
    return []
  })
}

function readExclusions(event: Component, problems: Problems, costLimit: CostLimit): Property[] {
  const listed = event.properties.filter(({ name }) => name === 'EXDATE')
  for (const property of listed) costLimit.addExclusions(property, getValues(property).length)
  if (getProperty(event, 'EXRULE')) {
    problems.add(message('calendar.exrule-ignored'), describeEvent(event), 'time')
  }
  return listed
}

/** @returns the ids of the excluded occurrences */
function getExclusions(
  event: Component,
  exclusionProperties: readonly Property[],
  series: SeriesFinder,
  problems: Problems,
): Set<string> {
  const excluded = new Set<string>()
  for (const property of exclusionProperties) {
    const texts = getValues(property)
    for (const [index, time] of getTimes(property).entries()) {
      const ids = time ? series.findAll(time) : []
      for (const id of ids) excluded.add(id)
      const text = texts[index]?.trim() ?? ''
      if (ids.length > 0 || text === '' || (time && isBeyond(time, series))) continue
      problems.add(
        message('calendar.exdate-unmatched'),
        message('common.with-quoted', { name: describeEvent(event), text: text.slice(0, 40) }),
        'time',
      )
    }
  }
  return excluded
}

/** Whether a time lies after the part of an endless rule that was expanded. */
const isBeyond = (time: CalendarTime, series: SeriesFinder) => !series.isComplete && series.isAfter(time)

/** The key of a changed occurrence. `seriesOfUid`: the series that the occurrence may belong to. */
function getChangedKey(
  { uid, makeTitleKey }: EventIdentity,
  event: Component,
  seriesOfUid: readonly SeriesFinder[],
  clock: Clock,
  problems: Problems,
): string {
  const property = getProperty(event, 'RECURRENCE-ID')
  const written = cleanLine(property?.value ?? '')
  const time = getTime(property)
  const occurrenceId = time && seriesOfUid.map((series) => series.find(time)).find((id) => id !== null)
  const isBeyondExpanded = time !== null && seriesOfUid.some((series) => isBeyond(time, series))
  // A calendar may hold the changed occurrence without its series.
  if (!occurrenceId && seriesOfUid.length > 0 && !isBeyondExpanded) {
    problems.add(
      message('calendar.occurrence-unmatched'),
      message('common.with-quoted', { name: describeEvent(event), text: written.slice(0, 40) }),
      'time',
    )
  }
  return `${uid || makeTitleKey(event)}@${occurrenceId ?? (time ? getOccurrenceId(time, clock) : written)}`
}
