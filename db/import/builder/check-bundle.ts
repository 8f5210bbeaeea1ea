/** Checks what a schema cannot: names are unique, references resolve, and times make sense. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { isTimeZone, NIGHT_ENDS } from '../../../core/time.ts'
import { StoreError } from '../../errors.ts'
import type { ConferenceBundle } from '../../model.ts'
import { addDays, createWall, isDate, type Wall } from '../values/wall.ts'

type BundleSession = ConferenceBundle['sessions'][number]

/** A week. */
export const LONGEST_SESSION_MS = 7 * 24 * 60 * 60 * 1000

/** Returns warnings. Throws StoreError `bad-file` that names the place. */
export function checkBundle(bundle: ConferenceBundle): Message[] {
  const { conference, rooms, speakers, sessions, keyMessages, directory } = bundle
  checkZone(conference.timeZone)
  checkDates(conference)
  unique('rooms', rooms)
  unique('speakers', speakers)
  unique('sessions', sessions)
  unique(
    'keyMessages',
    keyMessages.flatMap((message) => [message, ...message.points]),
  )
  unique('directory', directory)
  for (const [index, message] of keyMessages.entries()) checkLeads(`keyMessages[${index}]`, message)
  const roomGuids = new Set<string>(rooms.map(({ guid }) => guid))
  const speakerGuids = new Set<string>(speakers.map(({ guid }) => guid))
  // Many sessions have the same times, so each pair that passed is remembered.
  const sound = new Set<string>()
  const wall = createWall(conference.timeZone)
  return sessions.flatMap((session, index) => {
    const place = `sessions[${index}]`
    if (session.room !== null && !roomGuids.has(session.room)) {
      fail(`${place}.room`, message('bundle.unknown-room', { guid: session.room }))
    }
    const named = new Set<string>()
    for (const [position, guid] of session.speakers.entries()) {
      if (!speakerGuids.has(guid))
        fail(`${place}.speakers[${position}]`, message('bundle.unknown-speaker', { guid }))
      if (named.has(guid)) fail(`${place}.speakers[${position}]`, message('bundle.speaker-twice', { guid }))
      named.add(guid)
    }
    const times = `${session.start} ${session.end} ${session.day}`
    if (sound.has(times)) return []
    const warnings = checkTimes(place, session, conference, wall)
    if (warnings.length === 0) sound.add(times)
    return warnings
  })
}

function checkZone(zone: string): void {
  if (!isTimeZone(zone)) fail('conference.timeZone', message('bundle.zone-unknown', { zone }))
}

function checkDates({ startDate, endDate }: ConferenceBundle['conference']): void {
  dateAt('conference.startDate', startDate)
  dateAt('conference.endDate', endDate)
  if (endDate < startDate) {
    fail('conference.endDate', message('bundle.ends-before-start', { end: endDate, start: startDate }))
  }
}

function checkTimes(
  place: string,
  session: BundleSession,
  conference: ConferenceBundle['conference'],
  wall: Wall,
): Message[] {
  const start = instantAt(`${place}.start`, session.start)
  dateAt(`${place}.day`, session.day)
  const local = wall.local(start)
  const date = local.slice(0, 10)
  const isNight = Number(local.slice(11, 13)) < NIGHT_ENDS && addDays(date, -1) === session.day
  if (date !== session.day && !isNight) {
    fail(`${place}.day`, message('bundle.other-day', { date, zone: conference.timeZone, day: session.day }))
  }
  if (session.day < conference.startDate || session.day > conference.endDate) {
    fail(
      `${place}.day`,
      message('bundle.outside-conference', {
        day: session.day,
        start: conference.startDate,
        end: conference.endDate,
      }),
    )
  }
  if (session.end !== null) {
    const lasts = instantAt(`${place}.end`, session.end) - start
    if (lasts === 0) {
      fail(`${place}.end`, message('bundle.no-duration'))
    }
    if (lasts < 0) fail(`${place}.end`, message('bundle.session-ends-before-start'))
    if (lasts > LONGEST_SESSION_MS) {
      fail(`${place}.end`, message('bundle.longer-than-week'))
    }
  }
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(session.start)?.[0] ?? 'Z'
  const there = wall.offset(start)
  return offset === 'Z' || offset === there
    ? []
    : [
        message('bundle.other-offset', {
          place,
          start: session.start,
          zone: conference.timeZone,
          expected: there,
          time: local.slice(11),
        }),
      ]
}

type KeyMessage = ConferenceBundle['keyMessages'][number]
function checkLeads(place: string, keyMessage: KeyMessage): void {
  for (const [index, part] of [keyMessage, ...keyMessage.points].entries()) {
    const where = index === 0 ? place : `${place}.points[${index - 1}]`
    if (!part.text.startsWith(part.lead)) fail(`${where}.lead`, message('bundle.lead-differs'))
  }
}

function unique(list: string, items: readonly { guid: string }[]): void {
  const seen = new Set<string>()
  for (const { guid } of items) {
    if (seen.has(guid)) fail(list, message('bundle.guid-twice', { guid }))
    seen.add(guid)
  }
}

function dateAt(place: string, text: string): void {
  if (!isDate(text)) fail(place, message('bundle.impossible-date', { date: text }))
}
/** In milliseconds since 1970. */
function instantAt(place: string, text: string): number {
  dateAt(place, text.slice(0, 10))
  return Date.parse(text)
}

function fail(place: string, problem: Message): never {
  throw new StoreError('bad-file', message('common.file-problem', { name: place, problem }))
}
