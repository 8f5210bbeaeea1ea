/** Reads the only event of a calendar as an appointment for the delegate's own day: an invitation, or an entry that Rapporteur exported. */
import { createHash } from 'node:crypto'
import {
  type Component,
  getProperty,
  getText,
  type Property,
  unescapeText,
} from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import { type ConferenceBundle, OwnEntryFields, OwnEntryId, OwnEntryKind } from '../../../model.ts'
import type { Invitation } from '../../importer.ts'
import { toStoredInstant } from '../../matching/stored-programme.ts'
import { getUid } from './uids.ts'

/** The length of an event without an end. */
const DEFAULT_MINUTES = 30
const MAX_PEOPLE = 100
const MAX_FIELD = 500

type Session = ConferenceBundle['sessions'][number]

/** Marks a delegate's own entry in an exported calendar (export/formats/icalendar/). */
export const isOwnEntry = (event: Component) => getProperty(event, 'X-RAPPORTEUR-OWN-ENTRY') !== undefined

/** @returns null if the event is cancelled, lasts whole days or cannot be an entry */
export function readInvitation(
  event: Component,
  { title, start, end, status, kind }: Pick<Session, 'title' | 'start' | 'end' | 'kind'> & Partial<Session>,
): Invitation | null {
  if (status === 'cancelled' || kind === 'milestone') return null
  const startInstant = toStoredInstant(start)
  const defaultEnd = new Date(Date.parse(start) + DEFAULT_MINUTES * 60_000).toISOString()
  const endInstant = toStoredInstant(end ?? defaultEnd)
  const isOwn = isOwnEntry(event)
  const place = getText(event, isOwn ? 'X-RAPPORTEUR-PLACE' : 'LOCATION')
  const fields = OwnEntryFields.safeParse({
    kind: OwnEntryKind.safeParse(getText(event, 'X-RAPPORTEUR-ENTRY-KIND')).data ?? 'meeting',
    title,
    start: startInstant,
    end: endInstant,
    place: cleanLine(place).slice(0, MAX_FIELD),
    people: isOwn ? getOwnPeople(event) : getInvited(event),
  })
  return fields.success && startInstant < endInstant ? { id: getId(event), fields: fields.data } : null
}

/** @returns the entry's own id, or an id derived from the event's UID, so that the same invitation always gives the same entry */
function getId(event: Component): Invitation['id'] {
  const uid = unescapeText(getUid(event))
  const ownId = OwnEntryId.safeParse(uid.split('@')[0]).data
  if (ownId && isOwnEntry(event)) return ownId
  const hex = createHash('sha256')
    .update(uid || JSON.stringify(event.properties))
    .digest('hex')
  // A UUID of version 8 (RFC 9562 §5.8).
  return OwnEntryId.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  )
}

function getOwnPeople(event: Component): string[] {
  return listNames(event, 'X-RAPPORTEUR-PERSON', ({ value }) => unescapeText(value))
}

/** The organiser and the participants, by name or e-mail address. Leaves out rooms and equipment (RFC 5545 §3.2.3). */
function getInvited(event: Component): string[] {
  const getName = ({ parameters, value }: Property) =>
    ['ROOM', 'RESOURCE'].includes(parameters.get('CUTYPE')?.toUpperCase() ?? '')
      ? ''
      : (parameters.get('CN') ?? value.replace(/^mailto:/i, ''))
  const names = [...listNames(event, 'ORGANIZER', getName), ...listNames(event, 'ATTENDEE', getName)]
  return [...new Set(names)].slice(0, MAX_PEOPLE)
}

function listNames(event: Component, name: string, getName: (property: Property) => string): string[] {
  return event.properties
    .filter((property) => property.name === name)
    .map((property) => cleanLine(getName(property)))
    .filter(Boolean)
    .slice(0, MAX_PEOPLE)
}
