const GAP_PX = 4
const EDGE_PX = 8

type Size = { width: number; height: number }
/** In CSS pixels, within the window. */
type PickerPlace = { top: number; left: number; height: number }

/**
 * Places the picker below the line with the caret, or above the line if the picker does not fit below and there is more space above. The
 * height is reduced if necessary, so that the picker never covers the line, which shows what the delegate types. `fullSize`: the size of
 * the picker if there is enough space.
 */
export function positionPicker(
  caret: { left: number; top: number; bottom: number },
  fullSize: Size,
  window: Size,
): PickerPlace {
  const below = window.height - EDGE_PX - caret.bottom - GAP_PX
  const above = caret.top - GAP_PX - EDGE_PX
  const isBelow = fullSize.height <= below || below >= above
  const height = Math.min(fullSize.height, isBelow ? below : above)
  return {
    top: isBelow ? caret.bottom + GAP_PX : caret.top - GAP_PX - height,
    left: Math.max(EDGE_PX, Math.min(caret.left, window.width - fullSize.width - EDGE_PX)),
    height,
  }
}
