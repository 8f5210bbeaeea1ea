/**
 * Hands over to the Node that the project installs as an optional package for each platform. This file must run on any Node since 18, so it
 * is not TypeScript.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Finds the executable of the project's own Node. (The package's own command, node_modules/.bin/node, is not used, because npm before 11
 * removes the link while it skips the packages of other platforms.)
 * @returns undefined if there is no such package for this platform, or it was not installed
 */
export function findOwnNode() {
  const { resolve } = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'win' : process.platform
  for (const prefix of ['node', 'node-bin']) {
    try {
      const folder = dirname(resolve(`${prefix}-${platform}-${process.arch}/package.json`))
      return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    } catch {
      // The package of this platform has another name, or is not installed.
    }
  }
  return undefined
}

/** Runs a script with another Node, which gets the signals of this process, and exits as it did. */
export function handOver(node, args, env = process.env) {
  const child = spawn(node, args, { stdio: 'inherit', env })
  // On Ctrl+C the terminal signals the whole group, so the child gets the signal directly. Signals to this process alone are passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) onParentEnd(() => child.kill('SIGTERM'))
  child.once('error', (error) => fail(error.message))
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

/**
 * Calls the listener when the parent has ended. npm passes a signal only to its shell, which ends without telling its child. On Windows,
 * the id of the parent never changes.
 */
function onParentEnd(listener) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    listener()
  }, 250)
  timer.unref()
}

export function fail(message) {
  process.stderr.write(`rapporteur: ${message}\n`)
  process.exitCode = 1
}
