import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { CliOptions } from 'electron-builder'
import packageJson from '../package.json' with { type: 'json' }
import { buildOutdatedParts } from './build-parts.ts'
import { buildDeb } from './deb/build-deb.ts'
import { root } from './lib/paths.ts'
import { hasProgram, runOrThrow } from './lib/run.ts'
import { printStatus, runScript, UserError } from './lib/script-output.ts'
import { collectThirdParties, writeNotices } from './licences.ts'
import { prepareRuntime } from './prepare.ts'
import { findComponents } from './runtime/components.ts'
import { createConfiguration } from './runtime/packaging.ts'
import { writeSbom } from './sbom.ts'

/*
 * npm run package                   builds the app as a folder below release/, for this machine
 * npm run package -- --deb          also the Debian package, with the system's dpkg-deb
 * npm run package -- --installers   all packages for this system; downloads helpers
 * npm run package -- --fallback-runtime   for tests: allows the older Electron from the registry
 */
await runScript(async () => {
  const hasOption = (option: string) => process.argv.includes(option)
  const allInstallers = hasOption('--installers')
  const withDeb = hasOption('--deb') || (allInstallers && process.platform === 'linux')
  if (withDeb && !hasProgram('dpkg-deb'))
    throw new UserError('the Debian package needs dpkg-deb, which is not installed here')
  const runtime = await prepareRuntime()
  await buildOutdatedParts()
  await writeLicences(runtime.executable)
  compressLargeFiles()
  const { build } = await import('electron-builder')
  const options: CliOptions = {
    projectDir: root,
    config: {
      extends: 'electron-builder.yml',
      ...createConfiguration(runtime, hasOption('--fallback-runtime')),
    },
    ...(allInstallers ? {} : { dir: true }),
    publish: 'never',
  }
  await build(options)
  printStatus(`packaged with Electron ${runtime.version} in release/`)
  if (withDeb) await packageDeb()
  return 0
})

/** Writes what every package has in its folder `licences`: the third-party licences, and the list of components. */
async function writeLicences(executable: string): Promise<void> {
  const thirdParties = collectThirdParties('dist/electron', 'dist/renderer')
  const folder = join(root, 'dist', 'licences')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'third-party-licences.txt'), writeNotices(thirdParties))
  writeFileSync(join(folder, 'sbom.cdx.json'), writeSbom(thirdParties, await findComponents(executable)))
}

/** Compresses large files of packages; electron-builder.yml puts them in the place of the uncompressed ones. */
function compressLargeFiles(): void {
  const large = ['dictionary-*/index.dic', 'tesseract.js-core/tesseract-core-simd-lstm.wasm']
  for (const file of globSync(large, { cwd: join(root, 'node_modules') })) {
    const compressed = join(root, 'dist', 'compressed', `${file}.gz`)
    mkdirSync(dirname(compressed), { recursive: true })
    writeFileSync(compressed, gzipSync(readFileSync(join(root, 'node_modules', file)), { level: 9 }))
  }
}

async function packageDeb(): Promise<void> {
  const [app] = globSync('release/linux*-unpacked', { cwd: root })
  if (app === undefined) throw new Error('there is no packaged app in release/')
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64'
  const { version } = packageJson
  const target = join(root, 'release', `rapporteur_${version}_${architecture}.deb`)
  printStatus('building the Debian package …')
  await buildDeb({ app: join(root, app), target, version, architecture, date: await getDate() })
  printStatus(target)
}

/** @returns the date of all files in seconds: SOURCE_DATE_EPOCH (reproducible-builds.org), or the date of the last commit */
async function getDate(): Promise<number> {
  const sourceDate = process.env.SOURCE_DATE_EPOCH
  return Number(sourceDate ?? (await runOrThrow('git', ['log', '-1', '--format=%ct'], { cwd: root })))
}
