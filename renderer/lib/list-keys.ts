/** Approximate number of rows in view. */
const PAGE = 10

/** @returns the index to which a navigation key leads, or -1 for any other key */
export function getTargetIndex(key: string, index: number, length: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(length - 1, index + 1)
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(length - 1, index + PAGE)
    case 'PageUp':
      return Math.max(0, index - PAGE)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return -1
  }
}
