/**
 * Indico's JSON (https://docs.getindico.io/en/stable/http-api/): an event exported with its contributions or sessions, and
 * the export of its timetable. Every time names its own zone.
 */

import { Temporal } from 'temporal-polyfill'
import { said } from '../../core/said.ts'
import { isTimeZone } from '../../core/time.ts'
import { StoreError } from '../errors.ts'
import { asList, asObject, type JsonObject, readJson, textOf } from './common/json.ts'
import type { RawLink } from './common/links.ts'
import { mostFrequent } from './common/zone.ts'
import { ofSchedule } from './fill-in.ts'
import { buildProgramme } from './frab/build.ts'
import {
  type RawEvent,
  type RawPerson,
  type RawProgramme,
  rawConference,
  rawEvent,
} from './frab/programme.ts'
import type { Importer } from './importer.ts'

const LACKS = ofSchedule({
  conference: ['subtitle', 'edition', 'city'],
  speakers: 'biographies',
  sessions: ['languages', 'recording'],
})

export const indico: Importer = {
  id: 'indico',
  name: 'Indico (event or timetable)',
  extensions: ['json'],
  detect: (beginning) =>
    beginning.startsWith('{') &&
    /"results"\s*:\s*[[{]/.test(beginning) &&
    /"(?:_type|_fossil|entryType|startDate)"\s*:/.test(beginning),
  parse: (source) => buildProgramme(readProgramme(readJson(source.bytes)), source, LACKS),
}

const text = (value: unknown): string => textOf(value, '')

function readProgramme(file: unknown): RawProgramme {
  const results = asObject(file)?.results
  const timetables = asObject(results)
  if (timetables) {
    const [timetable, ...others] = Object.values(timetables)
    if (others.length === 0 && asObject(timetable)) return readTimetable(asObject(timetable))
    throw new StoreError('bad-file', said`results: not the timetable of one event.`)
  }
  const [event, ...others] = asList(results)
    .map(asObject)
    .filter((item) => item !== null)
  if (!event) throw new StoreError('bad-file', said`results: neither an event nor the timetable of one.`)
  if (others.length === 0) return readEvent(event)
  throw new StoreError(
    'bad-file',
    said`results: the file holds ${others.length + 1} events. Export one of them, with its contributions or its timetable.`,
  )
}

// ── An event ─────────────────────────────────────────────────────────────────

function readEvent(event: JsonObject): RawProgramme {
  const alone = asList(event.contributions).flatMap((item, index) =>
    readItem(item, `results[0].contributions[${index}]`, null),
  )
  const inSessions = asList(event.sessions).flatMap((session, index) => {
    const object = asObject(session)
    if (!object) return []
    const place = `results[0].sessions[${index}]`
    const within = asList(object.contributions).flatMap((item, position) =>
      readItem(item, `${place}.contributions[${position}]`, object),
    )
    // A session of contributions is what they have in common; one without any is itself on the programme.
    return within.length > 0 ? within : readItem(object, place, null)
  })
  const listed = [...alone, ...inSessions]
  // A lecture or a meeting without contributions is one session: itself.
  const sessions = listed.length > 0 ? listed : readItem(event, 'results[0]', null)
  const zone = text(event.timezone)
  return {
    conference: rawConference({
      place: 'results[0]',
      title: text(event.title),
      venue: text(event.location),
      start: momentOf(event.startDate, zone),
      end: momentOf(event.endDate, zone),
      zone,
      url: text(event.url),
    }),
    days: [],
    rooms: [],
    events: sessions.map((session) => ({
      ...session,
      date: inZone(session.date, zone),
      end: inZone(session.end, zone),
    })),
  }
}

// ── A timetable ──────────────────────────────────────────────────────────────

/** Day → entry → entry: sessions hold contributions and breaks. */
function readTimetable(days: JsonObject | null): RawProgramme {
  const zones: string[] = []
  const events = Object.entries(days ?? {}).flatMap(([day, entries]) =>
    Object.entries(asObject(entries) ?? {}).flatMap(([key, entry]): RawEvent[] => {
      const object = asObject(entry)
      if (!object) return []
      const tz = text(asObject(object.startDate)?.tz)
      if (tz !== '') zones.push(tz)
      const place = `results.${day.slice(0, 20)}.${key.slice(0, 40)}`
      const within = Object.entries(asObject(object.entries) ?? {}).flatMap(([inner, item]) =>
        readItem(item, `${place}.${inner.slice(0, 40)}`, object),
      )
      return within.length > 0 ? within : readItem(object, place, null)
    }),
  )
  const zone = mostFrequent(zones) ?? ''
  return { conference: rawConference({ zone }), days: [], rooms: [], events }
}

// ── What both hold ───────────────────────────────────────────────────────────

/** `session`: the one that it is a part of. */
function readItem(item: unknown, place: string, session: JsonObject | null): RawEvent[] {
  const object = asObject(item)
  if (!object) return []
  const isBreak = text(object.entryType) === 'Break'
  const zone = text(asObject(object.startDate)?.tz)
  const people = [...asList(object.speakers), ...asList(object.presenters), ...asList(object.conveners)]
  return [
    rawEvent({
      place,
      id: text(object.uniqueId) || text(object.friendly_id) || text(object.id),
      title: text(object.title) || text(session?.title),
      description: text(object.description),
      date: momentOf(object.startDate, zone),
      end: momentOf(object.endDate, zone),
      room: text(object.room) || text(object.roomFullname) || text(session?.room),
      type: isBreak ? 'break' : typeOf(object.type),
      track: text(object.track) || text(object.session) || text(object.slotTitle) || text(session?.title),
      persons: (people.length > 0 ? people : asList(object.primaryauthors)).flatMap(readPerson),
      links: linksOf(object),
    }),
  ]
}

const typeOf = (type: unknown): string => text(asObject(type)?.name ?? type)

function readPerson(person: unknown): RawPerson[] {
  const object = asObject(person)
  if (!object) return []
  const first = text(object.first_name) || text(object.firstName)
  const last = text(object.last_name) || text(object.familyName)
  const name = [first, last].filter(Boolean).join(' ') || text(object.name) || text(object.fullName)
  // The numbers count appearances, not people.
  return [{ guid: '', name, biography: '' }]
}

function linksOf({ url, folders, material }: JsonObject): RawLink[] {
  const attachments = asList(folders).flatMap((folder) => asList(asObject(folder)?.attachments))
  const resources = asList(material).flatMap((item) => asList(asObject(item)?.resources))
  return [
    ...(text(url) === '' ? [] : [{ kind: 'page' as const, title: '', url: text(url) }]),
    ...[...attachments, ...resources].flatMap((item): RawLink[] => {
      const { title, name, download_url, link_url, url: address, type } = asObject(item) ?? {}
      return [
        {
          kind: text(type) === 'link' ? 'link' : 'attachment',
          title: text(title) || text(name),
          url: text(download_url) || text(link_url) || text(address),
        },
      ]
    }),
  ]
}

/**
 * `{ date, time, tz }` → an instant with its offset; without a zone, wall time. What is no date is left as it is written, for the one who
 * tells of it.
 */
function momentOf(value: unknown, zone: string): string {
  const object = asObject(value)
  if (!object) return text(value)
  const [date, time] = [text(object.date), text(object.time).slice(0, 8)]
  if (date === '' || time === '') return date
  const local = `${date}T${time}`
  const named = text(object.tz) || zone
  if (named === '' || named.length > 60 || !isTimeZone(named)) return local
  return orAsWritten(local, () => Temporal.PlainDateTime.from(local).toZonedDateTime(named))
}

/** Indico gives every instant in UTC and says beside it what zone the event is in. */
function inZone(moment: string, zone: string): string {
  if (!/[+-]\d\d:\d\d$/.test(moment) || zone.length > 60 || !isTimeZone(zone)) return moment
  return orAsWritten(moment, () => Temporal.Instant.from(moment).toZonedDateTimeISO(zone))
}

function orAsWritten(written: string, read: () => Temporal.ZonedDateTime): string {
  try {
    return read().toString({ timeZoneName: 'never', smallestUnit: 'second' })
  } catch (error) {
    if (error instanceof RangeError) return written
    throw error
  }
}
