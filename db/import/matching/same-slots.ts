/**
 * Matches the slots of sessions that have several. A file gives only the session's identifier, and the order of slots shifts whenever one
 * is added or removed. Pure.
 */
import type { ConferenceBundle, Guid } from '../../model.ts'
import { freeKeys } from '../values/names.ts'
import { isByTitle, SLOT, titleKeys, withoutSlot } from './by-title.ts'
import { type Claims, pairAcross } from './split-sessions.ts'

type Session = ConferenceBundle['sessions'][number]

/** Identified by its RECURRENCE-ID (RFC 5545 §3.8.4.4), which stays when the occurrence is moved. */
const isOccurrence = (guid: string) => SLOT.exec(guid)?.[1] !== undefined

/** Above this number of pairs slots are matched in order instead of by distance. */
const MOST_PAIRS = 250_000

/** How to match slots under other identifiers. `roomOf`: the room's name. */
export type Ways = { claims: Claims; roomOf: (session: Session) => string | null; isWhole: boolean }

const ownAlone: Ways = { claims: new Map(), roomOf: ({ room }) => room, isWhole: false }

/** Gives the brought sessions their stored guids. Both in stored form. `isWhole`: sessions that the file leaves out are gone. */
export function keepStoredGuids(
  before: readonly Session[],
  brought: readonly Session[],
  { claims, roomOf, isWhole }: Ways = ownAlone,
): Session[] {
  const bases = ({ guid }: Session) => withoutSlot(guid)
  const shared = sharedWith(brought)
  const old = groupsBy(before, (session) => {
    const claimed = claims.get(session.guid)
    return claimed === undefined ? shared(session) : withoutSlot(claimed)
  })
  const pairs = new Map<Session, Session>()
  const left = { old: new Set(before), now: new Set(brought) }
  const pair = (session: Session, was: Session) => {
    pairs.set(session, was)
    left.now.delete(session)
    left.old.delete(was)
  }
  const several: Group[] = []
  for (const [base, sessions] of groupsBy(brought, bases)) {
    const known = old.get(base) ?? []
    const [first, was] = [sessions[0], known[0]]
    if (known.length < 2 && sessions.length < 2 && first && first.guid === was?.guid) pair(first, was)
    else several.push(getGroup(known, sessions, left, pair, (guid) => claims.get(guid) ?? guid))
  }
  if (several.length === 0) return [...brought]
  const across = (isExact: boolean) => {
    if (isWhole) pairTold(before, brought, left, pair, roomOf, isExact)
  }
  for (const group of several) group.pairExact()
  across(true)
  for (const group of several) group.pairNearest()
  across(false)
  for (const group of several) group.pairCancelled()
  const free = freeKeys(before.map(({ guid }) => guid))
  const ofSeveral = new Set(several.flatMap(({ sessions }) => sessions))
  return brought.map((session) => {
    if (!ofSeveral.has(session)) return session
    const guid =
      pairs.get(session)?.guid ??
      (free([session.guid, `${withoutSlot(session.guid)}@${session.start.slice(0, 16)}`]) as Guid)
    return guid === session.guid ? session : { ...session, guid }
  })
}

/**
 * The key that a stored session shares with its slots in `brought`: its identifier, or its present title where the file identifies it by
 * title, because a retitled session (by-title.ts) still has the identifier made from its first title.
 */
function sharedWith(brought: readonly Session[]): (session: Session) => string {
  const [titles, others] = [new Set<string>(), new Set<string>()]
  for (const session of brought) (isByTitle(session) ? titles : others).add(withoutSlot(session.guid))
  return ({ guid, title }) => {
    const base = withoutSlot(guid)
    if (titles.size === 0 || others.has(base)) return base
    return titleKeys(title).find((key) => titles.has(key)) ?? base
  }
}

/** Sessions with the key null belong to no group. */
function groupsBy(
  sessions: readonly Session[],
  keyOf: (session: Session) => string | null,
): Map<string, Session[]> {
  const groups = new Map<string, Session[]>()
  for (const session of sessions) {
    const key = keyOf(session)
    const group = groups.get(key ?? '')
    if (group) group.push(session)
    else if (key !== null) groups.set(key, [session])
  }
  return groups
}

type Left = { old: ReadonlySet<Session>; now: ReadonlySet<Session> }
type Pair = (session: Session, was: Session) => void
type Group = {
  sessions: readonly Session[]
  pairExact: () => void
  pairNearest: () => void
  pairCancelled: () => void
}

/**
 * Matches slots in this order: same occurrence; same start, in the same room if possible; nearest confirmed slot; same guid; nearest
 * cancelled slot that takes place again at another time.
 */
function getGroup(
  known: readonly Session[],
  sessions: readonly Session[],
  left: Left,
  pair: Pair,
  asInFile: (guid: string) => string,
): Group {
  const old = () => known.filter((session) => left.old.has(session))
  const now = () => sessions.filter((session) => left.now.has(session))
  const pairBy = (
    keyOf: (session: Session) => string | null,
    keyOfOld: (session: Session) => string | null = keyOf,
  ) => {
    const found = groupsBy(old().reverse(), keyOfOld)
    for (const session of now()) {
      const was = found.get(keyOf(session) ?? '')?.pop()
      if (was) pair(session, was)
    }
  }
  const pairNear = (isPair: (session: Session, was: Session) => boolean, among = old()) => {
    for (const [session, was] of nearest(now(), among))
      if (left.now.has(session) && left.old.has(was) && isPair(session, was)) pair(session, was)
  }
  const occurrence = (guid: string) => (isOccurrence(guid) ? guid : null)
  return {
    sessions,
    pairExact: () => {
      pairBy(
        ({ guid }) => occurrence(guid),
        ({ guid }) => occurrence(asInFile(guid)),
      )
      pairBy(({ start, room }) => `${start} ${room}`)
      pairBy(({ start }) => start)
    },
    pairNearest: () => pairNear(() => true, old().filter(isOn)),
    pairCancelled: () => {
      pairBy(({ guid }) => guid)
      pairNear(isBackAgain)
    },
  }
}

function pairTold(
  before: readonly Session[],
  brought: readonly Session[],
  left: Left,
  pair: Pair,
  roomOf: (session: Session) => string | null,
  isExact: boolean,
): void {
  if (left.old.size === 0 || left.now.size === 0) return
  const told = (sessions: readonly Session[], isLeft: ReadonlySet<Session>) => {
    const all = sessions.map((session) => ({
      ...session,
      session,
      room: roomOf(session),
      isOn: isOn(session),
    }))
    return { all, left: new Set(all.filter(({ session }) => isLeft.has(session))) }
  }
  const [old, now] = [told(before, left.old), told(brought, left.now)]
  const both = (one: (typeof now.all)[number], was: (typeof old.all)[number]) => {
    old.left.delete(was)
    now.left.delete(one)
    pair(one.session, was.session)
  }
  pairAcross(old.all, now.all, { old: old.left, now: now.left }, both, isExact)
}

const isOn = ({ status }: Session) => status === 'confirmed'

/** Whether a cancelled slot takes place again. A repetition counts only on its own day; otherwise it extends the series. */
function isBackAgain(session: Session, old: Session): boolean {
  return isOn(session) && (!isOccurrence(session.guid) || session.day === old.day)
}

/** All pairs, nearest first. */
function nearest(sessions: readonly Session[], old: readonly Session[]): [Session, Session][] {
  const inOrder = (list: readonly Session[]) =>
    list.map((session) => ({ session, at: Date.parse(session.start) })).sort((a, b) => a.at - b.at)
  const [here, there] = [inOrder(sessions), inOrder(old)]
  if (here.length * there.length > MOST_PAIRS) {
    return here.flatMap(({ session }, index): [Session, Session][] => {
      const same = there[index]
      return same ? [[session, same.session]] : []
    })
  }
  return here
    .flatMap((a) => there.map((b) => ({ a, b, apart: Math.abs(a.at - b.at) })))
    .sort((x, y) => x.apart - y.apart)
    .map(({ a, b }) => [a.session, b.session])
}
