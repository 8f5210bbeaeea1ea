/** Multi-selection in the list of notes, as in a file manager. Pure. */
import type { NoteId } from '../../../../db/model.ts'

/** How a key or click changes the selection: toggles this note, adds the open note too, extends a range, selects all notes or none. */
export type ChoiceChange = 'this' | 'with-open' | 'range' | 'all' | 'none'
/** `anchor`: the note at which an extended range begins. */
export type Choice = { ids: ReadonlySet<NoteId>; anchor: NoteId | null }
export const noChoice: Choice = { ids: new Set(), anchor: null }

/** Toggles one note (check mark, Space or Ctrl) and keeps the others. The first choice also includes `open`, if given. */
export function toggleChoice({ ids }: Choice, id: NoteId, open?: NoteId): Choice {
  const next = new Set(ids)
  if (open !== undefined && ids.size === 0 && open !== id) next.add(open)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Extends the selection (Shift) from the anchor, or else from `open`, to this note. */
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

/** @returns the chosen notes that are listed, so that no action affects hidden notes */
export function getListed({ ids }: Choice, listed: readonly NoteId[]): NoteId[] {
  return ids.size === 0 ? [] : listed.filter((id) => ids.has(id))
}
