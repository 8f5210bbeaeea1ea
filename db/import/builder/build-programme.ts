/** Turns a programme in frab's notation into a bundle. Keeps everything that it understands, and reports every repair. */

import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { memoize } from '../../formats/memoize.ts'
import { collectProblems, type Problems } from '../../formats/problems.ts'
import { cleanLine, cleanText, cutText, isMisread } from '../../formats/text.ts'
import { toValidUrl } from '../../formats/url.ts'
import type { ConferenceBundle } from '../../model.ts'
import type { Importer, MissingFields, Source } from '../importer.ts'
import { getKind, getOrganiserWord } from '../values/kinds.ts'
import { readLanguages } from '../values/languages.ts'
import { getAddresses, readLinks } from '../values/links.ts'
import { makeKeysDistinct, makeSlug, slugify, toGuid, toTitle } from '../values/names.ts'
import { createStatusReader, createTitleKeyMaker, type StatusReader } from '../values/status.ts'
import { chooseZone, readZone } from '../values/zone.ts'
import { createZoneClock, type ZoneClock } from '../values/zone-clock.ts'
import { chooseDates } from './dates.ts'
import { type Day, readDays } from './days.ts'
import { createNoStartsError, reportMissingStart } from './missing-starts.ts'
import { collectOffsets } from './offsets.ts'
import { describeRawEvent, type RawDay, type RawEvent, type RawProgramme } from './raw-programme.ts'
import { createSlotReader, type Slot } from './slots.ts'
import { createSpeakerList, type Speakers } from './speakers.ts'

type BundleSession = ConferenceBundle['sessions'][number]

/** Far above what any conference needs; a larger file is malicious. */
const MAX_EVENTS = 50_000

export function buildProgramme(
  raw: RawProgramme,
  { fileName, options }: Pick<Source, 'fileName' | 'options'>,
  missing: MissingFields,
  problems: Problems = collectProblems(),
): ReturnType<Importer['parse']> & { bundle: ConferenceBundle } {
  if (raw.events.length > MAX_EVENTS) {
    throw new StoreError('bad-file', message('import.too-many-events', { limit: MAX_EVENTS }))
  }
  const { conference } = raw
  const title = getTitle(conference, fileName, problems)
  const offsets = collectOffsets(raw)
  const zone = chooseZone(
    { zoneName: conference.zone, offsets: offsets.list, isNeeded: raw.events.length > 0 },
    options,
    problems,
  )
  const zoneClock = createZoneClock(zone)
  // Times without an offset are in the zone that the file names; if it names none, they have the day's offset.
  const days = readDays(raw.days, zoneClock, readZone(conference.zone) === null ? offsets.byDay : new Map())
  const slots = readSlots(raw, days, zone, zoneClock, problems)
  const datedDays = raw.days.map((day) => ({ ...day, date: days.get(day)?.date ?? day.date }))
  const dates = chooseDates(
    { conference, days: datedDays },
    new Set(slots.map(({ slot }) => slot.day)),
    zoneClock,
    problems,
  )
  const speakers = createSpeakerList(raw.events)
  const site = toValidUrl(conference.url)
  const sessions = buildSessions(slots, zoneClock, speakers, site, problems)
  if (sessions.length === 0) problems.add(message('import.no-sessions'), undefined, 'loss')
  const rooms = getRooms(raw, slots)
  const bundle: ConferenceBundle = {
    format: 'rapporteur-conference',
    formatVersion: 1,
    conference: {
      slug: makeSlug(conference.acronym, title, dates.start),
      title,
      subtitle: cleanLine(conference.subtitle),
      // The formats have no version number, so the last import wins.
      revision: 1,
      edition: cleanLine(conference.version),
      venue: cleanLine(conference.venue),
      city: cleanLine(conference.city),
      country: '',
      timeZone: zone,
      startDate: dates.start,
      endDate: dates.end,
      url: site,
      introduction: [],
      keyMessagesHeading: '',
      closing: [],
    },
    rooms: rooms.map((name) => ({ guid: toGuid(name), name, languages: [] })),
    speakers: speakers.list(),
    sessions: addDescriptions(sessions, slots),
    keyMessages: [],
    directory: [],
  }
  return {
    bundle,
    warnings: problems.list(),
    missing: hasWrittenTitle(conference)
      ? missing
      : { ...missing, conference: [...missing.conference, 'title'] },
  }
}

const getWrittenTitle = ({ title, acronym }: RawProgramme['conference']) =>
  cleanLine(title) || cleanLine(acronym)
const hasWrittenTitle = (conference: RawProgramme['conference']) => getWrittenTitle(conference) !== ''

function getTitle(conference: RawProgramme['conference'], fileName: string, problems: Problems): string {
  const title = getWrittenTitle(conference)
  if (title !== '') return title
  const titleFromFile = cleanLine(toTitle(fileName)) || 'Conference'
  problems.add(message('import.title-from-file', { title: titleFromFile }))
  return titleFromFile
}

type EventWithSlot = { event: RawEvent; slot: Slot; room: string; title: string }

function readSlots(
  raw: RawProgramme,
  days: ReadonlyMap<RawDay, Day>,
  zone: string,
  zoneClock: ZoneClock,
  problems: Problems,
): EventWithSlot[] {
  const { zone: namedZone, dayChange } = raw.conference
  const isZoneNamed = readZone(namedZone) !== null
  const reader = createSlotReader({ zone, isZoneNamed, zoneClock, dayChange, days, problems })
  const eventsWithSlots = raw.events.flatMap((event) => {
    const slot = reader.read(event)
    if (!slot) {
      reportMissingStart(event, problems)
      return []
    }
    const title = cleanLine(event.title)
    if (title === '') problems.add(message('import.no-title'), describeRawEvent(event))
    return [{ event, slot, room: cleanLine(event.room), title: title || 'Untitled' }]
  })
  const [first, ...others] = raw.events
  if (first && eventsWithSlots.length === 0) throw createNoStartsError([first, ...others])
  return eventsWithSlots
}

function buildSessions(
  eventsWithSlots: readonly EventWithSlot[],
  zoneClock: ZoneClock,
  speakers: Speakers,
  site: string | null,
  problems: Problems,
): BundleSession[] {
  const getTitleKey = createTitleKeyMaker(
    eventsWithSlots.filter(({ event }) => getIdentifiers(event).length === 0).map(({ title }) => title),
    (title) => slugify(title) || title,
  )
  const { keys, shared } = makeKeysDistinct(
    // guid, then code, then id, in the order of the formats' authors; otherwise the title, which changes least.
    eventsWithSlots.map((item) => ({
      item,
      key: toGuid(getIdentifiers(item.event)[0] ?? getTitleKey(item.title)),
    })),
    ({ slot, room }) => ({
      start: zoneClock.formatLocal(slot.start).slice(0, 16),
      room,
    }),
  )
  for (const { event, slot } of shared) {
    problems.add(
      message('import.identifier-twice'),
      message('common.name-time', {
        name: describeRawEvent(event),
        time: zoneClock.formatLocal(slot.start).slice(0, 16).replace('T', ' '),
      }),
    )
  }
  const convert: Converters = {
    time: memoize(zoneClock.format),
    languages: memoize(readLanguages),
    kind: memoize(getKind),
    line: memoize(cleanLine),
    status: createStatusReader(problems),
  }
  return eventsWithSlots.map((item, index) => ({
    ...buildSession(item, keys[index] ?? '', convert, speakers, problems),
    links: getLinks(item.event, site, problems),
  }))
}

const getIdentifiers = ({ guid, code, id, slug }: RawEvent): string[] =>
  [guid, code, id, slug].map((text) => text.trim()).filter((text) => text !== '')

/** Functions that remember their results, since many sessions have the same values. */
type Converters = {
  status: StatusReader
  time: ZoneClock['format']
  languages: typeof readLanguages
  kind: typeof getKind
  line: typeof cleanLine
}

function buildSession(
  { event, slot, room, title }: EventWithSlot,
  key: string,
  convert: Converters,
  speakers: Speakers,
  problems: Problems,
): Omit<BundleSession, 'links'> {
  const { languages, unknown } = convert.languages(event.language)
  if (unknown.length > 0) {
    problems.add(
      message('import.language-unknown'),
      message('common.with-quoted', { name: describeRawEvent(event), text: cleanLine(event.language) }),
      'loss',
    )
  }
  const texts = [event.title, event.subtitle, event.abstract, event.description]
  if (texts.some(isMisread)) {
    problems.add(message('import.encoding-repaired'), describeRawEvent(event))
  }
  const kind = convert.kind(event.kind ?? event.type)
  return {
    guid: toGuid(key),
    label: null,
    title,
    kind,
    type: getOrganiserWord(convert.line(event.type), kind),
    start: convert.time(slot.start),
    end: slot.end === null ? null : convert.time(slot.end),
    day: slot.day,
    room: room === '' ? null : toGuid(room),
    languages,
    speakers: speakers.add(event.persons),
    description: '',
    status: convert.status({ state: event.state, title, name: () => describeRawEvent(event) }),
    track: convert.line(event.track) || null,
    recording: event.recording && { ...event.recording, licence: convert.line(event.recording.licence) },
  }
}

/** Resolves addresses without a host against the session's own page, or else the conference's site. */
function getLinks(event: RawEvent, site: string | null, problems: Problems): BundleSession['links'] {
  if (event.links.length === 0) return []
  const page = event.links.find(({ kind }) => kind === 'page')
  return readLinks(
    event.links,
    (page && toValidUrl(page.url)) ?? site,
    () => describeRawEvent(event),
    problems,
  )
}

/** Runs after the links are read, since a description leaves out the addresses that are among the session's links. */
function addDescriptions(
  sessions: readonly BundleSession[],
  eventsWithSlots: readonly EventWithSlot[],
): BundleSession[] {
  return sessions.map((session, index) => {
    const event = eventsWithSlots[index]?.event
    return event ? { ...session, description: joinTexts(event, getAddresses(session)) } : session
  })
}

/**
 * Joins subtitle, abstract and description. An abstract that begins the description, or a description that the abstract contains, is left
 * out, since many programmes repeat texts. `linkAddresses`: addresses that the texts leave out.
 */
function joinTexts(
  { subtitle, abstract, description }: RawEvent,
  linkAddresses: ReadonlySet<string>,
): string {
  const long = cleanText(description, linkAddresses)
  const short = cleanText(abstract, linkAddresses)
  const parts = [
    cleanLine(subtitle),
    long.startsWith(short) ? '' : short,
    short.includes(long) && short !== long ? '' : long,
  ]
  return cutText(parts.filter((part) => part !== '').join('\n\n'))
}

/** Lists the rooms in programme order. */
function getRooms({ rooms }: RawProgramme, eventsWithSlots: readonly EventWithSlot[]): string[] {
  const names = [...rooms.map(cleanLine), ...eventsWithSlots.map(({ room }) => room)]
  return [...new Set(names)].filter((name) => name !== '')
}
