/** Starts the app in a test, and cleans up processes and folders afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, WebError } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { type App, launch, launchPackaged, type Packaged, type Start, type StartPackaged } from './app.ts'
import { killTree } from './processes.ts'

export async function createTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function start(options: Start): Promise<App> {
  const app = await launch(options)
  onTestFinished(() => killTree(app.pid))
  failOnPageErrors(app.application)
  return app
}

/** Makes an uncaught error in any window fail the current test. */
export function failOnPageErrors(application: ElectronApplication): void {
  const thrown: string[] = []
  const recordError = (error: WebError) => thrown.push(error.error().stack || error.error().message)
  application.context().on('weberror', recordError)
  onTestFinished(() => {
    application.context().off('weberror', recordError)
    expect(thrown, 'errors that no window caught').toEqual([])
  })
}

export async function startPackaged(executable: string, options: StartPackaged): Promise<Packaged> {
  const app = await launchPackaged(executable, options)
  onTestFinished(() => killTree(app.pid))
  return app
}
