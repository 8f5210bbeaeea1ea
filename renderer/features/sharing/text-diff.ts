/** Compares two texts line by line. Pure. */
import { diffArrays } from 'diff'

/** `ours`: only in the text of this notebook. `theirs`: only in the colleague's text. */
export type DiffLine = { kind: 'both' | 'ours' | 'theirs'; text: string }

/** The comparison stops after this time, since it blocks the window. Then all lines are shown: first ours, then theirs. */
const TIMEOUT_MS = 1_000

export function diffLines(ours: string, theirs: string): DiffLine[] {
  const ourLines = ours.trimEnd().split('\n')
  const theirLines = theirs.trimEnd().split('\n')
  const parts = diffArrays(ourLines, theirLines, { timeout: TIMEOUT_MS }) ?? [
    { value: ourLines, removed: true },
    { value: theirLines, added: true },
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
