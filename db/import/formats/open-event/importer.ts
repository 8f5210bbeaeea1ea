/**
 * Imports Open Event (https://github.com/fossasia/open-event): the ZIP that eventyay exports, with event, sessions, speakers and
 * microlocations as JSON. Field names have hyphens or, in older exports, underscores. Times have offsets or are in the event's zone.
 */

import { message } from '../../../../core/i18n/message.ts'
import { OPEN_EVENT_PART } from '../../../../core/open-event.ts'
import { StoreError } from '../../../errors.ts'
import { getText, type JsonObject, readJson, toList, toObject } from '../../../formats/json.ts'
import { collectProblems, type Problems } from '../../../formats/problems.ts'
import { readZip } from '../../../formats/read-zip.ts'
import { shortenForMessage } from '../../../formats/text.ts'
import { buildProgramme } from '../../builder/build-programme.ts'
import {
  createRawConference,
  createRawEvent,
  describeRawEvent,
  type RawEvent,
  type RawPerson,
  type RawProgramme,
} from '../../builder/raw-programme.ts'
import type { Importer } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import type { RawLink } from '../../values/links.ts'

const MISSING_FIELDS = makeMissingFields({ conference: ['subtitle', 'edition', 'city'] })

export const openEvent: Importer = {
  id: 'open-event',
  name: 'Open Event (eventyay)',
  extensions: ['zip'],
  detect: (beginning) => beginning.startsWith('PK\u0003\u0004') || beginning.startsWith('PK\u0005\u0006'),
  parse: (source) => {
    const problems = collectProblems()
    return buildProgramme(readProgramme(source.bytes, problems), source, MISSING_FIELDS, problems)
  },
}

const readText = (value: unknown): string => getText(value, '')
/** `sessions` in `export/sessions.json`. `folder` is '' or ends in a slash. @returns null if the file is not part of an export */
export function getPart(name: string): { folder: string; part: string } | null {
  const nameStart = name.lastIndexOf('/') + 1
  const part = OPEN_EVENT_PART.exec(name.slice(nameStart))?.[1]
  return part === undefined ? null : { folder: name.slice(0, nameStart), part }
}

/** @returns the folder of a ZIP file that holds an export ('' for the root), or null if none does */
export function findExport(names: readonly string[]): string | null {
  const parts = names.flatMap((name) => getPart(name) ?? [])
  const hasPart = (folder: string, part: string) =>
    parts.some((candidate) => candidate.folder === folder && candidate.part === part)
  return parts.find(({ folder }) => hasPart(folder, 'event') && hasPart(folder, 'sessions'))?.folder ?? null
}

function readProgramme(bytes: Uint8Array, problems: Problems): RawProgramme {
  const files = readZip(bytes, (name) => getPart(name) !== null)
  const folder = findExport([...files.keys()])
  const parts = new Map<string, unknown>()
  for (const [name, content] of files) {
    const { folder: folderOfFile, part } = getPart(name) ?? { folder: '', part: '' }
    if (folderOfFile !== folder) continue
    if (parts.has(part)) throw new StoreError('bad-file', message('open-event.part-twice', { name: part }))
    parts.set(part, readPart(name, content, problems))
  }
  const event = toObject(parts.get('event'))
  if (!event || !parts.has('sessions')) {
    throw new StoreError('bad-file', message('open-event.no-programme'))
  }
  return {
    conference: readConference(event),
    days: [],
    rooms: toList(parts.get('microlocations')).map((room) => readText(toObject(room)?.name)),
    events: readSessions(parts.get('sessions'), indexLists(parts), problems),
  }
}

function readPart(name: string, content: Uint8Array, problems: Problems): unknown {
  try {
    return readJson(content, problems)
  } catch (error) {
    if (error instanceof StoreError)
      throw new StoreError(
        error.code,
        message('common.with-detail', { name, detail: error.details ?? error.message }),
      )
    throw error
  }
}

/** `starts-at` and `starts_at` are the same field. */
function readField(object: JsonObject, name: string): unknown {
  return object[name] ?? object[name.replaceAll('-', '_')]
}

function readConference(event: JsonObject): RawProgramme['conference'] {
  const getFirst = (...names: string[]) =>
    names.map((name) => readText(readField(event, name))).find(Boolean) ?? ''
  return createRawConference({
    place: 'event',
    title: getFirst('name'),
    venue: getFirst('location-name'),
    start: getFirst('starts-at', 'start-time'),
    end: getFirst('ends-at', 'end-time'),
    zone: getFirst('timezone'),
    url: getFirst('event-url', 'external-event-url'),
  })
}

/** The objects of another part, by the identifier with which sessions refer to them. */
type ObjectsById = ReadonlyMap<string, JsonObject>
type Lists = Record<'microlocation' | 'track' | 'session-type' | 'speaker', ObjectsById>

function indexLists(parts: ReadonlyMap<string, unknown>): Lists {
  return {
    microlocation: indexById(parts.get('microlocations')),
    track: indexById(parts.get('tracks')),
    'session-type': indexById(parts.get('session_types') ?? parts.get('session-types')),
    speaker: indexById(parts.get('speakers')),
  }
}

function indexById(part: unknown): ObjectsById {
  return new Map(
    toList(part).flatMap((item): [string, JsonObject][] => {
      const object = toObject(item)
      return object && readText(object.id) !== '' ? [[readText(object.id), object]] : []
    }),
  )
}

/** `{ id, name }` is complete; `{ id }` and a bare identifier are looked up; a bare word is a name. */
type Reference = { id: string; name: string; object: JsonObject | null; isUnresolved: boolean }

function toReference(value: unknown, objectsById: ObjectsById): Reference {
  const reference = toObject(value)
  const id = readText(reference ? reference.id : value)
  const object = objectsById.get(id) ?? null
  const isWord = !reference && !object && !/^\d*$/.test(id)
  const name = readText(reference?.name) || readText(object?.name) || (isWord ? id : '')
  return { id, name, object, isUnresolved: id !== '' && name === '' && object === null }
}

const getBiography = (speaker: JsonObject): string =>
  readText(readField(speaker, 'long-biography')) || readText(readField(speaker, 'short-biography'))

/**
 * Statuses of proposals that are not in the programme. The export lists them among the sessions, with the start of the whole event as their
 * start.
 */
const NOT_IN_PROGRAMME = /^(?:rejected|declined|pending|draft|submitted)$/i

function readSessions(list: unknown, lists: Lists, problems: Problems): RawEvent[] {
  return toList(list).flatMap((item, index) => {
    const session = toObject(item)
    if (!session) return []
    const unresolved: string[] = []
    const event = readSession(session, `sessions[${index}]`, lists, unresolved)
    const name = describeRawEvent(event)
    if (NOT_IN_PROGRAMME.test(event.state)) {
      problems.add(
        message('open-event.not-accepted'),
        message('common.with-detail', { name, detail: event.state }),
      )
      return []
    }
    if (unresolved.length > 0) {
      problems.add(
        message('open-event.unknown-reference'),
        message('common.with-detail', { name, detail: unresolved.join(', ').slice(0, 200) }),
        'loss',
      )
    }
    return [event]
  })
}

/** Adds references that no part resolves, such as `track 7`, to `unresolved`. */
function readSession(session: JsonObject, path: string, lists: Lists, unresolved: string[]): RawEvent {
  const getFirst = (...names: string[]) =>
    names.map((name) => readText(readField(session, name))).find(Boolean) ?? ''
  const resolveReference = (value: unknown, part: keyof Lists): Reference => {
    const reference = toReference(value, lists[part])
    if (reference.isUnresolved) unresolved.push(`${part} ${shortenForMessage(reference.id)}`)
    return reference
  }
  const resolveName = (name: Exclude<keyof Lists, 'speaker'>) =>
    resolveReference(readField(session, name), name).name
  return createRawEvent({
    place: path,
    id: getFirst('id'),
    title: getFirst('title'),
    subtitle: getFirst('subtitle'),
    abstract: getFirst('short-abstract'),
    description: getFirst('long-abstract'),
    date: getFirst('starts-at', 'start-time'),
    end: getFirst('ends-at', 'end-time'),
    room: resolveName('microlocation'),
    type: resolveName('session-type'),
    track: resolveName('track'),
    language: getFirst('language'),
    state: getFirst('state'),
    persons: toList(session.speakers).flatMap((speaker): RawPerson[] => {
      const { id, name, object: listedSpeaker } = resolveReference(speaker, 'speaker')
      const inlineSpeaker = toObject(speaker)
      const biography =
        (listedSpeaker && getBiography(listedSpeaker)) || (inlineSpeaker && getBiography(inlineSpeaker)) || ''
      // A bare word is a name, not an identifier.
      return [{ guid: inlineSpeaker || listedSpeaker ? id : '', name, biography }]
    }),
    links: getLinks(getFirst),
  })
}

function getLinks(getField: (...names: string[]) => string): RawLink[] {
  const createLinks = (kind: RawLink['kind'], title: string, url: string): RawLink[] =>
    url === '' ? [] : [{ kind, title, url }]
  return [
    ...createLinks('attachment', 'Slides', getField('slides-url', 'slides')),
    ...createLinks('recording', '', getField('video-url', 'video')),
    ...createLinks('recording', '', getField('audio-url', 'audio')),
    ...createLinks('link', '', getField('signup-url')),
  ]
}
