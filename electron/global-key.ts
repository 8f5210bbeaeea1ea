/** Registers the key that opens the note of the running session from any program, once the delegate has chosen a key. */
import { app, globalShortcut } from 'electron'
import { type GlobalKey, isGlobalKey, toAccelerator } from '../core/keys.ts'
import type { Ipc } from './ipc.ts'
import type { ShellStateFile } from './windows/shell-state.ts'

export function serveGlobalKey(ipc: Ipc, shellState: ShellStateFile, onPress: () => void): void {
  const register = (key: GlobalKey | null): boolean => {
    globalShortcut.unregisterAll()
    return key === null || globalShortcut.register(toAccelerator(key), onPress)
  }
  const { globalKey } = shellState.state
  if (globalKey !== null && !register(globalKey)) {
    process.stderr.write(`another program has the key ${toAccelerator(globalKey)}\n`)
  }
  ipc.handle('globalKey', async () => shellState.state.globalKey)
  ipc.handle('setGlobalKey', async (_window, key) => {
    if (key !== null && !isGlobalKey(key))
      throw new TypeError('setGlobalKey: expected one of the offered keys, or null')
    if (!register(key)) {
      register(shellState.state.globalKey)
      return false
    }
    shellState.save({ globalKey: key })
    return true
  })
  app.on('will-quit', () => globalShortcut.unregisterAll())
}
