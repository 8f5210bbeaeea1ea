import type { BrowserWindow } from 'electron'
import { isNoteTarget, isText } from '../input.ts'
import type { Ipc } from '../ipc.ts'
import { createWindow, focusWindow, type InterfaceOptions, listScreens, rememberPlace } from './window.ts'
import { noteWindowSizes, placeWindow, type SavedPlace } from './window-place.ts'

export type NoteWindows = {
  /** `note` is unchecked input from the interface. @throws TypeError if it is not a note */
  open(note: unknown): void
  /** Each window saves first. A window that cannot save stays open. */
  closeAll(): void
  /** Closes the windows without asking, after they have saved. */
  destroyAll(): void
}

type Options = InterfaceOptions & {
  guard: (window: BrowserWindow) => void
  showInMain: (route: string) => void
}

/** Offset in pixels of each further window, so that it does not cover the previous window. */
const OFFSET = 24

/** Opens notes in their own windows, for use beside slides; one window per note. */
export function createNoteWindows(ipc: Ipc, options: Options): NoteWindows {
  const { interfaceUrl, facts, shellState, guard, showInMain } = options
  const windows = new Map<string, BrowserWindow>()

  function open(note: unknown): void {
    if (!isNoteTarget(note)) throw new TypeError('openNote: expected a note and what it belongs to')
    const openWindow = windows.get(note.id)
    if (openWindow) {
      focusWindow(openWindow)
      return
    }
    const window = createWindow({ ...facts, note }, computePlace())
    windows.set(note.id, window)
    window.once('closed', () => windows.delete(note.id))
    rememberPlace(window, (notePlace) => shellState.save({ notePlace }))
    if (shellState.state.noteOnTop) keepOnTop(window, true)
    guard(window)
    void window.loadURL(interfaceUrl)
  }
  ipc.handle('setOnTop', async (window, onTop) => {
    if (typeof onTop !== 'boolean') throw new TypeError('setOnTop: expected true or false')
    keepOnTop(window, onTop)
    shellState.save({ noteOnTop: onTop })
  })
  ipc.handle('showInMain', async (_window, route) => {
    if (!isText(route) || !route.startsWith('/')) throw new TypeError('showInMain: expected a route')
    showInMain(route)
  })

  function computePlace() {
    const { notePlace } = shellState.state
    const { size } = windows
    return placeWindow(notePlace && shiftFromOthers(notePlace, size), listScreens(), noteWindowSizes)
  }

  return {
    open,
    closeAll: () => {
      for (const window of windows.values()) window.close()
    },
    destroyAll: () => {
      for (const window of windows.values()) window.destroy()
    },
  }
}

function shiftFromOthers({ bounds, maximised }: SavedPlace, otherCount: number): SavedPlace {
  if (otherCount === 0) return { bounds, maximised }
  return { bounds: { ...bounds, x: bounds.x + OFFSET, y: bounds.y + OFFSET }, maximised: false }
}

/** `floating` is above ordinary windows and below the system's windows. On macOS a full-screen presentation has its own desktop. */
function keepOnTop(window: BrowserWindow, onTop: boolean): void {
  window.setAlwaysOnTop(onTop, 'floating')
  if (process.platform === 'darwin') window.setVisibleOnAllWorkspaces(onTop, { visibleOnFullScreen: onTop })
}
