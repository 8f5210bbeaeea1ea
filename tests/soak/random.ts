/** @returns a whole number from 0 up to `below`, which is not included */
export type Random = (below: number) => number

/** Mulberry32: the same sequence for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) % 1_000_003) % below
  }
}

export function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items[random(Math.max(1, items.length))]
}
