import { expect, test } from 'vitest'
import { noteWindowSizes, placeWindow } from './window-place.ts'

const laptop = { x: 0, y: 25, width: 1920, height: 1055 }
const projector = { x: 1920, y: 0, width: 1280, height: 720 }

test('on the first start the window has 1440×900 in the middle of the first screen', () => {
  expect(placeWindow(null, [laptop, projector])).toEqual({
    bounds: { x: 240, y: 102, width: 1440, height: 900 },
    minWidth: 1024,
    minHeight: 640,
    maximised: false,
  })
})

test('a smaller screen is filled, and also lowers the minimum size', () => {
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 800 }]).bounds).toEqual({
    x: 0,
    y: 0,
    width: 1280,
    height: 800,
  })
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({
    bounds: { x: 0, y: 0, width: 1024, height: 600 },
    minWidth: 1024,
    minHeight: 600,
    maximised: false,
  })
})

test('later the window returns to its place, on any screen', () => {
  const bounds = { x: 1950, y: 20, width: 1100, height: 660 }
  expect(placeWindow({ bounds, maximised: true }, [laptop, projector])).toMatchObject({
    bounds,
    maximised: true,
  })
})

test('if its screen is gone, the window keeps its size, in the middle of the first screen', () => {
  const bounds = { x: 1950, y: 20, width: 1100, height: 660 }
  expect(placeWindow({ bounds, maximised: false }, [laptop]).bounds).toEqual({
    x: 410,
    y: 222,
    width: 1100,
    height: 660,
  })
})

test.each([
  ['above the screen', { x: 100, y: -200, width: 1200, height: 700 }],
  ['below the screen', { x: 100, y: 1070, width: 1200, height: 700 }],
  ['to the right of the screen except for a few pixels', { x: 1900, y: 100, width: 1200, height: 700 }],
  ['to the left of the screen except for a few pixels', { x: -1150, y: 100, width: 1200, height: 700 }],
])('a window that cannot be dragged because its title bar is %s is brought back', (_where, bounds) => {
  expect(placeWindow({ bounds, maximised: false }, [laptop]).bounds).toEqual({
    x: 360,
    y: 202,
    width: 1200,
    height: 700,
  })
})

test('a window partly outside that can be dragged stays, but fits the screen and has a usable size', () => {
  expect(
    placeWindow({ bounds: { x: -300, y: 25, width: 5000, height: 10 }, maximised: false }, [laptop]).bounds,
  ).toEqual({
    x: -300,
    y: 25,
    width: 1920,
    height: 640,
  })
})

test('a note’s window starts at the right of the first screen, and later returns to its place', () => {
  expect(placeWindow(null, [laptop, projector], noteWindowSizes)).toEqual({
    bounds: { x: 1416, y: 49, width: 480, height: 640 },
    minWidth: 360,
    minHeight: 320,
    maximised: false,
  })
  const bounds = { x: 1950, y: 20, width: 400, height: 400 }
  expect(placeWindow({ bounds, maximised: false }, [laptop, projector], noteWindowSizes).bounds).toEqual(
    bounds,
  )
})
