/** Runs the store from a terminal: `rapporteur <command> [--profile FOLDER] [--json]`. */
import { runCommandLine } from './command-line.ts'

// The store logs unexpected errors in full for the app's log. A terminal gets only one line.
console.error = () => {}
// `… | head` closes the pipe early, which is not a failure.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), process)
