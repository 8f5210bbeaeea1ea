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

/** @returns null, with a warning, if the end is unknown, not after the start, or more than a week later */
export function getEnd(
  entry: Entry,
  startTime: Temporal.ZonedDateTime,
  clock: Clock,
  name: Message,
  problems: Problems,
): Temporal.ZonedDateTime | null {
  const end = readEnd(entry, startTime, clock, name, problems)
  if (end === null) return null
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

/**
 * The end of the occurrence itself, or else DTEND or DURATION (RFC 5545 §3.6.1). Without these, an all-day event lasts one day, and another
 * event has no known end.
 */
function readEnd(
  { event, start, end: occurrenceEnd }: Entry,
  startTime: Temporal.ZonedDateTime,
  clock: Clock,
  name: Message,
  problems: Problems,
): Temporal.ZonedDateTime | null {
  const eventStart = getTime(getProperty(event, 'DTSTART'))
  const eventEnd = getTime(getProperty(event, 'DTEND'))
  const durationProperty = getProperty(event, 'DURATION')
  const duration = readCalendarDuration(durationProperty?.value ?? '')
  const toCheckedTime = (time: CalendarTime) => {
    const zonedTime = clock.toZonedTime(time)
    warnOfClockChange(time, zonedTime, clock, name, problems)
    return zonedTime
  }
  if (occurrenceEnd instanceof Temporal.Duration) return startTime.add(occurrenceEnd)
  if (occurrenceEnd) return toCheckedTime(occurrenceEnd)
  if (occurrenceEnd === null) {
    problems.add(message('import.end-unknown'), name, 'loss')
    return null
  }
  if (eventStart && eventEnd) {
    if (eventStart.kind === eventEnd.kind && eventStart.zone === eventEnd.zone) {
      // Keeps the local time of the end, also after a clock change.
      return toCheckedTime({ ...start, local: start.local.add(eventStart.local.until(eventEnd.local)) })
    }
    const end = startTime.add(clock.toZonedTime(eventStart).until(clock.toZonedTime(eventEnd)))
    // Only the first occurrence ends at the time in the file; the ends of the others are computed.
    if (start.local.equals(eventStart.local)) warnOfClockChange(eventEnd, end, clock, name, problems)
    return end
  }
  if (duration) return startTime.add(duration)
  if (start.kind === 'date') return startTime.add({ days: 1 })
  if (durationProperty || getProperty(event, 'DTEND')) {
    problems.add(message('import.end-unknown'), name, 'loss')
  } else problems.add(message('import.no-end'), name)
  return null
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
  const detail = formatClockChange(
    time.local.toString({ smallestUnit: 'second' }),
    formatZonedTime(zonedTime),
  )
  problems.add(describeClockChange(change), message('common.with-detail', { name, detail }), 'time')
}

export function formatZonedTime(zonedTime: Temporal.ZonedDateTime): string {
  return zonedTime.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
