/** Compares two texts line by line. Pure. */
import { diffArrays } from 'diff'

export type DiffLine = { kind: 'both' | 'ours' | 'theirs'; text: string }

/** A longer comparison would block the window; after this time, all lines are shown: first ours, then theirs. */
const TIMEOUT_MS = 1_000

export function diffLines(ours: string, theirs: string): DiffLine[] {
  const [a, b] = [ours.trimEnd().split('\n'), theirs.trimEnd().split('\n')]
  const parts = diffArrays(a, b, { timeout: TIMEOUT_MS }) ?? [
    { value: a, removed: true },
    { value: b, added: true },
  ]
  return parts.flatMap(({ value, removed = false, added = false }) => {
    const kind = getKind(removed, added)
    return value.map((text) => ({ kind, text }))
  })
}

function getKind(isRemoved: boolean, isAdded: boolean): DiffLine['kind'] {
  if (isRemoved) return 'ours'
  return isAdded ? 'theirs' : 'both'
}
