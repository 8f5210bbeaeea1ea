/** Converts the events of a calendar to a bundle. */

import type { Temporal } from 'temporal-polyfill'
import { type Message, message } from '../../../../core/i18n/message.ts'
import { getLastWholeDay, NIGHT_END_HOUR } from '../../../../core/time.ts'
import { StoreError } from '../../../errors.ts'
import type { Problems } from '../../../formats/problems.ts'
import {
  type Component,
  getProperty,
  getText,
  readComponents,
  unescapeText,
} from '../../../formats/read-content-lines.ts'
import { cleanLine, cleanText, isMisread } from '../../../formats/text.ts'
import { toValidUrl } from '../../../formats/url.ts'
import { type ConferenceBundle, ConferenceSlug, type Guid } from '../../../model.ts'
import type { Importer, Invitation, MissingFields, Sequences, Source } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import { getKind, getOrganiserWord } from '../../values/kinds.ts'
import { getAddresses, readLinks } from '../../values/links.ts'
import { makeKeysDistinct, makeSlug, toGuid, toTitle } from '../../values/names.ts'
import { createStatusReader, type StatusReader } from '../../values/status.ts'
import { type Clock, createClock } from './calendar-clock.ts'
import { describeEvent, type Entry, getEntries, limitEvents, readSequence } from './calendar-entries.ts'
import { getCategories, getLinks } from './categories-and-links.ts'
import { formatZonedTime, getEnd, warnOfClockChange } from './event-end.ts'
import { isOwnEntry, readInvitation } from './invitation.ts'
import {
  findCancelled,
  findWholeSeries,
  hasEnd,
  isMessage,
  listMissingFields,
  refuseCancellationWithoutTime,
  refuseReplies,
} from './messages.ts'
import {
  addOtherLinks,
  hasType,
  pickDistinct,
  readOwnAddress,
  readOwnDescription,
  readOwnFields,
  readOwnLinks,
  readOwnSpeakers,
  readOwnTitle,
} from './own-properties.ts'
import { getPlace, getSlotPlace } from './place.ts'
import { getTime, YEARS } from './times.ts'
import { chooseCalendarZone } from './zone-of-calendar.ts'
import { readZones } from './zones.ts'

type FullSession = ConferenceBundle['sessions'][number]
/** A session without the columns that calendars lack. These get their default when the bundle is checked. */
type BundleSession = Partial<FullSession> &
  Pick<FullSession, 'guid' | 'title' | 'kind' | 'start' | 'end' | 'day'>

export function buildCalendar(
  text: string,
  { fileName, options }: Source,
  problems: Problems,
): ReturnType<Importer['parse']> {
  const calendars = readComponents(text, problems).filter(({ name }) => name === 'VCALENDAR')
  refuseReplies(calendars)
  const events = getEvents(calendars, problems)
  limitEvents(events)
  const zones = readZones(calendars, problems)
  const zone = chooseCalendarZone(calendars, events, zones, options, problems)
  const clock = createClock(zone, zones)
  const entries = getEntries(events, clock, problems)
  const cancelled = findCancelled(calendars)
  const sessions = buildSessions(entries, clock, cancelled, problems)
  const exportedDates = findExportedDates(calendars, events)
  const [startDate] = sessions
    .map(({ day }) => day)
    .concat(exportedDates?.first ?? [])
    .sort()
  const endDate = sessions
    .map((session) => getLastWholeDay(session, zone) ?? session.day)
    .concat(exportedDates?.last ?? [])
    .sort()
    .at(-1)
  if (sessions.length === 0 || startDate === undefined || endDate === undefined) {
    refuseCancellationWithoutTime(cancelled)
    throw createNoDatesError(events)
  }
  const title = getTitle(calendars, fileName, problems)
  const rooms = pickDistinct(entries.flatMap(({ event }) => getPlace(event).room ?? []))
  const speakers = pickDistinct(entries.flatMap(({ event }) => readOwnSpeakers(event)))
  return {
    bundle: {
      format: 'rapporteur-conference',
      formatVersion: 1,
      conference: {
        slug: findExportedConference(events) ?? makeSlug('', title, startDate),
        title,
        subtitle: '',
        // A calendar as a whole has no version number, so the last import wins.
        revision: 1,
        edition: exportedDates ? cleanText(getFirstText(calendars, 'X-RAPPORTEUR-EDITION')) : '',
        venue: cleanLine(getFirstText(calendars, 'X-RAPPORTEUR-VENUE')),
        city: cleanLine(getFirstText(calendars, 'X-RAPPORTEUR-CITY')),
        country: '',
        timeZone: zone,
        startDate,
        endDate,
        url: toValidUrl(
          readOwnAddress(getFirstText(calendars, 'URL'), getFirstText(calendars, 'X-RAPPORTEUR-URL')),
        ),
        introduction: [],
        keyMessagesHeading: '',
        closing: [],
      },
      rooms: rooms.map((room) => ({ ...room, languages: [] })),
      // Other calendars list attendees and organisers by e-mail address without saying who speaks.
      speakers: speakers.map((speaker) => ({ ...speaker, biography: '' })),
      sessions,
      keyMessages: [],
      directory: [],
    },
    warnings: problems.list(),
    missing: {
      ...findMissingFields(calendars, events),
      bySession: listMissingFields(
        entries.map(({ event }) => event),
        sessions.map(({ guid }) => guid),
        cancelled,
      ),
      wholeSeries: findWholeSeries(calendars, entries, sessions),
    },
    sequences: getSequences(entries, sessions),
    invitation: findInvitation(entries, sessions),
  }
}

function createNoDatesError(events: readonly Component[]): StoreError {
  const startProperty = events.map((event) => getProperty(event, 'DTSTART')).find((property) => property)
  if (!startProperty || getTime(startProperty))
    return new StoreError('bad-file', message('calendar.no-dates'))
  return new StoreError(
    'bad-file',
    message('calendar.impossible-date', {
      line: startProperty.line,
      date: startProperty.value.slice(0, 40),
      firstYear: YEARS[0],
      lastYear: YEARS[1],
    }),
  )
}

/** The UID of a session exported by Rapporteur (export/formats/icalendar/): the session's key, then the conference's slug. */
const OWN_UID = /@([a-z\d]+(?:-[a-z\d]+)*)\.rapporteur$/

/** Mark events that are not sessions of the programme: withdrawn sessions, exported so that calendars delete them, and delegates' own entries. */
const NOT_IN_PROGRAMME = ['X-RAPPORTEUR-WITHDRAWN', 'X-RAPPORTEUR-OWN-ENTRY']
const isOfProgramme = (event: Component) =>
  !OWN_UID.test(getText(event, 'UID')) ||
  NOT_IN_PROGRAMME.every((name) => getProperty(event, name) === undefined)

/** @returns the conference that all events belong to, or null unless Rapporteur exported them all as sessions of it */
function findExportedConference(events: readonly Component[]): ConferenceSlug | null {
  if (events.some(isOwnEntry)) return null
  const [slug, ...others] = new Set(events.map((event) => OWN_UID.exec(getText(event, 'UID'))?.[1]))
  return others.length > 0 ? null : (ConferenceSlug.safeParse(slug).data ?? null)
}

function findInvitation(entries: readonly Entry[], sessions: readonly BundleSession[]): Invitation | null {
  const [entry, ...others] = entries
  const [session] = sessions
  return entry && session && others.length === 0 ? readInvitation(entry.event, session) : null
}

/** `sessions`: one for each entry. Rapporteur's SEQUENCE counts the changes on one computer, and cannot be compared across computers. */
function getSequences(entries: readonly Entry[], sessions: readonly BundleSession[]): Sequences {
  return new Map(
    entries.flatMap(({ event }, index) => {
      const sequence = OWN_UID.test(getText(event, 'UID')) ? null : readSequence(event)
      const guid = sessions[index]?.guid
      return sequence === null || guid === undefined ? [] : [[guid, sequence] as const]
    }),
  )
}

/**
 * @returns the dates that our own export states for the conference, which may begin before its sessions and end after them; null if there
 * are none, or if events of another conference were added to the calendar
 */
function findExportedDates(
  calendars: readonly Component[],
  events: readonly Component[],
): { first: string; last: string } | null {
  if (findExportedConference(events) === null) return null
  const readDate = (name: string) =>
    calendars
      .map((calendar) => getTime(getProperty(calendar, name))?.local.toPlainDate().toString())
      .find((date) => date)
  const first = readDate('X-RAPPORTEUR-START-DATE')
  const last = readDate('X-RAPPORTEUR-END-DATE')
  return first !== undefined && last !== undefined && first <= last ? { first, last } : null
}

/**
 * If one event has categories, the calendar counts as a calendar with categories. Our own exports have a property for each field. If
 * another program dropped these, LOCATION includes the venue and DESCRIPTION the speakers, so these fields count as missing.
 */
function findMissingFields(calendars: readonly Component[], events: readonly Component[]): MissingFields {
  const hasCategories = events.some((event) => getCategories(event).all.length > 0)
  const isNamed = readName(calendars) !== ''
  const hasAddress = getFirstText(calendars, 'URL') !== ''
  const isExportedByRapporteur = findExportedConference(events) !== null
  const isPart = isMessage(calendars)
  const missingInCalendar = makeMissingFields({
    conference: [
      'subtitle',
      ...(findExportedDates(calendars, events) ? [] : (['edition'] as const)),
      'venue',
      'city',
      ...(isNamed ? [] : (['title'] as const)),
      ...(hasAddress ? [] : (['url'] as const)),
    ],
    speakers: 'all',
    sessions: [
      'languages',
      ...(hasCategories && !isExportedByRapporteur ? [] : (['kind', 'type', 'track'] as const)),
      ...(isExportedByRapporteur ? (['room', 'description', 'links'] as const) : []),
    ],
  })
  const missing = { ...missingInCalendar, isPart, isOfSessions: isPart }
  const hasOwnProperties = isExportedByRapporteur && events.every((event) => readOwnFields(event) !== null)
  if (!hasOwnProperties) return missing
  // Calendars exported by older versions of Rapporteur do not contain the type.
  const { sessions } = makeMissingFields({
    reads: ['label', 'recording'],
    sessions: events.some(hasType) ? [] : ['type'],
  })
  return { ...missing, speakers: 'biographies', sessions, interpretation: false, isOfSessions: true }
}

/** The events of the programme, or the only event if it is a delegate's own entry. */
function getEvents(calendars: readonly Component[], problems: Problems): Component[] {
  const components = calendars.flatMap((calendar) => calendar.components)
  for (const { name, line } of components) {
    if (name === 'VTODO' || name === 'VJOURNAL') {
      problems.add(message('calendar.tasks-ignored'), message('common.name-line', { name, line }))
    }
  }
  const events = components.filter(({ name }) => name === 'VEVENT')
  const [only] = events
  return events.length === 1 && only && isOwnEntry(only) ? [only] : events.filter(isOfProgramme)
}

/** NAME of RFC 7986 §5.1, or X-WR-CALNAME, its predecessor. */
function readName(calendars: readonly Component[]): string {
  return cleanLine(getFirstText(calendars, 'NAME') || getFirstText(calendars, 'X-WR-CALNAME'))
}

function getTitle(calendars: readonly Component[], fileName: string, problems: Problems): string {
  const title = readName(calendars)
  if (title !== '') return title
  const titleFromFile = cleanLine(toTitle(fileName)) || 'Calendar'
  problems.add(message('calendar.title-from-file', { title: titleFromFile }))
  return titleFromFile
}

function getFirstText(calendars: readonly Component[], name: string): string {
  return calendars.map((calendar) => getText(calendar, name)).find((text) => text.trim() !== '') ?? ''
}

/** Our own UIDs are escaped as TEXT; UIDs of other programs are used unchanged. */
const getKey = ({ key }: Entry) => toGuid(OWN_UID.test(key) ? unescapeText(key).replace(OWN_UID, '') : key)

type EntryWithStart = { entry: Entry; start: Temporal.ZonedDateTime }

function buildSessions(
  entries: readonly Entry[],
  clock: Clock,
  cancelled: ReadonlySet<Component>,
  problems: Problems,
): BundleSession[] {
  const entriesWithStart = entries.map(
    (entry): EntryWithStart => ({ entry, start: clock.toZonedTime(entry.start) }),
  )
  const formatMinute = ({ start }: EntryWithStart) =>
    start.toPlainDateTime().toString({ smallestUnit: 'minute' })
  const { keys, shared } = makeKeysDistinct(
    entriesWithStart.map((item) => ({ item, key: getKey(item.entry) })),
    (item) => ({ start: formatMinute(item), room: getSlotPlace(item.entry.event) }),
  )
  for (const item of shared) {
    problems.add(
      message('calendar.identifier-twice'),
      message('common.name-time', { name: describeEvent(item.entry.event), time: formatMinute(item) }),
    )
  }
  const context = { clock, cancelled, readStatus: createStatusReader(problems), problems }
  return entriesWithStart.map((item, index) => buildSession(item, toGuid(keys[index] ?? ''), context))
}

type SessionContext = {
  clock: Clock
  cancelled: ReadonlySet<Component>
  readStatus: StatusReader
  problems: Problems
}

function buildSession(
  { entry, start }: EntryWithStart,
  guid: Guid,
  { clock, cancelled, readStatus, problems }: SessionContext,
): BundleSession {
  const { event } = entry
  const isCancelled = cancelled.has(event)
  const name = describeEvent(event)
  const ownFields = readOwnFields(event)
  const { label, title } = readOwnTitle(event)
  // A cancelled session keeps its stored title.
  if (title === '' && !isCancelled) problems.add(message('import.no-title'), name)
  reportEncodingAndZone(entry, clock, name, problems)
  warnOfClockChange(entry.start, start, clock, name, problems)
  const { all: categories, kinds, track } = getCategories(event)
  // An all-day event becomes a milestone, since it must neither remind anyone at midnight nor conflict with the day's sessions.
  const kind = entry.start.kind === 'date' ? 'milestone' : (ownFields?.kind ?? getKind(categories.join(', ')))
  const typeWords = kinds.flatMap((category) => getOrganiserWord(category, kind) ?? [])
  const state = getProperty(event, 'STATUS')?.value ?? ''
  const end = isCancelled && !hasEnd(event) ? null : getEnd(entry, start, clock, name, problems)
  // Lists each address once. Our own properties come first, since they contain more.
  const place = getPlace(event)
  const links = readLinks(
    [...addOtherLinks(readOwnLinks(event), getLinks(event)), ...place.links],
    null,
    () => name,
    problems,
  )
  return {
    guid,
    label,
    title: title || 'Untitled',
    kind,
    type: ownFields ? ownFields.type : cleanLine(typeWords.join(', ')) || null,
    start: formatZonedTime(start),
    end: end && formatZonedTime(end),
    day: getDay(event, start).toString(),
    room: place.room?.guid ?? null,
    languages: ownFields?.languages ?? [],
    speakers: readOwnSpeakers(event).map((speaker) => speaker.guid),
    description: cleanText(readOwnDescription(event), getAddresses({ links })),
    // Rapporteur's own exports mark a cancellation by STATUS only, so their titles are not searched for words such as "cancelled".
    status: isCancelled
      ? 'cancelled'
      : readStatus({ state, title: ownFields ? '' : title, name: () => name }),
    track: ownFields ? ownFields.track : track,
    recording: ownFields?.recording ?? null,
    links,
  }
}

function reportEncodingAndZone(
  { event, start }: Entry,
  clock: Clock,
  name: Message,
  problems: Problems,
): void {
  if (['SUMMARY', 'DESCRIPTION'].some((property) => isMisread(getText(event, property)))) {
    problems.add(message('import.encoding-repaired'), name)
  }
  if (!clock.isKnown(start)) {
    problems.add(
      message('import.zone-unknown'),
      message('common.with-quoted', { name, text: start.zone.slice(0, 80) }),
      'time',
    )
  }
}

/** Rapporteur's own exports state the programme day of a session after midnight (export/formats/icalendar/). */
function getDay(event: Component, start: Temporal.ZonedDateTime): Temporal.PlainDate {
  const date = start.toPlainDate()
  const statedDay = getTime(getProperty(event, 'X-RAPPORTEUR-DAY'))?.local.toPlainDate()
  // A calendar program that moves the event leaves X-RAPPORTEUR-DAY unchanged.
  const isNight = start.hour < NIGHT_END_HOUR && statedDay?.add({ days: 1 }).equals(date)
  return statedDay && isNight ? statedDay : date
}
