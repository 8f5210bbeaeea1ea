/** Converts the occurrences of a calendar's events to sessions. */
import type { Temporal } from 'temporal-polyfill'
import { type Message, message } from '../../../../core/i18n/message.ts'
import { NIGHT_END_HOUR } from '../../../../core/time.ts'
import type { Problems } from '../../../formats/problems.ts'
import { type Component, getProperty, getText, unescapeText } from '../../../formats/read-content-lines.ts'
import { cleanLine, cleanText, isMisread } from '../../../formats/text.ts'
import type { ConferenceBundle, Guid } from '../../../model.ts'
import { getKind, getOrganiserWord } from '../../values/kinds.ts'
import { getAddresses, readLinks } from '../../values/links.ts'
import { makeKeysDistinct, toGuid } from '../../values/names.ts'
import { createStatusReader, type StatusReader } from '../../values/status.ts'
import type { Clock } from './calendar-clock.ts'
import { describeEvent, type Entry } from './calendar-entries.ts'
import { getCategories, getLinks } from './categories-and-links.ts'
import { formatZonedTime, getEnd, warnOfClockChange } from './event-end.ts'
import { hasEnd } from './messages.ts'
import {
  addOtherLinks,
  OWN_UID,
  readOwnDescription,
  readOwnFields,
  readOwnLinks,
  readOwnSpeakers,
  readOwnTitle,
} from './own-properties.ts'
import { getPlace, getSlotPlace } from './place.ts'
import { getTime } from './times.ts'

type FullSession = ConferenceBundle['sessions'][number]
/** A session without the columns that calendars lack. These get their default when the bundle is checked. */
export type BundleSession = Partial<FullSession> &
  Pick<FullSession, 'guid' | 'title' | 'kind' | 'start' | 'end' | 'day'>

/** Our own UIDs are escaped as TEXT; UIDs of other programs are used unchanged. */
const getKey = ({ key }: Entry) => toGuid(OWN_UID.test(key) ? unescapeText(key).replace(OWN_UID, '') : key)

type EntryWithStart = { entry: Entry; start: Temporal.ZonedDateTime }

/** @returns one session for each entry, in the same order */
export function buildSessions(
  entries: readonly Entry[],
  clock: Clock,
  cancelled: ReadonlySet<Component>,
  problems: Problems,
): BundleSession[] {
  const entriesWithStart = entries.map(
    (entry): EntryWithStart => ({ entry, start: clock.toZonedTime(entry.start) }),
  )
  const formatMinute = ({ start }: EntryWithStart) =>
    start.toPlainDateTime().toString({ smallestUnit: 'minute' })
  const { keys, shared } = makeKeysDistinct(
    entriesWithStart.map((item) => ({ item, key: getKey(item.entry) })),
    (item) => ({ start: formatMinute(item), room: getSlotPlace(item.entry.event) }),
  )
  for (const item of shared) {
    problems.add(
      message('calendar.identifier-twice'),
      message('common.name-time', { name: describeEvent(item.entry.event), time: formatMinute(item) }),
    )
  }
  const context = { clock, cancelled, readStatus: createStatusReader(problems), problems }
  return entriesWithStart.map((item, index) => buildSession(item, toGuid(keys[index] ?? ''), context))
}

type SessionContext = {
  clock: Clock
  cancelled: ReadonlySet<Component>
  readStatus: StatusReader
  problems: Problems
}

function buildSession(
  { entry, start }: EntryWithStart,
  guid: Guid,
  { clock, cancelled, readStatus, problems }: SessionContext,
): BundleSession {
  const { event } = entry
  const isCancelled = cancelled.has(event)
  const name = describeEvent(event)
  const ownFields = readOwnFields(event)
  const { label, title } = readOwnTitle(event)
  // A cancelled session keeps its stored title.
  if (title === '' && !isCancelled) problems.add(message('import.no-title'), name)
  reportEncodingAndZone(entry, clock, name, problems)
  warnOfClockChange(entry.start, start, clock, name, problems)
  const { all: categories, kinds, track } = getCategories(event)
  // An all-day event becomes a milestone, since it must neither remind anyone at midnight nor conflict with the day's sessions.
  const kind = entry.start.kind === 'date' ? 'milestone' : (ownFields?.kind ?? getKind(categories.join(', ')))
  const typeWords = kinds.flatMap((category) => getOrganiserWord(category, kind) ?? [])
  const state = getProperty(event, 'STATUS')?.value ?? ''
  const end = isCancelled && !hasEnd(event) ? null : getEnd(entry, start, clock, name, problems)
  // Lists each address once. Our own properties come first, since they contain more.
  const place = getPlace(event)
  const links = readLinks(
    [...addOtherLinks(readOwnLinks(event), getLinks(event)), ...place.links],
    null,
    () => name,
    problems,
  )
  return {
    guid,
    label,
    title: title || 'Untitled',
    kind,
    type: ownFields ? ownFields.type : cleanLine(typeWords.join(', ')) || null,
    start: formatZonedTime(start),
    end: end && formatZonedTime(end),
    day: getDay(event, start).toString(),
    room: place.room?.guid ?? null,
    languages: ownFields?.languages ?? [],
    speakers: readOwnSpeakers(event).map((speaker) => speaker.guid),
    description: cleanText(readOwnDescription(event), getAddresses({ links })),
    // Rapporteur's own exports mark a cancellation by STATUS only, so their titles are not searched for words such as "cancelled".
    status: isCancelled
      ? 'cancelled'
      : readStatus({ state, title: ownFields ? '' : title, name: () => name }),
    track: ownFields ? ownFields.track : track,
    recording: ownFields?.recording ?? null,
    links,
  }
}

function reportEncodingAndZone(
  { event, start }: Entry,
  clock: Clock,
  name: Message,
  problems: Problems,
): void {
  if (['SUMMARY', 'DESCRIPTION'].some((property) => isMisread(getText(event, property)))) {
    problems.add(message('import.encoding-repaired'), name)
  }
  if (!clock.isKnown(start)) {
    problems.add(
      message('import.zone-unknown'),
      message('common.with-quoted', { name, text: start.zone.slice(0, 80) }),
      'time',
    )
  }
}

/** Rapporteur's own exports state the programme day of a session after midnight (export/formats/icalendar/). */
function getDay(event: Component, start: Temporal.ZonedDateTime): Temporal.PlainDate {
  const date = start.toPlainDate()
  const statedDay = getTime(getProperty(event, 'X-RAPPORTEUR-DAY'))?.local.toPlainDate()
  // A calendar program that moves the event leaves X-RAPPORTEUR-DAY unchanged.
  const isNight = start.hour < NIGHT_END_HOUR && statedDay?.add({ days: 1 }).equals(date)
  return statedDay && isNight ? statedDay : date
}
