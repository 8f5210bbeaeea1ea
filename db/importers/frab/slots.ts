/** When a session is: its instant, its end, and the day of the programme that it belongs to. */
import { type Said, said } from '../../../core/said.ts'
import { zoneName } from '../../../core/time.ts'
import { LONGEST_SESSION_MS, NIGHT_ENDS } from '../check-bundle.ts'
import type { Problems } from '../common/problems.ts'
import { quote } from '../common/text.ts'
import { addDays, type Wall } from '../common/wall.ts'
import { nameOf, type RawDay, type RawEvent } from './programme.ts'
import { instantOf, readDuration, readMoment, readTime } from './times.ts'

/** Instants in milliseconds since 1970. `day`: 2016-12-27. */
export type Slot = { start: number; end: number | null; day: string }
export type SlotReader = {
  /** null: nothing says when it is. Events of the same times share their slot. */
  read(event: RawEvent): Slot | null
}

/** What an event says about its time. */
type Times = Pick<RawEvent, 'day' | 'date' | 'start' | 'duration' | 'end'>
/** A problem, and what it adds to the event's name. */
type Finding = { kind: Said; detail: string }
type Beginning = { at: Omit<Slot, 'end'> | null; findings: readonly Finding[] }
type Reading = { slot: Slot | null; findings: readonly Finding[] }

export function slotReader(
  zone: string,
  wall: Wall,
  dayChange: string,
  days: readonly RawDay[],
  problems: Problems,
): SlotReader {
  const change = nightEnd(dayChange)
  const spans = days.flatMap((day) => spanOf(day, wall))

  function startOf({ day, date, start }: Times, findings: Finding[]): number | null {
    const moment = readMoment(date)
    const clock = readTime(start)
    const time = moment?.time ?? clock
    if (moment && time) {
      const at = instantOf({ ...moment, time }, wall)
      // An instant is an instant; but who wrote it may have meant the hour that the file shows.
      if (moment.offset !== null && moment.offset !== 'Z' && moment.offset !== wall.offset(at)) {
        findings.push({
          kind: said`It is written in another offset than that of ${zoneName(zone)}, and was read as it stands`,
          detail: `: ${date} → ${wall.local(at).slice(11, 16)}`,
        })
      }
      return at
    }
    const dayDate = readMoment(day?.date ?? '')?.date
    if (!dayDate || !clock) return null
    if (date.trim() !== '') {
      findings.push({
        kind: said`Its date could not be understood: that of the day under which it stands was taken`,
        detail: `: “${quote(date)}”`,
      })
    }
    const at = wall.instant(dayDate, clock)
    const after = wall.instant(addDays(dayDate, 1), clock)
    // Where the day itself says from when to when it lasts, that counts.
    const span = spans.find(({ date }) => date === dayDate)
    const isAfterMidnight = clock < change || (span !== undefined && at < span.from && after < span.until)
    return isAfterMidnight ? after : at
  }

  function dayOf({ day }: Times, start: number, findings: Finding[]): string {
    const local = wall.local(start)
    const date = local.slice(0, 10)
    if (day === null) {
      const span = spans.find(({ from, until }) => from <= start && start < until)
      return span && belongs(local, span.date) ? span.date : date
    }
    const stated = readMoment(day.date)?.date
    if (stated && belongs(local, stated)) return stated
    findings.push({
      kind: said`It stands under a day on which it does not take place: the day was taken from its start`,
      detail: `: ${day.date || '–'} → ${local.slice(0, 16).replace('T', ' ')}`,
    })
    return date
  }

  function beginningOf(times: Times): Beginning {
    const findings: Finding[] = []
    const start = startOf(times, findings)
    return {
      at: start === null ? null : { start, day: dayOf(times, start, findings) },
      findings,
    }
  }

  const beginnings = new Map<string, Beginning>()
  function understand(times: Times): Reading {
    const key = [times.day?.date, times.date, times.start].join('\n')
    const { at, findings: before } = beginnings.get(key) ?? beginningOf(times)
    beginnings.set(key, { at, findings: before })
    const findings = [...before]
    return { slot: at && { ...at, end: endOf(times, at.start, wall, findings) }, findings }
  }

  const readings = new Map<string, Reading>()
  return {
    read: (event) => {
      const { day, date, start, duration, end } = event
      const key = [day?.date, date, start, duration, end].join('\n')
      const reading = readings.get(key) ?? understand(event)
      readings.set(key, reading)
      for (const { kind, detail } of reading.findings)
        problems.add(kind, detail === '' ? nameOf(event) : said`${nameOf(event)}${detail}`)
      return reading.slot
    },
  }
}

function endOf(
  { duration: written, end: stated }: Times,
  start: number,
  wall: Wall,
  findings: Finding[],
): number | null {
  const without = (kind: Said, text = '') => {
    findings.push({ kind, detail: text.trim() === '' ? '' : `: “${quote(text)}”` })
    return null
  }
  const duration = readDuration(written)
  const end = duration ? start + duration : statedEnd(stated, start, wall)
  if (end === null) {
    if (duration === 0) return without(said`A duration of zero was read as no end`)
    if (written.trim() !== '')
      return without(said`A duration could not be understood: no end is shown`, written)
    if (stated.trim() !== '') return without(said`Its end could not be understood: no end is shown`, stated)
    return without(said`The file gives no duration: no end is shown`)
  }
  const lasts = end - start
  if (lasts <= 0) {
    return without(said`The end is not after the start: no end is shown`)
  }
  if (lasts > LONGEST_SESSION_MS) {
    return without(said`It would last longer than a week: no end is shown`)
  }
  return end
}

/** `local`: 2016-12-28T01:00:00. On that date, or in the night after it. */
function belongs(local: string, day: string): boolean {
  const date = local.slice(0, 10)
  return date === day || (Number(local.slice(11, 13)) < NIGHT_ENDS && addDays(date, -1) === day)
}

/**
 * frab's `day_change` is the time before which a start belongs to the day before; FOSDEM writes 09:00 there and means
 * nothing by it. Nights end at six at the latest.
 */
function nightEnd(dayChange: string): string {
  const stated = readTime(dayChange) ?? '00:00:00'
  return stated > '06:00:00' ? '00:00:00' : stated
}

function statedEnd(text: string, start: number, wall: Wall): number | null {
  const moment = readMoment(text)
  if (moment?.time) return instantOf({ ...moment, time: moment.time }, wall)
  const clock = readTime(text)
  if (!clock) return null
  const date = wall.local(start).slice(0, 10)
  const sameDay = wall.instant(date, clock)
  return sameDay > start ? sameDay : wall.instant(addDays(date, 1), clock)
}

type Span = { date: string; from: number; until: number }
function spanOf({ date, start, end }: RawDay, wall: Wall): Span[] {
  const day = readMoment(date)?.date
  const from = readMoment(start)
  const until = readMoment(end)
  if (!day || !from?.time || !until?.time) return []
  return [
    {
      date: day,
      from: instantOf({ ...from, time: from.time }, wall),
      until: instantOf({ ...until, time: until.time }, wall),
    },
  ]
}
