/** Exports the agenda as a calendar: iCalendar (RFC 5545). */
import { toLocalDate } from '../../../../core/time.ts'
import { toUri } from '../../../formats/url.ts'
import {
  escapeText,
  quoteParameter,
  writeContentLines,
  writeProperty,
} from '../../../formats/write-content-lines.ts'
import { isKind } from '../../../import/values/kinds.ts'
import type { Conference, SessionLink } from '../../../model.ts'
import type { Exporter } from '../../report/exporter.ts'
import type { Report } from '../../report/report.ts'
import { getSessionHeading } from '../../report/report-agenda.ts'
import type { ReportSource, SourceSession, WithdrawnSession } from '../../source/report-source.ts'
import { formatUtcTime, writeTimes } from './event-times.ts'
import { writeTimeZones } from './time-zone-lines.ts'
import {
  getDescription,
  writeConferenceProperties,
  writeEntryProperties,
  writeSessionProperties,
} from './user-events.ts'

export const icalendar: Exporter = {
  id: 'ics',
  name: 'iCalendar',
  extension: 'ics',
  mimeType: 'text/calendar',
  about: 'agenda',
  options: [],
  contentKind: 'data',
  render: (report) => new TextEncoder().encode(writeContentLines(writeCalendar(report))),
}

function writeCalendar(report: Report): string[] {
  const { conference, sessions, withdrawn } = report.source
  const instants = [
    ...sessions.flatMap(({ start, end }) => (end === null ? [start] : [start, end])),
    ...withdrawn.map(({ start }) => start),
  ]
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapporteur//Rapporteur//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(conference.title)}`,
    // RFC 7986 §5.5. A URI is not escaped.
    ...(conference.url === null ? [] : [`URL:${toUri(conference.url)}`]),
    ...writeConferenceProperties(conference),
    ...(instants.length > 0 ? writeTimeZones(conference.timeZone, instants) : []),
    ...sessions.flatMap((session) => writeEvent(session, report)),
    ...withdrawn.flatMap((session) => writeWithdrawal(session, report.source)),
    'END:VCALENDAR',
  ]
}

/**
 * A session keeps its UID in every file, so that calendars update it. Without a METHOD, DTSTAMP is the time of the last revision
 * (§3.8.7.2), as is LAST-MODIFIED, so the same programme gives the same file. SEQUENCE grows with each revision (§3.8.7.4).
 */
function writeEvent(session: SourceSession, { source, t, chathamHouse }: Report): string[] {
  const { conference } = source
  const { start, day, status, links, own } = session
  const room = conference.rooms.find(({ guid }) => guid === session.room)
  const description = getDescription(session, t)
  return [
    'BEGIN:VEVENT',
    ...writeIdentity(session, conference),
    ...writeTimes(session, conference.timeZone),
    // A session after midnight belongs to the day before, for which iCalendar has no property.
    ...(day === toLocalDate(start, conference.timeZone)
      ? []
      : [`X-RAPPORTEUR-DAY;VALUE=DATE:${day.replaceAll('-', '')}`]),
    ...writeProperty('SUMMARY', getSessionHeading(session)),
    ...writeProperty('LOCATION', own && !room ? own.place : describePlace(conference, room?.name)),
    ...writeProperty('DESCRIPTION', description.text),
    ...writeCategories(session),
    // URL may occur only once (RFC 5545 §3.6.1), ATTACH any number of times.
    ...links
      .filter(({ kind }) => kind === 'page')
      .slice(0, 1)
      .flatMap(({ url }) => (url === null ? [] : [`URL:${toUri(url)}`])),
    ...links.flatMap(writeAttachment),
    `STATUS:${status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(own ? writeEntryProperties(session, own) : []),
    // An anonymised session differs from the programme, so an import must not mistake it for the original.
    ...(chathamHouse || own ? [] : writeSessionProperties(session, room, description)),
    'END:VEVENT',
  ]
}

/** Writes a cancelled event with a mark, so that our importer does not turn it into a session again. */
function writeWithdrawal(session: WithdrawnSession, { conference }: ReportSource): string[] {
  return [
    'BEGIN:VEVENT',
    ...writeIdentity(session, conference),
    ...writeTimes({ kind: 'other', start: session.start, end: null }, conference.timeZone),
    ...writeProperty('SUMMARY', getSessionHeading(session)),
    // Leaves out the conference's place, since it may have changed, and SEQUENCE does not count such a change for this event.
    ...writeProperty('LOCATION', session.room ?? ''),
    'STATUS:CANCELLED',
    'X-RAPPORTEUR-WITHDRAWN:TRUE',
    'END:VEVENT',
  ]
}

/** The properties that identify the event and its revision. */
function writeIdentity(
  { guid, changedAt, sequence }: SourceSession | WithdrawnSession,
  { slug }: Conference,
): string[] {
  const changed = formatUtcTime(changedAt)
  return [
    `UID:${escapeText(`${guid}@${slug}.rapporteur`)}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${sequence}`,
  ]
}

function describePlace({ venue, city }: Conference, room: string | null | undefined): string {
  return [room, venue, city].filter(Boolean).join(', ')
}

/**
 * The kind of session, then its track (§3.8.1.2). Uses the organiser's word for the kind only if it cannot be mistaken for a track, in
 * case a program drops our own properties.
 */
function writeCategories({ kind, type, track }: SourceSession): string[] {
  const word = type !== null && isKind(type) ? type : kind === 'other' || kind === 'milestone' ? '' : kind
  const names = [word, track ?? ''].filter(Boolean)
  return names.length > 0 ? [`CATEGORIES:${names.map(escapeText).join(',')}`] : []
}

/** Google, Outlook and others write the file name in the parameter FILENAME. A parameter's value cannot hold quotes (§3.2). */
function writeAttachment({ kind, title, url }: SessionLink): string[] {
  if (url === null || (kind !== 'attachment' && kind !== 'recording')) return []
  const name = quoteParameter(title)
  return [`ATTACH${name === '' ? '' : `;FILENAME="${name}"`}:${toUri(url)}`]
}
