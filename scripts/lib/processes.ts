type Handler = () => void

let handle: Handler = () => process.exit(130)
let listening = false

/** Handles requests to end this process, until the returned function is called. */
export function onEndSignal(handler: Handler): () => void {
  listenForEndSignals()
  const before = handle
  handle = handler
  return () => {
    handle = before
  }
}

/** Makes Ctrl+C and similar signals end through process.exit, so that 'exit' listeners clean up. */
export function listenForEndSignals(): void {
  if (listening) return
  listening = true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handle())
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
