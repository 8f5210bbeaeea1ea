import { join } from 'node:path'
import { app, type BrowserWindow, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron'
import type { LockedReminder, Reminder } from '../core/reminder.ts'
import { createRestartLimit } from './restart-limit.ts'
import type { FromStoreProcess, GrantMode, Keychain, Origin, StoredFile, ToStore } from './store-messages.ts'

export type StoreHost = {
  /** Starts the store process on the first call and keeps it running. */
  start(): void
  /** Starts the store process, and opens the encrypted notebook with the secret from the system's keychain, if there is one. */
  startWith(secret: string | null): void
  /** Lets the system's keychain open the notebook from now on; with null, it no longer does. Rejects if the store is not running. */
  setKeychain(keychain: Keychain | null): Promise<void>
  /** Gives the window a port to the store, now and after every restart of the store. */
  connect(window: BrowserWindow): void
  /** Resolves when the store knows the token, so that the interface cannot use it too early. */
  grant(token: string, path: string, mode: GrantMode, origin?: Origin): Promise<void>
  /** Resolves to the picture of a note or the document with this checksum; null if there is none, or while the store is not running. */
  findFile(sha256: string): Promise<StoredFile | null>
  /** Milliseconds by which the conference clock is ahead of the computer's; reminders follow it. */
  setClock(offset: number): void
  /** Tells the store that the computer was asleep. */
  notifyWake(): void
  /** Whether an encrypted notebook is unlocked, so that the store process has its key. */
  isUnlocked(): boolean
  /** Ends the store process, which takes the key with it, and starts another one. */
  lock(): Promise<void>
  /** Asks the store to close the database and resolves when its process has ended. */
  close(): Promise<void>
}

type Options = {
  /** The profile folder. */
  folder: string
  /** Where db/store/migrations and assets are. */
  resources: string
  /** Called when the store stopped too often, with its last output. Resolves true to try again, false to quit. */
  onGivingUp: (lastOutput: string) => Promise<boolean>
  onReminder: (reminder: Reminder) => void
  /** A reminder no longer applies. */
  onWithdrawn: (reminder: Pick<Reminder, 'conference' | 'session'>) => void
  /** An encrypted notebook was unlocked. */
  onUnlocked: () => void
  /** The next reminders of an encrypted notebook have changed. */
  onPlanned: (reminders: LockedReminder[]) => void
}

const RESTARTS = { limit: 5, periodMs: 60_000 }
/**
 * After this time, the process is killed and leaves the write-ahead log. A checkpoint of a large database on a slow disk takes seconds.
 */
const CLOSING_TIMEOUT_MS = 10_000
const MAX_OUTPUT_CHARACTERS = 2_000
const STORE_ENDED = 'The store has ended.'

/** Runs the store process and restarts it whenever it stops by itself. */
export function hostStore({ folder, resources, ...callbacks }: Options): StoreHost {
  const windows = new Set<BrowserWindow>()
  const pendingFiles = new Map<number, (file: StoredFile | null) => void>()
  let lastFileId = 0
  const grants = new Map<string, { message: ToStore; granted: () => void }>()
  let mayRestart = createRestartLimit(RESTARTS.limit, RESTARTS.periodMs)
  let lastOutput = ''
  let isClosing = false
  let isLocking = false
  let isUnlocked = false
  let isStarted = false
  let child: UtilityProcess | null = null
  let clockOffset: number | null = null
  let onKeychainSet: ((problem: string | null) => void) | undefined

  function forkStore(): void {
    const newProcess = utilityProcess.fork(join(import.meta.dirname, 'store.js'), [folder, resources], {
      serviceName: 'Rapporteur store',
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    newProcess.stderr?.on('data', (bytes: Buffer) => {
      process.stderr.write(bytes)
      lastOutput = (lastOutput + bytes.toString()).slice(-MAX_OUTPUT_CHARACTERS)
    })
    newProcess.on('message', (message: FromStoreProcess) => {
      switch (message.type) {
        case 'granted':
          grants.get(message.token)?.granted()
          grants.delete(message.token)
          break
        case 'file':
          pendingFiles.get(message.id)?.(message.file)
          pendingFiles.delete(message.id)
          break
        case 'unlocked': {
          const wasLocked = !isUnlocked
          isUnlocked = true
          if (wasLocked) callbacks.onUnlocked()
          break
        }
        case 'keychain-set':
          onKeychainSet?.(message.problem)
          break
        case 'planned':
          callbacks.onPlanned(message.reminders)
          break
        case 'remind':
          callbacks.onReminder(message.reminder)
          break
        case 'withdraw':
          callbacks.onWithdrawn(message.reminder)
      }
    })
    newProcess.once('exit', (code) => void handleEnd(code))
    child = newProcess
    for (const { message } of grants.values()) newProcess.postMessage(message)
    for (const window of windows) sendPort(window)
    if (clockOffset !== null) tell({ type: 'clock', offset: clockOffset })
  }

  function tell(message: ToStore): void {
    child?.postMessage(message)
  }

  async function handleEnd(code: number): Promise<void> {
    child = null
    for (const resolve of pendingFiles.values()) resolve(null)
    pendingFiles.clear()
    isUnlocked = false
    onKeychainSet?.(STORE_ENDED)
    if (isClosing) return
    if (isLocking) {
      isLocking = false
      return forkStore()
    }
    process.stderr.write(`the store process ended with code ${code}\n`)
    if (!mayRestart(performance.now())) {
      const tryAgain = await callbacks.onGivingUp(lastOutput)
      if (isClosing) return
      if (!tryAgain) return app.quit()
      mayRestart = createRestartLimit(RESTARTS.limit, RESTARTS.periodMs)
    }
    forkStore()
  }

  function sendPort(window: BrowserWindow): void {
    // If the store is not running, its restart connects the window.
    if (!child) return
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ type: 'connect' } satisfies ToStore, [port1])
    window.webContents.postMessage('store:port', null, [port2])
  }

  /** Kills the process, since a process that hangs or is suspended ignores other signals. */
  function killProcess({ pid }: UtilityProcess): void {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  }

  function closeChild(): Promise<void> {
    const endingProcess = child
    if (!endingProcess) return Promise.resolve()
    return new Promise((resolve) => {
      const timeout = setTimeout(() => killProcess(endingProcess), CLOSING_TIMEOUT_MS)
      endingProcess.once('exit', () => {
        clearTimeout(timeout)
        resolve()
      })
      endingProcess.postMessage({ type: 'close' } satisfies ToStore)
    })
  }

  function start(): void {
    if (isStarted) return
    isStarted = true
    forkStore()
  }

  return {
    start,
    startWith(secret) {
      const isFirst = !isStarted
      start()
      if (isFirst && secret !== null) tell({ type: 'unlock', secret })
    },
    setKeychain(keychain) {
      if (!child) return Promise.reject(new Error(STORE_ENDED))
      return new Promise((resolve, reject) => {
        onKeychainSet = (problem) => (problem === null ? resolve() : reject(new Error(problem)))
        tell({ type: 'keychain', keychain })
      })
    },
    connect(window) {
      if (!windows.has(window)) window.once('closed', () => windows.delete(window))
      windows.add(window)
      sendPort(window)
    },
    grant(token, path, mode, origin) {
      const message: ToStore = { type: 'grant', token, path, mode, origin }
      return new Promise((granted) => {
        grants.set(token, { message, granted })
        tell(message)
      })
    },
    findFile(sha256) {
      if (!child) return Promise.resolve(null)
      lastFileId += 1
      const id = lastFileId
      return new Promise((resolve) => {
        pendingFiles.set(id, resolve)
        tell({ type: 'file', id, sha256 })
      })
    },
    setClock(offset) {
      clockOffset = offset
      tell({ type: 'clock', offset })
    },
    notifyWake: () => tell({ type: 'woken' }),
    isUnlocked: () => isUnlocked,
    lock() {
      isLocking = child !== null
      return closeChild()
    },
    close() {
      isClosing = true
      return closeChild()
    },
  }
}
