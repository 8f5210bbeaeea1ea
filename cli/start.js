#!/usr/bin/env node
/** The command `rapporteur` of the npm package, built as dist/cli.js. Any Node since 18 can start it, so it is not TypeScript. */
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { fail, findOwnNode, handOver } from './own-node.js'

/** The Node-API version that the prebuilt database module needs: Node 22.14 and newer have it. */
const NODE_API = 10

if (Number(process.versions.napi) >= NODE_API) {
  // Node 22.8 and newer keep compiled code for the next start.
  module.enableCompileCache?.()
  await import('./rapporteur.ts')
} else {
  const node = findOwnNode()
  if (node) handOver(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)])
  else
    fail(
      `this needs Node 22.14 or newer, and this is ${process.version}. ` +
        'Install a newer Node, or install rapporteur again without --omit=optional: then it brings its own.',
    )
}
