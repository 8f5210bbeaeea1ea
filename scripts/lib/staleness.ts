import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A part that is built: its inputs (files or folders, relative to the root) and its output folder. */
export interface Part {
  inputs: readonly string[]
  output: string
}

/** The file with the fingerprint, in the output folder. It is missing if the folder was deleted or its build did not finish. */
export const stampFile = '.inputs.sha256'

/** Whether the inputs have changed since the output was made from them. */
export function isStale(root: string, part: Part): boolean {
  try {
    return readFileSync(join(root, part.output, stampFile), 'utf8') !== computeFingerprint(root, part.inputs)
  } catch {
    return true
  }
}

/** Records the inputs' fingerprint. It is computed before the build, so that a file changed during the build leaves the part stale. */
export function writeStamp(root: string, part: Part, fingerprint: string): void {
  writeFileSync(join(root, part.output, stampFile), fingerprint)
}

/** A hash of names and contents. Unlike file times, it is not affected by a checkout, a copy or the clock. */
export function computeFingerprint(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => listFiles(root, input)).sort()) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Lists the files below a path, or the path itself, without tests, which no build reads. */
function listFiles(root: string, path: string): string[] {
  let entries: string[]
  try {
    entries = readdirSync(join(root, path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path]
    throw error
  }
  return entries
    .flatMap((entry) => listFiles(root, `${path}/${entry}`))
    .filter((file) => !/\.test\.tsx?$/.test(file))
}
