/** One app for the tests of a file that need no start of their own: each of them opens its own notebook in it. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, onTestFailed } from 'vitest'
import { openStore } from '../../../db/open-store.ts'
import { root } from '../../../scripts/lib/paths.ts'
import { type App, launch, type Start, setWindowSize } from './app.ts'
import { killTree } from './processes.ts'
import { failOnPageErrors } from './testing.ts'
import { answerOpenDialog } from './window.ts'

/** Of the computer and its clock: what only a start can change. */
type Surroundings = Pick<Start, 'now' | 'timeZone'>
type Size = { width: number; height: number }
type SharedApp = App & {
  /** Where the app keeps the notebook that is open in it. */
  profile: string
}

/**
 * @returns a function that opens a notebook: the one prepared in `folder`, or a new one. The window is then as after the first start of
 * the app, without the notes, preferences and windows of the test before. After a failed test the app is started anew.
 * What a test changes in the main process stays, such as a stand-in for a dialog. A test whose change would disturb the next
 * one starts an app of its own.
 */
export function shareApp(surroundings: Surroundings = {}) {
  let running: SharedApp | null = null
  const end = async () => {
    if (!running) return
    const { pid, profile } = running
    running = null
    await killTree(pid)
    await rm(profile, { recursive: true, force: true })
  }
  afterAll(end)

  return async (
    folder: string | null = null,
    size: Size = { width: 1440, height: 900 },
  ): Promise<SharedApp> => {
    onTestFailed(end)
    const notebook = folder ?? (await mkdtemp(join(tmpdir(), 'rapporteur-e2e-')))
    try {
      makeNotebook(notebook)
      if (running) await replaceNotebook(running, join(notebook, 'rapporteur.db'))
      else running = await startOn(notebook, surroundings)
    } finally {
      if (!folder) await rm(notebook, { recursive: true, force: true })
    }
    await setWindowSize(running.application, size)
    failOnPageErrors(running.application)
    return running
  }
}

/** A new notebook, unless there is one. */
function makeNotebook(folder: string): void {
  openStore({ folder, resources: root }).close()
}

async function startOn(notebook: string, surroundings: Surroundings): Promise<SharedApp> {
  const profile = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'))
  await copyFile(join(notebook, 'rapporteur.db'), join(profile, 'rapporteur.db'))
  return { ...(await launch({ profile, ...surroundings })), profile }
}

/** As a delegate who comes from another computer does it. */
async function replaceNotebook({ application, page }: App, file: string): Promise<void> {
  for (const window of application.windows()) if (window !== page) await window.close()
  await loadAsNew(page, '#/settings/move')
  await answerOpenDialog(application, file)
  await page.getByRole('button', { name: 'Open a notebook file…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('Opened: rapporteur.db.').waitFor()
  // Nothing is under the pointer of somebody who has just started the app.
  await page.mouse.move(0, 0)
  await loadAsNew(page, '')
  expect(await page.evaluate(() => location.hash)).toBe('#/agenda')
}

/** Loads the window as if the app had never been there: preferences and the remembered programme are the page's own. */
async function loadAsNew(page: Page, hash: string): Promise<void> {
  await page.evaluate((route) => {
    localStorage.clear()
    sessionStorage.clear()
    history.replaceState(null, '', location.pathname + route)
  }, hash)
  await page.reload()
}
