import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localCacheFolder, root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { type Counts, countReport, readReport } from './lib/steps.ts'

/** Runs Vitest with one of the configurations, shows it, and counts its tests. `name` is the report's. */
export async function runVitest(
  name: string,
  config: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const report = join(localCacheFolder, `${name}-report.json`)
  mkdirSync(localCacheFolder, { recursive: true })
  rmSync(report, { force: true })
  const { code } = await run(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      `--config=${config}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env },
  )
  return countReport(readReport(report), code)
}
