import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localCacheFolder, root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { printStatus } from './lib/script-output.ts'
import {
  addCounts,
  type Counts,
  countReport,
  countWithoutEndedByV8,
  type OutsideErrors,
  type Report,
  readOutsideErrors,
  readReport,
} from './lib/steps.ts'

/** Sentences to show at the end of a run. */
export type TestRun = Counts & { remarks: string[] }

/**
 * Runs Vitest with one of its configurations, shows its output, and counts its tests. `name`: the name of the report. If V8 ended the
 * process of a test file, the file runs once more, and a remark says so. A process that ended for another reason is a failure.
 */
export async function runVitest(
  name: string,
  config: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<TestRun> {
  const first = await runOnce(name, config, args, env)
  const { endedByV8, others } = first.outsideErrors
  if (!first.report || endedByV8.length === 0) {
    return { ...countReport(first.report, first.code, others), remarks: [] }
  }
  const remark = `V8 ended the process of ${endedByV8.join(', ')} (jit_page.has_value()), which was run once more`
  printStatus(remark)
  const second = await runOnce(name, config, endedByV8, env)
  return {
    ...addCounts(
      countWithoutEndedByV8(first.report, first.outsideErrors),
      countReport(second.report, second.code, second.outsideErrors.others),
    ),
    remarks: [remark],
  }
}

interface Run {
  report: Report | undefined
  code: number
  outsideErrors: OutsideErrors
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
  return { report: readReport(report), code, outsideErrors: readOutsideErrors(output) }
}
