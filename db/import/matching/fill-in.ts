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
  ...additional
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
      ...(additional.conference ?? []),
    ],
    roomLanguages: true,
    speakers: additional.speakers ?? 'none',
    sessions: [
      ...optionalColumns.filter((column) => !reads.includes(column)),
      ...(additional.sessions ?? []),
    ],
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
    const withStoredKeys = {
      ...session,
      room: session.room && toRoomGuid(session.room),
      speakers: session.speakers.map(toSpeakerGuid),
    }
    const old = oldSessions.get(session.guid)
    return old ? fillSession(old, withStoredKeys, missing) : withStoredKeys
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
  return {
    ...newer,
    conference: missing.isPart
      ? extendDays(before.conference, newer.conference)
      : { ...newer.conference, ...pick(before.conference, missing.conference) },
    rooms: fillRooms(before.rooms, newRooms, new Set(sessions.map(({ room }) => room)), missing),
    speakers: fillSpeakers(before.speakers, speakers, missing),
    sessions,
    keyMessages: missing.keyMessages ? before.keyMessages : newer.keyMessages,
    directory: missing.directory ? before.directory : newer.directory,
    ...(newer.files || !before.files ? {} : { files: before.files }),
  }
}

/** `used`: the rooms of the sessions, which keep a room that only some session names. */
function fillRooms(
  before: Bundle['rooms'],
  newer: Bundle['rooms'],
  used: ReadonlySet<string | null>,
  missing: MissingFields,
): Bundle['rooms'] {
  const oldGuids = new Set(before.map(({ guid }) => guid))
  // Known sessions stay in their known rooms; new sessions may be in new ones.
  if (missing.sessions.includes('room'))
    return [...before, ...newer.filter(({ guid }) => used.has(guid) && !oldGuids.has(guid))]
  if (missing.isOfSessions) return joinLists(before, newer)
  const newGuids = new Set(newer.map(({ guid }) => guid))
  return [...newer, ...before.filter(({ guid }) => used.has(guid) && !newGuids.has(guid))]
}

function fillSpeakers(
  before: Bundle['speakers'],
  newer: Bundle['speakers'],
  missing: MissingFields,
): Bundle['speakers'] {
  if (missing.speakers === 'all') return before
  return missing.isOfSessions ? joinLists(before, newer) : newer
}

function extendDays(before: Bundle['conference'], newer: Bundle['conference']): Bundle['conference'] {
  const [startDate = before.startDate] = [before.startDate, newer.startDate].sort()
  const endDate = [before.endDate, newer.endDate].sort().at(-1) ?? before.endDate
  return { ...before, startDate, endDate }
}

/** @returns known items in their old order with their new content, then new items */
function joinLists<T extends { guid: string }>(before: readonly T[], newer: readonly T[]): T[] {
  const newItems = mapByGuid(newer)
  const knownGuids = new Set(before.map(({ guid }) => guid))
  return [
    ...before.map((item) => newItems.get(item.guid) ?? item),
    ...newer.filter(({ guid }) => !knownGuids.has(guid)),
  ]
}

function mapByGuid<T extends { guid: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((item) => [item.guid, item]))
}

function fillSession(old: Session, session: Session, missing: MissingFields): Session {
  const missingColumns = [...missing.sessions, ...(missing.bySession.get(session.guid) ?? [])]
  const title = missing.sessions.includes('label') ? removeLabel(session.title, old) : session.title
  const filled = {
    ...session,
    ...pick(old, missingColumns),
    ...(missing.speakers === 'all' ? { speakers: old.speakers } : {}),
  }
  // The file has only spoken languages. If all are stored, the stored list stays, since it also has the languages of interpretation.
  const areAllStored = filled.languages.every((language) => old.languages.includes(language))
  return {
    ...filled,
    languages: missing.interpretation && areAllStored ? old.languages : filled.languages,
    title: missingColumns.includes('title') ? old.title : title,
    // Keeps the duration if the file gives only starts.
    end: missingColumns.includes('end') ? shiftEnd(old, session.start) : session.end,
  }
}

/** Formats without labels put them into the title: “Workshop 9: Evidence”. */
function removeLabel(title: string, { label }: Session): string {
  if (label === null || !title.startsWith(label)) return title
  return title.slice(label.length).replace(/^\s*[:.·–—-]?\s*/, '') || title
}

function shiftEnd({ start, end }: Session, newStart: string): string | null {
  if (end === null) return null
  return new Date(Date.parse(newStart) + Date.parse(end) - Date.parse(start)).toISOString()
}

function pick<T extends object, K extends keyof T>(item: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, item[name]])) as Pick<T, K>
}

const keepKey = <K>(guid: K): K => guid

/** Maps keys of the file to stored keys by name, if the name is unique on both sides. */
function mapKeysByName<K extends string>(
  before: readonly { guid: K; name: string }[],
  newer: readonly { guid: K; name: string }[],
): (guid: K) => K {
  const knownGuids = new Set(before.map(({ guid }) => guid))
  const oldGuids = indexUniqueNames(before)
  const newGuids = indexUniqueNames(newer)
  const keys = new Map<K, K>()
  for (const { guid, name } of newer) {
    const oldGuid = oldGuids.get(name)
    if (!knownGuids.has(guid) && oldGuid !== undefined && newGuids.get(name) === guid) keys.set(guid, oldGuid)
  }
  // If the file itself uses a stored key, the key belongs to that item.
  const guidsInFile = new Set(newer.map(({ guid }) => guid))
  for (const [newGuid, oldGuid] of keys) {
    if (guidsInFile.has(oldGuid)) keys.delete(newGuid)
  }
  return (guid) => keys.get(guid) ?? guid
}

function indexUniqueNames<K extends string>(items: readonly { guid: K; name: string }[]): Map<string, K> {
  const guidsByName = new Map<string, K>()
  const repeatedNames = new Set<string>()
  for (const { guid, name } of items) {
    if (guidsByName.has(name)) repeatedNames.add(name)
    guidsByName.set(name, guid)
  }
  for (const name of repeatedNames) guidsByName.delete(name)
  return guidsByName
}
