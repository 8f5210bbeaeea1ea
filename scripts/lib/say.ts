import { listenForEndSignals } from './processes.ts'

/** Tells the person at the terminal something. On stderr, so that stdout stays the answer of a command. */
export function say(line: string): void {
  process.stderr.write(`rapporteur: ${line}\n`)
}

/** A failure whose message says what to do; printed without a stack. */
export class Advice extends Error {}

/** Runs a command's body; an Advice is printed plainly, anything else with its stack. Exits 1 on either. */
export async function command(body: () => Promise<number | undefined>): Promise<void> {
  listenForEndSignals()
  // A log file has no colours; the tools that are started from here do not all notice by themselves.
  if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = '1'
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    say(error instanceof Advice ? error.message : String(error instanceof Error ? error.stack : error))
    process.exitCode = 1
  }
}
