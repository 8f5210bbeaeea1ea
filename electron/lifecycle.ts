import { setTimeout as delay } from 'node:timers/promises'
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import { type Ipc, send } from './ipc.ts'
import { createRestartLimit } from './restart-limit.ts'
import type { StoreHost } from './store-host.ts'
import type { Words } from './words.ts'

/**
 * How the app ends: a window saves before it closes, the store closes after the last window, and whatever ends the app
 * (the menu, a signal, the system shutting down) goes this one way.
 */
export type Lifecycle = {
  /** From now on the window asks the interface to save before it closes. */
  guard(window: BrowserWindow): void
}

/** gone: there is no interface that could hold unsaved text. */
type Answer = 'saved' | 'refused' | 'gone'

const patienceMs = 5_000
const reloads = { limit: 5, periodMs: 60_000 }

export function governLifecycle(ipc: Ipc, store: StoreHost, words: () => Words): Lifecycle {
  const windows = new Set<BrowserWindow>()
  const questions = new Map<number, (answer: Answer) => void>()
  const mayReload = createRestartLimit(reloads.limit, reloads.periodMs)
  let lastQuestion = 0
  let quitting = false
  let storeClosed = false

  app.on('before-quit', () => {
    quitting = true
  })
  app.on('window-all-closed', () => {
    // As Mac users expect, the app stays there without a window until it is told to quit.
    if (quitting || process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (storeClosed) return
    event.preventDefault()
    void store.close().then(() => {
      storeClosed = true
      app.quit()
    })
  })
  powerMonitor.on('suspend', () => {
    for (const window of windows) void flush(window)
  })
  // Linux and macOS. Electron's types know the event without its argument.
  powerMonitor.on('shutdown', (event?: Electron.Event) => {
    event?.preventDefault()
    app.quit()
  })
  ipc.on('flushed', (_window, id, saved) => questions.get(Number(id))?.(saved === true ? 'saved' : 'refused'))
  ipc.handle('discardAndClose', async (window) => window.destroy())

  function flush(window: BrowserWindow): Promise<Answer> {
    const contents = window.webContents
    if (contents.isCrashed() || contents.isLoadingMainFrame()) return Promise.resolve('gone')
    const id = ++lastQuestion
    const gone = () => questions.get(id)?.('gone')
    const answer = new Promise<Answer>((resolve) => questions.set(id, resolve))
    contents.once('render-process-gone', gone)
    send(window, 'flush', id)
    return answer.finally(() => {
      questions.delete(id)
      if (!window.isDestroyed()) contents.off('render-process-gone', gone)
    })
  }

  async function saveAndClose(window: BrowserWindow): Promise<void> {
    const answer = flush(window)
    while ((await Promise.race([answer, delay(patienceMs, 'silent')])) === 'silent') {
      if (await closesAnyway(window, answer)) return window.destroy()
    }
    if (window.isDestroyed()) return
    if ((await answer) !== 'refused') return window.destroy()
    // The interface tells why and offers to copy the text; the delegate must see it.
    quitting = false
    window.show()
    window.focus()
  }

  /** The interface does not answer. The question goes away by itself when it does after all. */
  async function closesAnyway(window: BrowserWindow, answer: Promise<Answer>): Promise<boolean> {
    const answered = new AbortController()
    void answer.then(() => answered.abort())
    const { wait, closeAnyway, notAnswering, notAnsweringDetail } = words()
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: notAnswering,
      detail: notAnsweringDetail,
      buttons: [wait, closeAnyway],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: answered.signal,
    })
    return response === 1
  }

  async function reload(window: BrowserWindow): Promise<void> {
    if (!mayReload(performance.now())) {
      const { tryAgain, quit, windowStopped, windowStoppedDetail } = words()
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: windowStopped,
        detail: windowStoppedDetail,
        buttons: [tryAgain, quit],
        noLink: true,
      })
      if (response === 1) return app.quit()
    }
    if (!window.isDestroyed()) window.webContents.reload()
  }

  return {
    guard(window) {
      let closing: Promise<void> | null = null
      windows.add(window)
      window.once('closed', () => windows.delete(window))
      window.on('close', (event) => {
        event.preventDefault()
        closing ??= saveAndClose(window).finally(() => {
          closing = null
        })
      })
      // Windows asks whether it may end the session. It may once we have ended ourselves, with everything saved.
      window.on('query-session-end', (event) => {
        event.preventDefault()
        app.quit()
      })
      window.on('session-end', () => void flush(window))
      // Everything the store acknowledged is there after a reload.
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        process.stderr.write(`the window's process is gone: ${reason}\n`)
        if (reason !== 'clean-exit' && !closing) setImmediate(() => void reload(window))
      })
    },
  }
}
