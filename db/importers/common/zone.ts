/** The zone in which a programme is to be shown. Nothing is guessed silently. */
import { said } from '../../../core/said.ts'
import { isTimeZone, zoneName } from '../../../core/time.ts'
import { StoreError } from '../../errors.ts'
import type { ParseOptions } from '../importer.ts'
import type { Problems } from './problems.ts'

type Clues = {
  /** What the file itself calls its zone; '' for nothing. */
  named: string
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
  { named, offsets, isNeeded }: Clues,
  options: ParseOptions,
  problems: Problems,
): string {
  if (named !== '') {
    const zone = knownZone(named)
    if (zone !== null) {
      if (zone !== named) problems.add(said`The time zone “${named}” was read as ${zoneName(zone)}`)
      return zone
    }
    problems.add(said`The file names the time zone “${named}”, which does not exist`)
  }
  const offset = mostFrequent(offsets)
  if (options.timeZone !== undefined) {
    options.onZone?.(offset === null ? 'asked' : 'shown')
    return options.timeZone
  }
  const fixed = offset === null ? null : zoneOfOffset(offset)
  if (fixed !== null) {
    options.onZone?.('offset')
    problems.add(
      said`The file names no time zone, only the offset ${offset === 'Z' || offset === null ? '+00:00' : offset} from UTC: times are shown in that`,
    )
    return fixed
  }
  if (!isNeeded) return 'UTC'
  if (options.zoneIfUnknown !== undefined) {
    options.onZone?.('assumed')
    return options.zoneIfUnknown
  }
  throw new StoreError(
    'bad-file',
    said`The file does not say in which time zone its times are. Say which: import FILE --time-zone Europe/Brussels.`,
  )
}

/** `US / Eastern` was meant for US/Eastern, `europe/berlin` for Europe/Berlin. */
export function knownZone(name: string): string | null {
  const bare = name.replaceAll(/\s*\/\s*/g, '/').trim()
  if (bare === '' || bare.length > 60 || !isTimeZone(bare)) return null
  return bare === name ? name : bare
}

/** POSIX signs: Etc/GMT-1 is one hour east of Greenwich. Only whole hours have such zones. */
function zoneOfOffset(offset: string): string | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  if (offset === 'Z' || (hours === '00' && (minutes ?? '00') === '00')) return 'UTC'
  if (sign === undefined || hours === undefined || (minutes ?? '00') !== '00') return null
  const zone = `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`
  return isTimeZone(zone) ? zone : null
}

export function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
