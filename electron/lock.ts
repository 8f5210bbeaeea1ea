/** Locks an encrypted notebook: when the computer sleeps or locks its screen, after a time without input, and on demand. */
import { powerMonitor } from 'electron'
import { isLockAfter } from '../core/desktop.ts'
import type { Ipc } from './ipc.ts'
import type { ShellStateFile } from './windows/shell-state.ts'

/** The time until the next attempt to lock, if one failed, for example because some text could not be saved. */
const RETRY_DELAY_MS = 10_000

type Options = {
  shellState: ShellStateFile
  isUnlocked(): boolean
  /** @returns false if some text could not be saved. Its window hides the text, and asks for the lock again once the text is saved */
  save(): Promise<boolean>
  /** Ends the processes that know the key or show text. */
  end(): Promise<void>
}

export type Lock = {
  /** Locks the notebook, unless it is locked. */
  lock(): Promise<void>
  /** Call when the notebook was unlocked. */
  watchIdleTime(): void
}

/** No timer runs while the notebook is locked or not encrypted; otherwise one timer runs until the notebook may have to be locked. */
export function serveLock(ipc: Ipc, { shellState, isUnlocked, save, end }: Options): Lock {
  let locking: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let lastClocks = readClocks()
  let unlockedAt = lastClocks.wall

  function lock(): Promise<void> {
    if (!isUnlocked()) return Promise.resolve()
    locking ??= saveAndEnd().finally(() => {
      locking = null
    })
    return locking
  }

  async function saveAndEnd(): Promise<void> {
    if (await save()) await end()
  }

  function checkIdle(): void {
    clearTimeout(timer)
    const earlier = lastClocks
    lastClocks = readClocks()
    const minutes = shellState.state.lockAfter
    if (minutes === null || !isUnlocked()) return
    // While the computer sleeps, only the wall clock runs.
    const sleepMs = lastClocks.wall - earlier.wall - (lastClocks.running - earlier.running)
    // The keychain unlocks without input, so the idle time counts from the unlocking if that was later than the last input.
    const idleMs = Math.min(powerMonitor.getSystemIdleTime() * 1000, lastClocks.wall - unlockedAt)
    const remainingMs = minutes * 60_000 - Math.max(idleMs, sleepMs)
    if (remainingMs <= 0) void lock()
    timer = setTimeout(checkIdle, Math.max(remainingMs, RETRY_DELAY_MS))
    timer.unref()
  }

  powerMonitor.on('suspend', () => void lock())
  powerMonitor.on('lock-screen', () => void lock())
  powerMonitor.on('resume', checkIdle)
  ipc.handle('lock', lock)
  ipc.handle('lockAfter', async () => shellState.state.lockAfter)
  ipc.handle('setLockAfter', async (_window, minutes) => {
    if (!isLockAfter(minutes)) throw new TypeError('setLockAfter: expected one of the offered times, or null')
    shellState.save({ lockAfter: minutes })
    checkIdle()
  })
  return {
    lock,
    watchIdleTime() {
      unlockedAt = Date.now()
      checkIdle()
    },
  }
}

/** `wall`: the computer's clock. `running`: a clock that stands still while the computer sleeps. Both in milliseconds. */
const readClocks = () => ({ wall: Date.now(), running: performance.now() })
