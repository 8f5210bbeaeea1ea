/** The app within a test: what the test leaves running or lying about is gone after it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, launch, launchPackaged, type Packaged, type Start } from './app.ts'
import { killTree } from './processes.ts'

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function start(options: Start): Promise<App> {
  const app = await launch(options)
  onTestFinished(() => killTree(app.pid))
  return app
}

export async function startPackaged(executable: string, options: Start): Promise<Packaged> {
  const app = await launchPackaged(executable, options)
  onTestFinished(() => killTree(app.pid))
  return app
}
