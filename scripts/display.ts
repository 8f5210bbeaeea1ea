import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { countColours, type Picture, readScreenDump } from './lib/picture.ts'
import { printStatus } from './lib/script-output.ts'
import { requireVirtualDisplay } from './runtime/system-packages.ts'

/** Window tests spend half of their time waiting, so more workers than processors are useful, but more than three slow each other down. */
const MAX_WORKERS = 3

export interface Display {
  /** The environment for a program whose window is to be on this display. */
  env: { DISPLAY: string }
  /** @returns the current content of the screen */
  takePicture(): Picture
  stop(): void
}

/** Whether programs that are started from here have a display. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Starts a virtual display, which ends with this process at the latest. */
export async function startVirtualDisplay(): Promise<Display> {
  await requireVirtualDisplay()
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-screen-'))
  // The server picks a free number itself and writes it to descriptor 3.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-fbdir', folder, '-nolisten', 'tcp', '-noreset'],
    // The server is in a process group of its own, so that Ctrl+C reaches the app first, while the app still has a screen.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  )
  const stop = () => {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    server.stdio[3]?.once('data', (line) => resolve(String(line).trim()))
  })
  server.unref()
  return {
    env: { DISPLAY: `:${number}` },
    takePicture: () => readScreenDump(readFileSync(join(folder, 'Xvfb_screen0'))),
    stop() {
      process.off('exit', stop)
      stop()
    },
  }
}

/** Gives this process and its children a virtual screen if they have none. */
export async function ensureDisplay(): Promise<Display | undefined> {
  if (hasDisplay()) return undefined
  printStatus('there is no display; using a virtual one')
  const display = await startVirtualDisplay()
  Object.assign(process.env, display.env)
  return display
}

/**
 * Starts virtual screens for parallel window tests, one for each Vitest worker, since windows on one screen would compete for the focus and
 * the clipboard. `tests/e2e/lib/own-display.ts` assigns them. If there is a real display, the tests do not use it.
 */
export async function ensureDisplays(): Promise<{ env: NodeJS.ProcessEnv; stop(): void }> {
  if (hasDisplay()) return { env: {}, stop() {} }
  const count = Math.min(MAX_WORKERS, availableParallelism() + 1)
  printStatus(`there is no display; using ${count} virtual ones`)
  const displays: Display[] = []
  // One after the other, since the first may have to install the server.
  while (displays.length < count) displays.push(await startVirtualDisplay())
  return {
    env: { RAPPORTEUR_DISPLAYS: displays.map(({ env }) => env.DISPLAY).join(' ') },
    stop() {
      for (const display of displays) display.stop()
    },
  }
}

/** Waits until a window is on the screen and has stopped changing. @returns a picture of it, or undefined after `timeout` ms */
export async function waitForWindow(display: Display, timeout = 60_000): Promise<Picture | undefined> {
  const end = Date.now() + timeout
  let earlier: Picture | undefined
  while (Date.now() < end) {
    const now = display.takePicture()
    // A blank window has one or two colours; text adds many shades.
    if (earlier?.rgb.equals(now.rgb) && countColours(now, 16) === 16) return now
    earlier = now
    await sleep(500)
  }
  return undefined
}
