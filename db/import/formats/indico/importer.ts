/**
 * Imports Indico's JSON (https://docs.getindico.io/en/stable/http-api/): an event exported with contributions or sessions, or its
 * timetable. Every time names its own zone.
 */

import { Temporal } from 'temporal-polyfill'
import { message } from '../../../../core/i18n/message.ts'
import { isTimeZone } from '../../../../core/zones.ts'
import { StoreError } from '../../../errors.ts'
import { getText, type JsonObject, readJson, toList, toObject } from '../../../formats/json.ts'
import { memoize } from '../../../formats/memoize.ts'
import { collectProblems, type Problems } from '../../../formats/problems.ts'
import { shortenForMessage } from '../../../formats/text.ts'
import { toValidUrl } from '../../../formats/url.ts'
import { buildProgramme } from '../../builder/build-programme.ts'
import {
  createRawConference,
  createRawEvent,
  describeRawEvent,
  type RawEvent,
  type RawPerson,
  type RawProgramme,
} from '../../builder/raw-programme.ts'
import type { Importer } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import { describeClockChange, formatClockChange } from '../../values/clock-change.ts'
import type { RawLink } from '../../values/links.ts'
import { findMostFrequent } from '../../values/zone.ts'
import { createZoneClock } from '../../values/zone-clock.ts'

const MISSING_FIELDS = makeMissingFields({
  conference: ['subtitle', 'edition', 'city'],
  speakers: 'biographies',
  sessions: ['languages'],
})

export const indico: Importer = {
  id: 'indico',
  name: 'Indico (event or timetable)',
  extensions: ['json'],
  detect: (beginning) =>
    beginning.startsWith('{') &&
    /"results"\s*:\s*[[{]/.test(beginning) &&
    /"(?:_type|_fossil|entryType|startDate)"\s*:/.test(beginning),
  parse: (source) => {
    const problems = collectProblems()
    return buildProgramme(
      readProgramme(readJson(source.bytes, problems), problems),
      source,
      MISSING_FIELDS,
      problems,
    )
  },
}

const readText = (value: unknown): string => getText(value, '')

/** `site`: the base of addresses without a host; null if the file does not say. */
type Context = { site: string | null; problems: Problems }

function readProgramme(file: unknown, problems: Problems): RawProgramme {
  const results = toObject(file)?.results
  // An export contains the address from which it was requested.
  const context = { site: toValidUrl(readText(toObject(file)?.url)), problems }
  const timetables = toObject(results)
  if (timetables) {
    const [timetable, ...others] = Object.values(timetables)
    if (others.length === 0 && toObject(timetable)) return readTimetable(toObject(timetable), context)
    throw new StoreError('bad-file', message('indico.not-timetable'))
  }
  const [event, ...others] = toList(results)
    .map(toObject)
    .filter((item) => item !== null)
  if (!event) throw new StoreError('bad-file', message('indico.not-event'))
  if (others.length === 0)
    return readEvent(event, { ...context, site: toValidUrl(readText(event.url)) ?? context.site })
  throw new StoreError('bad-file', message('indico.several-events', { count: others.length + 1 }))
}

// ── An event ─────────────────────────────────────────────────────────────────

function readEvent(event: JsonObject, context: Context): RawProgramme {
  const directContributions = toList(event.contributions).flatMap((item, index) =>
    readItem(item, `results[0].contributions[${index}]`, null, context),
  )
  const inSessions = toList(event.sessions).flatMap((session, index) => {
    const object = toObject(session)
    if (!object) return []
    const path = `results[0].sessions[${index}]`
    const contributionsOfSession = toList(object.contributions).flatMap((item, position) =>
      readItem(item, `${path}.contributions[${position}]`, object, context),
    )
    reportConveners(object, path, contributionsOfSession, context)
    // A session with contributions only groups them; one without contributions is a programme item itself.
    return contributionsOfSession.length > 0 ? contributionsOfSession : readItem(object, path, null, context)
  })
  const items = [...directContributions, ...inSessions]
  // A lecture or a meeting without contributions is a single session.
  const sessions = items.length > 0 ? items : readItem(event, 'results[0]', null, context)
  const zone = readText(event.timezone)
  return {
    conference: createRawConference({
      place: 'results[0]',
      title: readText(event.title),
      venue: readText(event.location),
      start: getMoment(event.startDate, zone, null, context),
      end: getMoment(event.endDate, zone, null, context),
      zone,
      url: readText(event.url),
    }),
    days: [],
    rooms: [],
    events: sessions.map((session) => ({
      ...session,
      date: convertToZone(session.date, zone),
      end: convertToZone(session.end, zone),
    })),
  }
}

// ── A timetable ──────────────────────────────────────────────────────────────

/** Day → entry → entry: sessions hold contributions and breaks. */
function readTimetable(days: JsonObject | null, context: Context): RawProgramme {
  const zones: string[] = []
  const events = Object.entries(days ?? {}).flatMap(([day, entries]) =>
    Object.entries(toObject(entries) ?? {}).flatMap(([key, entry]): RawEvent[] => {
      const object = toObject(entry)
      if (!object) return []
      const tz = readText(toObject(object.startDate)?.tz)
      if (tz !== '') zones.push(tz)
      const path = `results.${day.slice(0, 20)}.${key.slice(0, 40)}`
      const contributions = Object.entries(toObject(object.entries) ?? {}).flatMap(([innerKey, item]) =>
        readItem(item, `${path}.${innerKey.slice(0, 40)}`, object, context),
      )
      reportConveners(object, path, contributions, context)
      return contributions.length > 0 ? contributions : readItem(object, path, null, context)
    }),
  )
  const zone = findMostFrequent(zones) ?? ''
  return { conference: createRawConference({ zone }), days: [], rooms: [], events }
}

// ── Events and timetables ────────────────────────────────────────────────────

/** `session`: the session that contains the item. */
function readItem(item: unknown, path: string, session: JsonObject | null, context: Context): RawEvent[] {
  const object = toObject(item)
  if (!object) return []
  const parts = toList(object.subContributions ?? object.sub_contributions)
    .map(toObject)
    .filter((part) => part !== null)
  const untimedParts = parts.filter(({ startDate }) => !startDate)
  const timedParts = parts.flatMap((part, index) =>
    part.startDate ? readItem(part, `${path}.subContributions[${index}]`, object, context) : [],
  )
  return [readWithoutTimedParts(object, path, session, untimedParts, context), ...timedParts]
}

/** `untimedParts`: subcontributions that have a duration but no time, so they are listed in the contribution's description. */
function readWithoutTimedParts(
  object: JsonObject,
  path: string,
  session: JsonObject | null,
  untimedParts: readonly JsonObject[],
  context: Context,
): RawEvent {
  const isBreak = readText(object.entryType) === 'Break'
  const zone = readText(toObject(object.startDate)?.tz)
  const people = [...toList(object.speakers), ...toList(object.presenters), ...toList(object.conveners)]
  const speakers = people.length > 0 || untimedParts.length > 0 ? people : toList(object.primaryauthors)
  const event = createRawEvent({
    place: path,
    id: readText(object.uniqueId) || readText(object.friendly_id) || readText(object.id),
    title: readText(object.title) || readText(session?.title),
    // Kept apart from the list of parts, which is HTML, since the description may not be HTML.
    abstract: untimedParts.length > 0 ? readText(object.description) : '',
    description: untimedParts.length > 0 ? writePartsAsHtml(untimedParts) : readText(object.description),
    room: readText(object.room) || readText(object.roomFullname) || readText(session?.room),
    type: isBreak ? 'Break' : getType(object.type),
    track:
      readText(object.track) ||
      getTitle(object.session) ||
      readText(object.slotTitle) ||
      readText(session?.title),
    persons: [...speakers, ...untimedParts.flatMap((part) => toList(part.speakers))].flatMap(readPerson),
    links: [
      ...getLinks(object, context),
      ...untimedParts.flatMap((part) =>
        getLinks(part, context).map((link) => ({
          ...link,
          title: [readText(part.title), link.title].filter(Boolean).join(': '),
        })),
      ),
    ],
  })
  event.date = getMoment(object.startDate, zone, event, context)
  event.end = getMoment(object.endDate, zone, event, context)
  if (event.end === '' && isMinutes(object.duration)) event.duration = readText(object.duration)
  return event
}

/**
 * Warns if contributions replace a session and its convener speaks in none of them. A session without contributions has its conveners as
 * speakers.
 */
function reportConveners(
  session: JsonObject,
  path: string,
  contributions: readonly RawEvent[],
  { problems }: Context,
): void {
  if (contributions.length === 0) return
  const speakerNames = new Set(contributions.flatMap(({ persons }) => persons).map(({ name }) => name))
  const namesLeftOut = toList(session.conveners)
    .flatMap(readPerson)
    .flatMap(({ name }) => (name === '' || speakerNames.has(name) ? [] : name))
  if (namesLeftOut.length === 0) return
  problems.add(
    message('indico.convener-left-out'),
    message('indico.session-conveners', {
      title: shortenForMessage(getTitle(session)),
      place: path,
      names: namesLeftOut.map(shortenForMessage).join(', ').slice(0, 200),
    }),
    'loss',
  )
}

const getType = (type: unknown): string => readText(toObject(type)?.name ?? type)
/** Accepts a title or an object with a title. */
const getTitle = (session: unknown): string => readText(toObject(session)?.title ?? session)

const isMinutes = (duration: unknown): boolean => /^[1-9]\d{0,3}$/.test(readText(duration))

/** `• Status of the detector (20 min): Ada Lovelace`, as HTML. */
function writePartsAsHtml(parts: readonly JsonObject[]): string {
  const items = parts.map((part) => {
    const minutes = isMinutes(part.duration) ? readText(part.duration) : ''
    const names = toList(part.speakers)
      .flatMap(readPerson)
      .map(({ name }) => name)
    const length = minutes === '' ? '' : ` (${minutes} min)`
    const speakers = names.length > 0 ? `: ${names.join(', ')}` : ''
    const line = `${readText(part.title)}${length}${speakers}`
    return `<li>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</li>`
  })
  return `<ul>${items.join('')}</ul>`
}

function readPerson(person: unknown): RawPerson[] {
  const object = toObject(person)
  if (!object) return []
  const first = readText(object.first_name) || readText(object.firstName)
  const last = readText(object.last_name) || readText(object.familyName)
  const name = [first, last].filter(Boolean).join(' ') || readText(object.name) || readText(object.fullName)
  // Indico's ids number appearances, so a person has several.
  return [{ guid: '', name, biography: '' }]
}

/** Attachments are in folders; in a timetable, `attachments` holds both files and folders. */
function getLinks(object: JsonObject, { site }: Context): RawLink[] {
  const { url, folders, material } = object
  const { files, folders: timetableFolders } = toObject(object.attachments) ?? {}
  const inFolders = [...toList(folders), ...toList(timetableFolders)].flatMap((folder) =>
    toList(toObject(folder)?.attachments),
  )
  const attachments = [...toList(files), ...inFolders]
  const resources = toList(material).flatMap((item) => toList(toObject(item)?.resources))
  const links: RawLink[] = [
    ...(readText(url) === '' ? [] : [{ kind: 'page' as const, title: '', url: readText(url) }]),
    ...[...attachments, ...resources].flatMap((item): RawLink[] => {
      const { title, name, download_url, link_url, url: address, type } = toObject(item) ?? {}
      return [
        {
          kind: readText(type) === 'link' ? 'link' : 'attachment',
          title: readText(title) || readText(name),
          url: readText(download_url) || readText(link_url) || readText(address),
        },
      ]
    }),
  ]
  return links.map((link) => ({ ...link, url: resolveAddress(link.url, site) }))
}

function resolveAddress(url: string, site: string | null): string {
  const isRelative = /^\/(?!\/)/.test(url) && site !== null && URL.canParse(url, site)
  return isRelative ? new URL(url, site).href : url
}

/**
 * `{ date, time, tz }` → an instant with its offset, or wall time if there is no zone. Text that is not a date is returned unchanged, so
 * that the warning can quote it. `event`: the event that a warning about a clock change names.
 */
function getMoment(
  value: unknown,
  zone: string,
  event: RawEvent | null,
  { problems }: Pick<Context, 'problems'>,
): string {
  const object = toObject(value)
  if (!object) return readText(value)
  const date = readText(object.date)
  const time = readText(object.time).slice(0, 8)
  if (date === '' || time === '') return date
  const local = `${date}T${time}`
  const zoneName = readText(object.tz) || zone
  if (zoneName === '' || zoneName.length > 60 || !isTimeZone(zoneName)) return local
  return formatOrKeep(local, () => {
    const zonedTime = Temporal.PlainDateTime.from(local).toZonedDateTime(zoneName)
    const change = event && getZoneClock(zoneName).findChange(date, time)
    if (change) {
      const detail = formatClockChange(
        local,
        zonedTime.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
      )
      problems.add(
        describeClockChange(change),
        message('common.with-detail', { name: describeRawEvent(event), detail }),
        'time',
      )
    }
    return zonedTime
  })
}
/** Cached, since every time of a programme is read in the same zone. */
const getZoneClock = memoize(createZoneClock)

/** Indico writes every instant in UTC and the event's zone beside it. */
function convertToZone(moment: string, zone: string): string {
  if (!/[+-]\d\d:\d\d$/.test(moment) || zone.length > 60 || !isTimeZone(zone)) return moment
  return formatOrKeep(moment, () => Temporal.Instant.from(moment).toZonedDateTimeISO(zone))
}

function formatOrKeep(written: string, read: () => Temporal.ZonedDateTime): string {
  try {
    return read().toString({ timeZoneName: 'never', smallestUnit: 'second' })
  } catch (error) {
    if (error instanceof RangeError) return written
    throw error
  }
}
