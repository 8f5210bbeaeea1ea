/** Names of time zones after a time: `9:00 CET`. */
import { message } from '../../../../core/i18n/message.ts'
import { getZoneName } from '../../../../core/zones.ts'
import type { Problems } from '../../../formats/problems.ts'
import { describeRawEvent, type RawEvent } from '../../builder/raw-programme.ts'
import { readMoment } from '../../builder/times.ts'
import { createZoneClock } from '../../values/zone-clock.ts'

/**
 * The zone names in English, French, German and Russian, with every offset for which each is used. UTC and GMT are read as offsets
 * (clock.ts).
 */
const OFFSETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['WET', ['+00:00']],
  ['WEST', ['+01:00']],
  ['BST', ['+01:00']],
  ['CET', ['+01:00']],
  ['MEZ', ['+01:00']],
  ['HNEC', ['+01:00']],
  ['CEST', ['+02:00']],
  ['MESZ', ['+02:00']],
  ['HAEC', ['+02:00']],
  ['EET', ['+02:00']],
  ['OEZ', ['+02:00']],
  ['SAST', ['+02:00']],
  ['CAT', ['+02:00']],
  ['WAT', ['+01:00']],
  ['EEST', ['+03:00']],
  ['OESZ', ['+03:00']],
  ['EAT', ['+03:00']],
  ['MSK', ['+03:00']],
  ['МСК', ['+03:00']],
  ['IST', ['+05:30', '+01:00', '+02:00', '+03:00']],
  ['SGT', ['+08:00']],
  ['HKT', ['+08:00']],
  ['JST', ['+09:00']],
  ['KST', ['+09:00']],
  ['AEST', ['+10:00']],
  ['AEDT', ['+11:00']],
  ['ET', ['-05:00', '-04:00']],
  ['EST', ['-05:00']],
  ['EDT', ['-04:00']],
  ['CT', ['-06:00', '-05:00']],
  ['CST', ['-06:00', '+08:00']],
  ['CDT', ['-05:00']],
  ['MT', ['-07:00', '-06:00']],
  ['MST', ['-07:00']],
  ['MDT', ['-06:00']],
  ['PT', ['-08:00', '-07:00']],
  ['PST', ['-08:00']],
  ['PDT', ['-07:00']],
])

/** `zone`: the name of the zone that is written after the time of the event. */
export type EventWithZone = { event: RawEvent; zone: string }

export const isZoneName = (name: string): boolean => OFFSETS.has(name)

/**
 * Warns if the conference's offset does not match the zone name. The time stays in the conference's zone, since people also write CET in
 * summer.
 */
export function warnOfOtherZones(
  eventsWithZone: readonly EventWithZone[],
  timeZone: string,
  problems: Problems,
): void {
  const zoneClock = createZoneClock(timeZone)
  for (const { event, zone } of eventsWithZone) {
    const moment = readMoment(event.date)
    if (!moment || moment.offset !== null) continue
    const offset = zoneClock.formatOffset(zoneClock.toInstant(moment.date, moment.time ?? NOON))
    if (OFFSETS.get(zone)?.includes(offset)) continue
    problems.add(
      message('table.other-zone', { zone: getZoneName(timeZone) }),
      message('common.with-detail', { name: describeRawEvent(event), detail: zone }),
      'time',
    )
  }
}

const NOON = '12:00:00'
