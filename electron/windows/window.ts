import { join } from 'node:path'
import { app, BrowserWindow, nativeImage, nativeTheme, screen } from 'electron'
import type { DesktopCommand } from '../../core/desktop.ts'
import type { Reminder } from '../../core/reminder.ts'
import { FACTS_PREFIX, type ToWindow, type WindowFacts } from '../channels.ts'
import { type Ipc, send } from '../ipc.ts'
import { MEMORY_SESSION } from '../security.ts'
import type { ShellStateFile } from './shell-state.ts'
import { type Area, type Place, placeWindow, type SavedPlace } from './window-place.ts'

/** The value of --nav in renderer/ui/tokens.css, shown until the interface paints, to avoid a flash. */
const BACKGROUND = { light: '#EFECE4', dark: '#121110' }
const REMEMBER_DELAY_MS = 500

/** `facts.note` distinguishes a note window from the main window. */
export type InterfaceOptions = { interfaceUrl: string; facts: WindowFacts; shellState: ShellStateFile }

/** Opens the main window. */
export function openWindow({ interfaceUrl, facts, shellState }: InterfaceOptions): BrowserWindow {
  const place = placeWindow(shellState.state.place, listScreens())
  const window = createWindow(facts, place)
  rememberPlace(window, (saved) => shellState.save({ place: saved }))
  if (place.maximised) window.maximize()
  void window.loadURL(interfaceUrl)
  return window
}

/** Creates a window for the interface; the caller loads the page. */
export function createWindow(facts: WindowFacts, { bounds, minWidth, minHeight }: Place): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    minWidth,
    minHeight,
    title: 'Rapporteur',
    show: false,
    // A page that paints waits for the graphics process, which is still starting; a hidden page can run its scripts meanwhile.
    paintWhenInitiallyHidden: false,
    backgroundColor: getBackgroundColour(),
    // The interface draws the title bar; macOS keeps its own buttons in it.
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const } : { frame: false }),
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      additionalArguments: [FACTS_PREFIX + encodeURIComponent(JSON.stringify(facts))],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      spellcheck: process.platform === 'darwin',
      ...(facts.isEncrypted ? { partition: MEMORY_SESSION } : {}),
    },
  })
  const icon = join(app.getAppPath(), 'assets', 'icons', 'icon-512.png')
  // At 'dom-ready' the scripts of the page have run, and the page paints next.
  window.webContents.once('dom-ready', () => {
    window.show()
    // On other systems the executable has the icon. It is not set in the options, because the file would then be read before the window opens.
    if (process.platform === 'linux') window.setIcon(nativeImage.createFromPath(icon))
  })
  followTheme(window)
  reportState(window)
  return window
}

/** @returns the usable area of each screen, the primary one first */
export function listScreens(): [Area, ...Area[]] {
  const primary = screen.getPrimaryDisplay()
  const otherDisplays = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...otherDisplays.map(({ workArea }) => workArea)]
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Shows the window and runs the command in its interface, once loaded. */
export function runCommandIn(window: BrowserWindow, command: DesktopCommand): void {
  focusWindow(window)
  sendOnceLoaded(window, 'command', command)
}

function sendOnceLoaded<C extends keyof ToWindow>(
  window: BrowserWindow,
  channel: C,
  ...values: ToWindow[C]
): void {
  const sendNow = () => send(window, channel, ...values)
  if (window.webContents.isLoadingMainFrame()) window.webContents.once('did-finish-load', sendNow)
  else sendNow()
}

/** Shows a reminder in the window where the system cannot. The window stays in place and its taskbar entry flashes. */
export function showReminder(window: BrowserWindow, reminder: Reminder): void {
  sendOnceLoaded(window, 'remind', reminder)
  if (window.isFocused()) return
  window.flashFrame(true)
  window.once('focus', () => window.flashFrame(false))
}

/** Serves the title bar that the interface draws. */
export function serveWindowControls(ipc: Ipc): void {
  ipc.handle('minimise', async (window) => window.minimize())
  ipc.handle('toggleMaximised', async (window) =>
    window.isMaximized() ? window.unmaximize() : window.maximize(),
  )
  ipc.handle('close', async (window) => window.close())
}

function getBackgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
}

function followTheme(window: BrowserWindow): void {
  const apply = () => window.setBackgroundColor(getBackgroundColour())
  nativeTheme.on('updated', apply)
  window.once('closed', () => nativeTheme.off('updated', apply))
}

function reportState(window: BrowserWindow): void {
  const report = () =>
    send(window, 'window-state', {
      maximised: window.isMaximized(),
      fullScreen: window.isFullScreen(),
      onTop: window.isAlwaysOnTop(),
      hasScreenReader: app.accessibilitySupportEnabled,
    })
  window.webContents.on('dom-ready', report)
  window.on('maximize', report)
  window.on('unmaximize', report)
  window.on('enter-full-screen', report)
  window.on('leave-full-screen', report)
  window.on('always-on-top-changed', report)
  app.on('accessibility-support-changed', report)
  window.once('closed', () => app.off('accessibility-support-changed', report))
}

export function rememberPlace(window: BrowserWindow, save: (place: SavedPlace) => void): void {
  let timer: NodeJS.Timeout | undefined
  // Kept here because getNormalBounds() returns the maximised size under some Linux window managers.
  let bounds = window.getBounds()
  const remember = () => {
    clearTimeout(timer)
    if (window.isFullScreen() || window.isMinimized()) return
    const maximised = window.isMaximized()
    if (!maximised) bounds = window.getBounds()
    save({ bounds, maximised })
  }
  const rememberSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(remember, REMEMBER_DELAY_MS)
  }
  window.on('resize', rememberSoon)
  window.on('move', rememberSoon)
  window.on('close', remember)
  window.once('closed', () => clearTimeout(timer))
}
