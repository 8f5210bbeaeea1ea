type Handler = () => void

let handle: Handler = () => process.exit(130)
let listening = false

/** Takes over what happens when somebody asks this process to end, until the returned function is called. */
export function onEndSignal(handler: Handler): () => void {
  listenForEndSignals()
  const before = handle
  handle = handler
  return () => {
    handle = before
  }
}

/** Makes Ctrl+C and the like end through process.exit, so that 'exit' listeners clear up. */
export function listenForEndSignals(): void {
  if (listening) return
  listening = true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handle())
}

/** Whether a process of this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
