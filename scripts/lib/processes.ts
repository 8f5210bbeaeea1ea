type Handler = () => void

let handleEndSignal: Handler = () => process.exit(130)
let isListening = false

/** Handles requests to end this process, until the returned function is called. */
export function onEndSignal(handler: Handler): () => void {
  listenForEndSignals()
  const earlierHandler = handleEndSignal
  handleEndSignal = handler
  return () => {
    handleEndSignal = earlierHandler
  }
}

/** Makes Ctrl+C and similar signals end through process.exit, so that 'exit' listeners clean up. */
export function listenForEndSignals(): void {
  if (isListening) return
  isListening = true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handleEndSignal())
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
