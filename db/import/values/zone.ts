/** Chooses the zone in which a programme is shown. Every guess is reported. */

import { Temporal } from 'temporal-polyfill'
import { findIana } from 'windows-iana'
import { message } from '../../../core/i18n/message.ts'
import { getZoneName, isTimeZone } from '../../../core/zones.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../../formats/problems.ts'
import { shortenForMessage } from '../../formats/text.ts'
import type { ParseOptions } from '../importer.ts'
import { createZoneClock } from './zone-clock.ts'

type Clues = {
  /** The zone that the file names; '' if none. */
  named: string
  /** The zone name of the file's times, if it is unknown. */
  unknown?: string | undefined
  /** Whether the instants of all times are known without the conference's zone. */
  areInstantsKnown?: boolean
  /** The offset of each time, `+01:00` or `Z`, with repetitions. */
  offsets: readonly string[]
  /** false if there is no time to show. */
  isNeeded: boolean
}

/**
 * Takes the zone from the file, otherwise from the delegate, otherwise from the file's most frequent offset, otherwise the fallback. Throws
 * StoreError `bad-file` if none of them names a zone.
 */
export function chooseZone(
  { named, unknown = '', areInstantsKnown = false, offsets, isNeeded }: Clues,
  options: ParseOptions,
  problems: Problems,
): string {
  if (named !== '') {
    const zone = readZone(named)
    if (zone !== null) {
      if (zone !== named)
        problems.add(
          message('import.zone-read-as', { name: shortenForMessage(named), zone: getZoneName(zone) }),
        )
      return zone
    }
    problems.add(message('import.zone-unknown-name', { name: shortenForMessage(named) }), undefined, 'time')
  }
  const offset = findMostFrequent(offsets)
  if (options.timeZone !== undefined) {
    options.onZone?.(offset === null && !areInstantsKnown ? 'asked' : 'shown')
    return options.timeZone
  }
  const distinctOffsets = [...new Set(offsets)].filter((one) => one !== 'Z' && one !== '+00:00')
  // If the clocks change, no single offset shows all local times correctly.
  const offsetZone = offset === null || distinctOffsets.length > 1 ? null : toZoneOfOffset(offset)
  if (offsetZone !== null) {
    options.onZone?.('offset')
    const shown = offset === 'Z' || offset === null ? '+00:00' : offset
    const warning =
      named === ''
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
  if (distinctOffsets.length > 1) {
    throw new StoreError(
      'bad-file',
      message('import.offsets-say-zone', { offsets: distinctOffsets.join(', ') }),
    )
  }
  if (offset !== null) {
    // There are zones only for whole hours.
    throw new StoreError('bad-file', message('import.offset-only-say-zone', { offset }))
  }
  const name = shortenForMessage(named || unknown)
  throw new StoreError(
    'bad-file',
    name === '' ? message('import.zone-missing') : message('import.zone-unknown-say', { name }),
  )
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
  const [windows] = findIana(places.replace(/ Time\b.*$/, ' Standard Time'))
  const cities = places.split(/\\?,/).map((city) => city.trim().replaceAll(' ', '_'))
  const ofCities = cities.flatMap((city) =>
    Intl.supportedValuesOf('timeZone').filter((zone) => zone.endsWith(`/${city}`)),
  )
  return (
    [...(windows === undefined ? [] : [windows]), ...ofCities].find((zone) => hasOffset(zone, offset)) ?? null
  )
}

/** Whether the zone's standard time has this offset. Standard time applies in January or, south of the equator, in July. */
function hasOffset(zone: string, offset: string): boolean {
  const zoneClock = createZoneClock(zone)
  return ['01', '07'].some(
    (month) => zoneClock.formatOffset(Date.parse(`2026-${month}-01T00:00:00Z`)) === offset,
  )
}

/** @returns the zone of the city in the first text that names a zone's city; null if that text names two cities, or no text names one */
export function findZoneOfCity(texts: readonly string[]): string | null {
  const zones = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.includes('/') && !zone.startsWith('Etc/'),
  )
  const cities = zones.map((zone) => ({ zone, city: zone.replace(/^.*\//, '').replaceAll('_', ' ') }))
  for (const text of texts) {
    const named = cities.filter(({ city }) => new RegExp(`(?<!\\p{L})${city}(?!\\p{L})`, 'u').test(text))
    const [first] = named
    if (first) return named.length === 1 ? first.zone : null
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
