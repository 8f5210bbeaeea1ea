/** The common, unparsed form of frab's XML and JSON and related formats: plain texts, '' if absent. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { cleanLine } from '../../formats/text.ts'
import type { RawLink } from '../values/links.ts'

export type RawProgramme = {
  conference: {
    /** The location of the conference's dates in the file. */
    place: string | Message
    acronym: string
    title: string
    subtitle: string
    venue: string
    city: string
    /** A date or an instant. */
    start: string
    end: string
    zone: string
    url: string
    version: string
    /** A session without a date of its own belongs to the day before if it starts before this time of day. */
    dayChange: string
  }
  days: RawDay[]
  /** Names of rooms, including rooms without sessions. */
  rooms: string[]
  events: RawEvent[]
}
/** `start` and `end`: instants between which sessions belong to the day. */
export type RawDay = { place: string | Message; date: string; start: string; end: string }
export type RawPerson = {
  guid: string
  /** The person's id in this file, for files with a list of people. In merged programmes two people may share an id. */
  id?: string
  name: string
  biography: string
}
export type RawEvent = {
  /** The event's location in the file: `line 12`, `sessions[3]`. */
  place: string | Message
  /** The day that contains it; null if the file does not group events by day. */
  day: RawDay | null
  guid: string
  code: string
  id: string
  slug: string
  /** Date and time, with or without an offset. */
  date: string
  /** Time of day. */
  start: string
  duration: string
  /** An instant or a time of day. */
  end: string
  room: string
  title: string
  subtitle: string
  /** The organiser's word for the kind of session. */
  type: string
  /** The text that determines the kind, if not `type`. */
  kind?: string
  language: string
  abstract: string
  description: string
  /** The session's status in the file: cancelled, or anything else (values/status.ts). */
  state: string
  track: string
  /** null if the file says nothing about recording. */
  recording: { licence: string; optOut: boolean } | null
  links: RawLink[]
  persons: RawPerson[]
}

const PERSON_NAMES = ['public_name', 'name', 'full_public_name'] as const

/** @returns the first name that is present in frab and related formats, the public name first; '' if there is none */
export function formatPersonName(named: (field: (typeof PERSON_NAMES)[number]) => string): string {
  return PERSON_NAMES.map(named).find((name) => name.trim() !== '') ?? ''
}

/** The event's name in warnings; only its location if it has no title. */
export function describeRawEvent({ title, place }: RawEvent): Message {
  const line = cleanLine(title).slice(0, 80)
  return line === ''
    ? message('common.verbatim', { text: place })
    : message('common.quoted-at', { name: line, place })
}

/** Builds an event from the fields of a format. */
export function createRawEvent(fields: Pick<RawEvent, 'place'> & Partial<RawEvent>): RawEvent {
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
    ...fields,
  }
}

export function createRawConference(fields: Partial<RawProgramme['conference']>): RawProgramme['conference'] {
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
    ...fields,
  }
}
