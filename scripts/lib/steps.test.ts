import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'
import { add, countReport, countRest, lostFiles, readReport, runSteps } from './steps.ts'

const file = (...statuses: string[]) => ({
  name: 'some.test.ts',
  status: statuses.includes('failed') || statuses.includes('pending') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
})
const unloadable = { name: 'unloadable.test.ts', status: 'failed', assertionResults: [] }

test('a good run counts its tests', () => {
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

test('a file whose process ended is told from one that failed, and counted without what it had passed', () => {
  const lost = { ...file('passed', 'pending'), name: 'lost.test.ts' }
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [file('passed', 'passed'), lost, file('failed', 'pending'), unloadable],
  }
  expect(lostFiles(report)).toEqual(['lost.test.ts'])
  expect(countRest(report, ['lost.test.ts'])).toEqual({ passed: 2, failed: 2 })
  const alone = { numPassedTests: 1, numFailedTests: 0, testResults: [lost] }
  expect(countRest(alone, ['lost.test.ts'])).toEqual({ passed: 0, failed: 0 })
})

test('a report that is not there is none', () => {
  expect(readReport('/nowhere/report.json')).toBeUndefined()
})

test('counts add up', () => {
  expect(add({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 })
})

test('steps count one each and only failed ones show their output', async () => {
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
