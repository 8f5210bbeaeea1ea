/** Compares two texts line by line. Pure. */
export type DiffLine = { kind: 'both' | 'ours' | 'theirs'; text: string }

/**
 * The maximum number of pairs of lines to compare. If there are more, the differing middle is shown as a whole: first ours, then theirs.
 */
const MAX_PAIRS = 1_000_000

export function diffLines(ours: string, theirs: string): DiffLine[] {
  const [a, b] = [ours.trimEnd().split('\n'), theirs.trimEnd().split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return [
    ...toLines('both', a.slice(0, start)),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...toLines('both', a.slice(a.length - end)),
  ]
}

/** Finds the longest common subsequence with a table of lengths, filled from the end. */
function diffMiddle(a: string[], b: string[]): DiffLine[] {
  if (a.length * b.length > MAX_PAIRS) return [...toLines('ours', a), ...toLines('theirs', b)]
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  const getLength = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        a[row] === b[column]
          ? getLength(row + 1, column + 1) + 1
          : Math.max(getLength(row + 1, column), getLength(row, column + 1))
    }
  }
  const result: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < a.length && column < b.length) {
    if (a[row] === b[column]) {
      result.push({ kind: 'both', text: a[row] ?? '' })
      row += 1
      column += 1
    } else if (getLength(row + 1, column) >= getLength(row, column + 1)) {
      result.push({ kind: 'ours', text: a[row] ?? '' })
      row += 1
    } else {
      result.push({ kind: 'theirs', text: b[column] ?? '' })
      column += 1
    }
  }
  return [...result, ...toLines('ours', a.slice(row)), ...toLines('theirs', b.slice(column))]
}

function toLines(kind: DiffLine['kind'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }))
}
