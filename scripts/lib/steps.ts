import { readFileSync } from 'node:fs'
import { run } from './run.ts'

export interface Counts {
  passed: number
  failed: number
}

export interface Step {
  name: string
  program: string
  args: readonly string[]
}

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
})
export const none: Counts = { passed: 0, failed: 0 }

/** Runs steps, two at a time, and shows what the failed ones printed. Each counts as one test. */
export async function runSteps(steps: readonly Step[], cwd: string): Promise<Counts> {
  const waiting = [...steps]
  let counts = none
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const start = performance.now()
      const { code, output } = await run(step.program, step.args, { cwd })
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      process.stdout.write(
        `${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)\n${code === 0 ? '' : output}`,
      )
      counts = add(counts, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
    }
  }
  await Promise.all([worker(), worker()])
  return counts
}

/** The parts of the JSON reporter's file that are counted. */
export interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

/**
 * Counts a run of Vitest from its JSON report. What fails without being a test counts as one failure: a file that
 * cannot be loaded, an error outside of tests (known by the exit code only), a run that left no report, no test at all.
 */
export function countReport(report: Report | undefined, exitCode: number): Counts {
  if (!report) return { passed: 0, failed: 1 }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length
  const passed = report.numPassedTests
  const failed = report.numFailedTests + brokenFiles
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: unexplained ? 1 : failed }
}

/**
 * Files whose process ended while tests of theirs still had to run. V8 aborts a process with threads once in some hundred runs of
 * a file (`Check failed: jit_page.has_value()`, https://github.com/nodejs/node/issues/64500), whatever is tested.
 */
export function lostFiles({ testResults }: Report): string[] {
  return testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' &&
        assertionResults.some((result) => result.status === 'pending') &&
        !assertionResults.some((result) => result.status === 'failed'),
    )
    .map(({ name }) => name)
}

/**
 * Counts what is left of a run without its lost files. They account for its exit code: an error outside of tests in the same run is
 * shown, and not counted.
 */
export function countRest(report: Report, lost: readonly string[]): Counts {
  const testResults = report.testResults.filter(({ name }) => !lost.includes(name))
  if (testResults.length === 0) return none
  const passed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed')
  return countReport({ ...report, numPassedTests: passed.length, testResults }, 0)
}

/** Reads a report file; undefined if the run did not come to write one. */
export function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
