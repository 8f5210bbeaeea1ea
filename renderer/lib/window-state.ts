/** What the shell says of this window: the title bar, which the interface draws, shows it. */
import type { WindowState } from '../../core/desktop.ts'
import { createStore } from './create-store.ts'

const windowState = createStore<WindowState>({
  maximised: false,
  fullScreen: false,
  onTop: false,
  isRead: false,
})
window.desktop.onWindowState(windowState.set)

export const useWindowState = (): WindowState => windowState.use()
