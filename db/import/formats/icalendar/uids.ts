/** Identifies the events of a calendar by UID (RFC 5545 §3.8.4.7), or by title if the UIDs change with each export. */

import { type Component, getProperty, getText } from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import { createTitleKeyMaker } from '../../values/status.ts'

export function groupByUid(events: readonly Component[]): Map<string, Component[]> {
  const groups = new Map<string, Component[]>()
  for (const event of events) {
    const uid = getUid(event)
    const group = groups.get(uid)
    if (group) group.push(event)
    else groups.set(uid, [event])
  }
  return groups
}

export const getUid = (event: Component) => getStableUid(getProperty(event, 'UID')?.value.trim() ?? '')

/** Ignores UIDs of python-vobject: made of time, random number and host, they change with every export. */
const getStableUid = (uid: string) => (/^\d{8}T\d{6}Z-\d{1,6}@/.test(uid) ? '' : uid)

/** Makes the key of an event without a stable UID. */
export type TitleKeyMaker = (event: Component) => string

export function createEventTitleKeyMaker(events: readonly Component[]): TitleKeyMaker {
  const getTitle = (event: Component) => cleanLine(getText(event, 'SUMMARY')) || 'event'
  const titles = events.filter((event) => getUid(event) === '').map(getTitle)
  const getKey = createTitleKeyMaker(titles, (title) => title)
  return (event) => getKey(getTitle(event))
}
