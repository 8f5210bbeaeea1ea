/** Ends the apps shared by tests after the last test, since Vitest ends its workers without notice. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { killTree } from './processes.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for the profiles of the shared apps, and a file for each running app. */
    sharedApps: string
  }
}

/** The extension of a file for a running app. The name of the file is the app's process id. */
export const SHARED_APP_FILE = '.pid'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-shared-'))
  project.provide('sharedApps', folder)
  return async () => {
    for (const name of await readdir(folder)) {
      if (name.endsWith(SHARED_APP_FILE)) await killTree(Number(name.slice(0, -SHARED_APP_FILE.length)))
    }
    await rm(folder, { recursive: true, force: true })
  }
}
