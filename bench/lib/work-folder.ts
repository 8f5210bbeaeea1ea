import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder for a benchmark's files, removed when its process ends. */
export const workFolder = mkdtempSync(join(tmpdir(), 'rapporteur-bench-'))
process.once('exit', () => rmSync(workFolder, { recursive: true, force: true }))
