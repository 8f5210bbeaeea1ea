import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localCacheFolder, root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { say } from './lib/say.ts'
import { add, type Counts, countReport, countRest, lostFiles, type Report, readReport } from './lib/steps.ts'

/**
 * Runs Vitest with one of the configurations, shows it, and counts its tests. `name` is the report's. Files whose process ended
 * before their tests had are run once more, which is said.
 */
export async function runVitest(
  name: string,
  config: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const first = await runOnce(name, config, args, env)
  const lost = first.report ? lostFiles(first.report) : []
  if (!first.report || lost.length === 0) return countReport(first.report, first.code)
  say(`the process of ${lost.join(', ')} ended before its tests had; running it once more`)
  const second = await runOnce(name, config, lost, env)
  return add(countRest(first.report, lost), countReport(second.report, second.code))
}

async function runOnce(
  name: string,
  config: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ report: Report | undefined; code: number }> {
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
  return { report: readReport(report), code }
}
