import type { Writer } from '../store/context.ts'

/** The columns that an edit sets. `stored`: the row before it; a deleted row is restored. */
export function createNextEdit({ now, author, device }: Writer, stored: { revision: number } | undefined) {
  return {
    author: author(),
    device: device().id,
    revision: (stored?.revision ?? 0) + 1,
    updatedAt: now(),
    deletedAt: null,
  }
}
