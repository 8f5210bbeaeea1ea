/** Random numbers that are the same in every run, so that a failure can be repeated. */

/** Mulberry32. @returns a function that returns numbers from 0 up to 1, which is not included */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** @returns a whole number from 0 to `limit` - 1. `limit` is at most a million. */
export type RandomInteger = (limit: number) => number

export function createRandomInteger(seed: number): RandomInteger {
  const random = createRandom(seed)
  return (limit) => ((random() * 2 ** 32) % 1_000_003) % limit
}

export function pick<T>(random: RandomInteger, items: readonly T[]): T | undefined {
  return items[random(Math.max(1, items.length))]
}
