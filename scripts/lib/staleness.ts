import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Something that is built: what goes in (files or folders, relative to the root) and the folder that comes out. */
export interface Part {
  inputs: readonly string[]
  output: string
}

/** Lies in the output folder itself: deleting that, or a build that did not end, makes the part stale. */
export const stampName = '.inputs.sha256'

/** Whether the output was made from anything but the present content of the inputs. */
export function isStale(root: string, part: Part): boolean {
  try {
    return readFileSync(join(root, part.output, stampName), 'utf8') !== fingerprint(root, part.inputs)
  } catch {
    return true
  }
}

/**
 * Notes what the output was made from. `print` is the fingerprint taken before the build began: a file that is
 * changed meanwhile leaves the part stale.
 */
export function stamp(root: string, part: Part, print: string): void {
  writeFileSync(join(root, part.output, stampName), print)
}

/** A hash of names and contents: unlike times it survives a checkout, a copy and a clock that was set back. */
export function fingerprint(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => getFiles(root, input)).sort()) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** The files below a path (or the path itself), without tests: no build reads those. */
function getFiles(root: string, path: string): string[] {
  let entries: string[]
  try {
    entries = readdirSync(join(root, path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path]
    throw error
  }
  return entries
    .flatMap((entry) => getFiles(root, `${path}/${entry}`))
    .filter((file) => !/\.test\.tsx?$/.test(file))
}
