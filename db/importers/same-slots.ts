/**
 * Which slot of a newer programme is which of those that are there, where a session has several: a file tells the session's identifier
 * alone, and which of its slots is the first changes with every slot that goes or comes. Pure.
 */
import type { ConferenceBundle, Guid } from '../model.ts'
import { isByTitle, SLOT, titleKeys, withoutSlot } from './by-title.ts'
import { freeKeys } from './common/names.ts'

type Session = ConferenceBundle['sessions'][number]

/** By the RECURRENCE-ID (RFC 5545 §3.8.4.4), which stays when the occurrence is moved. */
const isOccurrence = (guid: string) => SLOT.exec(guid)?.[1] !== undefined

/** Of more pairs than that the nearest are not looked for; they are taken in their order. */
const MOST_PAIRS = 250_000

/** `brought` under the guids of what is there. Both in stored form. */
export function asBefore(before: readonly Session[], brought: readonly Session[]): Session[] {
  const bases = ({ guid }: Session) => withoutSlot(guid)
  const old = groupsBy(before, sharedWith(brought))
  const guids = new Map<Session, Guid>()
  const free = freeKeys(before.map(({ guid }) => guid))
  for (const [base, sessions] of groupsBy(brought, bases)) {
    const known = old.get(base) ?? []
    if (known.length < 2 && sessions.length < 2 && known[0]?.guid === sessions[0]?.guid) continue
    const pairs = pairsOf(known, sessions)
    for (const session of sessions) {
      guids.set(
        session,
        pairs.get(session)?.guid ?? (free([session.guid, `${base}@${session.start.slice(0, 16)}`]) as Guid),
      )
    }
  }
  return brought.map((session) => {
    const guid = guids.get(session) ?? session.guid
    return guid === session.guid ? session : { ...session, guid }
  })
}

/**
 * What one that is there shares with the slots of `brought`: what they are known by. That is its identifier; where the file knows it by its
 * title, the title that it has now, since one that was retitled (by-title.ts) still goes by the identifier of the first.
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

/** null: of no group. */
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

/**
 * The same occurrence; else what starts at the same time, in the same room if it can be; else the nearest that is on; else the same guid;
 * else the nearest that was cancelled and is on again at another time.
 */
function pairsOf(known: readonly Session[], brought: readonly Session[]): Map<Session, Session> {
  const pairs = new Map<Session, Session>()
  const left = { old: new Set(known), new: new Set(brought) }
  const pair = (session: Session, old: Session) => {
    pairs.set(session, old)
    left.new.delete(session)
    left.old.delete(old)
  }
  const pairBy = (keyOf: (session: Session) => string | null) => {
    const found = groupsBy([...left.old].reverse(), keyOf)
    for (const session of [...left.new]) {
      const old = found.get(keyOf(session) ?? '')?.pop()
      if (old) pair(session, old)
    }
  }
  pairBy(({ guid }) => (isOccurrence(guid) ? guid : null))
  pairBy(({ start, room }) => `${start} ${room}`)
  pairBy(({ start }) => start)
  const pairNearest = (old: Iterable<Session>, isPair: (session: Session, old: Session) => boolean) => {
    for (const [session, was] of nearest([...left.new], [...old]))
      if (left.new.has(session) && left.old.has(was) && isPair(session, was)) pair(session, was)
  }
  pairNearest([...left.old].filter(isOn), () => true)
  pairBy(({ guid }) => guid)
  pairNearest(left.old, isBackAgain)
  return pairs
}

const isOn = ({ status }: Session) => status === 'confirmed'

/** A repetition that was taken out long ago is none of those by which the series is made longer. */
function isBackAgain(session: Session, old: Session): boolean {
  return isOn(session) && (!isOccurrence(session.guid) || session.day === old.day)
}

/** Pairs, the nearest first. */
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
