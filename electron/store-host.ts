import { join } from 'node:path'
import { app, type BrowserWindow, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron'
import type { LockedReminder, Reminder } from '../core/reminder.ts'
import { createRestartLimit } from './restart-limit.ts'
import type {
  FromStoreProcess,
  GrantMode,
  Keychain,
  Origin,
  StoredPicture,
  ToStore,
} from './store-messages.ts'

export type StoreHost = {
  /** Starts the store process on the first call and keeps it running. */
  start(): void
  /** Starts the store process, and opens the encrypted notebook with the secret from the system's keychain, if there is one. */
  startWith(secret: string | null): void
  /** Lets the system's keychain open the notebook, or not. */
  setKeychain(keychain: Keychain | null): Promise<void>
  /** Gives the window a port to the store, now and after every restart of the store. */
  connect(window: BrowserWindow): void
  /** Resolves when the store knows the token, so that the interface cannot use it too early. */
  grant(token: string, path: string, mode: GrantMode, origin?: Origin): Promise<void>
  /** The picture of a note; null if there is no such picture, or while the store is not running. */
  picture(sha256: string): Promise<StoredPicture | null>
  /** Milliseconds by which the conference clock is ahead of the computer's; reminders follow it. */
  setClock(offset: number): void
  /** Tells the store that the computer was asleep. */
  woken(): void
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
  onGivingUp: (lastWords: string) => Promise<boolean>
  onReminder: (reminder: Reminder) => void
  /** An encrypted notebook was unlocked. */
  onUnlocked: () => void
  /** The next reminders of an encrypted notebook have changed. */
  onPlanned: (reminders: LockedReminder[]) => void
}

const restarts = { limit: 5, periodMs: 60_000 }
/** A checkpoint of a large database on a slow disk takes seconds; past this the write-ahead log simply stays. */
const closingTimeoutMs = 10_000
const keptWords = 2_000

/** Runs the store process and restarts it whenever it stops by itself. */
export function hostStore({ folder, resources, ...on }: Options): StoreHost {
  const windows = new Set<BrowserWindow>()
  const pictures = new Map<number, (picture: StoredPicture | null) => void>()
  let lastPicture = 0
  const grants = new Map<string, { message: ToStore; granted: () => void }>()
  let mayRestart = createRestartLimit(restarts.limit, restarts.periodMs)
  let lastWords = ''
  let closing = false
  let isLocking = false
  let isUnlocked = false
  let begun = false
  let child: UtilityProcess | null = null
  let clock: number | null = null
  let keychainSet: ((problem: string | null) => void) | undefined

  function start(): void {
    const started = utilityProcess.fork(join(import.meta.dirname, 'store.js'), [folder, resources], {
      serviceName: 'Rapporteur store',
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    started.stderr?.on('data', (bytes: Buffer) => {
      process.stderr.write(bytes)
      lastWords = (lastWords + bytes.toString()).slice(-keptWords)
    })
    started.on('message', (message: FromStoreProcess) => {
      if (message.type === 'granted') {
        grants.get(message.token)?.granted()
        grants.delete(message.token)
      } else if (message.type === 'picture') {
        pictures.get(message.id)?.(message.picture)
        pictures.delete(message.id)
      } else if (message.type === 'unlocked') {
        const wasLocked = !isUnlocked
        isUnlocked = true
        if (wasLocked) on.onUnlocked()
      } else if (message.type === 'keychain-set') {
        keychainSet?.(message.problem)
      } else if (message.type === 'planned') on.onPlanned(message.reminders)
      else on.onReminder(message.reminder)
    })
    started.once('exit', (code) => void handleEnd(code))
    child = started
    for (const { message } of grants.values()) started.postMessage(message)
    for (const window of windows) handPort(window)
    if (clock !== null) tell({ type: 'clock', offset: clock })
  }

  function tell(message: ToStore): void {
    child?.postMessage(message)
  }

  async function handleEnd(code: number): Promise<void> {
    child = null
    for (const give of pictures.values()) give(null)
    pictures.clear()
    isUnlocked = false
    keychainSet?.('The store has ended.')
    if (closing) return
    if (isLocking) {
      isLocking = false
      return start()
    }
    process.stderr.write(`the store process ended with code ${code}\n`)
    if (!mayRestart(performance.now())) {
      const tryAgain = await on.onGivingUp(lastWords)
      if (closing) return
      if (!tryAgain) return app.quit()
      mayRestart = createRestartLimit(restarts.limit, restarts.periodMs)
    }
    start()
  }

  function handPort(window: BrowserWindow): void {
    // If the store is not running, its restart connects the window.
    if (!child) return
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ type: 'connect' } satisfies ToStore, [port1])
    window.webContents.postMessage('store:port', null, [port2])
  }

  /** Kills the process, since a process that hangs or is suspended ignores other signals. */
  function end({ pid }: UtilityProcess): void {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  }

  function closeChild(): Promise<void> {
    const last = child
    if (!last) return Promise.resolve()
    return new Promise((resolve) => {
      const timeout = setTimeout(() => end(last), closingTimeoutMs)
      last.once('exit', () => {
        clearTimeout(timeout)
        resolve()
      })
      last.postMessage({ type: 'close' } satisfies ToStore)
    })
  }

  function begin(): void {
    if (begun) return
    begun = true
    start()
  }

  return {
    start: begin,
    startWith(secret) {
      const isFirst = !begun
      begin()
      if (isFirst && secret !== null) tell({ type: 'unlock', secret })
    },
    setKeychain: (keychain) =>
      new Promise((resolve, reject) => {
        keychainSet = (problem) => (problem === null ? resolve() : reject(new Error(problem)))
        tell({ type: 'keychain', keychain })
      }),
    connect(window) {
      if (!windows.has(window)) window.once('closed', () => windows.delete(window))
      windows.add(window)
      handPort(window)
    },
    grant(token, path, mode, origin) {
      const message: ToStore = { type: 'grant', token, path, mode, origin }
      return new Promise((granted) => {
        grants.set(token, { message, granted })
        child?.postMessage(message)
      })
    },
    picture(sha256) {
      const askedChild = child
      if (!askedChild) return Promise.resolve(null)
      lastPicture += 1
      const id = lastPicture
      return new Promise((give) => {
        pictures.set(id, give)
        askedChild.postMessage({ type: 'picture', id, sha256 } satisfies ToStore)
      })
    },
    setClock(offset) {
      clock = offset
      tell({ type: 'clock', offset })
    },
    woken: () => tell({ type: 'woken' }),
    isUnlocked: () => isUnlocked,
    lock() {
      isLocking = child !== null
      return closeChild()
    },
    close() {
      closing = true
      return closeChild()
    },
  }
}
