import { listenForEndSignals } from './processes.ts'

/** Prints a message for the person at the terminal. Uses stderr, since stdout is for a command's result. */
export function printStatus(line: string): void {
  process.stderr.write(`rapporteur: ${line}\n`)
}

/** A failure whose message says what to do; printed without a stack. */
export class UserError extends Error {}

/** Runs a script's body. Prints a UserError without a stack and any other error with one, and exits with 1 for both. */
export async function runScript(body: () => Promise<number | undefined>): Promise<void> {
  listenForEndSignals()
  // Colours are unreadable in a log file, and not all tools detect that themselves.
  if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = '1'
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    printStatus(
      error instanceof UserError ? error.message : String(error instanceof Error ? error.stack : error),
    )
    process.exitCode = 1
    // electron-builder has exit hooks that end the process with 0.
    process.once('exit', () => {
      process.exitCode = 1
    })
  }
}
