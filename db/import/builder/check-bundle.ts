/** Checks rules that a schema cannot express: names are unique, references resolve, and times make sense. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { NIGHT_END_HOUR } from '../../../core/time.ts'
import { isTimeZone } from '../../../core/zones.ts'
import { type Fault, formatPath, InvalidFile } from '../../formats/validation.ts'
import type { ConferenceBundle } from '../../model.ts'
import { addDays, createZoneClock, isDate, type ZoneClock } from '../values/zone-clock.ts'

type Conference = ConferenceBundle['conference']
type BundleSession = ConferenceBundle['sessions'][number]

/** A week. */
export const MAX_SESSION_MS = 7 * 24 * 60 * 60 * 1000

type Path = Fault['path']
type Report = (path: Path, problem: Message) => void

/** Returns warnings. Throws InvalidFile with all faults. */
export function checkBundle(bundle: ConferenceBundle): Message[] {
  const { faults, warnings } = findFaults(bundle)
  if (faults.length > 0) throw new InvalidFile(faults)
  return warnings
}

export function findFaults(bundle: ConferenceBundle): { faults: Fault[]; warnings: Message[] } {
  const faults: Fault[] = []
  const report: Report = (path, problem) => {
    faults.push({ path, problem })
  }
  const { conference, rooms, speakers, sessions, keyMessages, directory } = bundle
  const isZoneKnown = isTimeZone(conference.timeZone)
  if (!isZoneKnown)
    report(['conference', 'timeZone'], message('bundle.zone-unknown', { zone: conference.timeZone }))
  const areDatesValid = checkDates(conference, report)
  checkUnique(['rooms'], rooms, report)
  checkUnique(['speakers'], speakers, report)
  checkUnique(['sessions'], sessions, report)
  checkUnique(
    ['keyMessages'],
    keyMessages.flatMap((message) => [message, ...message.points]),
    report,
  )
  checkUnique(['directory'], directory, report)
  for (const [index, message] of keyMessages.entries()) checkLeads(['keyMessages', index], message, report)
  const roomGuids = new Set<string>(rooms.map(({ guid }) => guid))
  const speakerGuids = new Set<string>(speakers.map(({ guid }) => guid))
  // Many sessions have the same times, so valid times are checked only once.
  const validTimes = new Set<string>()
  const zoneClock = createZoneClock(isZoneKnown ? conference.timeZone : 'UTC')
  const warnings = sessions.flatMap((session, index) => {
    const path = ['sessions', index]
    if (session.room !== null && !roomGuids.has(session.room)) {
      report([...path, 'room'], message('bundle.unknown-room', { guid: session.room }))
    }
    checkSpeakers(path, session, speakerGuids, report)
    const times = `${session.start} ${session.end} ${session.day}`
    if (!isZoneKnown || validTimes.has(times)) return []
    const faultsBefore = faults.length
    const warnings = checkTimes(path, session, conference, { zoneClock, report, areDatesValid })
    if (warnings.length === 0 && faults.length === faultsBefore) validTimes.add(times)
    return warnings
  })
  return { faults, warnings }
}

function checkSpeakers(
  path: Path,
  session: BundleSession,
  knownGuids: ReadonlySet<string>,
  report: Report,
): void {
  const earlierGuids = new Set<string>()
  for (const [position, guid] of session.speakers.entries()) {
    const speakerPath = [...path, 'speakers', position]
    if (!knownGuids.has(guid)) report(speakerPath, message('bundle.unknown-speaker', { guid }))
    if (earlierGuids.has(guid)) report(speakerPath, message('bundle.speaker-twice', { guid }))
    earlierGuids.add(guid)
  }
}

/** @returns whether the dates of the conference are valid */
function checkDates({ startDate, endDate }: Conference, report: Report): boolean {
  const isStartPossible = checkDate(['conference', 'startDate'], startDate, report)
  const isEndPossible = checkDate(['conference', 'endDate'], endDate, report)
  if (!isStartPossible || !isEndPossible) return false
  if (endDate >= startDate) return true
  report(['conference', 'endDate'], message('bundle.ends-before-start', { end: endDate, start: startDate }))
  return false
}

function checkTimes(
  path: Path,
  session: BundleSession,
  conference: Conference,
  { zoneClock, report, areDatesValid }: { zoneClock: ZoneClock; report: Report; areDatesValid: boolean },
): Message[] {
  const isDayPossible = checkDate([...path, 'day'], session.day, report)
  const isEndPossible = session.end === null || checkDate([...path, 'end'], session.end.slice(0, 10), report)
  const isStartPossible = checkDate([...path, 'start'], session.start.slice(0, 10), report)
  if (!isDayPossible || !isEndPossible || !isStartPossible) return []
  const start = Date.parse(session.start)
  const local = zoneClock.formatLocal(start)
  const date = local.slice(0, 10)
  const isNight = Number(local.slice(11, 13)) < NIGHT_END_HOUR && addDays(date, -1) === session.day
  if (date !== session.day && !isNight) {
    report(
      [...path, 'day'],
      message('bundle.other-day', { date, zone: conference.timeZone, day: session.day }),
    )
  } else if (areDatesValid && (session.day < conference.startDate || session.day > conference.endDate)) {
    report(
      [...path, 'day'],
      message('bundle.outside-conference', {
        day: session.day,
        start: conference.startDate,
        end: conference.endDate,
      }),
    )
  }
  if (session.end !== null) {
    const duration = Date.parse(session.end) - start
    if (duration === 0) report([...path, 'end'], message('bundle.no-duration'))
    if (duration < 0) report([...path, 'end'], message('bundle.session-ends-before-start'))
    if (duration > MAX_SESSION_MS) report([...path, 'end'], message('bundle.longer-than-week'))
  }
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(session.start)?.[0] ?? 'Z'
  const zoneOffset = zoneClock.formatOffset(start)
  return offset === 'Z' || offset === zoneOffset
    ? []
    : [
        message('bundle.other-offset', {
          place: formatPath(path),
          start: session.start,
          zone: conference.timeZone,
          expected: zoneOffset,
          time: local.slice(11),
        }),
      ]
}

type KeyMessage = ConferenceBundle['keyMessages'][number]
/** A lead is the beginning of the text that is shown in bold, so the text must start with it. */
function checkLeads(path: Path, keyMessage: KeyMessage, report: Report): void {
  for (const [index, part] of [keyMessage, ...keyMessage.points].entries()) {
    const where = index === 0 ? path : [...path, 'points', index - 1]
    if (!part.text.startsWith(part.lead)) report([...where, 'lead'], message('bundle.lead-differs'))
  }
}

function checkUnique(path: Path, items: readonly { guid: string }[], report: Report): void {
  const seen = new Set<string>()
  for (const { guid } of items) {
    if (seen.has(guid)) report(path, message('bundle.guid-twice', { guid }))
    seen.add(guid)
  }
}

/** @returns whether the date exists in the calendar */
function checkDate(path: Path, text: string, report: Report): boolean {
  const isPossible = isDate(text)
  if (!isPossible) report(path, message('bundle.impossible-date', { date: text }))
  return isPossible
}
