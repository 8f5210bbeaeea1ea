/** Starts the real app with its own profile and connects Playwright to its window. The caller must end it; tests use test-app.ts. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron, type Browser, chromium, type ElectronApplication, type Page } from 'playwright-core'
import { root } from '../../../scripts/lib/paths.ts'
import { prepareRuntime } from '../../../scripts/prepare.ts'
import { getSandboxFlags } from '../../../scripts/runtime/sandbox.ts'
import { killTree } from './processes.ts'

/** Thursday 17 November 2016, 14:52:07 in Strasbourg, while Workshops 7, 8 and 9 take place. */
export const TIME_DURING_CONFERENCE = '2016-11-17T13:52:07Z'

export type Start = {
  profile: string
  /** The value of RAPPORTEUR_NOW, the conference time at the start. */
  now?: string
  width?: number
  height?: number
  language?: string
  /** The computer's time zone. The default is the zone of the conference, as on most delegates' laptops. */
  timeZone?: string
  /** Files that the system asks the app to open. */
  files?: string[]
  /** Further environment variables. */
  env?: Record<string, string>
  /** Returns the program to start instead of the executable: a script that gets Electron's arguments. */
  createStarter?: (executable: string) => string
}

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/** `pid` is the main process: Playwright no longer knows it once the application has ended. */
export type App = { application: ElectronApplication; page: Page; pid: number }

/** A start takes seconds on a busy machine. If it takes longer than this, the app hangs, and the test fails. */
const LAUNCH_MS = 60_000
/** The app in this folder starts the real one once Playwright is connected. */
const delayedApp = join(import.meta.dirname, 'delayed-app')

/** Starts the unpackaged app, by default in English. */
export async function launch({
  profile,
  now = TIME_DURING_CONFERENCE,
  width = 1440,
  height = 900,
  language = 'en',
  timeZone = 'Europe/Paris',
  files = [],
  env = {},
  createStarter = (executable) => executable,
}: Start): Promise<App> {
  const { executable, flags } = await prepareRuntime()
  const options: LaunchOptions = {
    executablePath: createStarter(executable),
    // Without this, Playwright forces the light theme.
    colorScheme: null,
    args: [delayedApp, root, ...flags, `--user-data-dir=${profile}`, `--lang=${language}`, ...files],
    // On Linux Chromium reads its language from LANGUAGE (gettext), elsewhere from the switch.
    env: { ...createEnvironment(), LANGUAGE: language, RAPPORTEUR_NOW: now, TZ: timeZone, ...env },
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

/** The environment of a normal user, without the variable that the project's tools set to start faster. */
function createEnvironment(): Record<string, string> {
  const { NODE_COMPILE_CACHE: _, ...others } = process.env
  return Object.fromEntries(
    Object.entries(others).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export type Packaged = {
  pid: number
  page: Page
  browser: Browser
  ended: Promise<number | null>
  /** What the app has printed on standard error. */
  stderr: () => string
}

export type StartPackaged = Pick<Start, 'profile' | 'now' | 'env'> & {
  args?: readonly string[]
  /** The beginning of a command that runs the app as a user for whom Chromium's sandbox works, such as `setpriv …`. */
  userCommand?: readonly string[]
}

/**
 * Starts the packaged app. Its fuses forbid the inspector that Playwright's launcher needs, so Playwright connects to Chromium's debugging
 * port, which only needs one more flag.
 */
export async function launchPackaged(
  executable: string,
  { profile, now = TIME_DURING_CONFERENCE, env = {}, args = [], userCommand = [] }: StartPackaged,
): Promise<Packaged> {
  const flags = userCommand.length > 0 ? [] : getSandboxFlags(executable)
  const [program = executable, ...programArgs] = [...userCommand, executable]
  const child = spawn(
    program,
    [
      ...programArgs,
      ...flags,
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--lang=en',
      ...args,
    ],
    { env: { ...createEnvironment(), RAPPORTEUR_NOW: now, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const { pid } = child
  if (pid === undefined) throw new Error(`${executable} did not start`)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  let stderr = ''
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(stderr) ?? []
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before its window:\n${stderr}`)))
  })
  try {
    await waitForWindow(endpoint)
    const browser = await chromium.connectOverCDP(endpoint, { timeout: LAUNCH_MS })
    const [context] = browser.contexts()
    if (!context) throw new Error('no browser context')
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: LAUNCH_MS }))
    return { pid, page, browser, ended, stderr: () => stderr }
  } catch (error) {
    await killTree(pid)
    throw error
  }
}

/**
 * Waits until the window has loaded, since Playwright would wait forever for a window that starts to load while Playwright connects. The
 * interface sets the window's title when it is ready.
 */
async function waitForWindow(endpoint: string): Promise<void> {
  const { host } = new URL(endpoint)
  const end = Date.now() + LAUNCH_MS
  while (Date.now() < end) {
    const targets: { type: string; title: string }[] = await (await fetch(`http://${host}/json/list`)).json()
    if (targets.some(({ type, title }) => type === 'page' && title.endsWith(' · Rapporteur'))) return
    await sleep(100)
  }
  throw new Error('the packaged app showed no window')
}
