/** Which notes of the list are chosen to do something with all of them, as lists of files work. Pure. */
import type { NoteId } from '../../../../db/model.ts'

export type Choosing = 'this' | 'with-open' | 'range' | 'all' | 'none'
/** `anchor`: where a range that is extended begins. */
export type Choice = { ids: ReadonlySet<NoteId>; anchor: NoteId | null }
export const noChoice: Choice = { ids: new Set(), anchor: null }

/** By a check mark, Space or Ctrl: the others stay. `open` joins in when it is the first, if it is given. */
export function toggleChoice({ ids }: Choice, id: NoteId, open?: NoteId): Choice {
  const next = new Set(ids)
  if (open !== undefined && ids.size === 0 && open !== id) next.add(open)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** By Shift: all from the anchor, or else from `open`, to this one. */
export function extendChoice(
  { anchor }: Choice,
  listed: readonly NoteId[],
  id: NoteId,
  open: NoteId | undefined,
): Choice {
  const from = anchor !== null && listed.includes(anchor) ? anchor : (open ?? id)
  const [first, last] = [listed.indexOf(from), listed.indexOf(id)].sort((a, b) => a - b) as [number, number]
  return { ids: new Set(listed.slice(Math.max(0, first), last + 1)), anchor: from }
}

export function chooseAll(listed: readonly NoteId[]): Choice {
  return { ids: new Set(listed), anchor: listed[0] ?? null }
}

/** What is not in the list any more, deleted or filtered out, is not acted on unseen. */
export function getListed({ ids }: Choice, listed: readonly NoteId[]): NoteId[] {
  return ids.size === 0 ? [] : listed.filter((id) => ids.has(id))
}
