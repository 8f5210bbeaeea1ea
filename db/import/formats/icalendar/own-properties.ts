/** Reads Rapporteur's own properties from its exported calendars (export/formats/icalendar/user-events.ts). */

import {
  type Component,
  getList,
  getProperty,
  getText,
  unescapeText,
} from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import { toUri } from '../../../formats/url.ts'
import {
  type Guid,
  LanguageTag,
  type Session,
  SessionKind,
  SessionLinkKind,
  type SessionRecording,
} from '../../../model.ts'
import type { RawLink } from '../../values/links.ts'
import { toGuid } from '../../values/names.ts'

/** The UID of a session exported by Rapporteur (export/formats/icalendar/): the session's key, then the conference's slug. */
export const OWN_UID = /@([a-z\d]+(?:-[a-z\d]+)*)\.rapporteur$/

export type RoomOrSpeaker = { guid: Guid; name: string }
/** null and empty values mean that the session has no such value, even if CATEGORIES and LOCATION have one for other programs. */
export type OwnFields = {
  kind: Session['kind']
  type: string | null
  track: string | null
  room: RoomOrSpeaker | null
  languages: LanguageTag[]
  recording: SessionRecording | null
}

/** @returns null if another program exported the event or dropped Rapporteur's properties */
export function readOwnFields(event: Component): OwnFields | null {
  const kind = SessionKind.safeParse(getProperty(event, 'X-RAPPORTEUR-KIND')?.value.trim()).data
  if (!kind) return null
  const languages = getList(event, 'X-RAPPORTEUR-LANGUAGES').flatMap(
    (tag) => LanguageTag.safeParse(tag.trim()).data ?? [],
  )
  return {
    kind,
    type: cleanLine(getText(event, 'X-RAPPORTEUR-TYPE')) || null,
    track: cleanLine(getText(event, 'X-RAPPORTEUR-TRACK')) || null,
    room: readOwnRoom(event),
    languages: [...new Set(languages)],
    recording: readOwnRecording(event),
  }
}

export const hasType = (event: Component) => getProperty(event, 'X-RAPPORTEUR-TYPE') !== undefined

function readOwnRecording(event: Component): SessionRecording | null {
  const optOut = getProperty(event, 'X-RAPPORTEUR-RECORDING')?.parameters.get('OPT-OUT')?.toUpperCase()
  if (optOut === undefined) return null
  return { licence: cleanLine(getText(event, 'X-RAPPORTEUR-RECORDING')), optOut: optOut === 'TRUE' }
}

const readOwnRoom = (event: Component) => readNameAndKey(getText(event, 'X-RAPPORTEUR-ROOM'))

/** Reads a name, followed on the next line by its key if that differs. */
function readNameAndKey(text: string): RoomOrSpeaker | null {
  const [written = '', key] = text.split('\n')
  const name = cleanLine(written)
  return name === '' ? null : { guid: toGuid(key || name), name }
}

/** Far above any panel; a file beyond it is malicious. */
const MAX_SPEAKERS = 500

export function readOwnSpeakers(event: Component): RoomOrSpeaker[] {
  const texts = getList(event, 'X-RAPPORTEUR-SPEAKER').slice(0, MAX_SPEAKERS)
  const speakers = texts.flatMap((text) => readNameAndKey(text) ?? [])
  return pickDistinct(speakers)
}

/** Splits label and title, unless the title was edited in a calendar. */
export function readOwnTitle(event: Component): { label: string | null; title: string } {
  const title = cleanLine(getText(event, 'SUMMARY'))
  const label = cleanLine(getText(event, 'X-RAPPORTEUR-LABEL'))
  const prefix = `${label} · `
  return label !== '' && title.startsWith(prefix)
    ? { label, title: title.slice(prefix.length) }
    : { label: null, title }
}

/** @returns the description without the text that the export added before and after it for other programs */
export function readOwnDescription(event: Component): string {
  const lead = getText(event, 'X-RAPPORTEUR-LEAD')
  const tail = getText(event, 'X-RAPPORTEUR-TAIL')
  let text = getText(event, 'DESCRIPTION')
  if (lead !== '' && text.startsWith(lead)) text = text.slice(lead.length)
  if (tail !== '' && text.endsWith(tail)) text = text.slice(0, -tail.length)
  return text
}

export function readOwnLinks(event: Component): RawLink[] {
  return event.properties.flatMap(({ name, parameters, value }): RawLink[] => {
    if (name !== 'X-RAPPORTEUR-LINK') return []
    const kind = SessionLinkKind.safeParse(parameters.get('KIND')?.toLowerCase()).data ?? 'link'
    const [url = '', title = ''] = unescapeText(value.slice(0, MAX_LINK_LENGTH)).split('\n')
    return [{ kind, title, url }]
  })
}

/** Compares addresses as URIs, since URL and ATTACH have them in ASCII. */
export function addOtherLinks(links: readonly RawLink[], others: readonly RawLink[]): RawLink[] {
  const listed = new Set(links.map(({ url }) => toUri(url)))
  return [...links, ...others.filter(({ url }) => !listed.has(url))]
}

/** @returns the address as originally written, unless it was changed in the calendar */
export function readOwnAddress(standardAddress: string, ownAddress: string): string {
  return ownAddress !== '' && toUri(ownAddress) === standardAddress ? ownAddress : standardAddress
}

/** The length of an address and a name if every character were escaped. */
const MAX_LINK_LENGTH = 10_000

/** Keeps one item for each guid. */
export function pickDistinct<T extends { guid: string }>(items: T[]): T[] {
  return [...new Map(items.map((item) => [item.guid, item])).values()]
}
