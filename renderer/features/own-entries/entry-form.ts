/** The form of an own entry, and its conversion to the fields that the store accepts. Pure. */
import { Temporal } from 'temporal-polyfill'
import { countMinutesBetween, formatTime, toInstantString, toLocalDate } from '../../../core/time.ts'
import type { Conference, OwnEntryFields, OwnEntryKind, PlainDate, Session } from '../../../db/model.ts'
import { parseTime } from '../../lib/date-and-time-choice.ts'
import type { ReadEntry } from './read-entry.ts'

export type EntryForm = {
  kind: OwnEntryKind
  title: string
  day: PlainDate
  /** As typed: `15:00`. */
  from: string
  to: string
  /** The number of days from the start to the end. Without it, an end that is not after the start is on the next day. */
  nights?: number
  place: string
  /** Names, separated by commas. */
  people: string
}
export type FormProblem = 'title' | 'from' | 'to'

export const entryKinds: readonly OwnEntryKind[] = ['meeting', 'meal', 'call', 'travel', 'other']

/** Default length of an entry in minutes, if no end is given. */
const defaultMinutes: Record<OwnEntryKind, number> = {
  meeting: 30,
  meal: 60,
  call: 30,
  travel: 60,
  other: 30,
}

/** Fills the form with what was read from the line and keeps its other fields. */
export function fillForm(form: EntryForm, { people, ...read }: ReadEntry): EntryForm {
  const filled = { ...form, ...read, ...(people ? { people: people.join(', ') } : {}) }
  return read.from && !read.to
    ? { ...filled, to: addMinutes(read.from, defaultMinutes[filled.kind]) }
    : filled
}

/** Applies what was typed into the fields. If the start is typed but not the end, the entry keeps its length, unless it lasts several days. */
export function editForm(form: EntryForm, edits: Partial<EntryForm>): EntryForm {
  const from = parseTime(form.from)
  const to = parseTime(form.to)
  const typedStart = parseTime(edits.from ?? '')
  const lastsSeveralDays = (edits.nights ?? form.nights ?? 0) > 0
  const end =
    !lastsSeveralDays && from && to && typedStart?.add(from.until(to)).toString({ smallestUnit: 'minute' })
  return { ...form, ...(end ? { to: end } : {}), ...edits }
}

export function getForm(session: Session, timeZone: string): EntryForm {
  const { title, start, end, speakers, own } = session
  const lastsSeveralDays = end !== null && countMinutesBetween(start, end) > 24 * 60
  const day = toLocalDate(start, timeZone)
  const lastDay = toLocalDate(end ?? start, timeZone)
  return {
    kind: own?.kind ?? 'other',
    title,
    day,
    from: formatTime(start, timeZone),
    to: formatTime(end ?? start, timeZone),
    ...(lastsSeveralDays ? { nights: Temporal.PlainDate.from(day).until(lastDay).days } : {}),
    place: own?.place ?? '',
    people: speakers.join(', '),
  }
}

/** An end that is not after the start is on the next day. */
export function getLastDay({ day, from, to, nights = 0 }: EntryForm): PlainDate {
  const start = parseTime(from)
  const end = parseTime(to)
  const isNextDay = nights === 0 && start && end && Temporal.PlainTime.compare(end, start) <= 0
  return Temporal.PlainDate.from(day)
    .add({ days: isNextDay ? 1 : nights })
    .toString()
}

/** @returns the edit that makes the entry end on this day */
export function setLastDay({ day }: EntryForm, lastDay: PlainDate): Pick<EntryForm, 'nights'> {
  return { nights: Temporal.PlainDate.from(day).until(lastDay).days }
}

/** @returns null if a time is missing or invalid */
function getTimes(form: EntryForm, timeZone: string): Pick<OwnEntryFields, 'start' | 'end'> | null {
  const from = parseTime(form.from)
  const to = parseTime(form.to)
  if (!from || !to) return null
  const day = Temporal.PlainDate.from(form.day)
  const toInstant = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
    toInstantString(date.toZonedDateTime({ timeZone, plainTime }).toInstant())
  const start = toInstant(day, from)
  const end = toInstant(Temporal.PlainDate.from(getLastDay(form)), to)
  // If a clock change skips the start, the end may not be after it.
  return { start, end: end > start ? end : toInstant(day.add({ days: 1 }), to) }
}

/** @returns the fields of the entry, or the fields of the form that are missing or invalid */
export function getFields(form: EntryForm, timeZone: string): OwnEntryFields | { problems: FormProblem[] } {
  const title = form.title.trim()
  const times = getTimes(form, timeZone)
  if (title === '' || !times) {
    return {
      problems: [
        ...(title ? [] : ['title' as const]),
        ...(parseTime(form.from) ? [] : ['from' as const]),
        ...(parseTime(form.to) ? [] : ['to' as const]),
      ],
    }
  }
  return {
    kind: form.kind,
    title,
    ...times,
    place: form.place.trim(),
    people: form.people
      .split(/[,;\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  }
}

/**
 * The default start of a new entry: the next full half hour, from the first day of the conference to the day after it. At any other time,
 * the first morning of the conference.
 */
export function getDefaultStart(
  { startDate, endDate, timeZone }: Pick<Conference, 'startDate' | 'endDate' | 'timeZone'>,
  now: string,
): Pick<EntryForm, 'day' | 'from'> {
  const time = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone)
  const today = time.toPlainDate().toString()
  const dayAfter = Temporal.PlainDate.from(endDate).add({ days: 1 }).toString()
  if (today < startDate || today > dayAfter) return { day: startDate, from: '09:00' }
  // Late in the evening, the next full half hour is on the next day.
  const next = time.add({ minutes: 30 - (time.minute % 30) })
  return {
    day: next.toPlainDate().toString(),
    from: next.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

export function addMinutes(time: string, minutes: number): string {
  return Temporal.PlainTime.from(time).add({ minutes }).toString({ smallestUnit: 'minute' })
}
