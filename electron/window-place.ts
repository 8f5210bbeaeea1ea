/** Where the window opens. Pure: no Electron. Sizes in device-independent pixels. */

export type Area = { x: number; y: number; width: number; height: number }
export type SavedPlace = { bounds: Area; maximised: boolean }
export type Place = { bounds: Area; minWidth: number; minHeight: number; maximised: boolean }

const standard = { width: 1440, height: 900 }
const smallest = { width: 1024, height: 640 }
/** So much of the title bar must be on a screen, or the window could not be dragged back. */
const grip = { width: 120, height: 44 }

/** Puts the window where it was, if that is still on a screen, else in the middle of the first one. */
export function placeWindow(saved: SavedPlace | null, screens: readonly [Area, ...Area[]]): Place {
  const screen = saved && screens.find((area) => showsTitleBar(saved.bounds, area))
  const area = screen ?? screens[0]
  const minWidth = Math.min(smallest.width, area.width)
  const minHeight = Math.min(smallest.height, area.height)
  const width = clamp(saved?.bounds.width ?? standard.width, minWidth, area.width)
  const height = clamp(saved?.bounds.height ?? standard.height, minHeight, area.height)
  const x = screen ? saved.bounds.x : area.x + Math.floor((area.width - width) / 2)
  const y = screen ? saved.bounds.y : area.y + Math.floor((area.height - height) / 2)
  return { bounds: { x, y, width, height }, minWidth, minHeight, maximised: saved?.maximised ?? false }
}

function showsTitleBar(bounds: Area, area: Area): boolean {
  const visible = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return visible >= grip.width && bounds.y >= area.y && bounds.y + grip.height <= area.y + area.height
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
