/**
 * Matches sessions of a file with stored sessions of another identifier: programs may switch from numbers to guids, or create new ones
 * with every export. See by-title.ts for sessions identified by title, same-slots.ts for slots. Pure.
 */

import type { ConferenceBundle } from '../../model.ts'
import type { OtherIds } from '../importer.ts'
import { areAlike, getWords } from './alike.ts'
import { isByTitle, titleKeys, withoutSlot } from './by-title.ts'
import { findFreeNumber, getStanding } from './renumbered.ts'
import type { Claims } from './split-sessions.ts'
import { countBy, pairByTitles } from './unique-titles.ts'

type Session = ConferenceBundle['sessions'][number]
/** `room`: the room's name. */
export type Told = Pick<Session, 'title' | 'start' | 'day'> & {
  guid: string
  room: string | null
  isOn: boolean
}
/** Maps identifiers in a file to stored ones; with slots where single slots are matched (split-sessions.ts). */
export type Identifiers = ReadonlyMap<string, string>

type Ways = {
  otherIds: OtherIds
  /** Identifiers learned from earlier files. */
  remembered: ReadonlyMap<string, string>
  /** The programmes belong to one conference, so sessions can also be matched in other ways. */
  isOne: boolean
  /** Stored slots that are known to belong to sessions in the file. */
  claims?: Claims
}

/** Matches sessions whose identifiers have no counterpart, and sessions that were renumbered. */
export function matchSessions(
  here: readonly Told[],
  brought: readonly Told[],
  ways: Ways,
): Map<string, string> {
  const [old, now] = [getGroups(here), getGroups(brought)]
  const { same: standing, loose } = getStanding(old, now, ways.remembered, ways.isOne)
  const isNews = ([base, was]: [string, string]) =>
    base !== was || (ways.remembered.get(base) ?? base) !== was
  const same = new Map([...standing].filter(isNews))
  const isLeft = (base: string, session: Told) =>
    !standing.has(base) && (loose.has(base) || !isByTitle(session))
  const come = new Map([...now].filter(([base, session]) => isLeft(base, session)))
  if (come.size === 0) return same
  const claimed = claimedByTitle(brought)
  const stands = new Set(standing.values())
  const gone = new Map([...old].filter(([base, session]) => !stands.has(base) && !claimed(session)))
  for (const [base, was] of pairsAmong({ old, now }, { old: gone, now: come }, ways)) same.set(base, was)
  const taken = new Set([...old.keys(), ...now.keys(), ...same.values()])
  for (const base of loose) {
    if (same.has(base)) continue
    const free = findFreeNumber(base, (guid) => (guid === base ? old.has(guid) : taken.has(guid)))
    taken.add(free)
    same.set(base, free)
  }
  return same
}

function pairsAmong(
  { old, now }: Free,
  free: { old: Map<string, Told>; now: Map<string, Told> },
  ways: Ways,
): Map<string, string> {
  const same = new Map<string, string>()
  const pair = (base: string, was: string | undefined) => {
    if (was === undefined || !free.old.delete(was)) return
    free.now.delete(base)
    same.set(base, was)
  }
  const isSettled = () => free.old.size === 0 || free.now.size === 0
  if (isSettled()) return same
  for (const base of [...free.now.keys()]) pair(base, ways.remembered.get(base))
  for (const key of ways.claims?.values() ?? []) free.now.delete(withoutSlot(key))
  if (!ways.isOne || isSettled()) return same
  const byNumber = pairsByOtherIds(free, ways)
  const sure = byNumber.filter(([base, was]) => areClose(now.get(base), old.get(was)))
  for (const [base, was] of sure) pair(base, was)
  const pairTitled = (sessions: readonly Told[]) =>
    pairByTitles(
      sessions,
      [...now.values()],
      ({ guid }) => free.now.has(withoutSlot(guid)),
      (session, was) => pair(withoutSlot(session.guid), withoutSlot(was.guid)),
    )
  pairTitled([...old.values()].filter(isOn))
  // If most numbers still mean the same sessions, trust the others too, whatever their titles.
  if (sure.length * 2 > byNumber.length)
    for (const [base, was] of byNumber) if (free.now.has(base)) pair(base, was)
  pairTitled([...old.values()].filter((session) => !isOn(session)))
  return same
}

/** Replaces identifiers by the stored ones and keeps the slot suffixes. */
export function underSame<T extends { guid: string }>(
  sessions: readonly T[],
  same: ReadonlyMap<string, string>,
): T[] {
  return sessions.map((session) => {
    const base = withoutSlot(session.guid)
    const was = same.get(base)
    return was === undefined ? session : { ...session, guid: was + session.guid.slice(base.length) }
  })
}

/** Returns the matches in `same` that are not remembered yet. */
export function findNewlyKnown(
  same: ReadonlyMap<string, string>,
  remembered: ReadonlyMap<string, string>,
): Identifiers {
  return new Map([...same].filter(([base, was]) => remembered.get(base) !== was))
}

export function getTold({ sessions, rooms }: Pick<ConferenceBundle, 'sessions' | 'rooms'>): Told[] {
  const names = new Map(rooms.map(({ guid, name }) => [guid, name]))
  return sessions.map(({ guid, title, start, day, room, status }) => ({
    guid,
    title,
    start,
    day,
    room: room === null ? null : (names.get(room) ?? room),
    isOn: status === 'confirmed',
  }))
}

const isOn = (session: Told) => session.isOn

/** The first slot of each session, preferring confirmed ones. */
function getGroups(sessions: readonly Told[]): Map<string, Told> {
  const groups = new Map<string, Told>()
  for (const session of sessions) {
    const base = withoutSlot(session.guid)
    const known = groups.get(base)
    if (!known || (!known.isOn && session.isOn)) groups.set(base, session)
  }
  return groups
}

/** Whether same-slots.ts will match a session by its present title. */
function claimedByTitle(brought: readonly Told[]): (here: Told) => boolean {
  const titles = new Set(brought.filter(isByTitle).map(({ guid }) => withoutSlot(guid)))
  return ({ title }) => titles.size > 0 && titleKeys(title).some((key) => titles.has(key))
}

type Free = { old: ReadonlyMap<string, Told>; now: ReadonlyMap<string, Told> }

/** Leaves out stored sessions that several new ones refer to. */
function pairsByOtherIds({ old, now }: Free, { otherIds, remembered }: Ways): [base: string, was: string][] {
  const found = [...now.keys()].flatMap((base): [string, string][] => {
    const was = otherIds
      .get(base)
      ?.map((id) => remembered.get(id) ?? id)
      .find((id) => old.has(id))
    return was === undefined ? [] : [[base, was]]
  })
  const counts = countBy(found, ([, was]) => was)
  return found.filter(([, was]) => counts.get(was) === 1)
}

function areClose(a: Told | undefined, b: Told | undefined): boolean {
  if (!a || !b) return false
  return areAlike(getWords(a.title), getWords(b.title)) || (a.start === b.start && a.room === b.room)
}
