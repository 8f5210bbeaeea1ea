/** Reads the form of a session's identifier: its slot, whether it is stable, and whether it was made from the title. Pure. */
import { slugify, toGuid } from '../values/names.ts'
import { removeCancellationMark } from '../values/status.ts'

type Identified = { guid: string }

/** The suffixes by which makeKeysDistinct (values/names.ts) and a calendar's series (icalendar/calendar-entries.ts) distinguish slots. */
const SLOT = /@(?:\d{4}-\d\d-\d\dT\d\d:\d\d.*|(\d{8}(?:T\d{6}Z?)?))$/s

/** Globally unique identifiers: UUIDs, calendar UIDs (RFC 5545 §3.8.4.7) and long hexadecimal numbers. */
const GLOBALLY_UNIQUE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$|^\S+@\S+$|^[\da-f]{20,}$/i

/** Strips the slot suffix, leaving the identifier that a session's slots share. */
export function removeSlot(guid: string): string {
  return guid.includes('@') ? guid.replace(SLOT, '') : guid
}

/** Identified by its RECURRENCE-ID (RFC 5545 §3.8.4.4), which stays when the occurrence is moved. */
export function isOccurrence({ guid }: Identified): boolean {
  return SLOT.exec(guid)?.[1] !== undefined
}

export function hasUniqueId({ guid }: Identified): boolean {
  return GLOBALLY_UNIQUE.test(removeSlot(guid))
}

/** Whether the identifier was made from the title, as for a file without identifiers. */
export function isMadeFromTitle({ guid, title }: { guid: string; title: string }): boolean {
  const base = removeSlot(guid)
  return [title, removeCancellationMark(title)].some((text) => isMadeFrom(base, text))
}

function isMadeFrom(base: string, title: string): boolean {
  return base === title || toGuid(title) === base || toGuid(slugify(title) || title) === base
}
