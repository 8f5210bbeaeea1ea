/** Writes the start and end of a calendar event as RFC 5545 requires. */
import { Temporal } from 'temporal-polyfill'
import { isWholeDays, toLocalDate } from '../../../../core/time.ts'

type Times = { kind: string; start: string; end: string | null }

/**
 * Writes local times of the conference. When the clock goes back, one hour occurs twice; a local time then means the first (§3.3.5), which
 * some programs get wrong. If an event starts or ends at such a time, both times are written in UTC, since not all programs accept a mixture.
 * An unknown end is left out.
 */
export function writeTimes(session: Times, timeZone: string): string[] {
  const { start, end } = session
  const write = createTimeWriter(session, timeZone)
  return [`DTSTART${write(start)}`, ...(end === null ? [] : [`DTEND${write(end)}`])]
}

function createTimeWriter(session: Times, timeZone: string): (instant: string) => string {
  if (isWholeDays(session, timeZone)) {
    return (instant) => `;VALUE=DATE:${toLocalDate(instant, timeZone).replaceAll('-', '')}`
  }
  const isAmbiguous = [session.start, session.end].some((at) => at !== null && occursTwice(at, timeZone))
  return isAmbiguous
    ? (instant) => `:${formatUtcTime(instant)}`
    : (instant) => `;TZID=${timeZone}:${formatLocalTime(instant, timeZone)}`
}

/** Whether the same local time occurs at another instant too, because the clock goes back. */
function occursTwice(instant: string, timeZone: string): boolean {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime()
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  )
  return first?.epochMilliseconds !== second?.epochMilliseconds
}

/** "20161117T133000Z" */
export function formatUtcTime(instant: string): string {
  return `${formatLocalTime(instant, 'UTC')}Z`
}

/** "20161117T143000" */
function formatLocalTime(instant: string, timeZone: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return time.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}
