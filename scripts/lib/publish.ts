import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Makes a file or folder that is either whole or not there: `build` fills a temporary folder beside the target and
 * returns the path of the finished thing inside it, which is then renamed into place.
 */
export async function publish(target: string, build: (workshop: string) => Promise<string>): Promise<void> {
  const folder = dirname(target)
  mkdirSync(folder, { recursive: true })
  const workshop = mkdtempSync(join(folder, `.${basename(target)}-`))
  // Not only on failure: a signal ends a command through process.exit, which skips `finally`.
  const clear = () => rmSync(workshop, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    const finished = await build(workshop)
    try {
      renameSync(finished, target)
    } catch (error) {
      // Another command finished the same thing first: theirs is as good.
      if (!existsSync(target)) throw error
    }
  } finally {
    clear()
    process.off('exit', clear)
  }
}
