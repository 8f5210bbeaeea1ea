/** Computes where a window opens. Pure: no Electron. Sizes are in device-independent pixels. */

export type Area = { x: number; y: number; width: number; height: number }
export type SavedPlace = { bounds: Area; maximised: boolean }
export type Place = { bounds: Area; minWidth: number; minHeight: number; maximised: boolean }

type Size = { width: number; height: number }
/** `firstPosition`: the position at the first start. */
export type Sizes = { standard: Size; smallest: Size; firstPosition: 'middle' | 'right' }

export const mainWindowSizes: Sizes = {
  standard: { width: 1440, height: 900 },
  smallest: { width: 1024, height: 640 },
  firstPosition: 'middle',
}
/** The size fits beside a speaker's slides. */
export const noteWindowSizes: Sizes = {
  standard: { width: 480, height: 640 },
  smallest: { width: 360, height: 320 },
  firstPosition: 'right',
}
/** The distance between the window and the edges of the screen. */
const MARGIN = 24
/** The part of the title bar that must be on a screen, so that the window can be dragged. */
const GRIP = { width: 120, height: 44 }

/** Restores the window's place if it is still on a screen, otherwise uses the first screen. */
export function placeWindow(
  saved: SavedPlace | null,
  screens: readonly [Area, ...Area[]],
  { standard, smallest, firstPosition }: Sizes = mainWindowSizes,
): Place {
  const screen = saved && screens.find((area) => showsTitleBar(saved.bounds, area))
  const area = screen ?? screens[0]
  const minWidth = Math.min(smallest.width, area.width)
  const minHeight = Math.min(smallest.height, area.height)
  const width = clamp(saved?.bounds.width ?? standard.width, minWidth, area.width)
  const height = clamp(saved?.bounds.height ?? standard.height, minHeight, area.height)
  const firstOffset =
    firstPosition === 'middle'
      ? { x: Math.floor((area.width - width) / 2), y: Math.floor((area.height - height) / 2) }
      : { x: Math.max(0, area.width - width - MARGIN), y: Math.min(MARGIN, area.height - height) }
  const x = screen ? saved.bounds.x : area.x + firstOffset.x
  const y = screen ? saved.bounds.y : area.y + firstOffset.y
  return { bounds: { x, y, width, height }, minWidth, minHeight, maximised: saved?.maximised ?? false }
}

function showsTitleBar(bounds: Area, area: Area): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return visibleWidth >= GRIP.width && bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}
