import { describe, expect, test } from 'vitest'
import { type Drawing, nextSheets } from './grid-layers.ts'
import type { GridLayout } from './grid-layout.ts'

const layOut = {}
const layout = (): GridLayout =>
  ({ days: [], columns: [], width: 1_000, height: 1_000 }) as unknown as GridLayout
const [all, starred, russian] = [layout(), layout(), layout()]

/** Of a view of 100 × 100 at `y`, or of what lies `around` it too. */
function drawing(of: GridLayout, { y = 0, around = 0 } = {}): Drawing {
  return {
    layout: of,
    area: { x: -around, y: y - around, width: 100 + 2 * around, height: 100 + 2 * around },
    inViewOnly: around === 0,
    height: 1_000,
    dayInView: undefined,
  }
}

type Next = { ready?: Drawing; held?: boolean; layOut?: object }

/** As the grid is drawn one time after the other. */
function draws(...times: [Drawing, Next?][]) {
  let sheets: ReturnType<typeof nextSheets> | undefined
  for (const [drawing, { ready, held = false, layOut: anew = layOut } = {}] of times) {
    sheets = nextSheets(sheets, { drawing, ready, isHeld: () => held, layOut: anew })
  }
  return sheets as ReturnType<typeof nextSheets>
}

describe('what may be shown next', () => {
  const ready = drawing(starred)

  test('waits on the other sheet, and is shown as it is', () => {
    const waiting = draws([drawing(all, { around: 50 })], [drawing(all, { around: 50 }), { ready }])
    expect(waiting.shown).toMatchObject({ key: 0, isShown: true })
    expect(waiting.other).toEqual({ key: 1, drawing: ready, isShown: false })

    const pressed = nextSheets(waiting, { drawing: drawing(starred), ready, isHeld: () => false, layOut })
    expect(pressed.shown).toEqual({ key: 1, drawing: ready, isShown: true })
    expect(pressed.shown.drawing, 'nothing is drawn for it').toBe(ready)
    expect(pressed.other, 'nor taken away').toEqual({ ...waiting.shown, isShown: false })
  })

  test('and what was shown before comes back with all that was drawn of it', () => {
    const before = drawing(all, { around: 50 })
    const back = draws(
      [before],
      [before, { ready }],
      [drawing(starred), { ready }],
      [drawing(all), { ready }],
    )
    expect(back.shown).toEqual({ key: 0, drawing: before, isShown: true })
    expect(back.shown.drawing).toBe(before)
  })

  test('but not where the view is elsewhere', () => {
    const elsewhere = drawing(all, { y: 500 })
    const back = draws(
      [drawing(all, { around: 50 })],
      [drawing(all, { around: 50 }), { ready }],
      [drawing(starred), { ready }],
      [elsewhere, { ready }],
    )
    expect(back.shown).toEqual({ key: 0, drawing: elsewhere, isShown: true })
  })

  test('makes room for what is expected instead', () => {
    const other = draws(
      [drawing(all)],
      [drawing(all), { ready }],
      [drawing(all), { ready: drawing(russian) }],
    ).other
    expect(other).toEqual({ key: 1, drawing: drawing(russian), isShown: false })
  })
})

describe('the sheet that is shown stays', () => {
  test('when something else is shown than was expected', () => {
    const { shown, other } = draws(
      [drawing(all)],
      [drawing(all), { ready: drawing(starred) }],
      [drawing(russian), { ready: drawing(starred) }],
    )
    expect(shown).toEqual({ key: 0, drawing: drawing(russian), isShown: true })
    expect(other?.drawing.layout).toBe(starred)
  })

  test('while it has the focus', () => {
    const { shown } = draws(
      [drawing(all)],
      [drawing(all), { ready: drawing(starred) }],
      [drawing(starred), { ready: drawing(starred), held: true }],
    )
    expect(shown).toEqual({ key: 0, drawing: drawing(starred), isShown: true })
  })
})

test('in another size, or of another programme, nothing waits', () => {
  const ready = drawing(starred)
  expect(draws([drawing(all)], [drawing(all), { ready }], [drawing(all), { ready, layOut: {} }]).other).toBe(
    undefined,
  )
})
