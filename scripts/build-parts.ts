import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lib/lock.ts'
import { localCacheFolder, root } from './lib/paths.ts'
import { say } from './lib/say.ts'
import { fingerprint, isStale, type Part, stamp } from './lib/staleness.ts'

interface BuiltPart extends Part {
  name: string
  /** Vite configurations, run one after the other */
  configs: readonly string[]
}

const everywhere = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'core']

export const processes: BuiltPart = {
  name: 'main and store process',
  inputs: [...everywhere, 'electron', 'db', 'vite.electron.config.ts', 'vite.preload.config.ts'],
  output: 'dist/electron',
  configs: ['vite.electron.config.ts', 'vite.preload.config.ts'],
}
const interfacePart: BuiltPart = {
  name: 'interface',
  inputs: [...everywhere, 'renderer', 'db/contract/index.ts', 'db/model.ts', 'vite.config.ts'],
  output: 'dist/renderer',
  configs: ['vite.config.ts'],
}
const parts = [processes, interfacePart]

/** Builds every part that does not match its sources, or all parts with `force`. Silent if there is nothing to do. */
export async function buildStale({ force = false } = {}): Promise<void> {
  const stale = () => parts.filter((part) => force || isStale(root, part))
  if (stale().length === 0) return
  await withLock(join(localCacheFolder, 'build.lock'), async () => {
    for (const part of stale()) await buildPart(part)
  })
}

async function buildPart(part: BuiltPart): Promise<void> {
  const start = performance.now()
  const print = fingerprint(root, part.inputs)
  rmSync(join(root, part.output), { recursive: true, force: true })
  // Loaded on demand, because importing Vite takes longer than a start with nothing to build.
  const { build } = await import('vite')
  for (const configFile of part.configs) {
    await build({ configFile: join(root, configFile), logLevel: 'warn' })
  }
  stamp(root, part, print)
  say(`built the ${part.name} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
