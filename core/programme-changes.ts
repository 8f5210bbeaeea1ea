/** Classifies changes of a programme for the delegate, in the window and on the command line. */

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

/** The fields that say when and where a session takes place. */
const MOVES: readonly string[] = ['start', 'end', 'day', 'room']

/** A session's change, as in the contract. */
type SessionChange = {
  kind: 'added' | 'changed' | 'cancelled' | 'missing'
  fields: readonly { field: string }[]
}

/** @returns all kinds of a change, most important first (a moved session may also be retitled), or `changed` if no other kind applies */
export function getKinds({ kind, fields }: SessionChange): readonly [ChangeKind, ...ChangeKind[]] {
  if (kind === 'added') return ['added']
  // A session that an applied file left out counts as cancelled.
  if (kind !== 'changed') return ['cancelled']
  const hasField = (name: string) => fields.some(({ field }) => field === name)
  const kinds: ChangeKind[] = []
  if (hasField('status')) kinds.push('reinstated')
  if (MOVES.some(hasField)) kinds.push('moved')
  if (hasField('title')) kinds.push('retitled')
  if (hasField('speakers')) kinds.push('speakers')
  const [first = 'changed', ...others] = kinds
  return [first, ...others]
}

/** The most important kind of a change. */
export function getKind(change: SessionChange): ChangeKind {
  return getKinds(change)[0]
}

/** Counts changes by kind, most important first. A change of several kinds counts for each. */
export function countKinds(changes: readonly SessionChange[]): { kind: ChangeKind; count: number }[] {
  const counts = new Map<ChangeKind, number>()
  for (const kind of changes.flatMap(getKinds)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return changeKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/**
 * Sorts changes by importance, keeping the order of time within a kind. Delegates need cancelled and moved sessions first.
 */
export function sortByKind<T extends SessionChange>(changes: readonly T[]): T[] {
  const getRank = (change: T) => changeKinds.indexOf(getKind(change))
  return [...changes].sort((a, b) => getRank(a) - getRank(b))
}

/** Whether the delegate starred the session or has notes on it. */
export function isMine({ mine }: { mine: { starred: boolean; notes: number } }): boolean {
  return mine.starred || mine.notes > 0
}

/** Lists the items that differ between the old list (`from`) and the new list (`to`). */
export function findAddedAndRemoved({ from, to }: { from: readonly string[]; to: readonly string[] }): {
  what: 'added' | 'removed'
  item: string
}[] {
  return [
    ...to.filter((item) => !from.includes(item)).map((item) => ({ what: 'added' as const, item })),
    ...from.filter((item) => !to.includes(item)).map((item) => ({ what: 'removed' as const, item })),
  ]
}
