/**
 * Writes properties of our own for facts for which iCalendar has no field, or which share a field with other facts. Other programs ignore
 * them (RFC 5545 §3.8.8.2). Our importer (import/formats/icalendar/own-properties.ts) prefers them, and so restores the same sessions.
 */
import { toUri } from '../../../formats/url.ts'
import { escapeText, writeProperty } from '../../../formats/write-content-lines.ts'
import type { Conference, Guid, SessionLink, SessionRecording } from '../../../model.ts'
import type { SourceSession } from '../../source/report-source.ts'
import type { TranslateReport } from '../../source/translate.ts'

/**
 * Writes venue and city as properties, since LOCATION has them after each room. Also writes the dates, since a conference may have days
 * without sessions.
 */
export function writeConferenceProperties({
  url,
  edition,
  venue,
  city,
  startDate,
  endDate,
}: Conference): string[] {
  return [
    // URL has the address in ASCII; this property keeps the original.
    ...(url === null || url === toUri(url) ? [] : writeProperty('X-RAPPORTEUR-URL', url)),
    ...writeProperty('X-RAPPORTEUR-EDITION', edition),
    ...writeProperty('X-RAPPORTEUR-VENUE', venue),
    ...writeProperty('X-RAPPORTEUR-CITY', city),
    `X-RAPPORTEUR-START-DATE;VALUE=DATE:${startDate.replaceAll('-', '')}`,
    `X-RAPPORTEUR-END-DATE;VALUE=DATE:${endDate.replaceAll('-', '')}`,
  ]
}

/**
 * KIND and TYPE are always written. KIND tells our importer that a missing property means an empty field; TYPE may be missing in older
 * calendars.
 */
export function writeSessionProperties(
  session: SourceSession,
  room: { guid: Guid; name: string } | undefined,
  { lead, tail }: Description,
): string[] {
  const { kind, type, label, track, languages, speakers, speakerKeys, recording, links } = session
  return [
    `X-RAPPORTEUR-KIND:${kind}`,
    `X-RAPPORTEUR-TYPE:${escapeText(type ?? '')}`,
    ...writeProperty('X-RAPPORTEUR-LABEL', label ?? ''),
    ...writeProperty('X-RAPPORTEUR-TRACK', track ?? ''),
    ...(room ? writeKeyed('X-RAPPORTEUR-ROOM', room.name, room.guid) : []),
    ...(languages.length > 0 ? [`X-RAPPORTEUR-LANGUAGES:${languages.join(',')}`] : []),
    ...speakers.flatMap((name, index) => writeKeyed('X-RAPPORTEUR-SPEAKER', name, speakerKeys[index])),
    ...(recording ? [writeRecordingLine(recording)] : []),
    ...links.map(writeLinkLine),
    ...writeProperty('X-RAPPORTEUR-LEAD', lead),
    ...writeProperty('X-RAPPORTEUR-TAIL', tail),
  ]
}

/**
 * Writes properties that tell our importer that this is not a session of the programme, and that separate fields which LOCATION and
 * DESCRIPTION combine.
 */
export function writeEntryProperties(
  { speakers }: SourceSession,
  { kind, place }: NonNullable<SourceSession['own']>,
): string[] {
  return [
    'X-RAPPORTEUR-OWN-ENTRY:TRUE',
    `X-RAPPORTEUR-ENTRY-KIND:${kind}`,
    ...writeProperty('X-RAPPORTEUR-PLACE', place),
    ...speakers.flatMap((name) => writeProperty('X-RAPPORTEUR-PERSON', name)),
  ]
}

/** Writes a name followed by its key, since two items may have the same name. */
function writeKeyed(property: string, name: string, key = name): string[] {
  return [`${property}:${escapeText(key === name ? name : `${name}\n${key}`)}`]
}

/** Written even without a licence: "may be recorded" differs from "not stated". */
function writeRecordingLine({ licence, optOut }: SessionRecording): string {
  return `X-RAPPORTEUR-RECORDING;OPT-OUT=${optOut ? 'TRUE' : 'FALSE'}:${escapeText(licence)}`
}

/** Writes the address, and the name in a second line. A parameter could not contain the name, which may have quotes (§3.2). */
function writeLinkLine({ kind, title, url }: SessionLink): string {
  return `X-RAPPORTEUR-LINK;KIND=${kind}:${escapeText([url ?? '', title].join('\n').trimEnd())}`
}

/** The text before and after the programme's own description, with facts for which other programs have no field. */
export type Description = { lead: string; tail: string; text: string }

export function getDescription(
  { speakers, description, links, own }: SourceSession,
  t: TranslateReport,
): Description {
  const names = speakers.join(', ')
  const lead = names === '' || own ? names : t('session.speakers', { names })
  const pages = links.filter(({ kind }) => kind === 'page')
  const tail = links
    // URL holds the first page and ATTACH the attachments, so the description lists the others.
    .filter((link) => link.kind === 'link' || (link.kind === 'page' && link !== pages[0]))
    .flatMap(({ title, url }) => (url === null ? [] : [title, url].filter(Boolean).join(': ')))
    .join('\n')
  return { lead, tail, text: [lead, description, tail].filter(Boolean).join('\n\n') }
}
