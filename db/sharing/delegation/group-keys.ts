/**
 * The keys of a delegation. Each is an age identity that all members have. Removing a member adds a key, which only the remaining members
 * get. Members may add keys at the same time without knowing of each other's, but all choose the same one as the current key.
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
export function getCurrentKey(keys: readonly GroupKey[]): GroupKey {
  const [current] = sortKeys(keys)
  if (!current) throw new Error('a delegation has at least one key')
  return current
}

/** Newest first. */
export function sortKeys(keys: readonly GroupKey[]): GroupKey[] {
  return [...keys].sort((a, b) => b.number - a.number || (a.id < b.id ? 1 : -1))
}

/**
 * Finds devices that have the current key although a member removed them. Either the delegate removed them, and the new key does not exist
 * yet, or two members created keys without knowing of each other's, and only the other key excludes the device.
 */
export function findRemovedWithKey(keys: readonly GroupKey[], excluded: readonly string[]): string[] {
  const current = getCurrentKey(keys)
  const unknown = keys.filter(({ id }) => id !== current.id && !current.after.includes(id))
  const removed = new Set([...excluded, ...unknown.flatMap((key) => key.removed)])
  return [...removed].filter((one) => current.members.includes(one))
}

export function createNextKey(
  keys: readonly GroupKey[],
  { id, identity, members, removed }: Pick<GroupKey, 'id' | 'identity' | 'members' | 'removed'>,
): GroupKey {
  const number = Math.max(0, ...keys.map((key) => key.number)) + 1
  return { id, number, identity, members, removed, after: keys.map((key) => key.id) }
}
