// Runs a script of this project: `node scripts/with-node.js scripts/start.ts ARGUMENT…`.
// The machine's Node may be too old for TypeScript and for the tools; the project brings its own as an optional
// package per platform. This file, which any Node since 18 runs, hands over to it. (That package's own command,
// node_modules/.bin/node, is not relied on: npm before 11 removes the link again while it skips other platforms.)
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [script = '', ...args] = process.argv.slice(2)

const node = ownNode() ?? (process.features.typescript ? process.execPath : undefined)
if (node) {
  // What V8 has compiled is kept for the next start, of the tools as of everything that they start.
  const NODE_COMPILE_CACHE =
    process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'rapporteur', 'compiled')
  const env = { ...process.env, NODE_COMPILE_CACHE }
  const child = spawn(node, [join(root, script), ...args], { stdio: 'inherit', env })
  // Ctrl+C reaches the whole group, so the child has it already; what is sent to this process alone is passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) onParentEnd(() => child.kill('SIGTERM'))
  child.once('error', (error) => fail(error.message))
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
} else {
  fail(
    `this needs Node 24, and none was installed for ${process.platform}-${process.arch}. ` +
      'Run `npm install` again without --omit=optional, or install Node 24 or newer.',
  )
}

/** npm passes a signal to its shell alone, which ends without a word to what it runs. Windows keeps the parent's number. */
function onParentEnd(listener) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    listener()
  }, 250)
  timer.unref()
}

/** The executable of the Node that the project brings for this platform. */
function ownNode() {
  const { resolve } = createRequire(join(root, 'package.json'))
  const platform = process.platform === 'win32' ? 'win' : process.platform
  for (const prefix of ['node', 'node-bin']) {
    try {
      const folder = dirname(resolve(`${prefix}-${platform}-${process.arch}/package.json`))
      return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    } catch {
      // Not the name of this platform's package, or not installed.
    }
  }
  return undefined
}

function fail(message) {
  process.stderr.write(`rapporteur: ${message}\n`)
  process.exitCode = 1
}
