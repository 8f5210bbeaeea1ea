/** Reports which tests were skipped because the real files in ../shared are missing. tests/real-files.ts records these tests. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localCacheFolder } from './paths.ts'

const folder = join(localCacheFolder, 'skipped-tests')

export function clearSkippedTests(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** One line for the end of a run. @returns null if no test was skipped */
export function describeSkippedTests(): string | null {
  const files = readFolder().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[])
  if (files.length === 0) return null
  const tests = files.reduce((sum, names) => sum + names.length, 0)
  return (
    `${tests} tests in ${files.length} files were not run: they need files by others, which are not part of the project ` +
    '(../shared/data; see CONTRIBUTING.md)'
  )
}

function readFolder(): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
