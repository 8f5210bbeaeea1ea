/**
 * The ordered ways to find the stored session for a session of a newer file. If none finds it, the delegate can link the two in the preview.
 * Each way names third-party programmes that need it; they are not in the repository (CONTRIBUTING.md). Pure.
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
/** @returns a key that only a session and its stored counterpart have, or null if the strategy does not apply to the session */
type GetKey = (session: Matchable) => string | null
/** Ways to make a key, from the most to the least specific. */
export type Strategy = readonly GetKey[]

const joinParts = (...parts: (string | null)[]): string => parts.join('\n')
/** The title without case, accents and punctuation. */
const getTitle = ({ title }: Matchable): string => foldTitle(title)

/**
 * A stable identifier means the same session in every file, under any title: frab-xml/fosdem-2025.xml moves 67 talks of
 * snapshots/fosdem-2025-a.xml. frab-xml/camp2019-everything.xml repeats a guid on several days, and ics/galaxy-google-basic.ics has series.
 * Therefore slots are distinguished by RECURRENCE-ID (RFC 5545 §3.8.4.4) or start.
 */
const uniqueIdentifier: Strategy = [
  (session) => (isOccurrence(session) ? session.guid : null),
  (session) =>
    hasUniqueId(session) ? joinParts(removeSlot(session.guid), session.start, session.room) : null,
  (session) => (hasUniqueId(session) ? removeSlot(session.guid) : null),
]

/** ics/pyconuk-2015.ics has new UIDs in every export, and several sessions called “DjangoGirls”. */
const titleAndStart: Strategy = [
  (session) => joinParts(getTitle(session), session.start, session.room),
  (session) => joinParts(getTitle(session), session.start),
  (session) => joinParts(getTitle(session), session.start, session.guid),
]

/**
 * frab-xml/fahrplan-tools-sessions.xml gives new guids and other times to talks of fahrplan-tools-everything.xml, such as “Tor Relay
 * Operators Meetup”. The key of title and day comes first, because a series (ics/galaxy-google-basic.ics) has the same title on many days.
 */
const uniqueTitle: Strategy = [(session) => joinParts(getTitle(session), session.day), getTitle]

/**
 * frab-xml/camp2011.xml retitles and moves the talk 4506 of snapshots/camp2011-a.xml. Numbers come last because a programme that numbers
 * its sessions by position gives every later number to another title when it inserts one.
 */
const anyIdentifier: Strategy = [
  ({ guid, start, room }) => joinParts(removeSlot(guid), start, room),
  ({ guid, start }) => joinParts(removeSlot(guid), start),
  ({ guid }) => removeSlot(guid),
]

export const byAnything: readonly Strategy[] = [uniqueIdentifier, titleAndStart, uniqueTitle, anyIdentifier]
/** For programmes that number their sessions by position. */
export const byAnythingButId: readonly Strategy[] = [uniqueIdentifier, titleAndStart, uniqueTitle]
export const byUniqueTitle: readonly Strategy[] = [[getTitle]]
/** For programmes that may belong to different conferences, since both may have a lunch. */
export const byIdentifier: readonly Strategy[] = [uniqueIdentifier, anyIdentifier]
