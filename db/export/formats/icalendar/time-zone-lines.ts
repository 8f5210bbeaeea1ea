/** VTIMEZONE (RFC 5545 §3.6.5): the clock changes of a time zone during the period of a calendar. */
import { Temporal } from 'temporal-polyfill'

export function writeTimeZones(timeZone: string, instants: readonly string[]): string[] {
  const times = instants.map((instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone))
  const [first, ...others] = times.sort(Temporal.ZonedDateTime.compare)
  if (!first) return []
  const last = others.at(-1) ?? first
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...listChanges(first, last).flatMap(writeObservance),
    'END:VTIMEZONE',
  ]
}

/** `before`: the moment before the change, for the earlier offset. */
type Change = { time: Temporal.ZonedDateTime; before: Temporal.ZonedDateTime }

/** @returns the last change before `first`, whose offset applies then, and all changes up to `last` */
function listChanges(first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime): Change[] {
  // A zone whose clock never changed has had its offset since long before any conference.
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

/** DTSTART is the local time of the change in the earlier offset. */
function writeObservance({ time, before }: Change): string[] {
  const kind = time.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
  const shownBefore = time
    .withTimeZone('UTC')
    .toPlainDateTime()
    .add({ nanoseconds: before.offsetNanoseconds })
  return [
    `BEGIN:${kind}`,
    `DTSTART:${shownBefore.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${formatOffset(before)}`,
    `TZOFFSETTO:${formatOffset(time)}`,
    `END:${kind}`,
  ]
}

/** "+0100"; with seconds only if the offset has some (§3.3.14). */
function formatOffset({ offset: text }: Temporal.ZonedDateTime): string {
  return text.replaceAll(':', '').slice(0, 7)
}
