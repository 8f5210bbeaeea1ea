/**
 * Keeps data that the format of a file cannot express, so that a plain schedule does not remove key messages, contacts or languages. Pure.
 */
import { BundleSession, type ConferenceBundle } from '../../model.ts'
import type { MissingFields } from '../importer.ts'

type Bundle = ConferenceBundle
type Session = Bundle['sessions'][number]

export const noMissingFields: MissingFields = {
  conference: [],
  roomLanguages: false,
  speakers: 'none',
  sessions: [],
  bySession: new Map(),
  interpretation: false,
  keyMessages: false,
  directory: false,
  slotGuids: false,
  isOfSessions: false,
  isPart: false,
  wholeSeries: new Map(),
}

type Column = MissingFields['sessions'][number]

/**
 * The columns of a session that a format is assumed to read; a format lists exceptions in `sessions`. All other columns keep their stored
 * value, unless the format lists them in `reads`.
 */
const standardColumns: ReadonlySet<string> = new Set<keyof Session>([
  'guid',
  'title',
  'start',
  'end',
  'day',
  'status',
  'speakers',
  'kind',
  'type',
  'room',
  'languages',
  'description',
  'track',
  'links',
])
const optionalColumns = BundleSession.keyof().options.filter(
  (column) => !standardColumns.has(column),
) as Column[]

/**
 * @returns the fields that a third-party schedule format lacks: those that all third-party formats lack, except `reads`, and those that this
 * format lacks in addition
 */
export function makeMissingFields({
  reads = [],
  ...more
}: Partial<Pick<MissingFields, 'conference' | 'speakers' | 'sessions'>> & {
  reads?: readonly Column[]
} = {}): MissingFields {
  return {
    conference: [
      'revision',
      'country',
      'introduction',
      'keyMessagesHeading',
      'closing',
      ...(more.conference ?? []),
    ],
    roomLanguages: true,
    speakers: more.speakers ?? 'none',
    sessions: [...optionalColumns.filter((column) => !reads.includes(column)), ...(more.sessions ?? [])],
    bySession: new Map(),
    interpretation: true,
    keyMessages: true,
    directory: true,
    slotGuids: true,
    isOfSessions: false,
    isPart: false,
    wholeSeries: new Map(),
  }
}

/** Completes `newer` with the fields of `before` that the format of its file lacks. Both are in stored form. */
export function fillIn(before: Bundle, newer: Bundle, missing: MissingFields): Bundle {
  // Formats that lack fields of rooms or speakers identify them by other keys than packs do, or by name only.
  const toRoomGuid = missing.roomLanguages ? mapKeysByName(before.rooms, newer.rooms) : keepKey
  const toSpeakerGuid = missing.speakers === 'none' ? keepKey : mapKeysByName(before.speakers, newer.speakers)
  const oldRooms = mapByGuid(before.rooms)
  const oldPeople = mapByGuid(before.speakers)
  const oldSessions = mapByGuid(before.sessions)
  const sessions = newer.sessions.map((session) => {
    const filled = {
      ...session,
      room: session.room && toRoomGuid(session.room),
      speakers: session.speakers.map(toSpeakerGuid),
    }
    const old = oldSessions.get(session.guid)
    return old ? fillSession(old, filled, missing) : filled
  })
  const newRooms = newer.rooms.map((room) => {
    const guid = toRoomGuid(room.guid)
    const languages = oldRooms.get(guid)?.languages
    return { ...room, guid, ...(missing.roomLanguages && languages ? { languages } : {}) }
  })
  const speakers = newer.speakers.map((speaker) => {
    const guid = toSpeakerGuid(speaker.guid)
    const biography = oldPeople.get(guid)?.biography
    return { ...speaker, guid, ...(missing.speakers === 'none' || !biography ? {} : { biography }) }
  })
  const roomGuids = new Set(newRooms.map(({ guid }) => guid))
  const used = new Set(sessions.map(({ room }) => room))
  return {
    ...newer,
    conference: missing.isPart
      ? extendDays(before.conference, newer.conference)
      : { ...newer.conference, ...pick(before.conference, missing.conference) },
    // Known sessions stay in their known rooms; new sessions may be in new ones.
    rooms: missing.sessions.includes('room')
      ? [...before.rooms, ...newRooms.filter(({ guid }) => used.has(guid) && !oldRooms.has(guid))]
      : missing.isOfSessions
        ? joinLists(before.rooms, newRooms)
        : [...newRooms, ...before.rooms.filter(({ guid }) => used.has(guid) && !roomGuids.has(guid))],
    speakers:
      missing.speakers === 'all'
        ? before.speakers
        : missing.isOfSessions
          ? joinLists(before.speakers, speakers)
          : speakers,
    sessions,
    keyMessages: missing.keyMessages ? before.keyMessages : newer.keyMessages,
    directory: missing.directory ? before.directory : newer.directory,
    ...(newer.files || !before.files ? {} : { files: before.files }),
  }
}

function extendDays(before: Bundle['conference'], newer: Bundle['conference']): Bundle['conference'] {
  const [startDate = before.startDate] = [before.startDate, newer.startDate].sort()
  const [, endDate = before.endDate] = [before.endDate, newer.endDate].sort()
  return { ...before, startDate, endDate }
}

/** @returns known items in their old order with their new content, then new items */
function joinLists<T extends { guid: string }>(before: readonly T[], newer: readonly T[]): T[] {
  const now = new Map(newer.map((item) => [item.guid, item]))
  const known = new Set(before.map(({ guid }) => guid))
  return [
    ...before.map((item) => now.get(item.guid) ?? item),
    ...newer.filter(({ guid }) => !known.has(guid)),
  ]
}

function mapByGuid<T extends { guid: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((item) => [item.guid, item]))
}

function fillSession(old: Session, session: Session, missing: MissingFields): Session {
  const lacking = [...missing.sessions, ...(missing.bySession.get(session.guid) ?? [])]
  const filled = {
    ...session,
    ...pick(old, lacking),
    ...(missing.speakers === 'all' ? { speakers: old.speakers } : {}),
  }
  // The file has only spoken languages. If all are stored, the stored list, which includes interpretation, is kept.
  const areStored = filled.languages.every((language) => old.languages.includes(language))
  return {
    ...filled,
    languages: missing.interpretation && areStored ? old.languages : filled.languages,
    title: lacking.includes('title')
      ? old.title
      : missing.sessions.includes('label')
        ? removeLabel(session.title, old)
        : session.title,
    // Keeps the duration if the file gives only starts.
    end: lacking.includes('end') ? shiftEnd(old, session.start) : session.end,
  }
}

/** Formats without labels put them into the title: “Workshop 9: Evidence”. */
function removeLabel(title: string, { label }: Session): string {
  if (label === null || !title.startsWith(label)) return title
  return title.slice(label.length).replace(/^\s*[:.·–—-]?\s*/, '') || title
}

function shiftEnd({ start, end }: Session, to: string): string | null {
  if (end === null) return null
  return new Date(Date.parse(to) + Date.parse(end) - Date.parse(start)).toISOString()
}

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>
}

const keepKey = <K>(guid: K): K => guid

/** Maps keys of the file to stored keys by name, if the name is unique on both sides. */
function mapKeysByName<K extends string>(
  before: readonly { guid: K; name: string }[],
  newer: readonly { guid: K; name: string }[],
): (guid: K) => K {
  const known = new Set(before.map(({ guid }) => guid))
  const [oldGuids, newGuids] = [indexUniqueNames(before), indexUniqueNames(newer)]
  const keys = new Map<K, K>()
  for (const { guid, name } of newer) {
    const oldGuid = oldGuids.get(name)
    if (!known.has(guid) && oldGuid !== undefined && newGuids.get(name) === guid) keys.set(guid, oldGuid)
  }
  // If the file itself uses a stored key, the key belongs to that item.
  for (const { guid } of newer) for (const [from, to] of keys) if (to === guid) keys.delete(from)
  return (guid) => keys.get(guid) ?? guid
}

function indexUniqueNames<K extends string>(items: readonly { guid: K; name: string }[]): Map<string, K> {
  const found = new Map<string, K>()
  const several = new Set<string>()
  for (const { guid, name } of items) {
    if (found.has(name)) several.add(name)
    found.set(name, guid)
  }
  for (const name of several) found.delete(name)
  return found
}
