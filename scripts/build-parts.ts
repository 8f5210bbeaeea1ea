import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageListFile } from './lib/list-packages.ts'
import { runLocked } from './lib/lock.ts'
import { localCacheFolder, root } from './lib/paths.ts'
import { printStatus } from './lib/script-output.ts'
import { computeFingerprint, isStale, type Part, writeStamp } from './lib/staleness.ts'

interface BuiltPart extends Part {
  name: string
  /** Vite configurations, which are run one after the other. */
  configs: readonly string[]
  /** Writes the files that Vite does not build. */
  finish?: () => Promise<void>
}

const sharedInputs = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'core']

export const processesPart: BuiltPart = {
  name: 'main and store process',
  inputs: [...sharedInputs, 'electron', 'db', 'net', 'vite.electron.config.ts', 'vite.preload.config.ts'],
  output: 'dist/electron',
  configs: ['vite.electron.config.ts', 'vite.preload.config.ts'],
}
const interfacePart: BuiltPart = {
  name: 'interface',
  inputs: [
    ...sharedInputs,
    'renderer',
    'db/contract/index.ts',
    'db/model.ts',
    'vite.config.ts',
    // The licences of all packages are part of the interface.
    `${processesPart.output}/${packageListFile}`,
  ],
  output: 'dist/renderer',
  configs: ['vite.config.ts'],
  finish: async () => {
    const { collectThirdParties } = await import('./licences.ts')
    const licences = collectThirdParties('dist/electron', 'dist/renderer')
    writeFileSync(join(root, 'dist', 'renderer', 'licences.json'), JSON.stringify(licences))
  },
}
export const appParts = [processesPart, interfacePart]
/** Not part of the app: the command line that `npm pack` packs. */
export const commandLinePart: BuiltPart = {
  name: 'command line',
  inputs: [...sharedInputs, 'cli', 'db', 'net', 'vite.cli.config.ts'],
  output: 'dist/cli',
  configs: ['vite.cli.config.ts'],
  finish: async () => {
    const { writeManPage } = await import('../cli/man-page.ts')
    const { collectThirdParties, writeNotices } = await import('./licences.ts')
    const { writeSbom } = await import('./sbom.ts')
    const write = (name: string, text: string) => writeFileSync(join(root, 'dist', 'cli', name), text)
    const thirdParties = collectThirdParties('dist/cli')
    write('rapporteur.1', writeManPage())
    write('third-party-licences.txt', writeNotices(thirdParties))
    write('sbom.cdx.json', writeSbom(thirdParties))
  },
}

/** Builds every part that does not match its sources, or all parts with `force`. Silent if there is nothing to do. */
export async function buildOutdatedParts({ force = false, parts = appParts } = {}): Promise<void> {
  const mustBuild = (part: Part) => force || isStale(root, part)
  if (!parts.some(mustBuild)) return
  await runLocked(join(localCacheFolder, 'build.lock'), async () => {
    // A part may read the output of the part before it.
    for (const part of parts) if (mustBuild(part)) await buildPart(part)
  })
}

async function buildPart(part: BuiltPart): Promise<void> {
  const start = performance.now()
  const fingerprint = computeFingerprint(root, part.inputs)
  rmSync(join(root, part.output), { recursive: true, force: true })
  // Loaded on demand, because importing Vite takes longer than a start with nothing to build.
  const { build } = await import('vite')
  for (const configFile of part.configs) {
    await build({ configFile: join(root, configFile), logLevel: 'warn' })
  }
  await part.finish?.()
  writeStamp(root, part, fingerprint)
  printStatus(`built the ${part.name} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
