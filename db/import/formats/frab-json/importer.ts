/**
 * Imports the JSON form of schedule.xml (https://c3voc.de/schedule/schema.json): days → rooms → events. Version 2 lists events beside the
 * conference, with start and end as instants and texts that may be given in several languages.
 */
import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { getText, type JsonObject, readJson, toList, toObject } from '../../../formats/json.ts'
import { collectProblems } from '../../../formats/problems.ts'
import { buildProgramme } from '../../builder/build-programme.ts'
import {
  formatPersonName,
  type RawDay,
  type RawEvent,
  type RawPerson,
  type RawProgramme,
} from '../../builder/raw-programme.ts'
import { fillInBiographies } from '../../builder/speakers.ts'
import type { Importer } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import type { RawLink } from '../../values/links.ts'

export const frabJson: Importer = {
  id: 'frab-json',
  name: 'Conference schedule as JSON (frab, pretalx)',
  extensions: ['json'],
  detect: (beginning) =>
    beginning.startsWith('{') &&
    /"schedule"\s*:\s*\{/.test(beginning) &&
    /"conference"\s*:\s*\{/.test(beginning),
  parse: (source) => {
    const problems = collectProblems()
    return buildProgramme(
      readSchedule(readJson(source.bytes, problems)),
      source,
      makeMissingFields({ reads: ['recording'] }),
      problems,
    )
  },
}

function readSchedule(file: unknown): RawProgramme {
  const schedule = toObject(toObject(file)?.schedule)
  const conference = toObject(schedule?.conference)
  if (!schedule || !conference) {
    throw new StoreError('bad-file', message('frab.no-conference'))
  }
  const language = getText(toObject(conference.defaults)?.language, '')
  const readText = (value: unknown) => getText(value, language)
  const days = toList(conference.days).map((day) => toObject(day) ?? {})
  const read = days.map((day, index) => readDay(day, index, readText))
  const listed = toList(schedule.events).flatMap((event, index) => {
    const object = toObject(event)
    return object ? [readEvent(object, null, '', `schedule.events[${index}]`, readText)] : []
  })
  const events = [...read.flatMap(({ events }) => events), ...listed]
  const tracks = mapTrackNames(conference.tracks, readText)
  for (const event of events) event.track = tracks.get(event.track) ?? event.track
  fillInBiographies(
    events,
    toList(schedule.persons).flatMap((person) => readPerson(person, readText)),
  )
  return {
    conference: {
      place: 'schedule.conference',
      acronym: readText(conference.acronym),
      title: readText(conference.title),
      subtitle: readText(conference.subtitle),
      venue: readText(conference.venue),
      city: readText(conference.city),
      start: readText(conference.start),
      end: readText(conference.end),
      zone: readText(conference.time_zone_name),
      url: readText(conference.url) || readText(schedule.url) || readText(schedule.base_url),
      version: readText(schedule.version),
      dayChange: '',
    },
    days: read.map(({ day }) => day),
    rooms: [
      ...[...toList(conference.rooms), ...toList(schedule.rooms)].map((room) =>
        readText(toObject(room)?.name),
      ),
      ...read.flatMap(({ rooms }) => rooms),
    ],
    events,
  }
}

type TextReader = (value: unknown) => string

function readDay(
  day: JsonObject,
  index: number,
  text: TextReader,
): { day: RawDay; rooms: string[]; events: RawEvent[] } {
  const path = `schedule.conference.days[${index}]`
  const read = {
    place: path,
    date: text(day.date),
    start: text(day.day_start) || text(day.start),
    end: text(day.day_end) || text(day.end),
  }
  const rooms = Object.entries(toObject(day.rooms) ?? {})
  const events = rooms.flatMap(([room, list]) =>
    toList(list).flatMap((event, position) => {
      const object = toObject(event)
      const eventPlace = `${path}.rooms[“${room.slice(0, 60)}”][${position}]`
      return object ? [readEvent(object, read, room, eventPlace, text)] : []
    }),
  )
  return { day: read, rooms: rooms.map(([name]) => name), events }
}

function readEvent(
  event: JsonObject,
  day: RawDay | null,
  room: string,
  path: string,
  text: TextReader,
): RawEvent {
  // In version 2 `start` is an instant; in version 1 it is a time of day and `date` is the instant.
  const start = text(event.start)
  const isInstant = start.includes('T')
  return {
    place: path,
    day,
    guid: text(event.guid),
    code: text(event.code),
    id: text(event.id),
    slug: text(event.slug),
    date: isInstant ? start : text(event.date),
    start: isInstant ? '' : start,
    duration: text(event.duration),
    end: text(event.end),
    room: room.trim() || text(toObject(event.room)?.name ?? event.room),
    title: text(event.title),
    subtitle: text(event.subtitle),
    type: text(event.type),
    language: text(event.language),
    abstract: text(event.abstract),
    description: text(event.description),
    state: text(event.status) || text(event.state),
    track: getTrack(event.track, text),
    recording: readRecording(event, text),
    links: readLinks(event, text),
    persons: [...toList(event.persons), ...toList(event.participants)].flatMap((person) =>
      readPerson(person, text),
    ),
  }
}

function readPerson(person: unknown, text: TextReader): RawPerson[] {
  if (typeof person === 'string') return [{ guid: '', name: person, biography: '' }]
  const fields = toObject(person) ?? {}
  const { guid, code, id, biography } = fields
  return [
    {
      guid: text(guid) || text(code),
      id: text(id),
      name: formatPersonName((field) => text(fields[field])),
      biography: text(biography),
    },
  ]
}

/** Accepts a name or an object with a name. An object with only a slug gets its name by mapTrackNames(). */
function getTrack(track: unknown, text: TextReader): string {
  const { name, slug } = toObject(track) ?? {}
  return text(name) || text(slug) || text(track)
}

/** Maps track slugs to the conference's track names. */
function mapTrackNames(tracks: unknown, text: TextReader): Map<string, string> {
  return new Map(
    toList(tracks).flatMap((track) => {
      const { slug, guid, name } = toObject(track) ?? {}
      const trackName = text(name)
      return [slug, guid].flatMap((key): [string, string][] =>
        trackName === '' || text(key) === '' ? [] : [[text(key), trackName]],
      )
    }),
  )
}

/** Version 2 states in one word whether the session is recorded; version 1 has the licence and whether the speakers opted out. */
function readRecording(event: JsonObject, text: TextReader): RawEvent['recording'] {
  const { recording, recording_license, do_not_record } = event
  const object = toObject(recording)
  const licence = text(object?.license) || text(recording_license)
  const word = object ? '' : text(recording)
  const optOut =
    object?.optout === true ||
    text(object?.optout) === 'true' ||
    do_not_record === true ||
    /NOT_?RECORD|DO_NOT|OPT_?OUT|^NO/i.test(word)
  return optOut || licence !== '' || typeof object?.optout === 'boolean' ? { licence, optOut } : null
}

function readLinks(event: JsonObject, text: TextReader): RawLink[] {
  const createLinks = (kind: RawLink['kind'], url: unknown): RawLink[] =>
    text(url) === '' ? [] : [{ kind, title: '', url: text(url) }]
  const readList = (list: unknown, kind: RawLink['kind']) =>
    toList(list).flatMap((item): RawLink[] => {
      const { url, href, title, name, type, service } = toObject(item) ?? {}
      const address = text(url) || text(href) || (typeof item === 'string' ? item : '')
      const word = text(type).toUpperCase()
      return [
        {
          kind: kind === 'link' ? (linkKinds[word] ?? kind) : kind,
          title: text(title) || text(name) || text(service),
          url: address,
        },
      ]
    })
  const recording = toObject(event.recording)
  return [
    ...createLinks('page', event.url),
    ...readList(event.links, 'link'),
    ...readList(event.attachments, 'attachment'),
    ...createLinks('recording', event.video_download_url),
    ...createLinks('recording', recording?.url ?? recording?.link),
    ...createLinks('page', event.origin_url),
    ...createLinks('feedback', event.feedback_url),
  ]
}

/** The link types of version 2 that have a meaning of their own. */
const linkKinds: Readonly<Record<string, RawLink['kind']>> = {
  ORIGIN: 'page',
  FEEDBACK: 'feedback',
  RECORDING: 'recording',
  VIDEO: 'recording',
  SLIDES: 'attachment',
}
