/** Locks an encrypted notebook: when the computer sleeps or locks its screen, after a time without input, and on demand. */
import { powerMonitor } from 'electron'
import { isLockAfter } from '../core/desktop.ts'
import type { Ipc } from './ipc.ts'
import type { ShellStateFile } from './windows/shell-state.ts'

const LOOK_EVERY_MS = 10_000

type Options = {
  shellState: ShellStateFile
  isUnlocked(): boolean
  /** @returns false if some text could not be saved; its windows hide it and ask again once it is saved */
  save(): Promise<boolean>
  /** Ends what knows the key or shows text. */
  end(): Promise<void>
}

/** @returns a function that locks the notebook, unless it is locked */
export function serveLock(ipc: Ipc, { shellState, isUnlocked, save, end }: Options): () => Promise<void> {
  let locking: Promise<void> | null = null
  let lookedAt = Date.now()

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

  /** Timers stand still while the computer sleeps, so the clock is compared too. */
  function look(): void {
    const minutes = shellState.state.lockAfter
    const asleep = Date.now() - lookedAt
    lookedAt = Date.now()
    if (minutes === null || !isUnlocked()) return
    const idle = Math.max(powerMonitor.getSystemIdleTime() * 1000, asleep)
    if (idle >= minutes * 60_000) void lock()
  }

  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  powerMonitor.on('suspend', () => void lock())
  powerMonitor.on('lock-screen', () => void lock())
  powerMonitor.on('resume', look)
  ipc.handle('lock', lock)
  ipc.handle('lockAfter', async () => shellState.state.lockAfter)
  ipc.handle('setLockAfter', async (_window, minutes) => {
    if (!isLockAfter(minutes)) throw new TypeError('setLockAfter: one of the offered times, or null')
    shellState.save({ lockAfter: minutes })
  })
  return lock
}
