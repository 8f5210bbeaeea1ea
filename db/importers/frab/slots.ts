/** When a session is: its instant, its end, and the day of the programme that it belongs to. */
import { Temporal } from 'temporal-polyfill'
import { LONGEST_SESSION_MS, NIGHT_ENDS } from '../check-bundle.ts'
import type { Problems } from '../common/problems.ts'
import { nameOf, type RawDay, type RawEvent } from './programme.ts'
import { instantOf, readDuration, readMoment, readTime } from './times.ts'

export type Slot = {
  start: Temporal.ZonedDateTime
  end: Temporal.ZonedDateTime | null
  day: Temporal.PlainDate
}
export type SlotReader = {
  /** null: nothing says when it is. Events of the same times share their slot. */
  read(event: RawEvent): Slot | null
}

/** What an event says about its time. */
type Times = Pick<RawEvent, 'day' | 'date' | 'start' | 'duration' | 'end'>
/** A problem, and what it adds to the event's name. */
type Finding = { kind: string; detail: string }
type Beginning = { at: Omit<Slot, 'end'> | null; findings: readonly Finding[] }
type Reading = { slot: Slot | null; findings: readonly Finding[] }

export function slotReader(
  zone: string,
  dayChange: string,
  days: readonly RawDay[],
  problems: Problems,
): SlotReader {
  const change = nightEnd(dayChange)
  const spans = days.flatMap((day) => spanOf(day, zone))

  function startOf({ day, date, start }: Times, findings: Finding[]): Temporal.ZonedDateTime | null {
    const moment = readMoment(date)
    const clock = readTime(start)
    const time = moment?.time ?? clock
    if (moment && time) {
      const at = instantOf({ ...moment, time }, zone)
      // An instant is an instant; but who wrote it may have meant the hour that the file shows.
      if (moment.offset !== null && moment.offset !== 'Z' && moment.offset !== at.offset) {
        findings.push({
          kind: `It is written in another offset than that of ${zone}, and was read as it stands`,
          detail: `: ${date} is ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`,
        })
      }
      return at
    }
    const dayDate = readMoment(day?.date ?? '')?.date
    if (!dayDate || !clock) return null
    const isNight = Temporal.PlainTime.compare(clock, change) < 0
    return dayDate.add({ days: isNight ? 1 : 0 }).toZonedDateTime({ timeZone: zone, plainTime: clock })
  }

  function dayOf({ day }: Times, start: Temporal.ZonedDateTime, findings: Finding[]): Temporal.PlainDate {
    const date = start.toPlainDate()
    if (day === null) {
      const instant = start.toInstant()
      const span = spans.find(
        ({ from, until }) =>
          Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, until) < 0,
      )
      return span && belongs(start, span.date) ? span.date : date
    }
    const stated = readMoment(day.date)?.date
    if (stated && belongs(start, stated)) return stated
    findings.push({
      kind: 'It stands under a day on which it does not take place: the day was taken from its start',
      detail: `, under ${day.date || 'no date'}, starts ${start.toPlainDateTime().toString({ smallestUnit: 'minute' })}`,
    })
    return date
  }

  function beginningOf(times: Times): Beginning {
    const findings: Finding[] = []
    const start = startOf(times, findings)
    return { at: start && { start, day: dayOf(times, start, findings) }, findings }
  }

  const beginnings = new Map<string, Beginning>()
  function understand(times: Times): Reading {
    const key = [times.day?.date, times.date, times.start].join('\n')
    const { at, findings: before } = beginnings.get(key) ?? beginningOf(times)
    beginnings.set(key, { at, findings: before })
    const findings = [...before]
    return { slot: at && { ...at, end: endOf(times, at.start, zone, findings) }, findings }
  }

  const readings = new Map<string, Reading>()
  return {
    read: (event) => {
      const { day, date, start, duration, end } = event
      const key = [day?.date, date, start, duration, end].join('\n')
      const reading = readings.get(key) ?? understand(event)
      readings.set(key, reading)
      for (const { kind, detail } of reading.findings) problems.add(kind, `${nameOf(event)}${detail}`)
      return reading.slot
    },
  }
}

function endOf(
  { duration: written, end: stated }: Times,
  start: Temporal.ZonedDateTime,
  zone: string,
  findings: Finding[],
): Temporal.ZonedDateTime | null {
  const without = (kind: string) => {
    findings.push({ kind, detail: '' })
    return null
  }
  const duration = readDuration(written)
  const end = duration && !duration.blank ? start.add(duration) : statedEnd(stated, start, zone)
  if (!end) {
    if (duration?.blank) return without('A duration of zero was read as no end')
    if (written.trim() !== '') return without('A duration could not be understood: no end is shown')
    return without('The file gives no duration: no end is shown')
  }
  const lasts = end.epochMilliseconds - start.epochMilliseconds
  if (lasts <= 0) {
    return without('The end is not after the start: no end is shown')
  }
  if (lasts > LONGEST_SESSION_MS) {
    return without('It would last longer than a week: no end is shown')
  }
  return end
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
