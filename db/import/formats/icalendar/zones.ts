/** Resolves TZIDs to zone rules: an IANA zone, Outlook's name for one, or the file's own VTIMEZONE. */

import type { Temporal } from 'temporal-polyfill'
import { findIana } from 'windows-iana'
import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import type { Problems } from '../../../formats/problems.ts'
import { type Component, getProperty } from '../../../formats/read-content-lines.ts'
import type { ClockChange } from '../../values/clock-change.ts'
import { findZone, findZoneOfLabel } from '../../values/zone.ts'
import { type CostLimit, createCostLimit, getProcessorTime } from './cost-limit.ts'
import { listOccurrences } from './recurrence.ts'
import { getTimes, getUntil, getValues, readCalendarTime } from './times.ts'

export type ZoneRule =
  | { iana: string }
  /** A zone that only the file defines. */
  | {
      getOffset(local: Temporal.PlainDateTime): string
      findChange(local: Temporal.PlainDateTime): ClockChange | null
    }
export type Zones = {
  /** @returns null if the zone is unknown */
  find(tzid: string): ZoneRule | null
}

/** Far above what any conference needs: two changes a year, over all years, in a hundred zones. */
const MAX_ONSETS = 50_000

/** Far above what any calendar needs; a larger file is malicious. */
const MAX_ZONES = 1_000

/** Warns once for each zone name, such as Outlook's, that had to be translated into an IANA zone. */
export function readZones(calendars: readonly Component[], problems: Problems): Zones {
  const defined = new Map<string, Component>()
  const definitions = calendars.flatMap(({ components }) =>
    components.filter(({ name }) => name === 'VTIMEZONE'),
  )
  const firstBeyondLimit = definitions[MAX_ZONES]
  if (firstBeyondLimit)
    throw new StoreError(
      'bad-file',
      message('calendar.too-many-zones', { line: firstBeyondLimit.line, limit: MAX_ZONES }),
    )
  for (const component of definitions) {
    const id = getProperty(component, 'TZID')?.value.trim()
    if (id !== undefined && !defined.has(id)) defined.set(id, component)
  }
  const rulesByTzid = new Map<string, ZoneRule | null>()
  const costLimit = createCostLimit()
  let onsets = 0
  const countOnsets: CountOnsets = ({ line }, count) => {
    onsets += count
    if (onsets > MAX_ONSETS) {
      throw new StoreError('bad-file', message('calendar.too-many-zone-changes', { line, limit: MAX_ONSETS }))
    }
  }

  function findRule(tzid: string): ZoneRule | null {
    const zoneNamed = findZone(tzid)
    if (zoneNamed !== null) return { iana: zoneNamed }
    const definition = defined.get(tzid)
    const zone = findZone(getValue(definition, 'X-LIC-LOCATION')) ?? findOtherName(tzid)
    if (zone !== null) {
      problems.add(message('calendar.zone-renamed'), `“${tzid.slice(0, 80)}” → ${zone}`)
      return { iana: zone }
    }
    return definition ? findDefinedRule(definition, countOnsets, costLimit) : null
  }

  return {
    find: (tzid) => {
      const knownRule = rulesByTzid.get(tzid)
      if (knownRule !== undefined) return knownRule
      const rule = findRule(tzid)
      rulesByTzid.set(tzid, rule)
      return rule
    },
  }
}

/** Recognises Outlook's names, and IANA names in another form: `/mozilla.org/20050126_1/America/Boise`, `Europe_Berlin`. */
function findOtherName(tzid: string): string | null {
  const [windows] = findIana(tzid)
  if (windows !== undefined) return findZone(windows)
  const labelled = findZoneOfLabel(tzid)
  if (labelled !== null) return labelled
  const parts = tzid.split('/').filter((part) => part !== '')
  const endings = [parts.slice(-3), parts.slice(-2)].filter(
    ({ length }) => length > 1 && length < parts.length,
  )
  const candidates = [...endings.map((ending) => ending.join('/')), tzid.replace(/[_-]/, '/')]
  for (const candidate of candidates) {
    const zone = /^[A-Za-z]+\//.test(candidate) ? findZone(candidate) : null
    if (zone !== null) return zone
  }
  return null
}

/** Outlook's zones begin in 1601, so onsets before 1900 are skipped. */
const ANCIENT = /^1[0-8]\d\d/

/** A time at which the offset of a zone changes. `time`: the local time, in milliseconds as if it were in UTC. */
type Onset = { time: number; offset: string; offsetBefore: string }
/** Throws StoreError `bad-file` if the file has too many onsets. */
type CountOnsets = (place: { line: number }, count: number) => void

const toWallNumber = (local: Temporal.PlainDateTime) => local.toZonedDateTime('UTC').epochMilliseconds

/** RFC 5545 §3.6.5: the observance with the latest onset applies; before the first onset, its TZOFFSETFROM. */
function findDefinedRule(
  definition: Component,
  countOnsets: CountOnsets,
  costLimit: CostLimit,
): ZoneRule | null {
  const onsets = definition.components.flatMap((observance) => getOnsets(observance, countOnsets, costLimit))
  onsets.sort((a, b) => a.time - b.time)
  const [first] = onsets
  if (!first) return null
  const initialOffset = first.offsetBefore
  function readAt(local: Temporal.PlainDateTime): { offset: string; change: ClockChange | null } {
    const time = toWallNumber(local)
    const index = countOnsetsUntil(onsets, time)
    const last = onsets[index - 1]
    const next = onsets[index]
    const offsetBefore = onsets[index - 2]?.offset ?? initialOffset
    const offset = last?.offset ?? initialOffset
    // RFC 5545 §3.3.5: a skipped time takes the offset before the gap, a repeated time its first occurrence.
    if (last && time < last.time + getForwardShift(offsetBefore, offset))
      return { offset: offsetBefore, change: 'never' }
    const comesAgain = next !== undefined && time >= next.time + getForwardShift(offset, next.offset)
    return { offset, change: comesAgain ? 'twice' : null }
  }
  return { getOffset: (local) => readAt(local).offset, findChange: (local) => readAt(local).change }
}

/** @returns by how many milliseconds the clock is set forward; negative if it is set back */
function getForwardShift(offsetBefore: string, offsetAfter: string): number {
  const toMinutes = (text: string) => {
    const size = Number(text.slice(1, 3)) * 60 + Number(text.slice(4))
    return text.startsWith('-') ? -size : size
  }
  return (toMinutes(offsetAfter) - toMinutes(offsetBefore)) * 60_000
}

/** Counts the onsets that are not after `time`. Binary search, since every time of every event needs it. */
function countOnsetsUntil(onsets: readonly Onset[], time: number): number {
  let low = 0
  let high = onsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((onsets[middle]?.time ?? 0) <= time) low = middle + 1
    else high = middle
  }
  return low
}

function getOnsets(observance: Component, countOnsets: CountOnsets, costLimit: CostLimit): Onset[] {
  const offset = readOffset(getValue(observance, 'TZOFFSETTO'))
  const offsetBefore = readOffset(getValue(observance, 'TZOFFSETFROM')) ?? offset
  const start = readCalendarTime(getValue(observance, 'DTSTART').replace(ANCIENT, '1970'))
  if (offset === null || offsetBefore === null || !start) return []
  const rule = getValue(observance, 'RRULE')
  // The standard allows any rule, but zones change once a year, so only yearly rules are expanded.
  const startedAt = getProcessorTime()
  const repeated = !/(?:^|;)\s*FREQ=YEARLY/i.test(rule)
    ? []
    : listOccurrences(rule, start.local, { years: 230, count: 230 }, getUntil(rule)?.local).locals
  costLimit.addTime(observance, getProcessorTime() - startedAt, repeated.length)
  countOnsets(observance, repeated.length + 1)
  const listed = observance.properties.filter(({ name }) => name === 'RDATE')
  for (const property of listed) countOnsets(property, getValues(property).length)
  const dates = listed.flatMap(getTimes).flatMap((time) => time?.local ?? [])
  return [start.local, ...repeated, ...dates].map((local) => ({
    time: toWallNumber(local),
    offset,
    offsetBefore,
  }))
}

function readOffset(text: string): string | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)(?::?\d\d)?$/.exec(text) ?? []
  return hours === undefined || Number(hours) > 14 || Number(minutes) > 59
    ? null
    : `${sign}${hours}:${minutes}`
}

function getValue(component: Component | undefined, name: string): string {
  return (component && getProperty(component, name)?.value.trim()) ?? ''
}
