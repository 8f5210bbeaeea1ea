/** Sessions that a file identifies by title only, as tables and calendars without lasting UIDs do. Pure. */
import { fold } from '../../../core/fold.ts'
import type { ConferenceBundle } from '../../model.ts'
import { slugify, toGuid } from '../values/names.ts'
import { withoutMark } from '../values/status.ts'
import { areAlike, countShared, getWords } from './alike.ts'

type Bundle = ConferenceBundle
type Session = Bundle['sessions'][number]

/** As distinctKeys (common/names.ts) and the occurrences of a calendar's series (icalendar/entries.ts) tell slots apart. */
export const SLOT = /@(?:\d{4}-\d\d-\d\dT\d\d:\d\d.*|(\d{8}(?:T\d{6}Z?)?))$/s

/** Strips the slot suffix, leaving the identifier that a session's slots share. */
export function withoutSlot(guid: string): string {
  return guid.replace(SLOT, '')
}

/**
 * The guids that importers derive from a title where a file has no identifier. A title with a cancellation mark yields those with
 * the mark first, then those without.
 */
export function titleKeys(title: string): readonly string[] {
  return writings(title).flatMap((text) => [toGuid(text), toGuid(slugify(text) || text)])
}

function writings(title: string): readonly string[] {
  const bare = withoutMark(title)
  return bare === title ? [title] : [title, bare]
}

export function isByTitle({ guid, title }: { guid: string; title: string }): boolean {
  const base = withoutSlot(guid)
  return writings(title).some((text) => isMadeOf(base, text))
}

function isMadeOf(base: string, title: string): boolean {
  // A cheap test first, so that large programmes with numeric ids do not compute a slug per session.
  const isWorth = ASCII.test(title) ? /[a-z0-9]/i.exec(title)?.[0]?.toLowerCase() === base[0] : true
  return base === title || (isWorth && (toGuid(title) === base || toGuid(slugify(title) || title) === base))
}

const ASCII = /^[\x20-\x7e]*$/

/**
 * Gives retitled sessions their stored guids. A session counts as retitled if it alone has the start, end and room of a session that
 * the file leaves out, and the two share speakers or words of the title. A session replaced by a different one is not matched, so its
 * star and notes stay with it. `brought`: the result of keepStoredGuids (same-slots.ts). Both in stored form.
 */
export function withRetitled(before: Bundle, brought: Bundle, lacks: readonly string[]): Session[] {
  const [old, now] = [getGuids(before), getGuids(brought)]
  const isOn = ({ status }: Session) => status === 'confirmed'
  const gone = before.sessions.filter((session) => isOn(session) && !now.has(session.guid))
  const come = brought.sessions.filter((session) => !old.has(session.guid) && isByTitle(session))
  if (gone.length === 0 || come.length === 0) return brought.sessions
  const [placeBefore, placeNow] = [getPlaces(before, lacks), getPlaces(brought, lacks)]
  const there = countBy(before.sessions.filter(isOn), placeBefore)
  const here = countBy(brought.sessions, placeNow)
  const isLone = (place: string) => there.get(place) === 1 && here.get(place) === 1
  const goneFrom = new Map(gone.map((session) => [placeBefore(session), session]))
  const [peopleBefore, peopleNow] = [getPeople(before), getPeople(brought)]
  const guids = new Map<Session, Session['guid']>()
  for (const session of come) {
    const place = placeNow(session)
    const was = goneFrom.get(place)
    if (!was || !isLone(place)) continue
    const people = [peopleBefore(was), peopleNow(session)] as const
    const isSame = people.every(({ size }) => size > 0)
      ? countShared(...people) > 0
      : areAlike(getWords(was.title), getWords(session.title))
    if (isSame) guids.set(session, was.guid)
  }
  return brought.sessions.map((session) => {
    const guid = guids.get(session)
    return guid === undefined ? session : { ...session, guid }
  })
}

const getGuids = ({ sessions }: Bundle): Set<string> => new Set(sessions.map(({ guid }) => guid))

/** Compares rooms by name, because keys differ between formats, and ignores fields that the file lacks. */
function getPlaces({ rooms }: Bundle, lacks: readonly string[]): (session: Session) => string {
  const names = new Map<string, string>(rooms.map(({ guid, name }) => [guid, name]))
  return ({ start, end, room }) =>
    JSON.stringify([
      start,
      lacks.includes('end') ? '' : end,
      lacks.includes('room') || room === null ? '' : (names.get(room) ?? room),
    ])
}

function getPeople({ speakers }: Bundle): (session: Session) => Set<string> {
  const names = new Map<string, string>(speakers.map(({ guid, name }) => [guid, fold(name)]))
  return ({ speakers: guids }) => new Set(guids.map((guid) => names.get(guid) ?? guid))
}

function countBy(sessions: readonly Session[], keyOf: (session: Session) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const session of sessions) counts.set(keyOf(session), (counts.get(keyOf(session)) ?? 0) + 1)
  return counts
}
