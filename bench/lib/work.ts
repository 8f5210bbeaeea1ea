import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder for a benchmark's files, removed when its process ends. */
export const work = mkdtempSync(join(tmpdir(), 'rapporteur-bench-'))
process.once('exit', () => rmSync(work, { recursive: true, force: true }))
