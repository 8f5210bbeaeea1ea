import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, test, vi } from 'vitest'
import type { Ipc } from './ipc.ts'
import { manageLifecycle } from './lifecycle.ts'
import type { Questions } from './questions.ts'
import type { StoreHost } from './store-host.ts'

const system = vi.hoisted(() => ({
  app: null as unknown as EventEmitter,
  monitor: null as unknown as EventEmitter,
}))
vi.mock('electron', () => ({
  get app() {
    return system.app
  },
  get powerMonitor() {
    return system.monitor
  },
}))

function guardWindow() {
  system.app = Object.assign(new EventEmitter(), { quit: () => {} })
  system.monitor = new EventEmitter()
  const sent: unknown[][] = []
  const webContents = Object.assign(new EventEmitter(), {
    isCrashed: () => false,
    isLoadingMainFrame: () => false,
    send: (...message: unknown[]) => sent.push(message),
  })
  const window = Object.assign(new EventEmitter(), {
    webContents,
    isDestroyed: () => false,
    destroy: vi.fn(),
  })
  const fromWindow = new EventEmitter()
  const ipc = { handle: () => {}, on: fromWindow.on.bind(fromWindow) } as unknown as Ipc
  manageLifecycle(ipc, {} as StoreHost, {} as Questions).guard(window as unknown as BrowserWindow)
  const answer = (id: number, saved: boolean) => fromWindow.emit('flushed', window, id, saved)
  return { window, sent, answer }
}

// The interface asks about unsaved text only if the reason is `close`, and then closes the window once the text is saved.
test('a window saves when the computer goes to sleep, without closing', () => {
  const { sent } = guardWindow()
  system.monitor.emit('suspend')
  expect(sent).toEqual([['flush', 1, 'suspend']])
})

test('a window saves before it closes', async () => {
  const { window, sent, answer } = guardWindow()
  const preventDefault = vi.fn()
  window.emit('close', { preventDefault })
  expect(preventDefault).toHaveBeenCalled()
  expect(sent).toEqual([['flush', 1, 'close']])
  expect(window.destroy).not.toHaveBeenCalled()
  answer(1, true)
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalled())
})
