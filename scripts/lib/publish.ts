import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isAlive } from './processes.ts'

/**
 * Makes a file or folder that is either complete or absent: `build` fills a temporary folder beside the target and returns the path of the
 * result in it, which is then renamed to the target.
 */
export async function publish(target: string, build: (workFolder: string) => Promise<string>): Promise<void> {
  const prefix = `.${basename(target)}-`
  mkdirSync(dirname(target), { recursive: true })
  removeAbandoned(dirname(target), prefix)
  const workFolder = mkdtempSync(join(dirname(target), `${prefix}${process.pid}-`))
  // Also needed on success, since a signal ends the command through process.exit, which skips `finally`.
  const removeWorkFolder = () => rmSync(workFolder, { recursive: true, force: true })
  process.once('exit', removeWorkFolder)
  try {
    const finished = await build(workFolder)
    try {
      renameSync(finished, target)
    } catch (error) {
      // Another command finished first, and its result is as good.
      if (!existsSync(target)) throw error
    }
  } finally {
    removeWorkFolder()
    process.off('exit', removeWorkFolder)
  }
}

/** Removes leftovers of killed commands. */
function removeAbandoned(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue
    const owner = Number.parseInt(name.slice(prefix.length), 10)
    if (owner > 0 && !isAlive(owner)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}
