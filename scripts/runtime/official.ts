import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { withLock } from '../lib/lock.ts'
import { cacheFolder, localCacheFolder } from '../lib/paths.ts'
import { run } from '../lib/run.ts'
import { say } from '../lib/say.ts'

/*
 * The official way: the `electron` package downloads its own binary (it has done so on request only, not while npm
 * installs, since version 42). Everybody who can reach that download gets this and nothing else.
 */

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
export const officialVersion: string = JSON.parse(
  readFileSync(join(packageFolder, 'package.json'), 'utf8'),
).version

/** How long a failed attempt is believed, so that the next commands do not wait for the same time-out again. */
const rememberFor = 60 * 60 * 1000
const probeTimeout = 4000
const failureNote = join(cacheFolder, 'official-download-unreachable')

/** The downloaded executable, or undefined while it is not there. Asks no network. */
export function findOfficial(): string | undefined {
  try {
    const relative = readFileSync(join(packageFolder, 'path.txt'), 'utf8')
    const version = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8').replace(/^v/, '')
    const executable = join(packageFolder, 'dist', relative)
    return version === officialVersion && existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}

/** Downloads the official Electron. Returns undefined, and says why, when its download cannot be reached. */
export async function downloadOfficial(): Promise<string | undefined> {
  return withLock(join(localCacheFolder, 'official.lock'), async () => {
    const already = findOfficial()
    if (already) return already
    if (hasMirrorOrProxy() || (await answers())) {
      say(`downloading Electron ${officialVersion} …`)
      const { code } = await run(process.execPath, [join(packageFolder, 'install.js')], {
        // stdout of a command may be its answer (electron:path), so the installer speaks on stderr.
        stdio: ['ignore', process.stderr, process.stderr],
        env: { ELECTRON_GET_USE_PROXY: process.env.ELECTRON_GET_USE_PROXY ?? 'true' },
      })
      if (code === 0) {
        rmSync(failureNote, { force: true })
        return findOfficial()
      }
    }
    mkdirSync(cacheFolder, { recursive: true })
    writeFileSync(failureNote, `${new Date().toISOString()} electron ${officialVersion}\n`)
    return undefined
  })
}

/** Whether the last attempt failed so recently that another is not worth its time. */
export function hasFailedRecently(): boolean {
  try {
    return Date.now() - statSync(failureNote).mtimeMs < rememberFor
  } catch {
    return false
  }
}

/** Somebody who configured a way to the download knows better than a probe of the usual one. */
function hasMirrorOrProxy(): boolean {
  return Object.keys(process.env).some((name) =>
    /^(npm_config_)?electron_(mirror|custom_dir|custom_filename)$|^https?_proxy$/i.test(name),
  )
}

/** A quick question to the download's own address: the installer alone would wait far longer on a silent firewall. */
async function answers(): Promise<boolean> {
  const url = `https://github.com/electron/electron/releases/download/v${officialVersion}/SHASUMS256.txt`
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeout) })
    return response.ok
  } catch {
    return false
  }
}
