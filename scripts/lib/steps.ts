import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
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

export const addCounts = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
})
export const NO_TESTS: Counts = { passed: 0, failed: 0 }

/** Runs steps, two at a time, and shows what the failed ones printed. Each counts as one test. */
export async function runSteps(steps: readonly Step[], cwd: string): Promise<Counts> {
  const waiting = [...steps]
  let counts = NO_TESTS
  const runWaiting = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const start = performance.now()
      const { code, output } = await run(step.program, step.args, { cwd })
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      process.stdout.write(
        `${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)\n${code === 0 ? '' : output}`,
      )
      counts = addCounts(counts, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
    }
  }
  await Promise.all([runWaiting(), runWaiting()])
  return counts
}

/** The parts of the JSON reporter's file that are counted. */
export interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

/** Errors outside tests, as Vitest prints them on stderr. */
export interface OutsideErrors {
  /** Test files whose process was ended by V8, which says nothing about the tested code. */
  endedByV8: string[]
  /** All other errors. */
  others: number
}

/**
 * V8 occasionally ends a process with threads, whatever it tests (https://github.com/nodejs/node/issues/64500). It is recognised by the
 * signal together with V8's own message.
 */
export function readOutsideErrors(stderr: string): OutsideErrors {
  const text = stripVTControlCharacters(stderr)
  const caught = Number(/^Vitest caught (\d+) unhandled error/m.exec(text)?.[1] ?? 0)
  const ended = [
    ...text.matchAll(
      /Worker exited unexpectedly with signal (?:SIGTRAP|SIGILL) .*while running test file (.+)$/gm,
    ),
  ].map(([, file = '']) => file)
  const messages = text.match(/^# Check failed: jit_page\.has_value\(\)/gm)?.length ?? 0
  const endedByV8 = ended.length <= messages ? ended : []
  return { endedByV8, others: Math.max(0, caught - endedByV8.length) }
}

/**
 * Counts a run of Vitest from its JSON report. Also counts failures outside tests: a file that cannot be loaded or whose process ended, an
 * error outside tests, a missing report, and a run without tests.
 */
export function countReport(report: Report | undefined, exitCode: number, outsideErrors = 0): Counts {
  if (!report) return { passed: 0, failed: 1 }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length
  const passed = report.numPassedTests
  const failed = report.numFailedTests + brokenFiles + outsideErrors
  const isUnexplained = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: isUnexplained ? 1 : failed }
}

/** Counts a run without the files that V8 ended. These files explain the exit code of the run. */
export function countWithoutEndedByV8(report: Report, { endedByV8, others }: OutsideErrors): Counts {
  const testResults = report.testResults.filter(({ name }) => !endedByV8.includes(name))
  if (testResults.length === 0) return { passed: 0, failed: others }
  const passed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed')
  return countReport({ ...report, numPassedTests: passed.length, testResults }, 0, others)
}

/** @returns undefined if the run wrote no report */
export function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
