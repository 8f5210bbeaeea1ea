/** When a session is: its instant, its end, and the day of the programme that it belongs to. */
import { Temporal } from 'temporal-polyfill'
import { LONGEST_SESSION, NIGHT_ENDS } from '../check-bundle.ts'
import type { Problems } from '../common/problems.ts'
import type { RawDay, RawEvent } from './programme.ts'
import { instantOf, readDuration, readMoment, readTime } from './times.ts'

export type Slot = {
  start: Temporal.ZonedDateTime
  end: Temporal.ZonedDateTime | null
  day: Temporal.PlainDate
}
export type SlotReader = {
  /** null: nothing says when it is. */
  read(event: RawEvent, name: string): Slot | null
}

export function slotReader(
  zone: string,
  dayChange: string,
  days: readonly RawDay[],
  problems: Problems,
): SlotReader {
  const change = nightEnd(dayChange)
  const spans = days.flatMap((day) => spanOf(day, zone))

  /** An instant is an instant; but who wrote it may have meant the hour that the file shows. */
  function warnOfOffset(
    offset: string | null,
    at: Temporal.ZonedDateTime,
    written: string,
    name: string,
  ): void {
    if (offset === null || offset === 'Z' || offset === at.offset) return
    problems.add(
      `It is written in another offset than that of ${zone}, and was read as it stands`,
      `${name}: ${written} is ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`,
    )
  }

  function startOf({ day, date, start }: RawEvent, name: string): Temporal.ZonedDateTime | null {
    const moment = readMoment(date)
    const clock = readTime(start)
    const time = moment?.time ?? clock
    if (moment && time) {
      const at = instantOf({ ...moment, time }, zone)
      warnOfOffset(moment.offset, at, date, name)
      return at
    }
    const dayDate = readMoment(day?.date ?? '')?.date
    if (!dayDate || !clock) return null
    const isNight = Temporal.PlainTime.compare(clock, change) < 0
    return dayDate.add({ days: isNight ? 1 : 0 }).toZonedDateTime({ timeZone: zone, plainTime: clock })
  }

  function endOf(
    event: RawEvent,
    start: Temporal.ZonedDateTime,
    name: string,
  ): Temporal.ZonedDateTime | null {
    const duration = readDuration(event.duration)
    const end = duration && !duration.blank ? start.add(duration) : statedEnd(event.end, start, zone)
    if (!end) {
      const written = event.duration.trim()
      if (duration?.blank) problems.add('A duration of zero was read as no end', name)
      else if (written !== '') problems.add(`A duration could not be understood: no end is shown`, name)
      else problems.add('The file gives no duration: no end is shown', name)
      return null
    }
    if (Temporal.ZonedDateTime.compare(end, start) <= 0) {
      problems.add('The end is not after the start: no end is shown', name)
      return null
    }
    if (Temporal.ZonedDateTime.compare(end, start.add(LONGEST_SESSION)) > 0) {
      problems.add('It would last longer than a week: no end is shown', name)
      return null
    }
    return end
  }

  function dayOf(event: RawEvent, start: Temporal.ZonedDateTime, name: string): Temporal.PlainDate {
    const date = start.toPlainDate()
    if (event.day === null) {
      const instant = start.toInstant()
      const span = spans.find(
        ({ from, until }) =>
          Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, until) < 0,
      )
      return span && belongs(start, span.date) ? span.date : date
    }
    const stated = readMoment(event.day.date)?.date
    if (stated && belongs(start, stated)) return stated
    problems.add(
      `It stands under a day on which it does not take place: the day was taken from its start`,
      `${name}, under ${event.day.date || 'no date'}, starts ${start.toPlainDateTime().toString({ smallestUnit: 'minute' })}`,
    )
    return date
  }

  return {
    read: (event, name) => {
      const start = startOf(event, name)
      return start && { start, end: endOf(event, start, name), day: dayOf(event, start, name) }
    },
  }
}

/** On that date, or in the night after it. */
function belongs(start: Temporal.ZonedDateTime, day: Temporal.PlainDate): boolean {
  const date = start.toPlainDate()
  return date.equals(day) || (start.hour < NIGHT_ENDS && date.subtract({ days: 1 }).equals(day))
}

/**
 * frab's `day_change` is the time before which a start belongs to the day before; FOSDEM writes 09:00 there and means
 * nothing by it. Nights end at six at the latest.
 */
function nightEnd(dayChange: string): Temporal.PlainTime {
  const latest = Temporal.PlainTime.from('06:00')
  const stated = readTime(dayChange) ?? Temporal.PlainTime.from('00:00')
  return Temporal.PlainTime.compare(stated, latest) > 0 ? Temporal.PlainTime.from('00:00') : stated
}

function statedEnd(text: string, start: Temporal.ZonedDateTime, zone: string): Temporal.ZonedDateTime | null {
  const moment = readMoment(text)
  if (moment?.time) return instantOf({ ...moment, time: moment.time }, zone)
  const clock = readTime(text)
  if (!clock) return null
  const sameDay = start.withPlainTime(clock)
  return Temporal.ZonedDateTime.compare(sameDay, start) > 0 ? sameDay : sameDay.add({ days: 1 })
}

type Span = { date: Temporal.PlainDate; from: Temporal.Instant; until: Temporal.Instant }
function spanOf({ date, start, end }: RawDay, zone: string): Span[] {
  const day = readMoment(date)?.date
  const from = readMoment(start)
  const until = readMoment(end)
  if (!day || !from?.time || !until?.time) return []
  return [
    {
      date: day,
      from: instantOf({ ...from, time: from.time }, zone).toInstant(),
      until: instantOf({ ...until, time: until.time }, zone).toInstant(),
    },
  ]
}
