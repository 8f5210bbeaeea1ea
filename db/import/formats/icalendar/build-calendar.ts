/** Converts the events of a calendar to a bundle. */

import { message } from '../../../../core/i18n/message.ts'
import { getLastWholeDay } from '../../../../core/time.ts'
import { StoreError } from '../../../errors.ts'
import type { Problems } from '../../../formats/problems.ts'
import { type Component, getProperty, getText, readComponents } from '../../../formats/read-content-lines.ts'
import { cleanLine, cleanText } from '../../../formats/text.ts'
import { toValidUrl } from '../../../formats/url.ts'
import { ConferenceSlug } from '../../../model.ts'
import type { Importer, Invitation, MissingFields, Sequences, Source } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import { makeSlug, toTitle } from '../../values/names.ts'
import { type BundleSession, buildSessions } from './build-sessions.ts'
import { createClock } from './calendar-clock.ts'
import { type Entry, getEntries, limitEvents, readSequence } from './calendar-entries.ts'
import { getCategories } from './categories-and-links.ts'
import { isOwnEntry, readInvitation } from './invitation.ts'
import {
  findCancelled,
  findWholeSeries,
  isMessage,
  listMissingFields,
  refuseCancellationWithoutTime,
  refuseReplies,
} from './messages.ts'
import {
  hasType,
  OWN_UID,
  pickDistinct,
  readOwnAddress,
  readOwnFields,
  readOwnSpeakers,
} from './own-properties.ts'
import { getPlace } from './place.ts'
import { getTime, YEARS } from './times.ts'
import { chooseCalendarZone } from './zone-of-calendar.ts'
import { readZones } from './zones.ts'

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
