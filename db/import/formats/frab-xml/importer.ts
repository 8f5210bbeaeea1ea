/**
 * Imports schedule.xml of frab, pretalx and pentabarf in all variants (schema: https://c3voc.de/schedule/schema.xsd): events in rooms in
 * days, or directly in days; with guids, numbers or neither; with dates or only times of day.
 */
import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { collectProblems, type Problems } from '../../../formats/problems.ts'
import { getChildren, getChildText, readXml } from '../../../formats/xml.ts'
import type { ElementConsumer, XmlElement } from '../../../formats/xml-tree.ts'
import { buildProgramme } from '../../builder/build-programme.ts'
import {
  describeRawEvent,
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

export const frabXml: Importer = {
  id: 'frab-xml',
  name: 'Conference schedule (frab, pretalx, pentabarf)',
  extensions: ['xml', 'frab'],
  // This is the only XML format, so it takes every XML file and reports errors with line and column.
  detect: (beginning) => beginning.startsWith('<'),
  parse: (source) => {
    const { consumeElement, ...collected } = createEventCollector()
    const root = readXml(source.bytes, consumeElement)
    const programme = readSchedule(root, collected)
    const problems = collectProblems()
    const events = convertDurationsInDays(programme.events, problems)
    return buildProgramme(
      { ...programme, events },
      source,
      makeMissingFields({ reads: ['recording'] }),
      problems,
    )
  },
}

/** Reads a three-part duration as `d:hh:mm` if others are `h:mm`; programs that write all durations in three parts mean `h:mm:ss`. */
function convertDurationsInDays(events: readonly RawEvent[], problems: Problems): RawEvent[] {
  const isInMinutes = events.some(({ duration }) => /^\d{1,2}:\d\d$/.test(duration))
  return events.map((event) => {
    const [, days, hours, minutes] = /^([1-9]):([01]\d|2[0-3]):([0-5]\d)$/.exec(event.duration) ?? []
    if (!isInMinutes || days === undefined) return event
    problems.add(
      message('frab.duration-in-days'),
      message('common.with-quoted', { name: describeRawEvent(event), text: event.duration }),
      'time',
    )
    return { ...event, duration: `P${days}DT${hours}H${minutes}M` }
  })
}

/** The events that were read while the file was parsed, and the days that contain them. */
type CollectedEvents = { days: ReadonlyMap<XmlElement, RawDay>; events: RawEvent[] }

/** Converts each event as soon as it is parsed, so that the tree of a large file does not keep the elements of all events. */
function createEventCollector(): CollectedEvents & { consumeElement: ElementConsumer } {
  const events: RawEvent[] = []
  const days = new Map<XmlElement, RawDay>()
  const consumeElement: ElementConsumer = (element, ancestors) => {
    if (element.name !== 'event' || ancestors.length > 3) return false
    const [schedule, day, room] = ancestors
    if (schedule?.name !== 'schedule' || day?.name !== 'day' || (room && room.name !== 'room')) return false
    const rawDay = days.get(day) ?? readDay(day)
    days.set(day, rawDay)
    events.push(readEvent(element, rawDay, room?.attributes.name ?? ''))
    return true
  }
  return { days, events, consumeElement }
}

function readSchedule(root: XmlElement, { days: daysWithEvents, events }: CollectedEvents): RawProgramme {
  if (root.name !== 'schedule') {
    throw new StoreError(
      'bad-file',
      message('frab.other-root', { line: root.line, name: root.name.slice(0, 40) }),
    )
  }
  const conference = root.children.find(({ name }) => name === 'conference')
  const days = getChildren(root, 'day')
  // FOSDEM lists people outside the days; its events refer to them by number.
  fillInBiographies(events, readPersons(root))
  if (!conference && events.length === 0) {
    throw new StoreError('bad-file', message('frab.no-events', { line: root.line }))
  }
  return {
    conference: readConference(conference ?? root, getChildText(root, 'version')),
    days: days.map((day) => daysWithEvents.get(day) ?? readDay(day)),
    rooms: days.flatMap((day) => getChildren(day, 'room').map((room) => room.attributes.name ?? '')),
    events,
  }
}

function readConference(element: XmlElement, version: string): RawProgramme['conference'] {
  const readText = (name: string) => getChildText(element, name)
  return {
    place: message('common.line', { line: element.line }),
    acronym: readText('acronym'),
    title: readText('title'),
    subtitle: readText('subtitle'),
    venue: readText('venue'),
    city: readText('city'),
    start: readText('start'),
    end: readText('end'),
    zone: readText('time_zone_name'),
    url: readText('url') || readText('base_url'),
    version: version || readText('release'),
    dayChange: readText('day_change'),
  }
}

function readDay({ attributes, line }: XmlElement): RawDay {
  const getAttribute = (name: string) => attributes[name] ?? ''
  return {
    place: message('common.line', { line }),
    date: getAttribute('date').trim(),
    start: getAttribute('start'),
    end: getAttribute('end'),
  }
}

function readEvent(element: XmlElement, day: RawDay, room: string): RawEvent {
  const texts = new Map<string, string>()
  for (const { name, text } of element.children) {
    if (!texts.has(name)) texts.set(name, text.trim())
  }
  const readText = (name: string) => texts.get(name) ?? ''
  const { attributes } = element
  return {
    place: message('common.line', { line: element.line }),
    day,
    guid: attributes.guid ?? '',
    code: attributes.code || readText('code'),
    id: attributes.id || readText('id'),
    slug: readText('slug'),
    date: readText('date'),
    start: readText('start'),
    duration: readText('duration'),
    end: readText('end') || readText('session_end_time'),
    room: room.trim() || readText('room'),
    title: readText('title'),
    subtitle: readText('subtitle'),
    type: readText('type'),
    language: readText('language'),
    abstract: readText('abstract'),
    description: readText('description'),
    state: readText('status') || readText('state'),
    track: readText('track'),
    recording: readRecording(element),
    links: readLinks(element, readText),
    persons: readPersons(element),
  }
}

function readPersons(element: XmlElement): RawPerson[] {
  return getChildren(element, 'persons')
    .flatMap((persons) => getChildren(persons, 'person'))
    .map((person) => {
      const { attributes } = person
      return {
        guid:
          attributes.guid || attributes.code || getChildText(person, 'guid') || getChildText(person, 'code'),
        id: attributes.id ?? '',
        name: getName(person),
        biography: getChildText(person, 'biography'),
      }
    })
}

/** The name is the element's text, or a child element beside the biography, or an attribute, depending on the program. */
function getName(person: XmlElement): string {
  if (person.text.trim() !== '') return person.text
  return formatPersonName((field) => getChildText(person, field)) || (person.attributes.name ?? '')
}

function readRecording(event: XmlElement): RawEvent['recording'] {
  const recording = event.children.find(({ name }) => name === 'recording')
  if (!recording) return null
  const optOut = getChildText(recording, 'optout') || getChildText(recording, 'opt_out')
  const licence = getChildText(recording, 'license')
  return optOut === '' && licence === '' ? null : { licence, optOut: /^(?:true|1|yes)$/i.test(optOut) }
}

/** Reads `<link href="…">title</link>`, or a link with the address as its text; also pages of the session, attachments and recordings. */
function readLinks(event: XmlElement, readText: (name: string) => string): RawLink[] {
  const createLinks = (kind: RawLink['kind'], url: string): RawLink[] =>
    url === '' ? [] : [{ kind, title: '', url }]
  const readList = (list: string, item: string, kind: RawLink['kind']) =>
    getChildren(event, list).flatMap((element) =>
      getChildren(element, item).map((link) => ({
        kind,
        title: link.text.trim() || getChildText(link, 'title').trim(),
        url: link.attributes.href?.trim() || (kind === 'link' ? link.text : ''),
      })),
    )
  const recording = event.children.find(({ name }) => name === 'recording')
  return [
    ...createLinks('page', readText('url')),
    ...readList('links', 'link', 'link'),
    ...readList('attachments', 'attachment', 'attachment'),
    ...createLinks('recording', readText('video_download_url')),
    ...(recording
      ? createLinks('recording', getChildText(recording, 'url') || getChildText(recording, 'link'))
      : []),
    ...createLinks('page', readText('origin_url')),
    ...createLinks('feedback', readText('feedback_url')),
  ]
}
