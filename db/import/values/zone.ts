/** Chooses the zone in which a programme is shown. Every guess is reported. */

import { Temporal } from 'temporal-polyfill'
import { findIana } from 'windows-iana'
import { type Message, message } from '../../../core/i18n/message.ts'
import { getZoneName, isTimeZone } from '../../../core/zones.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../../formats/problems.ts'
import { shortenForMessage } from '../../formats/text.ts'
import type { ParseOptions } from '../importer.ts'
import { createZoneClock } from './zone-clock.ts'

type Clues = {
  /** The zone that the file names; '' if none. */
  zoneName: string
  /** The name of an unknown zone that the file's times have. The error quotes it. */
  unknownZoneName?: string | undefined
  /** Whether the instants of all times are known without the conference's zone. */
  areInstantsKnown?: boolean
  /** The offset of each time, `+01:00` or `Z`, with repetitions. */
  offsets: readonly string[]
  /** false if there is no time to show. */
  isNeeded: boolean
}

/**
 * Takes the first zone that is known: from the file, from the delegate, from the file's most frequent offset, or the fallback. Throws
 * StoreError `bad-file` if none is known.
 */
export function chooseZone(
  { zoneName, unknownZoneName = '', areInstantsKnown = false, offsets, isNeeded }: Clues,
  options: ParseOptions,
  problems: Problems,
): string {
  if (zoneName !== '') {
    const zone = readZone(zoneName)
    if (zone !== null) {
      if (zone !== zoneName)
        problems.add(
          message('import.zone-read-as', { name: shortenForMessage(zoneName), zone: getZoneName(zone) }),
        )
      return zone
    }
    problems.add(
      message('import.zone-unknown-name', { name: shortenForMessage(zoneName) }),
      undefined,
      'time',
    )
  }
  const offset = findMostFrequent(offsets)
  if (options.timeZone !== undefined) {
    options.onZone?.(offset === null && !areInstantsKnown ? 'asked' : 'shown')
    return findZone(options.timeZone) ?? options.timeZone
  }
  const distinctOffsets = [...new Set(offsets)].filter(
    (candidate) => candidate !== 'Z' && candidate !== '+00:00',
  )
  // If the clocks change, no single offset shows all local times correctly.
  const offsetZone = offset === null || distinctOffsets.length > 1 ? null : toZoneOfOffset(offset)
  if (offsetZone !== null) {
    options.onZone?.('offset')
    const shown = offset === 'Z' || offset === null ? '+00:00' : offset
    const warning =
      zoneName === ''
        ? message('import.offset-only', { offset: shown })
        : message('import.offset-shown', { offset: shown })
    problems.add(warning, undefined, 'time')
    return offsetZone
  }
  if (!isNeeded) {
    options.onZone?.('none')
    return 'UTC'
  }
  if (options.zoneIfUnknown !== undefined) {
    options.onZone?.('assumed')
    return options.zoneIfUnknown
  }
  throw new StoreError('bad-file', describeUnknownZone(distinctOffsets, offset, zoneName || unknownZoneName))
}

/** `offset`: the most frequent offset. It has no zone, because there are zones only for whole hours. */
function describeUnknownZone(
  distinctOffsets: readonly string[],
  offset: string | null,
  name: string,
): Message {
  if (distinctOffsets.length > 1)
    return message('import.offsets-say-zone', { offsets: distinctOffsets.join(', ') })
  if (offset !== null) return message('import.offset-only-say-zone', { offset })
  return shortenForMessage(name) === ''
    ? message('import.zone-missing')
    : message('import.zone-unknown-say', { name: shortenForMessage(name) })
}

/** Reads `US / Eastern` as US/Eastern, and `asia/kolkata` as Asia/Kolkata. */
export function findZone(name: string): string | null {
  const trimmed = name.replaceAll(/\s*\/\s*/g, '/').trim()
  if (trimmed === '' || trimmed.length > 60 || !isTimeZone(trimmed)) return null
  // Temporal corrects capital letters and keeps the name, while Intl would turn Asia/Kolkata into Asia/Calcutta.
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(trimmed).timeZoneId
}

/** Reads an IANA name or Outlook's label for a zone. */
export const readZone = (name: string): string | null => findZone(name) ?? findZoneOfLabel(name)

/** `(UTC+01:00) Amsterdam, Berlin, …` → Europe/Amsterdam: the first of its cities whose zone has that standard time. */
export function findZoneOfLabel(label: string): string | null {
  const [, sign = '+', hours = '00', minutes = '00', places] =
    /^\((?:UTC|GMT)(?:([+-])(\d\d):(\d\d))?\)\s*(.+)$/.exec(label.slice(0, 200)) ?? []
  if (places === undefined) return null
  const offset = `${sign}${hours}:${minutes}`
  const [zoneOfWindows] = findIana(places.replace(/ Time\b.*$/, ' Standard Time'))
  const cities = places.split(/\\?,/).map((city) => city.trim().replaceAll(' ', '_'))
  const zonesOfCities = cities.flatMap((city) =>
    Intl.supportedValuesOf('timeZone').filter((zone) => zone.endsWith(`/${city}`)),
  )
  return (
    [...(zoneOfWindows === undefined ? [] : [zoneOfWindows]), ...zonesOfCities].find((zone) =>
      hasOffset(zone, offset),
    ) ?? null
  )
}

/** Whether the zone's standard time has this offset. Standard time applies in January or, south of the equator, in July. */
function hasOffset(zone: string, offset: string): boolean {
  const zoneClock = createZoneClock(zone)
  return ['01', '07'].some(
    (month) => zoneClock.formatOffset(Date.parse(`2026-${month}-01T00:00:00Z`)) === offset,
  )
}

/**
 * Finds the first text that names a city with a zone, such as Paris for Europe/Paris. @returns the zone of that city; null if the text names
 * two such cities, or if no text names one
 */
export function findZoneOfCity(texts: readonly string[]): string | null {
  const zones = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.includes('/') && !zone.startsWith('Etc/'),
  )
  const cities = zones.map((zone) => ({ zone, city: zone.replace(/^.*\//, '').replaceAll('_', ' ') }))
  for (const text of texts) {
    const namedCities = cities.filter(({ city }) =>
      new RegExp(`(?<!\\p{L})${city}(?!\\p{L})`, 'u').test(text),
    )
    const [first] = namedCities
    if (first) return namedCities.length === 1 ? first.zone : null
  }
  return null
}

/** POSIX signs: Etc/GMT-1 is one hour east of Greenwich. Only whole hours have such zones. */
function toZoneOfOffset(offset: string): string | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  if (offset === 'Z' || (hours === '00' && (minutes ?? '00') === '00')) return 'UTC'
  if (sign === undefined || hours === undefined || (minutes ?? '00') !== '00') return null
  const zone = `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`
  return isTimeZone(zone) ? zone : null
}

export function findMostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
