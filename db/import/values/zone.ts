/** The zone in which a programme is to be shown. Nothing is guessed silently. */

import { findIana } from 'windows-iana'
import { message } from '../../../core/i18n/message.ts'
import { isTimeZone, zoneName } from '../../../core/time.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../../formats/problems.ts'
import { quote } from '../../formats/text.ts'
import type { ParseOptions } from '../importer.ts'
import { createWall } from './wall.ts'

type Clues = {
  /** What the file itself calls its zone; '' for nothing. */
  named: string
  /** What its times call their zone, where that is no known name. */
  unknown?: string | undefined
  /** Its instants are known without the zone, by offsets that it does not write (a zone that it defines itself). */
  isFixed?: boolean
  /** The offsets of its times, `+01:00` or `Z`, as often as they occur. */
  offsets: readonly string[]
  /** false: there is no time to be shown. */
  isNeeded: boolean
}

/**
 * By what the file says, else what the delegate said, else the offset that most times of the file have, else the
 * fallback. Throws StoreError `bad-file` where nothing tells.
 */
export function chooseZone(
  { named, unknown = '', isFixed = false, offsets, isNeeded }: Clues,
  options: ParseOptions,
  problems: Problems,
): string {
  if (named !== '') {
    const zone = readZone(named)
    if (zone !== null) {
      if (zone !== named)
        problems.add(message('import.zone-read-as', { name: quote(named), zone: zoneName(zone) }))
      return zone
    }
    problems.add(message('import.zone-unknown-name', { name: quote(named) }), undefined, 'time')
  }
  const offset = findMostFrequent(offsets)
  if (options.timeZone !== undefined) {
    options.onZone?.(offset === null && !isFixed ? 'asked' : 'shown')
    return options.timeZone
  }
  const several = [...new Set(offsets)].filter((one) => one !== 'Z' && one !== '+00:00')
  // Of a zone whose clocks change no single offset shows all times as they are on the wall.
  const fixed = offset === null || several.length > 1 ? null : zoneOfOffset(offset)
  if (fixed !== null) {
    options.onZone?.('offset')
    const shown = offset === 'Z' || offset === null ? '+00:00' : offset
    const told =
      named === ''
        ? message('import.offset-only', { offset: shown })
        : message('import.offset-shown', { offset: shown })
    problems.add(told, undefined, 'time')
    return fixed
  }
  if (!isNeeded) {
    options.onZone?.('none')
    return 'UTC'
  }
  if (options.zoneIfUnknown !== undefined) {
    options.onZone?.('assumed')
    return options.zoneIfUnknown
  }
  if (several.length > 1) {
    throw new StoreError('bad-file', message('import.offsets-say-zone', { offsets: several.join(', ') }))
  }
  if (offset !== null) {
    // Of half an hour, say: no zone is called by it.
    throw new StoreError('bad-file', message('import.offset-only-say-zone', { offset }))
  }
  const name = quote(named || unknown)
  throw new StoreError(
    'bad-file',
    name === '' ? message('import.zone-missing') : message('import.zone-unknown-say', { name }),
  )
}

/** `US / Eastern` was meant for US/Eastern, `europe/berlin` for Europe/Berlin. */
export function findZone(name: string): string | null {
  const bare = name.replaceAll(/\s*\/\s*/g, '/').trim()
  if (bare === '' || bare.length > 60 || !isTimeZone(bare)) return null
  return bare === name ? name : bare
}

/** Of an IANA name, or of what Outlook shows for a zone. */
export const readZone = (name: string): string | null => findZone(name) ?? findZoneOfLabel(name)

/** `(UTC+01:00) Amsterdam, Berlin, …` → Europe/Amsterdam: the first of its cities that has a zone of that standard time. */
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

/** Standard time is in January or, south of the equator, in July. */
function hasOffset(zone: string, offset: string): boolean {
  const wall = createWall(zone)
  return ['01', '07'].some((month) => wall.offset(Date.parse(`2026-${month}-01T00:00:00Z`)) === offset)
}

/** Of the first text that names a city after which a zone is called. null: none does, or two in one text. */
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
function zoneOfOffset(offset: string): string | null {
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
