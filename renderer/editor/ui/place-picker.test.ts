import { expect, test } from 'vitest'
import { positionPicker } from './place-picker.ts'

const size = { width: 400, height: 472 }
const at = (top: number, left = 700) => ({ left, top, bottom: top + 24 })

test('the picker is below the line if it fits there', () => {
  expect(positionPicker(at(300), size, { width: 1440, height: 900 })).toEqual({
    top: 328,
    left: 700,
    height: 472,
  })
})

test('the picker is above a line near the lower edge', () => {
  expect(positionPicker(at(700), size, { width: 1440, height: 900 })).toEqual({
    top: 224,
    left: 700,
    height: 472,
  })
})

test.each([
  { top: 316, place: { top: 344, height: 448 } },
  { top: 420, place: { top: 8, height: 408 } },
])('its height is reduced if it would otherwise cover the line at $top', ({ top, place }) => {
  expect(positionPicker(at(top), size, { width: 1280, height: 800 })).toMatchObject(place)
})

test('the picker stays in the window beside a line at its right edge', () => {
  expect(positionPicker(at(100, 1200), size, { width: 1280, height: 800 }).left).toBe(872)
})
