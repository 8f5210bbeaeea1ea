/** TZIDs → how to read a wall time: as an IANA zone, by Outlook's names for them, or by the file's own VTIMEZONE. */

import { Temporal } from 'temporal-polyfill'
import { findIana } from 'windows-iana'
import { said } from '../../../core/said.ts'
import type { Problems } from '../common/problems.ts'
import { knownZone } from '../common/zone.ts'
import { type Component, propertyOf } from './content-lines.ts'
import { occurrencesOf } from './recurrence.ts'
import { readCalendarTime, timesOf, untilOf } from './times.ts'

export type ZoneRule =
  | { iana: string }
  /** Defined by the file alone. */
  | { offsetAt(local: Temporal.PlainDateTime): string }
export type Zones = {
  /** null: nobody knows it. */
  find(tzid: string): ZoneRule | null
}

/** A name that stands for an IANA zone without being one is told once. */
export function zonesOf(calendars: readonly Component[], problems: Problems): Zones {
  const defined = new Map<string, Component>()
  for (const component of calendars.flatMap(({ components }) => components)) {
    const id = component.name === 'VTIMEZONE' ? propertyOf(component, 'TZID')?.value.trim() : undefined
    if (id !== undefined && !defined.has(id)) defined.set(id, component)
  }
  const found = new Map<string, ZoneRule | null>()

  function search(tzid: string): ZoneRule | null {
    const exact = knownZone(tzid)
    if (exact !== null) return { iana: exact }
    const definition = defined.get(tzid)
    const meant = knownZone(valueIn(definition, 'X-LIC-LOCATION')) ?? otherNameOf(tzid)
    if (meant !== null) {
      problems.add(said`A time zone was read by another name`, `“${tzid.slice(0, 80)}” → ${meant}`)
      return { iana: meant }
    }
    return definition ? definedRule(definition) : null
  }

  return {
    find: (tzid) => {
      const known = found.get(tzid)
      if (known !== undefined) return known
      const rule = search(tzid)
      found.set(tzid, rule)
      return rule
    },
  }
}

/** Outlook's names; and IANA names within another, as `/mozilla.org/20050126_1/America/Boise` or `Europe_Berlin`. */
function otherNameOf(tzid: string): string | null {
  const [windows] = findIana(tzid)
  if (windows !== undefined) return knownZone(windows)
  const parts = tzid.split('/').filter((part) => part !== '')
  const endings = [parts.slice(-3), parts.slice(-2)].filter(
    ({ length }) => length > 1 && length < parts.length,
  )
  const candidates = [...endings.map((ending) => ending.join('/')), tzid.replace(/[_-]/, '/')]
  for (const candidate of candidates) {
    const zone = /^[A-Za-z]+\//.test(candidate) ? knownZone(candidate) : null
    if (zone !== null) return zone
  }
  return null
}

/** Outlook's zones begin in 1601; conferences do not. */
const ANCIENT = /^1[0-8]\d\d/

type Onset = { at: Temporal.PlainDateTime; offset: string; before: string }

/** RFC 5545 §3.6.5: the observance with the latest onset holds; before the first one, what it changed from. */
function definedRule(definition: Component): ZoneRule | null {
  const onsets = definition.components.flatMap(onsetsOf)
  onsets.sort((a, b) => Temporal.PlainDateTime.compare(a.at, b.at))
  const [first] = onsets
  if (!first) return null
  return {
    offsetAt: (local) =>
      onsets.findLast(({ at }) => Temporal.PlainDateTime.compare(at, local) <= 0)?.offset ?? first.before,
  }
}

function onsetsOf(observance: Component): Onset[] {
  const offset = readOffset(valueIn(observance, 'TZOFFSETTO'))
  const before = readOffset(valueIn(observance, 'TZOFFSETFROM')) ?? offset
  const start = readCalendarTime(valueIn(observance, 'DTSTART').replace(ANCIENT, '1970'))
  if (offset === null || before === null || !start) return []
  const rule = valueIn(observance, 'RRULE')
  // The standard allows any rule; zones change by the year.
  const repeated = !/(?:^|;)\s*FREQ=YEARLY/i.test(rule)
    ? []
    : occurrencesOf(rule, start.local, { years: 230, count: 230 }, untilOf(rule)?.local).locals
  const dates = observance.properties
    .filter(({ name }) => name === 'RDATE')
    .flatMap(timesOf)
    .flatMap((time) => time?.local ?? [])
  return [start.local, ...repeated, ...dates].map((at) => ({ at, offset, before }))
}

function readOffset(text: string): string | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)(?::?\d\d)?$/.exec(text) ?? []
  return hours === undefined || Number(hours) > 14 || Number(minutes) > 59
    ? null
    : `${sign}${hours}:${minutes}`
}

function valueIn(component: Component | undefined, name: string): string {
  return (component && propertyOf(component, name)?.value.trim()) ?? ''
}
