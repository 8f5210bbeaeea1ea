const GAP_PX = 4
const EDGE_PX = 8

type Size = { width: number; height: number }
/** In CSS pixels, within the window. */
type PickerPlace = { top: number; left: number; height: number }

/**
 * Places the picker below the line with the caret, or above it if there is more space. If neither place has enough, the height is reduced,
 * so that the picker never covers the line, which shows what the delegate types. `natural`: its size if there is enough space.
 */
export function positionPicker(
  caret: { left: number; top: number; bottom: number },
  natural: Size,
  window: Size,
): PickerPlace {
  const below = window.height - EDGE_PX - caret.bottom - GAP_PX
  const above = caret.top - GAP_PX - EDGE_PX
  const isBelow = natural.height <= below || below >= above
  const height = Math.min(natural.height, isBelow ? below : above)
  return {
    top: isBelow ? caret.bottom + GAP_PX : caret.top - GAP_PX - height,
    left: Math.max(EDGE_PX, Math.min(caret.left, window.width - natural.width - EDGE_PX)),
    height,
  }
}
