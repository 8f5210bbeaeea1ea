/** Determines the end of an event, and warns of times that a clock change repeats or skips. */
import { Temporal } from 'temporal-polyfill'
import { type Message, message } from '../../../../core/i18n/message.ts'
import type { Problems } from '../../../formats/problems.ts'
import { getProperty } from '../../../formats/read-content-lines.ts'
import { MAX_SESSION_MS } from '../../builder/check-bundle.ts'
import { changeDetail, describeClockChange } from '../../values/clock-change.ts'
import type { Clock } from './calendar-clock.ts'
import type { Entry } from './calendar-entries.ts'
import { type CalendarTime, getTime, readCalendarDuration } from './times.ts'

/**
 * The end of the occurrence itself, otherwise DTEND or DURATION (RFC 5545 §3.6.1). Without these, an all-day event lasts one day, and
 * another event has no known end.
 */
export function getEnd(
  { event, start, end: own }: Entry,
  from: Temporal.ZonedDateTime,
  clock: Clock,
  name: Message,
  problems: Problems,
): Temporal.ZonedDateTime | null {
  const first = getTime(getProperty(event, 'DTSTART'))
  const last = getTime(getProperty(event, 'DTEND'))
  const lasting = getProperty(event, 'DURATION')
  const duration = readCalendarDuration(lasting?.value ?? '')
  let end: Temporal.ZonedDateTime | null = null
  const toCheckedTime = (time: CalendarTime) => {
    const zonedTime = clock.at(time)
    warnOfClockChange(time, zonedTime, clock, name, problems)
    return zonedTime
  }
  if (own) end = own instanceof Temporal.Duration ? from.add(own) : toCheckedTime(own)
  else if (own === null) {
    problems.add(message('import.end-unknown'), name, 'loss')
    return null
  } else if (first && last && first.kind === last.kind && first.zone === last.zone) {
    // Keeps the local time of the end, also after a clock change.
    end = toCheckedTime({ ...start, local: start.local.add(first.local.until(last.local)) })
  } else if (first && last) {
    end = from.add(clock.at(first).until(clock.at(last)))
    // Warns only for the occurrence that is written; the ends of the others are computed.
    if (start.local.equals(first.local)) warnOfClockChange(last, end, clock, name, problems)
  } else if (duration) end = from.add(duration)
  else if (start.kind === 'date') end = from.add({ days: 1 })
  else {
    if (lasting || getProperty(event, 'DTEND')) {
      problems.add(message('import.end-unknown'), name, 'loss')
    } else problems.add(message('import.no-end'), name)
    return null
  }
  const lasts = end.epochMilliseconds - from.epochMilliseconds
  if (lasts <= 0) {
    problems.add(message('calendar.end-not-after-start'), name, 'loss')
    return null
  }
  if (lasts > MAX_SESSION_MS) {
    problems.add(message('import.longer-than-week'), name, 'loss')
    return null
  }
  return end
}

export function warnOfClockChange(
  time: CalendarTime,
  zonedTime: Temporal.ZonedDateTime,
  clock: Clock,
  name: Message,
  problems: Problems,
): void {
  const change = clock.findChange(time)
  if (!change) return
  const detail = changeDetail(time.local.toString({ smallestUnit: 'second' }), format(zonedTime))
  problems.add(describeClockChange(change), message('common.with-detail', { name, detail }), 'time')
}

export function format(zonedTime: Temporal.ZonedDateTime): string {
  return zonedTime.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
