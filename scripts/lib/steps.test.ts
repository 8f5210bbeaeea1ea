import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'
import {
  addCounts,
  countReport,
  countWithoutEndedByV8,
  readOutsideErrors,
  readReport,
  runSteps,
} from './steps.ts'

const file = (...statuses: string[]) => ({
  name: 'some.test.ts',
  status: statuses.includes('failed') || statuses.includes('pending') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
})
const unloadable = { name: 'unloadable.test.ts', status: 'failed', assertionResults: [] }

test('a successful run counts its tests', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 0,
    testResults: [file('passed', 'passed'), file('passed')],
  }
  expect(countReport(report, 0)).toEqual({ passed: 3, failed: 0 })
})

test('failed tests and files that cannot be loaded are failures', () => {
  const report = { numPassedTests: 1, numFailedTests: 1, testResults: [file('passed', 'failed'), unloadable] }
  expect(countReport(report, 1)).toEqual({ passed: 1, failed: 2 })
})

test.each([
  ['a run without a report', undefined, 1],
  ['a run without a report that claims success', undefined, 0],
  ['an error outside of tests', { numPassedTests: 1, numFailedTests: 0, testResults: [file('passed')] }, 1],
  ['a run of no test', { numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0],
])('%s is a failure', (_, report, exitCode) => {
  expect(countReport(report, exitCode).failed).toBe(1)
})

test('errors outside tests count, also in addition to failed tests', () => {
  const report = { numPassedTests: 1, numFailedTests: 1, testResults: [file('passed', 'failed')] }
  expect(countReport(report, 1, 2)).toEqual({ passed: 1, failed: 3 })
})

const check = '# Fatal error in , line 0\n# Check failed: jit_page.has_value().\n'
const caught = (count: number) => `\x1b[31mVitest caught ${count} unhandled errors during the test run.\n`
const ended = (signal: string, name: string) =>
  `\x1b[1mCaused by: Error\x1b[22m: Worker exited unexpectedly with signal ${signal} during started state while running test file ${name}\x1b[39m\n`

test.each([
  ['V8’s trap', check + caught(1) + ended('SIGTRAP', '/a.test.ts'), { endedByV8: ['/a.test.ts'], others: 0 }],
  [
    'the trap and an error',
    check + caught(2) + ended('SIGILL', '/a.test.ts'),
    { endedByV8: ['/a.test.ts'], others: 1 },
  ],
  [
    'the signal without the message',
    caught(1) + ended('SIGTRAP', '/a.test.ts'),
    { endedByV8: [], others: 1 },
  ],
  [
    'the message with another signal',
    check + caught(1) + ended('SIGSEGV', '/a.test.ts'),
    { endedByV8: [], others: 1 },
  ],
  [
    'one message for two files',
    check + caught(2) + ended('SIGTRAP', '/a.test.ts') + ended('SIGTRAP', '/b.test.ts'),
    { endedByV8: [], others: 2 },
  ],
  ['nothing', '', { endedByV8: [], others: 0 }],
])('errors outside tests: %s', (_, stderr, expected) => {
  expect(readOutsideErrors(stderr)).toEqual(expected)
})

test('the count leaves out only the files whose process V8 ended', () => {
  const lost = { ...file('passed', 'pending'), name: '/lost.test.ts' }
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [file('passed', 'passed'), lost, file('failed', 'pending'), unloadable],
  }
  expect(countWithoutEndedByV8(report, { endedByV8: ['/lost.test.ts'], others: 1 })).toEqual({
    passed: 2,
    failed: 3,
  })
  const alone = { numPassedTests: 1, numFailedTests: 0, testResults: [lost] }
  expect(countWithoutEndedByV8(alone, { endedByV8: ['/lost.test.ts'], others: 0 })).toEqual({
    passed: 0,
    failed: 0,
  })
})

test('a missing report gives undefined', () => {
  expect(readReport('/nowhere/report.json')).toBeUndefined()
})

test('adds counts', () => {
  expect(addCounts({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 })
})

test('each step counts as one, and only failed steps show their output', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const node = (name: string, code: string) => ({ name, program: process.execPath, args: ['-e', code] })
  const counts = await runSteps(
    [
      node('good', 'console.log("quiet")'),
      node('bad', 'console.log("loud"); process.exit(3)'),
      node('other', ''),
    ],
    tmpdir(),
  )
  const shown = write.mock.calls.map(([text]) => text).join('')
  write.mockRestore()
  expect(counts).toEqual({ passed: 2, failed: 1 })
  expect(shown).toContain('✗ bad')
  expect(shown).toContain('loud')
  expect(shown).not.toContain('quiet')
})
