/** Number of patterns for room marks. */
export const ROOM_MARKS = 6

/**
 * Assigns a mark to each room by its row id, so that marks survive reordering. A new room takes a free mark and changes no other; with
 * more rooms than marks they repeat.
 */
export function assignRoomMarks(stored: readonly number[]): Map<number, number> {
  const marks = new Map<number, number>()
  const free = new Set(Array.from({ length: ROOM_MARKS }, (_, mark) => mark))
  for (const id of [...stored].sort((a, b) => a - b)) {
    const own = (id - 1) % ROOM_MARKS
    const [another = own] = free
    const mark = free.has(own) ? own : another
    free.delete(mark)
    marks.set(id, mark)
  }
  return marks
}
