/**
 * Imports Sessionize's JSON (https://sessionize.com/playbook/api): the views All, Sessions, and Grid or GridSmart, and variants of All that
 * others export. Times are local to the venue, without an offset, and the event has no title.
 */
import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { getText, type JsonObject, readJson, toList, toObject } from '../../../formats/json.ts'
import { collectProblems } from '../../../formats/problems.ts'
import { buildProgramme } from '../../builder/build-programme.ts'
import {
  createRawConference,
  createRawEvent,
  type RawEvent,
  type RawPerson,
  type RawProgramme,
} from '../../builder/raw-programme.ts'
import type { Importer } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import type { RawLink } from '../../values/links.ts'

const MISSING_FIELDS = {
  conference: ['subtitle', 'edition', 'venue', 'city', 'url'],
} as const

export const sessionize: Importer = {
  id: 'sessionize',
  name: 'Sessionize',
  extensions: ['json'],
  detect: (beginning) =>
    /^[[{]/.test(beginning) &&
    /"sessions"\s*:\s*\[/.test(beginning) &&
    /"startsAt"\s*:/.test(beginning) &&
    /"(?:isServiceSession|isPlenumSession|speakerIds|roomId)"\s*:/.test(beginning),
  parse: (source) => {
    const problems = collectProblems()
    const file = readJson(source.bytes, problems)
    // The Sessions and Grid views have no list of people.
    const speakers = toObject(file) ? 'none' : 'biographies'
    return buildProgramme(
      readProgramme(file),
      source,
      makeMissingFields({ ...MISSING_FIELDS, speakers }),
      problems,
    )
  },
}

const readText = (value: unknown): string => getText(value, '')

function readProgramme(file: unknown): RawProgramme {
  const all = toObject(file)
  if (all) return getProgramme(readAll(all), listRoomNames(all))
  if (!Array.isArray(file)) throw new StoreError('bad-file', message('sessionize.no-sessions'))
  // Grid has a part for each day, with rooms; Sessions has a part for each group. A session may be in several parts.
  const events = file.flatMap((part: unknown, index): RawEvent[] => {
    const { rooms, sessions } = toObject(part) ?? {}
    const inRooms = toList(rooms).flatMap((room, position) => {
      const { name, sessions: sessionsOfRoom } = toObject(room) ?? {}
      return readSessions(sessionsOfRoom, `[${index}].rooms[${position}].sessions`, { room: readText(name) })
    })
    return [...inRooms, ...readSessions(sessions, `[${index}].sessions`, {})]
  })
  const rooms = file.flatMap((part: unknown) => listRoomNames(toObject(part)))
  return getProgramme(removeDuplicates(events), rooms)
}

function getProgramme(events: RawEvent[], rooms: string[]): RawProgramme {
  return { conference: createRawConference({}), days: [], rooms, events }
}

/** A session in all rooms is in each room of the grid; it becomes one session without a room. */
function removeDuplicates(events: readonly RawEvent[]): RawEvent[] {
  const seen = new Map<string, RawEvent>()
  for (const event of events) {
    const key = [event.id, event.date, event.end].join('\n')
    const duplicate = seen.get(key)
    if (!duplicate) seen.set(key, event)
    else if (duplicate.room !== event.room) duplicate.room = ''
  }
  return [...seen.values()]
}

function listRoomNames(part: JsonObject | null): string[] {
  return toList(part?.rooms).map((room) => readText(toObject(room)?.name))
}

/** The parts of a file to which its sessions refer by id, and the room of the grid that lists a session. */
type Lookups = {
  room?: string
  rooms?: ReadonlyMap<string, string>
  people?: ReadonlyMap<string, RawPerson>
  categories?: ReadonlyMap<string, Category>
}
type Category = { group: string; name: string }

function readAll(file: JsonObject): RawEvent[] {
  const indexById = <T>(list: unknown, read: (item: JsonObject) => T): Map<string, T> =>
    new Map(
      toList(list).flatMap((item): [string, T][] => {
        const object = toObject(item)
        return object ? [[readText(object.id), read(object)]] : []
      }),
    )
  const categories = toList(file.categories).flatMap((group) => {
    const { title, items } = toObject(group) ?? {}
    return [...indexById(items, ({ name }) => ({ group: readText(title), name: readText(name) }))]
  })
  return readSessions(file.sessions, 'sessions', {
    rooms: indexById(file.rooms, ({ name }) => readText(name)),
    people: indexById(file.speakers, readPerson),
    categories: new Map(categories),
  })
}

function readPerson({ id, fullName, firstName, lastName, name, bio, description }: JsonObject): RawPerson {
  return {
    guid: readText(id),
    name:
      readText(fullName) ||
      [readText(firstName), readText(lastName)].filter(Boolean).join(' ') ||
      readText(name),
    biography: readText(bio) || readText(description),
  }
}

function readSessions(list: unknown, path: string, lookups: Lookups): RawEvent[] {
  return toList(list).flatMap((session, index) => {
    const object = toObject(session)
    return object ? [readSession(object, `${path}[${index}]`, lookups)] : []
  })
}

function readSession(session: JsonObject, path: string, lookups: Lookups): RawEvent {
  const { id, title, description, startsAt, endsAt, room, roomId, location, status } = session
  const categories = [...toList(session.categoryItems), ...toList(session.categories)].flatMap((item) =>
    getCategories(item, lookups),
  )
  const findInGroup = (pattern: RegExp) =>
    categories
      .filter(({ group }) => pattern.test(group))
      .map(({ name }) => name)
      .join(', ')
  const format = findInGroup(/format|type|kind/i)
  const kind = session.isPlenumSession === true ? 'plenary' : format
  const isService = session.isServiceSession === true
  return createRawEvent({
    place: path,
    id: readText(id),
    title: readText(title),
    description: readText(description),
    date: readText(startsAt),
    end: readText(endsAt),
    room: readText(room) || lookups.rooms?.get(readText(roomId)) || lookups.room || readText(location),
    // The title of a service session, such as a break, determines its kind.
    kind: isService ? readText(title) || 'other' : kind,
    type: isService ? '' : format,
    language: findInGroup(/language|sprache|langue|idioma/i),
    track: findInGroup(/track|stream|topic|theme|thema/i),
    state: readText(status),
    persons: [...toList(session.speakers), ...toList(session.speakerIds)].flatMap((person) => {
      const object = toObject(person)
      return object ? [readPerson(object)] : (lookups.people?.get(readText(person)) ?? [])
    }),
    links: getLinks(session),
  })
}

/** In the view All, an item is the id of a category; in the other views it is an object with the categories of its group. */
function getCategories(item: unknown, { categories }: Lookups): Category[] {
  const object = toObject(item)
  if (!object) return [categories?.get(readText(item)) ?? []].flat()
  const { name, categoryItems } = object
  return toList(categoryItems).map((inner) => ({
    group: readText(name),
    name: readText(toObject(inner)?.name),
  }))
}

function getLinks({ liveUrl, recordingUrl, videoUrl }: JsonObject): RawLink[] {
  const createLinks = (kind: RawLink['kind'], title: string, url: unknown): RawLink[] =>
    readText(url) === '' ? [] : [{ kind, title, url: readText(url) }]
  return [
    ...createLinks('link', 'Live', liveUrl),
    ...createLinks('recording', '', recordingUrl),
    ...createLinks('recording', '', videoUrl),
  ]
}
