import { setTimeout as delay } from 'node:timers/promises'
import { app, type BrowserWindow, powerMonitor } from 'electron'
import type { FlushReason } from '../core/desktop.ts'
import { type Ipc, send } from './ipc.ts'
import type { Questions } from './questions.ts'
import { createRestartLimit } from './restart-limit.ts'
import type { StoreHost } from './store-host.ts'
import { createRestoreRoute } from './windows/restore-route.ts'

/**
 * How the app ends: a window saves before it closes, and the store closes after the last window. The menu, signals and a system
 * shutdown all take this path.
 */
export type Lifecycle = {
  /** Makes the window ask the interface to save before it closes. */
  guard(window: BrowserWindow): void
  /** Makes all windows hide their text and save it. @returns false if a window has text that it could not save in time */
  saveForLock(): Promise<boolean>
  /** Call when the app is started once more. @returns whether it is quitting; it then starts again once it has ended */
  restartIfQuitting(): boolean
}

/** `gone` means that there is no interface that could hold unsaved text. */
type Answer = 'saved' | 'refused' | 'gone'

const ANSWER_TIMEOUT_MS = 5_000
const RELOAD_LIMIT = { limit: 5, periodMs: 60_000 }

export function manageLifecycle(
  ipc: Ipc,
  store: StoreHost,
  questions: Questions,
  getRestartArguments: () => string[],
): Lifecycle {
  const windows = new Set<BrowserWindow>()
  const pendingAnswers = new Map<number, (answer: Answer) => void>()
  const mayReload = createRestartLimit(RELOAD_LIMIT.limit, RELOAD_LIMIT.periodMs)
  let lastFlushId = 0
  let isQuitting = false
  let mustRestart = false
  let isStoreClosed = false

  app.on('before-quit', () => {
    isQuitting = true
  })
  app.on('window-all-closed', () => {
    // On macOS the app stays open without a window until it is quit, as users expect.
    if (isQuitting || process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (isStoreClosed) return
    event.preventDefault()
    void store.close().then(() => {
      isStoreClosed = true
      // Not earlier, since Electron cannot cancel a relaunch.
      if (mustRestart) app.relaunch({ args: getRestartArguments() })
      app.quit()
    })
  })
  powerMonitor.on('suspend', () => {
    for (const window of windows) void flush(window, 'suspend')
  })
  // Only on Linux and macOS. Electron's types lack the argument of the event.
  powerMonitor.on('shutdown', (event?: Electron.Event) => {
    event?.preventDefault()
    app.quit()
  })
  ipc.on('flushed', (_window, id, saved) =>
    pendingAnswers.get(Number(id))?.(saved === true ? 'saved' : 'refused'),
  )
  ipc.handle('discardAndClose', async (window) => window.destroy())
  ipc.handle('restart', async () => {
    mustRestart = true
    app.quit()
  })

  function flush(window: BrowserWindow, reason: FlushReason): Promise<Answer> {
    const contents = window.webContents
    if (contents.isCrashed() || contents.isLoadingMainFrame()) return Promise.resolve('gone')
    const id = ++lastFlushId
    const reportGone = () => pendingAnswers.get(id)?.('gone')
    const answer = new Promise<Answer>((resolve) => pendingAnswers.set(id, resolve))
    contents.once('render-process-gone', reportGone)
    send(window, 'flush', id, reason)
    return answer.finally(() => {
      pendingAnswers.delete(id)
      if (!window.isDestroyed()) contents.off('render-process-gone', reportGone)
    })
  }

  async function saveAndClose(window: BrowserWindow): Promise<void> {
    const answer = flush(window, 'close')
    const answered = new AbortController()
    void answer.then(() => answered.abort())
    while ((await Promise.race([answer, delay(ANSWER_TIMEOUT_MS, 'silent')])) === 'silent') {
      if (await questions.askToClose(window, answered.signal)) return window.destroy()
    }
    if (window.isDestroyed()) return
    if ((await answer) !== 'refused') return window.destroy()
    // The interface explains why it could not save and offers to copy the text, so the window must be visible.
    isQuitting = false
    mustRestart = false
    window.show()
    window.focus()
  }

  async function reload(
    window: BrowserWindow,
    restoreRoute: ReturnType<typeof createRestoreRoute>,
  ): Promise<void> {
    if (!mayReload(performance.now()) && !(await questions.askToReload())) return app.quit()
    if (window.isDestroyed()) return
    const { webContents } = window
    const address = restoreRoute(webContents.getURL(), performance.now())
    if (address === webContents.getURL()) webContents.reload()
    else void window.loadURL(address)
  }

  return {
    restartIfQuitting() {
      mustRestart ||= isQuitting
      return isQuitting
    },
    async saveForLock() {
      const answers = [...windows].map((window) =>
        Promise.race([flush(window, 'lock'), delay(ANSWER_TIMEOUT_MS, 'silent' as const)]),
      )
      return (await Promise.all(answers)).every((answer) => answer === 'saved' || answer === 'gone')
    },
    guard(window) {
      let closing: Promise<void> | null = null
      const restoreRoute = createRestoreRoute()
      windows.add(window)
      window.once('closed', () => windows.delete(window))
      window.on('close', (event) => {
        event.preventDefault()
        closing ??= saveAndClose(window).finally(() => {
          closing = null
        })
      })
      // Windows asks whether it may end the session; delay it until everything is saved and the app has quit.
      window.on('query-session-end', (event) => {
        event.preventDefault()
        app.quit()
      })
      window.on('session-end', () => void flush(window, 'close'))
      // A reload loses nothing that the store has acknowledged.
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        process.stderr.write(`the window's process is gone: ${reason}\n`)
        if (reason !== 'clean-exit' && !closing) setImmediate(() => void reload(window, restoreRoute))
      })
    },
  }
}
