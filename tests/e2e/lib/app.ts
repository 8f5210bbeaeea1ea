/** Starts the real app on a profile of its own and gives its window to Playwright. Who starts it ends it; tests use testing.ts. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron, type Browser, chromium, type ElectronApplication, type Page } from 'playwright-core'
import { root } from '../../../scripts/lib/paths.ts'
import { prepareRuntime } from '../../../scripts/prepare.ts'
import { sandboxFlags } from '../../../scripts/runtime/sandbox.ts'
import { killTree } from './processes.ts'

/** Thursday 17 November 2016, 14:52:07 in Strasbourg: Workshops 7, 8 and 9 are on. */
export const DURING = '2016-11-17T13:52:07Z'

export type Start = {
  profile: string
  /** RAPPORTEUR_NOW. */
  now?: string
  width?: number
  height?: number
  language?: string
  /** Of the computer. The conference's own by default, as on most laptops there. */
  timeZone?: string
  /** Files that the system asks the app to open. */
  files?: string[]
  /** A program that starts the one it is given, in some other way: a script that is called with Electron's arguments. */
  starter?: (executable: string) => string
}

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/** `pid` of the main process: Playwright forgets it with the application. */
export type App = { application: ElectronApplication; page: Page; pid: number }

/** A start takes seconds on a busy machine; one that takes longer hangs, and is a failure. */
const LAUNCH_MS = 60_000
/** Starts the app behind it once Playwright is connected. */
const heldApp = join(import.meta.dirname, 'held-app')

/** The unpackaged app, in English unless asked otherwise. */
export async function launch({
  profile,
  now = DURING,
  width = 1440,
  height = 900,
  language = 'en',
  timeZone = 'Europe/Paris',
  files = [],
  starter = (executable) => executable,
}: Start): Promise<App> {
  const { executable, flags } = await prepareRuntime()
  const options: LaunchOptions = {
    executablePath: starter(executable),
    // Or Playwright pins the light theme, whatever the app chooses.
    colorScheme: null,
    args: [heldApp, root, ...flags, `--user-data-dir=${profile}`, `--lang=${language}`, ...files],
    // Linux tells its languages by LANGUAGE (gettext); elsewhere Chromium takes the switch.
    env: { ...environment(), LANGUAGE: language, RAPPORTEUR_NOW: now, TZ: timeZone },
    timeout: LAUNCH_MS,
  }
  const application = await _electron.launch(options)
  const { pid } = application.process()
  if (pid === undefined) throw new Error('the app did not start')
  try {
    const page = await application.firstWindow({ timeout: LAUNCH_MS })
    await setWindowSize(application, { width, height })
    return { application, page, pid }
  } catch (error) {
    await killTree(pid)
    throw error
  }
}

export async function setWindowSize(
  application: ElectronApplication,
  size: { width: number; height: number },
): Promise<void> {
  await application.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setContentSize(width, height)
  }, size)
}

/** As a user's: without what makes the tools faster. */
function environment(): Record<string, string> {
  const { NODE_COMPILE_CACHE: _, ...mine } = process.env
  return Object.fromEntries(
    Object.entries(mine).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export type Packaged = { pid: number; page: Page; browser: Browser; ended: Promise<number | null> }

/**
 * The packaged app. Its fuses forbid the inspector that Playwright's launcher needs, so it is driven over Chromium's own
 * debugging port, as a user's copy with one more flag.
 */
export async function launchPackaged(
  executable: string,
  { profile, now = DURING }: Start,
): Promise<Packaged> {
  const child = spawn(
    executable,
    [...sandboxFlags(executable), `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--lang=en'],
    { env: { ...environment(), RAPPORTEUR_NOW: now }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const { pid } = child
  if (pid === undefined) throw new Error(`${executable} did not start`)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before its window:\n${said}`)))
  })
  try {
    await windowLoaded(endpoint)
    const browser = await chromium.connectOverCDP(endpoint, { timeout: LAUNCH_MS })
    const [context] = browser.contexts()
    if (!context) throw new Error('no browser context')
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: LAUNCH_MS }))
    return { pid, page, browser, ended }
  } catch (error) {
    await killTree(pid)
    throw error
  }
}

/** Playwright waits for ever for a window that begins to load while it connects. The interface gives the window its title. */
async function windowLoaded(endpoint: string): Promise<void> {
  const { host } = new URL(endpoint)
  const end = Date.now() + LAUNCH_MS
  while (Date.now() < end) {
    const targets: { type: string; title: string }[] = await (await fetch(`http://${host}/json/list`)).json()
    if (targets.some(({ type, title }) => type === 'page' && title.endsWith(' · Rapporteur'))) return
    await sleep(100)
  }
  throw new Error('the packaged app showed no window')
}
