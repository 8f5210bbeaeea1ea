/**
 * The ordered ways to find the stored session for a session of a newer file. Each way names the real files that need it. The delegate can
 * link a session in the preview if no way finds it. Pure.
 */
import { foldTitle } from './compare-titles.ts'
import { hasUniqueId, isOccurrence, removeSlot } from './session-ids.ts'

/** `start`: in stored form. `room`: the room's name. */
export type Matchable = {
  guid: string
  title: string
  start: string
  day: string
  room: string | null
  isConfirmed: boolean
}
/** The key that only a session and its stored counterpart have. null if the strategy does not apply to the session. */
type Key = (session: Matchable) => string | null
/** Keys from the most to the least specific. */
export type Strategy = readonly Key[]

const join = (...parts: (string | null)[]): string => parts.join('\n')
/** The title without case, accents and punctuation. */
const getTitle = ({ title }: Matchable): string => foldTitle(title)

/**
 * A stable identifier means the same session in every file, under any title: frab-xml/fosdem-2025.xml moves 67 talks of
 * snapshots/fosdem-2025-a.xml. frab-xml/camp2019-everything.xml repeats a guid on several days, and ics/galaxy-google-basic.ics has series.
 * Therefore slots are distinguished by RECURRENCE-ID (RFC 5545 §3.8.4.4) or start.
 */
const guid: Strategy = [
  (session) => (isOccurrence(session) ? session.guid : null),
  (session) => (hasUniqueId(session) ? join(removeSlot(session.guid), session.start, session.room) : null),
  (session) => (hasUniqueId(session) ? removeSlot(session.guid) : null),
]

/** ics/pyconuk-2015.ics has new UIDs in every export, and several sessions called “DjangoGirls”. */
const titleAndStart: Strategy = [
  (session) => join(getTitle(session), session.start, session.room),
  (session) => join(getTitle(session), session.start),
  (session) => join(getTitle(session), session.start, session.guid),
]

/**
 * frab-xml/fahrplan-tools-sessions.xml gives new guids and other times to talks of fahrplan-tools-everything.xml, such as “Tor Relay
 * Operators Meetup”. The key of title and day comes first, because a series (ics/galaxy-google-basic.ics) has the same title on many days.
 */
const uniqueTitle: Strategy = [(session) => join(getTitle(session), session.day), getTitle]

/**
 * frab-xml/camp2011.xml retitles and moves the talk 4506 of snapshots/camp2011-a.xml. Numbers come last because a programme that counts
 * its sessions by position gives every later number to another title when it inserts one.
 */
const id: Strategy = [
  ({ guid, start, room }) => join(removeSlot(guid), start, room),
  ({ guid, start }) => join(removeSlot(guid), start),
  ({ guid }) => removeSlot(guid),
]

export const byAnything: readonly Strategy[] = [guid, titleAndStart, uniqueTitle, id]
/** For programmes that count their sessions by position. */
export const byAnythingButId: readonly Strategy[] = [guid, titleAndStart, uniqueTitle]
export const byUniqueTitle: readonly Strategy[] = [[getTitle]]
/** For programmes that may belong to different conferences, since both may have a lunch. */
export const byIdentifier: readonly Strategy[] = [guid, id]
