/**
 * What iCalendar has no field for, or one that holds several things at once, as properties of our own: other programs pass over them
 * (RFC 5545 §3.8.8.2), our importer (import/formats/icalendar/own.ts) takes them first, so that the same sessions come back.
 */
import { toUri } from '../../../formats/url.ts'
import { property, textValue } from '../../../formats/write-content-lines.ts'
import type { Conference, Guid, SessionLink, SessionRecording } from '../../../model.ts'
import type { SourceSession } from '../../source/report-source.ts'
import type { TranslateReport } from '../../source/translate.ts'

/** LOCATION has the place behind each room. The days are more than those of the sessions: some have none, and some end after midnight. */
export function ownConferenceLines({ url, edition, venue, city, startDate, endDate }: Conference): string[] {
  return [
    // URL has it in ASCII.
    ...(url === null || url === toUri(url) ? [] : property('X-RAPPORTEUR-URL', url)),
    ...property('X-RAPPORTEUR-EDITION', edition),
    ...property('X-RAPPORTEUR-VENUE', venue),
    ...property('X-RAPPORTEUR-CITY', city),
    `X-RAPPORTEUR-START-DATE;VALUE=DATE:${startDate.replaceAll('-', '')}`,
    `X-RAPPORTEUR-END-DATE;VALUE=DATE:${endDate.replaceAll('-', '')}`,
  ]
}

/** Kind and type stand always: by the first our importer knows that what is not there is not left out; older calendars lack the second. */
export function ownLines(
  session: SourceSession,
  room: { guid: Guid; name: string } | undefined,
  { lead, tail }: Description,
): string[] {
  const { kind, type, label, track, languages, speakers, speakerKeys, recording, links } = session
  return [
    `X-RAPPORTEUR-KIND:${kind}`,
    `X-RAPPORTEUR-TYPE:${textValue(type ?? '')}`,
    ...property('X-RAPPORTEUR-LABEL', label ?? ''),
    ...property('X-RAPPORTEUR-TRACK', track ?? ''),
    ...(room ? keyed('X-RAPPORTEUR-ROOM', room.name, room.guid) : []),
    ...(languages.length > 0 ? [`X-RAPPORTEUR-LANGUAGES:${languages.join(',')}`] : []),
    ...speakers.flatMap((name, index) => keyed('X-RAPPORTEUR-SPEAKER', name, speakerKeys[index])),
    ...(recording ? [recordingLine(recording)] : []),
    ...links.map(linkLine),
    ...property('X-RAPPORTEUR-LEAD', lead),
    ...property('X-RAPPORTEUR-TAIL', tail),
  ]
}

/** Two may have one name: its key stands below it. */
function keyed(property: string, name: string, key = name): string[] {
  return [`${property}:${textValue(key === name ? name : `${name}\n${key}`)}`]
}

/** Stands also without a licence: that somebody may record it is something else than that nothing is said of it. */
function recordingLine({ licence, optOut }: SessionRecording): string {
  return `X-RAPPORTEUR-RECORDING;OPT-OUT=${optOut ? 'TRUE' : 'FALSE'}:${textValue(licence)}`
}

/** The address, and below it the name: the value of a parameter could hold no quotes (§3.2). */
function linkLine({ kind, title, url }: SessionLink): string {
  return `X-RAPPORTEUR-LINK;KIND=${kind}:${textValue([url ?? '', title].join('\n').trimEnd())}`
}

/** What stands before and after the programme's own words, for programs that have no other place for it. */
export type Description = { lead: string; tail: string; text: string }

export function getDescription(
  { speakers, description, links, own }: SourceSession,
  t: TranslateReport,
): Description {
  const names = speakers.join(', ')
  const lead = names === '' || own ? names : t('session.speakers', { names })
  const pages = links.filter(({ kind }) => kind === 'page')
  const tail = links
    // URL holds the first page, ATTACH what is attached; opinions on a session are given where it was seen.
    .filter((link) => link.kind === 'link' || (link.kind === 'page' && link !== pages[0]))
    .flatMap(({ title, url }) => (url === null ? [] : [title, url].filter(Boolean).join(': ')))
    .join('\n')
  return { lead, tail, text: [lead, description, tail].filter(Boolean).join('\n\n') }
}
