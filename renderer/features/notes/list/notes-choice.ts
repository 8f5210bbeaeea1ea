/** Multi-selection in the list of notes, as in a file manager. Pure. */
import type { NoteId } from '../../../../db/model.ts'

/** How a key or click changes the selection: toggles this note, adds the open note too, extends a range, selects all notes or none. */
export type ChoiceChange = 'this' | 'with-open' | 'range' | 'all' | 'none'
/** `anchor`: the note at which an extended range begins. */
export type Choice = { ids: ReadonlySet<NoteId>; anchor: NoteId | null }
export const noChoice: Choice = { ids: new Set(), anchor: null }

/** Applies a change made on the note `id`. `openNote`: the note that is shown beside the list. */
export function changeChoice(
  choice: Choice,
  change: ChoiceChange,
  { id, listed, openNote }: { id: NoteId; listed: readonly NoteId[]; openNote: NoteId | undefined },
): Choice {
  if (change === 'none') return noChoice
  if (change === 'all') return chooseAll(listed)
  if (change === 'range') return extendChoice(choice, listed, id, openNote)
  return toggleChoice(choice, id, change === 'with-open' ? openNote : undefined)
}

/** Toggles one note (check mark, Space or Ctrl) and keeps the others. The first choice also includes `openNote`, if given. */
export function toggleChoice({ ids }: Choice, id: NoteId, openNote?: NoteId): Choice {
  const next = new Set(ids)
  if (openNote !== undefined && ids.size === 0 && openNote !== id) next.add(openNote)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Extends the selection (Shift) from the anchor, or else from `openNote`, to this note. */
export function extendChoice(
  { anchor }: Choice,
  listed: readonly NoteId[],
  id: NoteId,
  openNote: NoteId | undefined,
): Choice {
  const rangeStart = anchor !== null && listed.includes(anchor) ? anchor : (openNote ?? id)
  const startIndex = listed.indexOf(rangeStart)
  const endIndex = listed.indexOf(id)
  // The index is -1 for an open note that a filter hides.
  const first = Math.max(0, Math.min(startIndex, endIndex))
  const last = Math.max(startIndex, endIndex)
  return { ids: new Set(listed.slice(first, last + 1)), anchor: rangeStart }
}

export function chooseAll(listed: readonly NoteId[]): Choice {
  return { ids: new Set(listed), anchor: listed[0] ?? null }
}

/** @returns the note to show once `removed` are deleted: the next one in the list, or else the one before them */
export function findNeighbour(listed: readonly NoteId[], removed: readonly NoteId[]): NoteId | undefined {
  const isKept = (id: NoteId) => !removed.includes(id)
  const lastRemoved = listed.findLastIndex((id) => !isKept(id))
  return listed.slice(lastRemoved).find(isKept) ?? listed.slice(0, lastRemoved).findLast(isKept)
}

/** @returns the chosen notes that are listed, so that no action affects hidden notes */
export function getListedChoice({ ids }: Choice, listed: readonly NoteId[]): NoteId[] {
  return ids.size === 0 ? [] : listed.filter((id) => ids.has(id))
}
