// Runs a script of this project: `node scripts/with-node.js scripts/start.ts ARGUMENT…`. The machine's Node may be too old for TypeScript
// and for the tools. This file runs on any Node since 18, and hands over to the Node that the project installs.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, findOwnNode, handOver } from '../cli/own-node.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [script = '', ...args] = process.argv.slice(2)

const node = findOwnNode() ?? (process.features.typescript ? process.execPath : undefined)
if (node) {
  // V8 keeps compiled code for the next start of the tools and of everything that they start.
  const NODE_COMPILE_CACHE =
    process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'rapporteur', 'compiled')
  handOver(node, [join(root, script), ...args], { ...process.env, NODE_COMPILE_CACHE })
} else {
  fail(
    `this needs Node 24, and none was installed for ${process.platform}-${process.arch}. ` +
      'Run `npm install` again without --omit=optional, or install Node 24 or newer.',
  )
}
