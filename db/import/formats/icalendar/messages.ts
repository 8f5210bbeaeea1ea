/** Handles calendars that are messages about some events (RFC 5546 §3.2), as organisers mail them. They say nothing about other events. */

import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { type Component, getProperty, getText } from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import type { MissingFields, MissingInSession, Series, WholeSeries } from '../../importer.ts'
import { removeSlot } from '../../matching/session-ids.ts'
import { toStoredInstant } from '../../matching/stored-programme.ts'
import { toGuid } from '../../values/names.ts'
import { type Entry, readSequence } from './calendar-entries.ts'
import { getLinks } from './categories-and-links.ts'
import { getPlace } from './place.ts'
import { getUid } from './uids.ts'

const getMethod = (calendar: Component) => getProperty(calendar, 'METHOD')?.value.trim().toUpperCase()

const MESSAGE_METHODS = new Set(['REQUEST', 'ADD', 'CANCEL'])

/** Whether the file contains only such messages. */
export function isMessage(calendars: readonly Component[]): boolean {
  return calendars.length > 0 && calendars.every((calendar) => MESSAGE_METHODS.has(getMethod(calendar) ?? ''))
}

/** Replies between a participant and the organiser (RFC 5546 §3.2.3, §3.2.6 to §3.2.8), which change no programme. */
const REPLY_METHODS = new Set(['REPLY', 'REFRESH', 'COUNTER', 'DECLINECOUNTER'])

/** Refuses a file that contains only replies. A file that also contains other calendars is read. */
export function refuseReplies(calendars: readonly Component[]): void {
  const [reply] = calendars
  if (!reply || !calendars.every((calendar) => REPLY_METHODS.has(getMethod(calendar) ?? ''))) return
  throw new StoreError(
    'bad-file',
    message('calendar.invitation-reply', {
      line: getProperty(reply, 'METHOD')?.line ?? reply.line,
      method: getMethod(reply) ?? '',
    }),
  )
}

/** Finds events that their calendar cancels, whatever their own STATUS. */
export function findCancelled(calendars: readonly Component[]): Set<Component> {
  return new Set(
    calendars
      .filter((calendar) => getMethod(calendar) === 'CANCEL')
      .flatMap(({ components }) => components)
      .filter(({ name }) => name === 'VEVENT'),
  )
}

/**
 * @returns the fields that a cancellation leaves out. It need not repeat the event's properties (RFC 5546 §3.2.5), so these fields keep
 * their stored values
 */
function listLeftOut(event: Component): MissingInSession[] {
  const isMissing = (name: string) => getText(event, name).trim() === ''
  return [
    ...(isMissing('SUMMARY') ? (['title', 'label'] as const) : []),
    ...(hasEnd(event) ? [] : (['end'] as const)),
    // If LOCATION holds an address, room and links stay as they are, since an earlier import may have stored the address as a room.
    ...(isMissing('LOCATION') || getPlace(event).links.length > 0 ? (['room'] as const) : []),
    ...(isMissing('DESCRIPTION') ? (['description'] as const) : []),
    ...(getLinks(event).length === 0 ? (['links'] as const) : []),
    ...(isMissing('CATEGORIES') ? (['kind', 'type', 'track'] as const) : []),
  ]
}

export const hasEnd = (event: Component) =>
  getProperty(event, 'DTEND') !== undefined || getProperty(event, 'DURATION') !== undefined

/** `guids`: the session guids, one for each event. */
export function listMissingFields(
  events: readonly Component[],
  guids: readonly string[],
  cancelled: ReadonlySet<Component>,
): MissingFields['bySession'] {
  return new Map(
    events.flatMap((event, index) => {
      const guid = guids[index]
      return guid !== undefined && cancelled.has(event) ? [[guid, listLeftOut(event)] as const] : []
    }),
  )
}

/**
 * Finds the series that a message describes as a whole: the message names the UID, not single occurrences, and does not add to the series.
 * `sessions`: one for each entry. Events without a UID of their own are left out, since no earlier series can match them.
 */
export function findWholeSeries(
  calendars: readonly Component[],
  entries: readonly Entry[],
  sessions: readonly { guid: string; start: string }[],
): WholeSeries {
  const wholeSeries = new Map<string, Series>()
  if (!isMessage(calendars)) return wholeSeries
  const addedEvents = new Set(
    calendars.filter((calendar) => getMethod(calendar) === 'ADD').flatMap(({ components }) => components),
  )
  const cancelled = findCancelled(calendars)
  for (const [index, { event, covers }] of entries.entries()) {
    const isChange = getProperty(event, 'RECURRENCE-ID') !== undefined
    const scope = cancelled.has(event) && !isChange ? 'all' : covers
    const session = sessions[index]
    if (!session || scope === 'one' || addedEvents.has(event)) continue
    const seriesId = removeSlot(session.guid)
    if (seriesId !== toGuid(getUid(event))) continue
    const earlier = wholeSeries.get(seriesId)
    const start = scope === 'beginning' ? toStoredInstant(session.start) : null
    wholeSeries.set(seriesId, {
      sequence: readSequence(event) ?? earlier?.sequence ?? null,
      until: getLater(earlier?.until ?? null, start),
    })
  }
  return wholeSeries
}

function getLater(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second
  return first > second ? first : second
}

/** Refuses cancellations without a time, since a UID alone is not enough for a session, and the stored programme is not known here. */
export function refuseCancellationWithoutTime(cancelled: ReadonlySet<Component>): void {
  const event = [...cancelled].find((component) => getProperty(component, 'DTSTART') === undefined)
  if (!event) return
  throw new StoreError(
    'bad-file',
    message('calendar.cancellation-without-time', {
      line: event.line,
      title: cleanLine(getText(event, 'SUMMARY')).slice(0, 80),
    }),
  )
}
