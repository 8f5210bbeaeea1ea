/** Pairs sessions by titles that are unique on both sides. Pure. */

import { remember } from '../../formats/memoize.ts'
import { withoutMark } from '../values/status.ts'
import { foldedTitle } from './alike.ts'

export type Placed = { title: string; start: string; day: string; room: string | null }

/** Tells sessions of the same title apart by time, day or room, most specific first. */
const places: readonly ((session: Placed) => string)[] = [
  ({ start, room }) => JSON.stringify([start, room]),
  ({ start }) => start,
  ({ day, room }) => JSON.stringify([day, room]),
  ({ day }) => day,
  ({ room }) => room ?? '',
  () => '',
]
export const BY_START = 2
export const BY_ANY = places.length

/** The title without case, accents, punctuation and cancellation mark. */
export const getTitle = ({ title }: Pick<Placed, 'title'>): string => foldedTitle(withoutMark(title))

/** `isOpen`: whether a session of `now` is still unpaired; paired ones count for uniqueness too. `how`: the number of `places` to try. */
export function pairByTitles<T extends Placed, U extends Placed>(
  old: readonly T[],
  now: readonly U[],
  isOpen: (session: U) => boolean,
  pair: (session: U, was: T) => void,
  how = BY_ANY,
): void {
  const known = remember((session: Placed) => getTitle(session))
  const wanted = new Set(now.filter(isOpen).map(known))
  if (wanted.size === 0) return
  const isWanted = (session: Placed) => wanted.has(known(session))
  const [there, here] = [old.filter(isWanted), now.filter(isWanted)]
  for (const place of places.slice(0, how)) {
    const keyOf = remember((session: Placed) => JSON.stringify([known(session), place(session)]))
    const counts = [countBy(there, keyOf), countBy(here, keyOf)] as const
    const isLone = (key: string) => counts.every((count) => count.get(key) === 1)
    const lone = new Map(there.map((session) => [keyOf(session), session]))
    for (const session of here) {
      const was = isLone(keyOf(session)) ? lone.get(keyOf(session)) : undefined
      if (was && isOpen(session)) pair(session, was)
    }
  }
}

export function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
