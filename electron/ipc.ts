import { BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Desktop } from '../core/desktop.ts'
import type { FromWindow, Method, ToWindow } from './channels.ts'
import { isInterfaceUrl } from './urls.ts'

/** The main process's side of the channels in channels.ts. Ignores messages that do not come from the interface's top frame. */
export type Ipc = {
  /** Arguments are `unknown`; each handler checks them. */
  handle<M extends Method>(
    method: M,
    listener: (window: BrowserWindow, ...input: unknown[]) => ReturnType<Desktop[M]>,
  ): void
  on(channel: keyof FromWindow, listener: (window: BrowserWindow, ...input: unknown[]) => void): void
}

export function createIpc(interfaceUrl: string): Ipc {
  function findSender(event: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow | null {
    const frame = event.senderFrame
    const isFromInterface =
      frame !== null && frame.parent === null && isInterfaceUrl(frame.origin, interfaceUrl)
    return isFromInterface ? BrowserWindow.fromWebContents(event.sender) : null
  }
  return {
    handle(method, listener) {
      ipcMain.handle(method, (event, ...input: unknown[]) => {
        const window = findSender(event)
        if (!window) throw new Error(`${method}: refused, not sent by the interface`)
        return listener(window, ...input)
      })
    },
    on(channel, listener) {
      ipcMain.on(channel, (event, ...input: unknown[]) => {
        const window = findSender(event)
        if (window) listener(window, ...input)
      })
    },
  }
}

export function send<C extends keyof ToWindow>(
  window: BrowserWindow,
  channel: C,
  ...values: ToWindow[C]
): void {
  window.webContents.send(channel, ...values)
}
