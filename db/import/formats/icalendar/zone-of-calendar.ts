/** Chooses the zone in which to show a calendar, for which the standard has no field. */
import { message } from '../../../../core/i18n/message.ts'
import type { Problems } from '../../../formats/problems.ts'
import { type Component, getProperty } from '../../../formats/read-content-lines.ts'
import type { ParseOptions } from '../../importer.ts'
import { chooseZone, findMostFrequent, readZone } from '../../values/zone.ts'
import { describeEvent } from './calendar-entries.ts'
import { getTime } from './times.ts'
import type { Zones } from './zones.ts'

const UTC = /^(?:etc\/)?(?:utc|gmt|uct|zulu)$/i

/** Some programs write the component name VTIMEZONE as a property. */
const ZONE_PROPERTIES = ['X-WR-TIMEZONE', 'VTIMEZONE'] as const

/**
 * Uses the first of these that is known: X-WR-TIMEZONE, except UTC, which some calendars always write; the zone of most events; the only
 * zone that the file defines. If only UTC is stated, it applies to times without a zone, but does not tell in which zone times in UTC are to
 * be shown.
 */
export function chooseCalendarZone(
  calendars: readonly Component[],
  events: readonly Component[],
  zones: Zones,
  options: ParseOptions,
  problems: Problems,
): string {
  const starts = events.flatMap((event) => {
    const time = getTime(getProperty(event, 'DTSTART'))
    return time ? [{ event, time }] : []
  })
  const floating = starts.filter(({ time }) => time.kind === 'floating')
  const zoned = starts.flatMap(({ time }) => (time.kind === 'zoned' ? time.zone : []))
  const zoneOfEvents = findMostFrequent(zoned.flatMap((tzid) => findIana(zones, tzid) ?? []))
  const stated = calendars
    .flatMap((calendar) => ZONE_PROPERTIES.map((name) => getProperty(calendar, name)?.value.trim() ?? ''))
    .find((name) => name !== '')
  const zoneOfCalendar = readZone(stated ?? '')
  const hasUtcButNoFloatingTimes = floating.length === 0 && starts.some(({ time }) => time.kind === 'utc')
  const isUtcStated = zoneOfCalendar !== null && UTC.test(zoneOfCalendar)
  const zoneName =
    (isUtcStated ? null : zoneOfCalendar) ??
    zoneOfEvents ??
    findOnlyDefinedZone(calendars, zones) ??
    (isUtcStated && hasUtcButNoFloatingTimes ? null : stated) ??
    ''
  const zone = chooseZone(
    {
      zoneName,
      unknownZoneName: findMostFrequent(zoned) ?? undefined,
      areInstantsKnown: starts.every(
        ({ time }) => time.kind === 'utc' || (time.kind === 'zoned' && zones.find(time.zone) !== null),
      ),
      offsets: hasUtcButNoFloatingTimes ? ['Z'] : [],
      isNeeded: starts.some(({ time }) => time.kind !== 'date'),
    },
    options,
    problems,
  )
  if (readZone(zoneName) !== null) {
    for (const { event } of floating) {
      problems.add(message('calendar.zone-assumed', { zone }), describeEvent(event), 'time')
    }
  }
  return zone
}

function findIana(zones: Zones, tzid: string): string | null {
  const rule = zones.find(tzid)
  return rule && 'iana' in rule ? rule.iana : null
}

function findOnlyDefinedZone(calendars: readonly Component[], zones: Zones): string | null {
  const defined = new Set(
    calendars
      .flatMap(({ components }) => components)
      .filter(({ name }) => name === 'VTIMEZONE')
      .flatMap((component) => findIana(zones, getProperty(component, 'TZID')?.value.trim() ?? '') ?? []),
  )
  const [first] = defined
  // Some programs define UTC whether or not they use it.
  return defined.size === 1 && first !== undefined && !UTC.test(first) ? first : null
}
