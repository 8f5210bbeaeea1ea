/** Determines the end of an event, and warns of times that a clock change repeats or skips. */
import { Temporal } from 'temporal-polyfill'
import { type Message, message } from '../../../../core/i18n/message.ts'
import type { Problems } from '../../../formats/problems.ts'
import { getProperty } from '../../../formats/read-content-lines.ts'
import { MAX_SESSION_MS } from '../../builder/check-bundle.ts'
import { describeClockChange, formatClockChange } from '../../values/clock-change.ts'
import type { Clock } from './calendar-clock.ts'
import type { Entry } from './calendar-entries.ts'
import { type CalendarTime, getTime, readCalendarDuration } from './times.ts'

/**
 * The end of the occurrence itself, otherwise DTEND or DURATION (RFC 5545 §3.6.1). Without these, an all-day event lasts one day, and
 * another event has no known end.
 */
export function getEnd(
  { event, start, end: ownEnd }: Entry,
  startTime: Temporal.ZonedDateTime,
  clock: Clock,
  name: Message,
  problems: Problems,
): Temporal.ZonedDateTime | null {
  const eventStart = getTime(getProperty(event, 'DTSTART'))
  const eventEnd = getTime(getProperty(event, 'DTEND'))
  const durationProperty = getProperty(event, 'DURATION')
  const duration = readCalendarDuration(durationProperty?.value ?? '')
  let end: Temporal.ZonedDateTime | null = null
  const toCheckedTime = (time: CalendarTime) => {
    const zonedTime = clock.toZonedTime(time)
    warnOfClockChange(time, zonedTime, clock, name, problems)
    return zonedTime
  }
  if (ownEnd) end = ownEnd instanceof Temporal.Duration ? startTime.add(ownEnd) : toCheckedTime(ownEnd)
  else if (ownEnd === null) {
    problems.add(message('import.end-unknown'), name, 'loss')
    return null
  } else if (
    eventStart &&
    eventEnd &&
    eventStart.kind === eventEnd.kind &&
    eventStart.zone === eventEnd.zone
  ) {
    // Keeps the local time of the end, also after a clock change.
    end = toCheckedTime({ ...start, local: start.local.add(eventStart.local.until(eventEnd.local)) })
  } else if (eventStart && eventEnd) {
    end = startTime.add(clock.toZonedTime(eventStart).until(clock.toZonedTime(eventEnd)))
    // Warns only for the occurrence that is written; the ends of the others are computed.
    if (start.local.equals(eventStart.local)) warnOfClockChange(eventEnd, end, clock, name, problems)
  } else if (duration) end = startTime.add(duration)
  else if (start.kind === 'date') end = startTime.add({ days: 1 })
  else {
    if (durationProperty || getProperty(event, 'DTEND')) {
      problems.add(message('import.end-unknown'), name, 'loss')
    } else problems.add(message('import.no-end'), name)
    return null
  }
  const length = end.epochMilliseconds - startTime.epochMilliseconds
  if (length <= 0) {
    problems.add(message('calendar.end-not-after-start'), name, 'loss')
    return null
  }
  if (length > MAX_SESSION_MS) {
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
  const detail = formatClockChange(time.local.toString({ smallestUnit: 'second' }), format(zonedTime))
  problems.add(describeClockChange(change), message('common.with-detail', { name, detail }), 'time')
}

export function format(zonedTime: Temporal.ZonedDateTime): string {
  return zonedTime.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
