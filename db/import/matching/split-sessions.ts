/**
 * Slots stored under another session than in the file: one session was split into several, several were merged, or the rest of a series
 * got an identifier of its own. Matches are remembered for later files. Pure.
 */
import { isByTitle, SLOT, withoutSlot } from './by-title.ts'
import { BY_ANY, BY_START, type Placed, pairByTitles } from './unique-titles.ts'

type Known = { guid: string; title: string }
type Given = Known & { start: string }
type Told = Known & Placed & { isOn: boolean }
/** Maps guids of stored slots to guids in the file that belong to another session. */
export type Claims = ReadonlyMap<string, string>

const hasSlot = (guid: string) => SLOT.test(guid)

/** Returns the remembered claims whose sessions are in the file. */
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
 * Compares the sessions as in the file (`brought`) with the same list under stored guids (`known`). `slots`: guids that belong to another
 * session here. `told`: the matches to remember.
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
    // Two identifiers without slots would mean that the sessions are the same.
    told.set(hasSlot(guid) || hasSlot(here) ? guid : `${guid}@${start.slice(0, 16)}`, here)
  }
  return { slots, told }
}

export type Left<T, U> = { old: ReadonlySet<T>; now: ReadonlySet<U> }

/** Pairs the sessions in `left` by title and place. `isExact`: only those with the same start. */
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
