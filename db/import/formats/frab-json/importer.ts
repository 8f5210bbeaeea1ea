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
  const daysWithEvents = days.map((day, index) => readDay(day, index, readText))
  const eventsOutsideDays = toList(schedule.events).flatMap((event, index) => {
    const object = toObject(event)
    return object ? [readEvent(object, null, '', `schedule.events[${index}]`, readText)] : []
  })
  const events = [...daysWithEvents.flatMap(({ events }) => events), ...eventsOutsideDays]
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
    days: daysWithEvents.map(({ day }) => day),
    rooms: [
      ...[...toList(conference.rooms), ...toList(schedule.rooms)].map((room) =>
        readText(toObject(room)?.name),
      ),
      ...daysWithEvents.flatMap(({ rooms }) => rooms),
    ],
    events,
  }
}

type TextReader = (value: unknown) => string

function readDay(
  day: JsonObject,
  index: number,
  readText: TextReader,
): { day: RawDay; rooms: string[]; events: RawEvent[] } {
  const path = `schedule.conference.days[${index}]`
  const rawDay = {
    place: path,
    date: readText(day.date),
    start: readText(day.day_start) || readText(day.start),
    end: readText(day.day_end) || readText(day.end),
  }
  const rooms = Object.entries(toObject(day.rooms) ?? {})
  const events = rooms.flatMap(([room, list]) =>
    toList(list).flatMap((event, position) => {
      const object = toObject(event)
      const eventPlace = `${path}.rooms[“${room.slice(0, 60)}”][${position}]`
      return object ? [readEvent(object, rawDay, room, eventPlace, readText)] : []
    }),
  )
  return { day: rawDay, rooms: rooms.map(([name]) => name), events }
}

function readEvent(
  event: JsonObject,
  day: RawDay | null,
  room: string,
  path: string,
  readText: TextReader,
): RawEvent {
  // In version 2 `start` is an instant; in version 1 it is a time of day and `date` is the instant.
  const start = readText(event.start)
  const isInstant = start.includes('T')
  return {
    place: path,
    day,
    guid: readText(event.guid),
    code: readText(event.code),
    id: readText(event.id),
    slug: readText(event.slug),
    date: isInstant ? start : readText(event.date),
    start: isInstant ? '' : start,
    duration: readText(event.duration),
    end: readText(event.end),
    room: room.trim() || readText(toObject(event.room)?.name ?? event.room),
    title: readText(event.title),
    subtitle: readText(event.subtitle),
    type: readText(event.type),
    language: readText(event.language),
    abstract: readText(event.abstract),
    description: readText(event.description),
    state: readText(event.status) || readText(event.state),
    track: getTrack(event.track, readText),
    recording: readRecording(event, readText),
    links: readLinks(event, readText),
    persons: [...toList(event.persons), ...toList(event.participants)].flatMap((person) =>
      readPerson(person, readText),
    ),
  }
}

function readPerson(person: unknown, readText: TextReader): RawPerson[] {
  if (typeof person === 'string') return [{ guid: '', name: person, biography: '' }]
  const fields = toObject(person) ?? {}
  const { guid, code, id, biography } = fields
  return [
    {
      guid: readText(guid) || readText(code),
      id: readText(id),
      name: formatPersonName((field) => readText(fields[field])),
      biography: readText(biography),
    },
  ]
}

/** Accepts a name or an object with a name. An object with only a slug gets its name by mapTrackNames(). */
function getTrack(track: unknown, readText: TextReader): string {
  const { name, slug } = toObject(track) ?? {}
  return readText(name) || readText(slug) || readText(track)
}

/** Maps track slugs to the conference's track names. */
function mapTrackNames(tracks: unknown, readText: TextReader): Map<string, string> {
  return new Map(
    toList(tracks).flatMap((track) => {
      const { slug, guid, name } = toObject(track) ?? {}
      const trackName = readText(name)
      return [slug, guid].flatMap((key): [string, string][] =>
        trackName === '' || readText(key) === '' ? [] : [[readText(key), trackName]],
      )
    }),
  )
}

/** Version 2 states in one word whether the session is recorded; version 1 has the licence and whether the speakers opted out. */
function readRecording(event: JsonObject, readText: TextReader): RawEvent['recording'] {
  const { recording, recording_license, do_not_record } = event
  const object = toObject(recording)
  const licence = readText(object?.license) || readText(recording_license)
  const word = object ? '' : readText(recording)
  const optOut =
    object?.optout === true ||
    readText(object?.optout) === 'true' ||
    do_not_record === true ||
    /NOT_?RECORD|DO_NOT|OPT_?OUT|^NO/i.test(word)
  return optOut || licence !== '' || typeof object?.optout === 'boolean' ? { licence, optOut } : null
}

function readLinks(event: JsonObject, readText: TextReader): RawLink[] {
  const createLinks = (kind: RawLink['kind'], url: unknown): RawLink[] =>
    readText(url) === '' ? [] : [{ kind, title: '', url: readText(url) }]
  const readList = (list: unknown, kind: RawLink['kind']) =>
    toList(list).flatMap((item): RawLink[] => {
      const { url, href, title, name, type, service } = toObject(item) ?? {}
      const address = readText(url) || readText(href) || (typeof item === 'string' ? item : '')
      const word = readText(type).toUpperCase()
      return [
        {
          kind: kind === 'link' ? (linkKinds[word] ?? kind) : kind,
          title: readText(title) || readText(name) || readText(service),
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
