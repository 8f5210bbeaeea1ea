/**
 * The keys of a delegation. Each is an age identity that all members have. Removing a member adds a key, which only the remaining members
 * get. Members may add keys at the same time, so the keys form a graph, and all members choose the same key as the present key.
 */
import { z } from 'zod'

const device = z.uuid()

export const GroupKey = z.object({
  id: z.uuid(),
  /** One more than the highest number that the creator of the key knew. */
  number: z.int().min(1).max(1_000_000),
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]+$/),
  /** The devices that got the key. Devices that joined later are not listed. */
  members: z.array(device).max(1_000),
  /** The devices that the creator of the key removed. */
  removed: z.array(device).max(1_000),
  /** The keys that the creator of the key knew. */
  after: z.array(z.uuid()).max(10_000),
})
export type GroupKey = z.infer<typeof GroupKey>

/** @returns the key with the highest number; if several have it, the one with the highest id */
export function getPresentKey(keys: readonly GroupKey[]): GroupKey {
  const [present] = sortKeys(keys)
  if (!present) throw new Error('a delegation has at least one key')
  return present
}

/** Newest first. */
export function sortKeys(keys: readonly GroupKey[]): GroupKey[] {
  return [...keys].sort((a, b) => b.number - a.number || (a.id < b.id ? 1 : -1))
}

/**
 * Finds devices that have the present key although somebody removed them: the delegate did so here, or a member created another key, and
 * the creators of not know of each other.
 */
export function findRemovedWithKey(keys: readonly GroupKey[], excluded: readonly string[]): string[] {
  const present = getPresentKey(keys)
  const unknown = keys.filter(({ id }) => id !== present.id && !present.after.includes(id))
  const removed = new Set([...excluded, ...unknown.flatMap((key) => key.removed)])
  return [...removed].filter((one) => present.members.includes(one))
}

export function createNextKey(
  keys: readonly GroupKey[],
  { id, identity, members, removed }: Pick<GroupKey, 'id' | 'identity' | 'members' | 'removed'>,
): GroupKey {
  const number = Math.max(0, ...keys.map((key) => key.number)) + 1
  return { id, number, identity, members, removed, after: keys.map((key) => key.id) }
}
