/** What frab's XML and JSON and their relatives have in common, as they write it: texts, not yet understood. '' stands for nothing. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { cleanLine } from '../../formats/text.ts'
import type { RawLink } from '../values/links.ts'

export type RawProgramme = {
  conference: {
    /** Where its dates stand in the file. */
    place: string | Message
    acronym: string
    title: string
    subtitle: string
    venue: string
    city: string
    /** Date, or instant. */
    start: string
    end: string
    zone: string
    url: string
    version: string
    /** Time of day before which a session belongs to the day before, where sessions have no date of their own. */
    dayChange: string
  }
  days: RawDay[]
  /** Names, also of rooms without any session. */
  rooms: string[]
  events: RawEvent[]
}
/** `start` and `end`: instants between which sessions belong to the day. */
export type RawDay = { place: string | Message; date: string; start: string; end: string }
export type RawPerson = {
  guid: string
  /** In this file: where it lists its people beside the events, that is who it is; of several programmes put together, two may share one. */
  id?: string
  name: string
  biography: string
}
export type RawEvent = {
  /** Where it stands in the file: `line 12`, `sessions[3]`. */
  place: string | Message
  /** The day under which it stands; null where the file lists events by themselves. */
  day: RawDay | null
  guid: string
  code: string
  id: string
  slug: string
  /** Date and time, with or without offset. */
  date: string
  /** Time of day. */
  start: string
  duration: string
  /** Instant, or time of day. */
  end: string
  room: string
  title: string
  subtitle: string
  /** The organiser's word for what kind of session it is. */
  type: string
  /** Of what its kind is told, where that is not `type`. */
  kind?: string
  language: string
  abstract: string
  description: string
  /** What the file calls its state: cancelled, or anything else (common/status.ts). */
  state: string
  track: string
  /** null: the file says nothing about recording. */
  recording: { licence: string; optOut: boolean } | null
  links: RawLink[]
  persons: RawPerson[]
}

const PERSON_NAMES = ['public_name', 'name', 'full_public_name'] as const

/** What frab and its relatives call a person: by the name that the person chose for the public first. '' if by none. */
export function personName(named: (field: (typeof PERSON_NAMES)[number]) => string): string {
  return PERSON_NAMES.map(named).find((name) => name.trim() !== '') ?? ''
}

/** As warnings name it: by its place alone where it has no title. */
export function getName({ title, place }: RawEvent): Message {
  const line = cleanLine(title).slice(0, 80)
  return line === ''
    ? message('common.verbatim', { text: place })
    : message('common.quoted-at', { name: line, place })
}

/** An event of which a format says only some of it. */
export function rawEvent(said: Pick<RawEvent, 'place'> & Partial<RawEvent>): RawEvent {
  return {
    day: null,
    guid: '',
    code: '',
    id: '',
    slug: '',
    date: '',
    start: '',
    duration: '',
    end: '',
    room: '',
    title: '',
    subtitle: '',
    type: '',
    language: '',
    abstract: '',
    description: '',
    state: '',
    persons: [],
    track: '',
    recording: null,
    links: [],
    ...said,
  }
}

export function rawConference(said: Partial<RawProgramme['conference']>): RawProgramme['conference'] {
  return {
    place: '',
    acronym: '',
    title: '',
    subtitle: '',
    venue: '',
    city: '',
    start: '',
    end: '',
    zone: '',
    url: '',
    version: '',
    dayChange: '',
    ...said,
  }
}
