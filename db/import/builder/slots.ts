/** Determines when a session takes place: its start, its end, and its day in the programme. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { NIGHT_END_HOUR } from '../../../core/time.ts'
import { getZoneName } from '../../../core/zones.ts'
import { memoize } from '../../formats/memoize.ts'
import type { Problems, Severity } from '../../formats/problems.ts'
import { shortenForMessage } from '../../formats/text.ts'
import { describeClockChange, formatClockChange } from '../values/clock-change.ts'
import { addDays, createZoneClock, type ZoneClock } from '../values/zone-clock.ts'
import { MAX_SESSION_MS } from './check-bundle.ts'
import type { Day } from './days.ts'
import { describeRawEvent, type RawDay, type RawEvent } from './raw-programme.ts'
import {
  getInstant,
  type Moment,
  readClock,
  readDuration,
  readLateTime,
  readMoment,
  readTime,
} from './times.ts'

/** Instants in milliseconds since 1970. `day`: 2016-12-27. */
export type Slot = { start: number; end: number | null; day: string }
export type SlotReader = {
  /** @returns null if the file does not say when the event takes place. Events with the same times share a slot */
  read(event: RawEvent): Slot | null
}

/** The fields of an event that concern its time. */
type Times = Pick<RawEvent, 'day' | 'date' | 'start' | 'duration' | 'end'>
/** A problem, and the detail to show after the event's name. */
type Finding = { kind: Message; detail: string | Message | null; severity: Severity }
type Beginning = { startAndDay: Omit<Slot, 'end'> | null; findings: readonly Finding[] }
type Reading = { slot: Slot | null; findings: readonly Finding[] }

export function createSlotReader({
  zone,
  isZoneNamed,
  zoneClock,
  dayChange,
  days,
  problems,
}: {
  zone: string
  /** Whether the file names the zone. */
  isZoneNamed: boolean
  zoneClock: ZoneClock
  dayChange: string
  days: ReadonlyMap<RawDay, Day>
  problems: Problems
}): SlotReader {
  const nightEnd = toNightEnd(dayChange)
  const getIndex = ({ day }: Times) => day && days.get(day)?.index
  const getClock = ({ day }: Times) => (day && days.get(day)?.clock) ?? zoneClock
  const getClockForOffset = memoize((offset: string) => createZoneClock(offset === 'Z' ? 'UTC' : offset))
  /**
   * The clock for an end that is only a time of day: it has the offset of the end, or else of the start, or else of the day. A start in UTC
   * does not count, since programs write instants of any zone in UTC.
   */
  const getClockOfEnd = (times: Times) => {
    const endOffset = readClock(times.end)?.offset
    if (endOffset) return getClockForOffset(endOffset)
    const startOffset = readMoment(times.date)?.offset ?? 'Z'
    const isUtc = startOffset === 'Z' || startOffset === '+00:00'
    return isUtc ? getClock(times) : getClockForOffset(startOffset)
  }

  function getStart(times: Times, findings: Finding[]): number | null {
    const moment = readMoment(times.date)
    return moment ? getDatedStart(times, moment, findings) : getStartOnDay(times, findings)
  }

  /** The start of an event with a date of its own. */
  function getDatedStart(times: Times, moment: Moment, findings: Finding[]): number | null {
    const { time: clockTime, isLate } = readStartTime(times.start)
    const time = moment.time ?? clockTime
    if (time === null) return null
    const offset = moment.offset ?? (times.day && days.get(times.day)?.offset) ?? null
    const date = moment.time === null && isLate ? addDays(moment.date, 1) : moment.date
    const written = moment.offset === null ? `${date} ${time.slice(0, 5)}${offset}` : times.date
    const instant = getInstant({ date, time, offset }, zoneClock)
    if (offset === null) warnOfClockChange(zoneClock, date, time, instant, findings)
    // If the file states the hour twice, in `date` and in `start`, it means the hour and not the offset.
    const isHourConfirmed = clockTime !== null && clockTime === moment.time
    if (isHourConfirmed && isZoneNamed && isOfOtherSeason(zoneClock, instant, offset)) {
      const kind = message('import.offset-of-other-season', { zone: getZoneName(zone) })
      findings.push({ kind, detail: written, severity: 'time' })
      return zoneClock.toInstant(date, time)
    }
    warnOfOtherOffset(instant, offset, written, findings)
    return instant
  }

  /** The start of an event that has only a time of day, on the day of the programme that contains it. */
  function getStartOnDay(times: Times, findings: Finding[]): number | null {
    const day = times.day && days.get(times.day)
    const { time, isLate } = readStartTime(times.start)
    if (!day?.date || time === null) return null
    if (times.date.trim() !== '') {
      findings.push({
        kind: message('import.date-of-day'),
        detail: message('common.quoted', { name: shortenForMessage(times.date) }),
        severity: 'time',
      })
    }
    const nextDate = addDays(day.date, 1)
    const instantOnDate = day.clock.toInstant(day.date, time)
    const instantOnNextDate = day.clock.toInstant(nextDate, time)
    // The day's own start and end decide whether a time in the early morning belongs to the next date.
    const isOfNight =
      time < LATEST_DAY_CHANGE &&
      day.span !== null &&
      instantOnDate < day.span.from &&
      instantOnNextDate < day.span.until
    const isOnNextDate = isLate || time < nightEnd || isOfNight
    const instant = isOnNextDate ? instantOnNextDate : instantOnDate
    warnOfClockChange(day.clock, isOnNextDate ? nextDate : day.date, time, instant, findings)
    warnOfOtherOffset(instant, day.offset, `${times.start}${day.offset}`, findings)
    return instant
  }

  /** Warns if an offset differs from the zone's, since the author may have meant the hour as written. */
  function warnOfOtherOffset(
    instant: number,
    offset: string | null,
    written: string,
    findings: Finding[],
  ): void {
    if (offset === null || offset === 'Z' || offset === zoneClock.formatOffset(instant)) return
    findings.push({
      kind: message('import.other-offset', { zone: getZoneName(zone) }),
      detail: `${written} → ${zoneClock.formatLocal(instant).slice(11, 16)}`,
      severity: 'time',
    })
  }

  function getDay(times: Times, start: number, findings: Finding[]): string {
    const local = zoneClock.formatLocal(start)
    const date = local.slice(0, 10)
    const day = times.day && days.get(times.day)
    if (!day) {
      const enclosingDay = [...days.values()].find(
        ({ span }) => span && span.from <= start && start < span.until,
      )
      return enclosingDay?.date && isPartOf(local, enclosingDay.date) ? enclosingDay.date : date
    }
    const isDayOver = day.span !== null && day.span.until <= start
    const isOnNextDay =
      isDayOver && [...days.values()].some((next) => next.date === date && hasBegun(next, start))
    if (day.date && isPartOf(local, day.date) && (day.date === date || !isOnNextDay)) return day.date
    findings.push({
      kind: message('import.other-day'),
      detail: `${shortenForMessage(times.day?.date ?? '') || '–'} → ${local.slice(0, 16).replace('T', ' ')}`,
      severity: 'time',
    })
    return date
  }

  function readBeginning(times: Times): Beginning {
    const findings: Finding[] = []
    const start = getStart(times, findings)
    return {
      startAndDay: start === null ? null : { start, day: getDay(times, start, findings) },
      findings,
    }
  }

  const beginnings = new Map<string, Beginning>()
  function readTimes(times: Times): Reading {
    const key = [getIndex(times), times.date, times.start].join('\n')
    const beginning = beginnings.get(key) ?? readBeginning(times)
    beginnings.set(key, beginning)
    const { startAndDay } = beginning
    const findings = [...beginning.findings]
    if (!startAndDay) return { slot: null, findings }
    const end = getEnd(times, startAndDay.start, getClock(times), getClockOfEnd(times), findings)
    return { slot: { ...startAndDay, end }, findings }
  }

  const readings = new Map<string, Reading>()
  return {
    read: (event) => {
      const { date, start, duration, end } = event
      const key = [getIndex(event), date, start, duration, end].join('\n')
      const reading = readings.get(key) ?? readTimes(event)
      readings.set(key, reading)
      for (const { kind, detail, severity } of reading.findings)
        problems.add(
          kind,
          detail === null
            ? describeRawEvent(event)
            : message('common.with-detail', { name: describeRawEvent(event), detail }),
          severity,
        )
      return reading.slot
    },
  }
}

/** `time`: null if the text is no time of day. `isLate`: it is a time after midnight that counts on from 24, such as 25:15. */
function readStartTime(text: string): { time: string | null; isLate: boolean } {
  const lateTime = readLateTime(text)
  return { time: lateTime ?? readTime(text), isLate: lateTime !== null }
}

function getEnd(
  { duration: writtenDuration, end: writtenEnd }: Times,
  start: number,
  clock: ZoneClock,
  endClock: ZoneClock,
  findings: Finding[],
): number | null {
  const reportMissingEnd = (kind: Message, severity: Severity = 'loss', text = '') => {
    findings.push({
      kind,
      detail: text.trim() === '' ? null : message('common.quoted', { name: shortenForMessage(text) }),
      severity,
    })
    return null
  }
  const duration = readDuration(writtenDuration)
  const end = duration ? start + duration : readWrittenEnd(writtenEnd, start, clock, endClock, findings)
  if (end === null) {
    if (duration === 0) return reportMissingEnd(message('import.duration-zero'), 'repair')
    if (writtenDuration.trim() !== '')
      return reportMissingEnd(message('import.duration-unknown'), 'loss', writtenDuration)
    if (writtenEnd.trim() !== '') return reportMissingEnd(message('import.end-unknown'), 'loss', writtenEnd)
    return reportMissingEnd(message('import.no-duration'), 'repair')
  }
  const length = end - start
  if (length <= 0) {
    return reportMissingEnd(message('import.end-not-after-start'))
  }
  if (length > MAX_SESSION_MS) {
    return reportMissingEnd(message('import.longer-than-week'))
  }
  return end
}

/**
 * A session whose end is only a time of day, at or before the start, ends on the next date. If this makes it longer, it gets a warning: for
 * example, 14:00 to 13:00.
 */
const MAX_NIGHT_MS = 12 * 60 * 60 * 1000

/**
 * Whether the offset is the zone's offset at another time of the year. Programs that use one offset for all days keep it after a clock
 * change.
 */
function isOfOtherSeason(zoneClock: ZoneClock, instant: number, offset: string | null): boolean {
  if (offset === null || offset === 'Z' || offset === '+00:00' || offset === zoneClock.formatOffset(instant))
    return false
  const year = zoneClock.formatLocal(instant).slice(0, 4)
  return ['01', '07'].some(
    (month) => offset === zoneClock.formatOffset(zoneClock.toInstant(`${year}-${month}-01`, '12:00:00')),
  )
}

const hasBegun = ({ span }: Day, instant: number) => span !== null && span.from <= instant

/** Whether a local time such as 2016-12-28T01:00:00 is on that date or in the night after it. */
function isPartOf(local: string, day: string): boolean {
  const date = local.slice(0, 10)
  return date === day || (Number(local.slice(11, 13)) < NIGHT_END_HOUR && addDays(date, -1) === day)
}

/** Starts before this time may belong to the night before, because of `day_change` or the span of the day. */
const LATEST_DAY_CHANGE = '06:00:00'

/** A start before frab's `day_change` belongs to the day before. Ignores implausible values such as FOSDEM's 09:00. */
function toNightEnd(dayChange: string): string {
  const stated = readTime(dayChange) ?? '00:00:00'
  return stated > LATEST_DAY_CHANGE ? '00:00:00' : stated
}

function readWrittenEnd(
  text: string,
  start: number,
  clock: ZoneClock,
  endClock: ZoneClock,
  findings: Finding[],
): number | null {
  const moment = readMoment(text)
  if (moment?.time) {
    const end = getInstant({ ...moment, time: moment.time }, clock)
    if (moment.offset === null) warnOfClockChange(clock, moment.date, moment.time, end, findings)
    return end
  }
  const time = readLateTime(text) ?? readClock(text)?.time
  if (!time) return null
  const date = endClock.formatLocal(start).slice(0, 10)
  const day = endClock.toInstant(date, time) > start ? date : addDays(date, 1)
  const end = endClock.toInstant(day, time)
  if (day !== date && end - start > MAX_NIGHT_MS) {
    findings.push({
      kind: message('import.end-next-day'),
      detail: `${endClock.formatLocal(start).slice(11, 16)} → ${time.slice(0, 5)}`,
      severity: 'time',
    })
  }
  warnOfClockChange(endClock, day, time, end, findings)
  return end
}

function warnOfClockChange(
  clock: ZoneClock,
  date: string,
  time: string,
  instant: number,
  findings: Finding[],
): void {
  const change = clock.findChange(date, time)
  if (!change) return
  const detail = formatClockChange(`${date}T${time}`, clock.format(instant))
  findings.push({ kind: describeClockChange(change), detail, severity: 'time' })
}
