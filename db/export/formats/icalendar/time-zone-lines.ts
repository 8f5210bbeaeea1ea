/** VTIMEZONE (RFC 5545 §3.6.5): the changes of a zone's clock around the instants of a calendar. */
import { Temporal } from 'temporal-polyfill'

export function timeZoneLines(timeZone: string, instants: readonly string[]): string[] {
  const times = instants.map((instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone))
  const [first, ...others] = times.sort(Temporal.ZonedDateTime.compare)
  if (!first) return []
  const last = others.at(-1) ?? first
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...changesBetween(first, last).flatMap(observance),
    'END:VTIMEZONE',
  ]
}

/** `before` is the offset until `time`. */
type Change = { time: Temporal.ZonedDateTime; before: Temporal.ZonedDateTime }

/** The one before `first`, which holds then, and all up to `last`. */
function changesBetween(first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime): Change[] {
  // A zone whose clock was never changed has held its offset for as long as any calendar asks.
  const start = first.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const changes: Change[] = start
    ? [{ time: start, before: start.subtract({ nanoseconds: 1 }) }]
    : [{ time: first.subtract({ years: 1 }), before: first }]
  for (
    let next = changes[0]?.time.getTimeZoneTransition('next');
    next;
    next = next.getTimeZoneTransition('next')
  ) {
    if (Temporal.ZonedDateTime.compare(next, last) > 0) break
    changes.push({ time: next, before: next.subtract({ nanoseconds: 1 }) })
  }
  return changes
}

/** DTSTART is the local time as the clock showed it until then. */
function observance({ time, before }: Change): string[] {
  const kind = time.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
  const shownBefore = time
    .withTimeZone('UTC')
    .toPlainDateTime()
    .add({ nanoseconds: before.offsetNanoseconds })
  return [
    `BEGIN:${kind}`,
    `DTSTART:${shownBefore.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(time)}`,
    `END:${kind}`,
  ]
}

/** "+0100"; seconds only where there are any (§3.3.14). */
function offset({ offset: text }: Temporal.ZonedDateTime): string {
  return text.replaceAll(':', '').slice(0, 7)
}
