/**
 * Single slots that are here under the identifier of another session than in the file: a session that became several ones, several that
 * became one, a series of which the rest has an identifier of its own. What of it files told is remembered, and holds for later ones. Pure.
 */
import { isByTitle, SLOT, withoutSlot } from './by-title.ts'
import { BY_ANY, BY_START, type Placed, pairByTitles } from './unique-titles.ts'

type Known = { guid: string; title: string }
type Given = Known & { start: string }
type Told = Known & Placed & { isOn: boolean }
/** By the guid of a slot here: what it is in the file, where that is not of the same session. */
export type Claims = ReadonlyMap<string, string>

const hasSlot = (guid: string) => SLOT.test(guid)

/** Of sessions that the file has. */
export function getClaims(
  remembered: ReadonlyMap<string, string>,
  here: readonly Known[],
  brought: readonly Known[],
): Claims {
  const told = [...remembered].filter(([key, was]) => hasSlot(key) || hasSlot(was))
  if (told.length === 0) return new Map()
  const [guids, bases] = [
    new Set(here.map(({ guid }) => guid)),
    new Set(brought.map(({ guid }) => withoutSlot(guid))),
  ]
  return new Map(
    told
      .filter(([key, was]) => guids.has(was) && bases.has(withoutSlot(key)))
      .map(([key, was]) => [was, key]),
  )
}

/**
 * `brought`, one by one, as they are in the file, and `known` under the guids that they have here: what of it is to be remembered. `slots`
 * are those that are of another session here.
 */
export function findCrossings(
  brought: readonly Given[],
  known: readonly Known[],
  same: ReadonlyMap<string, string>,
): { slots: ReadonlySet<string>; told: ReadonlyMap<string, string> } {
  const slots = new Set<string>()
  const told = new Map<string, string>()
  for (const [index, session] of brought.entries()) {
    const { guid, start } = session
    const [here, base] = [known[index]?.guid ?? guid, withoutSlot(guid)]
    if (withoutSlot(here) === (same.get(base) ?? base) || isByTitle(session)) continue
    slots.add(guid)
    // Two whole identifiers would say that the sessions are one.
    told.set(hasSlot(guid) || hasSlot(here) ? guid : `${guid}@${start.slice(0, 16)}`, here)
  }
  return { slots, told }
}

export type Left<T, U> = { old: ReadonlySet<T>; now: ReadonlySet<U> }

/** By their titles and places, of all that are `left`; `isExact`: only what starts when it did. */
export function pairAcross<T extends Told, U extends Told>(
  old: readonly T[],
  now: readonly U[],
  left: Left<T, U>,
  pair: (session: U, was: T) => void,
  isExact: boolean,
): void {
  const isOpen = (session: U) => left.now.has(session) && !isByTitle(session)
  for (const isOn of [true, false]) {
    if (left.old.size === 0 || ![...left.now].some(isOpen)) return
    pairByTitles(
      old.filter((session) => session.isOn === isOn),
      now,
      isOpen,
      (session, was) => {
        if (left.old.has(was)) pair(session, was)
      },
      isExact ? BY_START : BY_ANY,
    )
  }
}
