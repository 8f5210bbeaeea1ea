import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for what a benchmark writes, which goes with its process. */
export const work = mkdtempSync(join(tmpdir(), 'rapporteur-bench-'))
process.once('exit', () => rmSync(work, { recursive: true, force: true }))
