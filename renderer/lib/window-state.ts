/** The state of this window as reported by the main process, for the title bar that the interface draws. */
import type { WindowState } from '../../core/desktop.ts'
import { createStore } from './create-store.ts'

const windowState = createStore<WindowState>({
  maximised: false,
  fullScreen: false,
  onTop: false,
  hasScreenReader: false,
})
window.desktop.onWindowState(windowState.set)

export const useWindowState = (): WindowState => windowState.use()
