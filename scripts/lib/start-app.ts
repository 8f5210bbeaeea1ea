import { spawn } from 'node:child_process'
import { root } from './paths.ts'
import { onEndSignal } from './processes.ts'

export interface RunningApp {
  /** the exit code, when the app has ended */
  ended: Promise<number>
  /** Asks the app to quit, which lets it save; asked again after a second, it is killed. */
  stop(): void
}

/** Starts the app of this checkout. Ctrl+C and the like stop it first and are then answered by its end. */
export function startApp(runtime: Runtime, args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningApp {
  const child = spawn(runtime.executable, [root, ...runtime.flags, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Set by editors that are Electron themselves, it would turn the app into a plain Node.
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: undefined },
  })
  let askedAt: number | undefined
  const stop = () => {
    // One Ctrl+C arrives more than once: the terminal signals the whole group, and npm passes it on as well.
    if (askedAt !== undefined && performance.now() - askedAt < 1000) return
    child.kill(askedAt === undefined ? 'SIGTERM' : 'SIGKILL')
    askedAt = performance.now()
  }
  const restore = onEndSignal(stop)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      restore()
      resolve(code ?? (askedAt === undefined ? 1 : 0))
    })
  })
  return { ended, stop }
}
export interface Runtime {
  /** Absolute path of an Electron that takes the application's folder as its first argument. */
  executable: string
  /** official: the declared Electron, downloaded; registry: the older one for networks without that download */
  kind: 'official' | 'registry'
  version: string
  /** Flags that this machine needs in development and tests, and that are never given to the shipped app. */
  flags: string[]
}
