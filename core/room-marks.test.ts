import { expect, test } from 'vitest'
import { assignRoomMarks, ROOM_MARKS } from './room-marks.ts'

const getMarks = (...ids: number[]) => {
  const marks = assignRoomMarks(ids)
  return ids.map((id) => marks.get(id))
}

test('rooms added together have the marks in their order', () => {
  expect(getMarks(1, 2, 3)).toEqual([0, 1, 2])
  expect(getMarks(3, 1, 2)).toEqual([2, 0, 1])
})

test('a room added later takes a free mark and changes no other, wherever it is listed', () => {
  expect(getMarks(1, 11, 2, 3)).toEqual([0, 4, 1, 2])
  // Room 13 would otherwise have the mark of room 1.
  expect(getMarks(1, 13, 2, 3)).toEqual([0, 3, 1, 2])
  expect(getMarks(2, 13, 3)).toEqual([1, 0, 2])
})

test('removing a room keeps the marks of the others', () => {
  expect(getMarks(2, 3)).toEqual([1, 2])
})

test('with more rooms than marks, all marks are used before they repeat', () => {
  const marks = getMarks(...Array.from({ length: 14 }, (_, index) => index + 40))
  expect(new Set(marks.slice(0, ROOM_MARKS)).size).toBe(ROOM_MARKS)
  expect(marks.every((mark) => mark !== undefined && mark < ROOM_MARKS)).toBe(true)
})
