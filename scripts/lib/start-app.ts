import { spawn } from 'node:child_process'
import { root } from './paths.ts'
import { onEndSignal } from './processes.ts'

export interface RunningApp {
  /** Resolves to the exit code when the app has ended. */
  ended: Promise<number>
  /** Asks the app to quit, so that it can save. A second call, at least a second later, kills it. */
  stop(): void
}

/** Starts the app of this checkout. Ctrl+C and similar signals first stop the app, and this process ends after it. */
export function startApp(runtime: Runtime, args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningApp {
  const child = spawn(runtime.executable, [root, ...runtime.flags, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Editors that are Electron apps set this variable. With it, the app would run as plain Node.
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: undefined },
  })
  /** When the app was last asked to quit. */
  let requestTime: number | undefined
  const stop = () => {
    // One Ctrl+C arrives several times: the terminal signals the whole group, and npm passes it on.
    if (requestTime !== undefined && performance.now() - requestTime < 1000) return
    child.kill(requestTime === undefined ? 'SIGTERM' : 'SIGKILL')
    requestTime = performance.now()
  }
  const stopHandlingSignals = onEndSignal(stop)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      stopHandlingSignals()
      resolve(code ?? (requestTime === undefined ? 1 : 0))
    })
  })
  return { ended, stop }
}
export interface Runtime {
  /** Absolute path of an Electron executable that takes the app's folder as its first argument. */
  executable: string
  /** official: the declared Electron, downloaded. registry: the older Electron, for networks that cannot reach that download. */
  kind: 'official' | 'registry'
  version: string
  /** Flags that this machine needs for development and tests. The shipped app never gets them. */
  flags: string[]
}
