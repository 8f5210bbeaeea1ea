/** What is the same by its title, where one alone has it here and one alone in the file. Pure. */

import { remember } from '../../formats/memoize.ts'
import { withoutMark } from '../values/status.ts'
import { foldedTitle } from './alike.ts'

export type Placed = { title: string; start: string; day: string; room: string | null }

/** A title that stands here or there more than once is told by its time, its day or its room, the nearest first. */
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

/** Capitals, accents, signs and the mark that it is cancelled aside. */
export const getTitle = ({ title }: Pick<Placed, 'title'>): string => foldedTitle(withoutMark(title))

/** Those with a counterpart are counted too. `isOpen`: of `now`, whether it has none. `how`: by how many of the places. */
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
