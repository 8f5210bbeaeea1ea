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
  const app = Object.assign(new EventEmitter(), { quit: vi.fn(), relaunch: vi.fn() })
  system.app = app
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
    show: () => {},
    focus: vi.fn(),
  })
  const fromWindow = new EventEmitter()
  const ipc = {
    handle: fromWindow.on.bind(fromWindow),
    on: fromWindow.on.bind(fromWindow),
  } as unknown as Ipc
  let closeStore = () => {}
  const store = {
    close: () =>
      new Promise<void>((resolve) => {
        closeStore = resolve
      }),
  } as StoreHost
  const lifecycle = manageLifecycle(ipc, store, {} as Questions, () => ['notes.rapporteur'])
  lifecycle.guard(window as unknown as BrowserWindow)
  // As Electron: `close` comes before `will-quit`, as long as there is a window.
  app.quit.mockImplementation(() => {
    app.emit('before-quit')
    if (window.destroy.mock.calls.length === 0) window.emit('close', { preventDefault: () => {} })
    else app.emit('will-quit', { preventDefault: () => {} })
  })
  window.destroy.mockImplementation(() => app.emit('window-all-closed'))
  const answer = (id: number, saved: boolean) => fromWindow.emit('flushed', window, id, saved)
  const restart = () => fromWindow.emit('restart', window)
  return { app, lifecycle, window, sent, answer, restart, closeStore: () => closeStore() }
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

test('the app restarts once the store has closed', async () => {
  const { app, window, restart, answer, closeStore } = guardWindow()
  restart()
  answer(1, true)
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalled())
  expect(app.relaunch).not.toHaveBeenCalled()
  closeStore()
  await vi.waitFor(() => expect(app.relaunch).toHaveBeenCalledOnce())
})

test('the app does not start again by itself after a restart that a window refused', async () => {
  const { app, window, restart, answer, closeStore } = guardWindow()
  restart()
  answer(1, false)
  await vi.waitFor(() => expect(window.focus).toHaveBeenCalled())
  app.quit()
  answer(2, true)
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalled())
  const quits = app.quit.mock.calls.length
  closeStore()
  await vi.waitFor(() => expect(app.quit.mock.calls.length).toBe(quits + 1))
  expect(app.relaunch).not.toHaveBeenCalled()
})

test('an app that is started while its store closes starts again, with the files to open', async () => {
  const { app, lifecycle, window, answer, closeStore } = guardWindow()
  expect(lifecycle.restartIfQuitting()).toBe(false)
  app.quit()
  answer(1, true)
  await vi.waitFor(() => expect(window.destroy).toHaveBeenCalled())
  expect(lifecycle.restartIfQuitting()).toBe(true)
  closeStore()
  await vi.waitFor(() => expect(app.relaunch).toHaveBeenCalledWith({ args: ['notes.rapporteur'] }))
})
