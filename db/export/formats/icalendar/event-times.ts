/** When an event of a calendar begins and ends, as RFC 5545 writes it. */
import { Temporal } from 'temporal-polyfill'
import { isWholeDays, toLocalDate } from '../../../../core/time.ts'

type Times = { kind: string; start: string; end: string | null }

/**
 * As the clock at the conference shows them. In the night when it goes back it shows an hour twice, and a time of that hour is the
 * first one (§3.3.5), as some programs do not know: with such a time both leave in UTC, since not all programs take them mixed. An end
 * that the programme does not give is not made up.
 */
export function timeLines(session: Times, timeZone: string): string[] {
  const { start, end } = session
  const write = getForm(session, timeZone)
  return [`DTSTART${write(start)}`, ...(end === null ? [] : [`DTEND${write(end)}`])]
}

function getForm(session: Times, timeZone: string): (instant: string) => string {
  if (isWholeDays(session, timeZone)) {
    return (instant) => `;VALUE=DATE:${toLocalDate(instant, timeZone).replaceAll('-', '')}`
  }
  const isTwofold = [session.start, session.end].some((at) => at !== null && comesTwice(at, timeZone))
  return isTwofold
    ? (instant) => `:${utcTime(instant)}`
    : (instant) => `;TZID=${timeZone}:${localTime(instant, timeZone)}`
}

/** Whether the clock of the zone shows its time of day at another instant as well. */
function comesTwice(instant: string, timeZone: string): boolean {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime()
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  )
  return first?.epochMilliseconds !== second?.epochMilliseconds
}

/** "20161117T133000Z" */
export function utcTime(instant: string): string {
  return `${localTime(instant, 'UTC')}Z`
}

/** "20161117T143000" */
function localTime(instant: string, timeZone: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return time.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}
