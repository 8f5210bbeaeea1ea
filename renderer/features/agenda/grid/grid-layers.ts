/**
 * The grid is drawn on two sheets: the one that is shown, and one on which stands what a filter at hand would show, or has shown
 * before. That one is painted as well, in a layer that nobody sees or reaches; when its filter is pressed, the layers change.
 */
import { useRef } from 'react'
import type { PlainDate } from '../../../../db/model.ts'
import type { Area, GridLayout } from './grid-layout.ts'

/** What of a layout is drawn. */
export type Drawing = {
  layout: GridLayout
  area: Area
  /** Not what lies around the view: it is the first of what is drawn of another layout. */
  inViewOnly: boolean
  /** Of all that can be scrolled to, below the heads. */
  height: number
  dayInView: PlainDate | undefined
}
export type Sheet = { key: number; drawing: Drawing; isShown: boolean }

/** What is shown, for who looks for a block in the document. */
export const SHOWN = '[data-shown="true"]'

type Sheets = { shown: Sheet; other: Sheet | undefined; ready: Drawing | undefined; layOut: unknown }
type Given = {
  drawing: Drawing
  /** What may be shown next; undefined: nothing waits any longer. */
  ready: Drawing | undefined
  /** The focus is on the sheet that is shown: that stays. */
  isHeld: () => boolean
  /** What it lays out with; with another, nothing that was laid out before comes back. */
  layOut: unknown
}

export function useSheets(given: Given): readonly Sheet[] {
  const last = useRef<Sheets>(undefined)
  last.current = nextSheets(last.current, given)
  const { shown, other } = last.current
  // By their keys: none is moved in the document.
  return other ? [shown, other].sort((a, b) => a.key - b.key) : [shown]
}

export function nextSheets(before: Sheets | undefined, { drawing, ready, isHeld, layOut }: Given): Sheets {
  const { layout } = drawing
  const known = { ready, layOut }
  if (!before || before.layOut !== layOut) {
    return { ...known, shown: { key: before?.shown.key ?? 0, drawing, isShown: true }, other: undefined }
  }
  const { shown, other } = before
  if (layout !== shown.drawing.layout && layout === other?.drawing.layout && !isHeld()) {
    return {
      ...known,
      shown: { ...other, drawing: drawnOn(other.drawing, drawing), isShown: true },
      // As it was drawn: to take away what lies around the view would take as long as to paint the other.
      other: { ...shown, isShown: false },
    }
  }
  return {
    ...known,
    shown: { ...shown, drawing: drawnOn(shown.drawing, drawing) },
    other:
      ready === before.ready || ready?.layout === layout
        ? other
        : ready && { key: 1 - shown.key, drawing: ready, isShown: false },
  }
}

/** What is drawn already stays, where it is as much: nothing is drawn again for it. */
function drawnOn(before: Drawing, drawing: Drawing): Drawing {
  if (before.layout !== drawing.layout || !covers(before.area, drawing.area)) return drawing
  const { area, inViewOnly } = before
  const isSame = before.height === drawing.height && before.dayInView === drawing.dayInView
  return isSame ? before : { ...drawing, area, inViewOnly }
}

function covers(large: Area, small: Area): boolean {
  return (
    large.x <= small.x &&
    large.y <= small.y &&
    large.x + large.width >= small.x + small.width &&
    large.y + large.height >= small.y + small.height
  )
}
