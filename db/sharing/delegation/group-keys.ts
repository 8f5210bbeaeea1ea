/**
 * The keys of a delegation. Each is an age identity that all members have. Removing a member adds a key, which only the remaining members
 * get. Members may add keys at the same time without knowing of each other's, but all choose the same one as the current key.
 */
import { z } from 'zod'

const device = z.uuid()
const MAX_NUMBER = 1_000_000

export const GroupKey = z.object({
  id: z.uuid(),
  /** One more than the highest number that the creator of the key knew. */
  number: z.int().min(1).max(MAX_NUMBER),
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]+$/),
  /** The devices that got the key. Devices that joined later are not listed. */
  members: z.array(device),
  /** The devices that the creator of the key removed. */
  removed: z.array(device),
  /** The keys that the creator of the key knew. */
  after: z.array(z.uuid()),
})
export type GroupKey = z.infer<typeof GroupKey>

/**
 * @returns the key whose creator knew all others. If members created keys at the same time, the one with the highest number and, among
 * equal numbers, with the highest id. The number alone does not decide, since a member could claim the highest one.
 */
export function getCurrentKey(keys: readonly GroupKey[]): GroupKey {
  const replaced = new Set(keys.flatMap(({ after }) => after))
  const [current] = [...sortKeys(keys.filter(({ id }) => !replaced.has(id))), ...sortKeys(keys)]
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
  const concurrent = keys.filter(({ id }) => id !== current.id && !current.after.includes(id))
  const removed = new Set([...excluded, ...concurrent.flatMap((key) => key.removed)])
  return [...removed].filter((device) => current.members.includes(device))
}

export function createNextKey(
  keys: readonly GroupKey[],
  { id, identity, members, removed }: Pick<GroupKey, 'id' | 'identity' | 'members' | 'removed'>,
): GroupKey {
  const number = Math.min(Math.max(0, ...keys.map((key) => key.number)) + 1, MAX_NUMBER)
  return { id, number, identity, members, removed, after: keys.map((key) => key.id) }
}
