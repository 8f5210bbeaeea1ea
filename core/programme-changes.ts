/** What the changes of a programme mean to a delegate: for the window and the command line alike. */

export const changeKinds = [
  'cancelled',
  'reinstated',
  'moved',
  'retitled',
  'speakers',
  'changed',
  'added',
] as const
export type ChangeKind = (typeof changeKinds)[number]

const MOVES: readonly string[] = ['start', 'end', 'day', 'room']

/** A session's change, as the contract has it. */
type Told = {
  kind: 'added' | 'changed' | 'cancelled' | 'missing'
  fields: readonly { field: string }[]
}

/** All that it means to a delegate, the most first: one that is moved may have another title as well. `changed`: none of the others. */
export function getKinds({ kind, fields }: Told): readonly [ChangeKind, ...ChangeKind[]] {
  if (kind === 'added') return ['added']
  // What an applied file left out is cancelled.
  if (kind !== 'changed') return ['cancelled']
  const has = (name: string) => fields.some(({ field }) => field === name)
  const [first, ...others] = (
    [
      ['reinstated', has('status')],
      ['moved', MOVES.some(has)],
      ['retitled', has('title')],
      ['speakers', has('speakers')],
    ] as const
  ).flatMap(([name, is]) => (is ? [name] : []))
  return first ? [first, ...others] : ['changed']
}

/** By what it is called. */
export function getKind(change: Told): ChangeKind {
  return getKinds(change)[0]
}

/** How many there are of each kind, in the order in which they matter. One of several kinds counts for each. */
export function countKinds(changes: readonly Told[]): { kind: ChangeKind; count: number }[] {
  const counts = new Map<ChangeKind, number>()
  for (const kind of changes.flatMap(getKinds)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return changeKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/**
 * What matters most first; in order of time, as they come, among those of a kind. Who goes there wants to know what is off and what is
 * elsewhere, of a few days, and not what happens to stand first in the programme.
 */
export function byKind<T extends Told>(changes: readonly T[]): T[] {
  const rank = (change: T) => changeKinds.indexOf(getKind(change))
  return [...changes].sort((a, b) => rank(a) - rank(b))
}

export function isMine({ mine }: { mine: { starred: boolean; notes: number } }): boolean {
  return mine.starred || mine.notes > 0
}

/** Of a list, what comes and what goes: what stays is no news. */
export function findAddedAndRemoved({ from, to }: { from: readonly string[]; to: readonly string[] }): {
  what: 'added' | 'removed'
  item: string
}[] {
  return [
    ...to.filter((item) => !from.includes(item)).map((item) => ({ what: 'added' as const, item })),
    ...from.filter((item) => !to.includes(item)).map((item) => ({ what: 'removed' as const, item })),
  ]
}
