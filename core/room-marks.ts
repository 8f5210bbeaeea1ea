/** Number of patterns for room marks. */
export const ROOM_MARKS = 6

/**
 * Assigns a mark to each room by its row id, so that marks survive reordering. A new room takes a free mark and changes no other; with
 * more rooms than marks they repeat.
 */
export function assignRoomMarks(roomIds: readonly number[]): Map<number, number> {
  const marks = new Map<number, number>()
  const free = new Set(Array.from({ length: ROOM_MARKS }, (_, mark) => mark))
  for (const id of [...roomIds].sort((a, b) => a - b)) {
    const preferred = (id - 1) % ROOM_MARKS
    const [firstFree = preferred] = free
    const mark = free.has(preferred) ? preferred : firstFree
    free.delete(mark)
    marks.set(id, mark)
  }
  return marks
}
