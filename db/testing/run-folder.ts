/** A folder for data that the workers of one Vitest run share. Loaded before every run, so it imports little. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder that belongs to this run. */
    runFolder: string
  }
}

/** Vitest calls this before the run, and the returned function after it. */
export function setup(project: TestProject): () => void {
  const runFolder = mkdtempSync(join(tmpdir(), 'rapporteur-run-'))
  project.provide('runFolder', runFolder)
  return () => rmSync(runFolder, { recursive: true, force: true })
}
