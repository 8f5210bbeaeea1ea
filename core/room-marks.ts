/** Of how many patterns a room's mark can be. */
export const ROOM_MARKS = 6

/**
 * A mark for each room, by the number under which it is stored, which it keeps when a newer programme lists others before it: one that is
 * added takes a mark that no room has, as long as there is one, and changes nobody's. With more rooms than marks they repeat.
 */
export function roomMarks(stored: readonly number[]): Map<number, number> {
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
