/** Shares one app between tests that need no start of their own, in any file. Each test opens its own notebook in it. */
import { glob, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { inject, onTestFailed } from 'vitest'
import { STORE_PORT } from '../../../core/desktop.ts'
import type { FromStore, Request } from '../../../core/wire.ts'
import { type App, launch, type Start, setWindowSize } from './app.ts'
import { SHARED_APP_FILE } from './end-shared-apps.ts'
import { openNotebookIn } from './notebook.ts'
import { killTree } from './processes.ts'
import { failOnPageErrors } from './test-app.ts'
import { answerOpenDialog } from './window.ts'

/** Settings that only a new start of the app can change. */
type StartOptions = Pick<Start, 'timeZone'>
const AGENDA = 'app://rapporteur/#/agenda'

type Size = { width: number; height: number }
type SharedApp = App & {
  /** The profile folder of the notebook that is open in the app. */
  profile: string
}

/** The app that this worker shares. A worker runs one test file after another (vitest.e2e.config.ts). */
let running: { app: SharedApp; options: string; clock: { dispose(): Promise<void> } | null } | null = null

/**
 * @returns a function that opens a notebook: the one prepared in `folder`, or a new one. The window is then in the same state as after the
 * app's first start, without notes, preferences and windows of the previous test. After a failed test the app is restarted.
 * Changes in the main process, such as a replaced dialog, stay. A test whose change would disturb the next one must start its own app.
 */
export function shareApp({ now, ...options }: StartOptions & Pick<Start, 'now'> = {}) {
  const key = JSON.stringify(options)
  return async (
    folder: string | null = null,
    size: Size = { width: 1440, height: 900 },
  ): Promise<SharedApp> => {
    onTestFailed(endSharedApp)
    const notebook = folder ?? (await mkdtemp(join(tmpdir(), 'rapporteur-e2e-')))
    try {
      openNotebookIn(notebook).close()
      if (running?.options !== key) {
        await endSharedApp()
        running = { app: await startShared(options), options: key, clock: null }
      }
      const { app, clock } = running
      await clock?.dispose()
      running.clock = now ? await app.application.context().addInitScript(startClockAt, now) : null
      await removeManualBackups(app.profile)
      // Must come before the page loads, since the scroll position depends on the size.
      await setWindowSize(app.application, size)
      await replaceNotebook(app, join(notebook, 'rapporteur.db'))
    } finally {
      if (!folder) await rm(notebook, { recursive: true, force: true })
    }
    const { app } = running
    failOnPageErrors(app.application)
    return app
  }
}

/** The next test expects to see only the backups that it makes itself. */
async function removeManualBackups(profile: string): Promise<void> {
  for await (const file of glob(join(profile, 'backups', '*-manual.*'))) await rm(file)
}

async function endSharedApp(): Promise<void> {
  if (!running) return
  const { pid, profile } = running.app
  running = null
  await killTree(pid)
  await rm(getMarkerFile(pid))
  await rm(profile, { recursive: true, force: true })
}

/** The file that tells end-shared-apps.ts which app to end. */
const getMarkerFile = (pid: number) => join(inject('sharedApps'), `${pid}${SHARED_APP_FILE}`)

async function startShared(options: StartOptions): Promise<SharedApp> {
  const profile = await mkdtemp(join(inject('sharedApps'), 'profile-'))
  openNotebookIn(profile).close()
  const app = await launch({ profile, ...options })
  await writeFile(getMarkerFile(app.pid), '')
  await app.page.waitForURL(AGENDA)
  return { ...app, profile }
}

/**
 * Sets the time at which the interface's clock starts, so that tests with different times can share one app. Runs in each window before
 * the interface, which reads that time at every load.
 */
function startClockAt(now: string): void {
  const { parse } = Date
  Date.parse = (text) => parse(text === window.desktop.startAt ? now : text)
}

/** Replaces the notebook as *Move to another computer* does, but without the interface. */
async function replaceNotebook({ application, page }: App, file: string): Promise<void> {
  for (const window of application.windows()) if (window !== page) await window.close()
  await leaveInterface(page)
  await answerOpenDialog(application, file)
  await page.evaluate(openChosenNotebook, STORE_PORT)
  // Moves the pointer away from all elements and resets the history, as after a start.
  await page.mouse.move(0, 0)
  await page.goto('app://rapporteur/')
  await application.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.navigationHistory.clear()
  })
  await page.waitForURL(AGENDA)
}

/** Navigates to a style sheet: this page can still call the app, but no code of the previous test can write into the next notebook. */
async function leaveInterface(page: Page): Promise<void> {
  const sheet = await page.locator('link[rel="stylesheet"]').first().getAttribute('href')
  await page.goto(new URL(sheet ?? '', 'app://rapporteur/').href)
  // Preferences and the cached programme belong to the page.
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
}

/** Runs in the window, and opens the notebook there. */
async function openChosenNotebook(storePort: string): Promise<void> {
  const port = await new Promise<MessagePort>((resolve) => {
    addEventListener('message', ({ data, ports: [first] }) => {
      if (data === storePort && first) resolve(first)
    })
    window.desktop.connectStore()
  })
  const chosen = await window.desktop.chooseOpen([])
  const answer = await new Promise<FromStore>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<FromStore>) => {
      if ('id' in data) resolve(data)
    }
    const request: Request = { id: 1, call: 'backups.restoreFile', input: { grant: chosen?.token } }
    port.postMessage(request)
  })
  if (!('ok' in answer && answer.ok)) throw new Error(JSON.stringify(answer))
}
