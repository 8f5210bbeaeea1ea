import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runLocked } from '../lib/lock.ts'
import { cacheFolder, localCacheFolder } from '../lib/paths.ts'
import { run } from '../lib/run.ts'
import { printStatus } from '../lib/script-output.ts'

/*
 * The official runtime: the `electron` package downloads its own binary (since version 42 only on request, not during npm install). Used
 * wherever that download is reachable.
 */

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
export const officialVersion: string = JSON.parse(
  readFileSync(join(packageFolder, 'package.json'), 'utf8'),
).version

/** The time for which a failed attempt is remembered, so that the next commands do not wait again. */
const REMEMBER_FAILURE_MS = 60 * 60 * 1000
const PROBE_TIMEOUT_MS = 4000
const failureNote = join(cacheFolder, 'official-download-unreachable')

/** @returns the downloaded executable, or undefined if there is none. Uses no network. */
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

/** Downloads the official Electron. @returns undefined, with a message, if the download is not reachable */
export async function downloadOfficial(): Promise<string | undefined> {
  return runLocked(join(localCacheFolder, 'official.lock'), async () => {
    const existing = findOfficial()
    if (existing) return existing
    if (hasMirrorOrProxy() || (await isReachable())) {
      printStatus(`downloading Electron ${officialVersion} …`)
      const { code } = await run(process.execPath, [join(packageFolder, 'install.js')], {
        // stdout may be the result of a command (electron:path), so the installer prints on stderr.
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

/** Whether the last attempt failed too recently to try again. */
export function hasFailedRecently(): boolean {
  try {
    return Date.now() - statSync(failureNote).mtimeMs < REMEMBER_FAILURE_MS
  } catch {
    return false
  }
}

/** Whether a mirror or proxy is configured. A probe of the usual address then means nothing. */
function hasMirrorOrProxy(): boolean {
  return Object.keys(process.env).some((name) =>
    /^(npm_config_)?electron_(mirror|custom_dir|custom_filename)$|^https?_proxy$/i.test(name),
  )
}

/** Probes the download's address, since the installer would wait much longer behind a firewall that drops packets. */
async function isReachable(): Promise<boolean> {
  const url = `https://github.com/electron/electron/releases/download/v${officialVersion}/SHASUMS256.txt`
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
    return response.ok
  } catch {
    return false
  }
}
