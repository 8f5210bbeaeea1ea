import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localCacheFolder, root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { printStatus } from './lib/script-output.ts'
import {
  addCounts,
  type Counts,
  countReport,
  countWithoutTrapped,
  type OutsideErrors,
  type Report,
  readOutsideErrors,
  readReport,
} from './lib/steps.ts'

/** Sentences to show at the end of a run. */
export type TestRun = Counts & { remarks: string[] }

/**
 * Runs Vitest with one of its configurations, shows its output, and counts its tests. `name`: the name of the report. Files whose process
 * V8 ended run once more, with a remark; any other lost process is a failure.
 */
export async function runVitest(
  name: string,
  config: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<TestRun> {
  const first = await runOnce(name, config, args, env)
  const { trapped, others } = first.outside
  if (!first.report || trapped.length === 0) {
    return { ...countReport(first.report, first.code, others), remarks: [] }
  }
  const remark = `V8 ended the process of ${trapped.join(', ')} (jit_page.has_value()), which was run once more`
  printStatus(remark)
  const second = await runOnce(name, config, trapped, env)
  return {
    ...addCounts(
      countWithoutTrapped(first.report, first.outside),
      countReport(second.report, second.code, second.outside.others),
    ),
    remarks: [remark],
  }
}

interface Run {
  report: Report | undefined
  code: number
  outside: OutsideErrors
}

async function runOnce(
  name: string,
  config: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  const report = join(localCacheFolder, `${name}-report.json`)
  mkdirSync(localCacheFolder, { recursive: true })
  rmSync(report, { force: true })
  const { code, output } = await run(
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
    { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], env, onError: (chunk) => process.stderr.write(chunk) },
  )
  return { report: readReport(report), code, outside: readOutsideErrors(output) }
}
