import type { Writer } from '../store/context.ts'

/** The columns that an edit sets. `stored`: the row before the edit, if there is one. Editing a deleted row restores it. */
export function createNextEdit({ now, author, device }: Writer, stored: { revision: number } | undefined) {
  return {
    author: author(),
    device: device().id,
    revision: (stored?.revision ?? 0) + 1,
    updatedAt: now(),
    deletedAt: null,
  }
}
