/** Where the window opens. Pure: no Electron. Sizes in device-independent pixels. */

export type Area = { x: number; y: number; width: number; height: number }
export type SavedPlace = { bounds: Area; maximised: boolean }
export type Place = { bounds: Area; minWidth: number; minHeight: number; maximised: boolean }

type Size = { width: number; height: number }
/** `stands`: where it opens the first time. */
export type Sizes = { standard: Size; smallest: Size; stands: 'middle' | 'right' }

export const mainWindow: Sizes = {
  standard: { width: 1440, height: 900 },
  smallest: { width: 1024, height: 640 },
  stands: 'middle',
}
/** Beside the slides of somebody who speaks. */
export const noteWindow: Sizes = {
  standard: { width: 480, height: 640 },
  smallest: { width: 360, height: 320 },
  stands: 'right',
}
/** Between the window and the edges of the screen. */
const margin = 24
/** So much of the title bar must be on a screen, or the window could not be dragged back. */
const grip = { width: 120, height: 44 }

/** Puts the window where it was, if that is still on a screen, else on the first one. */
export function placeWindow(
  saved: SavedPlace | null,
  screens: readonly [Area, ...Area[]],
  { standard, smallest, stands }: Sizes = mainWindow,
): Place {
  const screen = saved && screens.find((area) => showsTitleBar(saved.bounds, area))
  const area = screen ?? screens[0]
  const minWidth = Math.min(smallest.width, area.width)
  const minHeight = Math.min(smallest.height, area.height)
  const width = clamp(saved?.bounds.width ?? standard.width, minWidth, area.width)
  const height = clamp(saved?.bounds.height ?? standard.height, minHeight, area.height)
  const first =
    stands === 'middle'
      ? { x: Math.floor((area.width - width) / 2), y: Math.floor((area.height - height) / 2) }
      : { x: Math.max(0, area.width - width - margin), y: Math.min(margin, area.height - height) }
  const x = screen ? saved.bounds.x : area.x + first.x
  const y = screen ? saved.bounds.y : area.y + first.y
  return { bounds: { x, y, width, height }, minWidth, minHeight, maximised: saved?.maximised ?? false }
}

function showsTitleBar(bounds: Area, area: Area): boolean {
  const visible = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return visible >= grip.width && bounds.y >= area.y && bounds.y + grip.height <= area.y + area.height
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
