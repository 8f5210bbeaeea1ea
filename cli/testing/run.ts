/** The real command line as a child process, on profiles of its own, with the bundled conference. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, vi } from 'vitest'
import { resources } from '../resources.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Of the test that runs. */
export let profile: string
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'rapporteur-cli-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
})

type Run = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>

export function cli(
  args: string[],
  {
    input = '',
    env = {},
    seconds,
  }: { input?: string | Uint8Array; env?: NodeJS.ProcessEnv; seconds?: number } = {},
): Run {
  return spawnSync(process.execPath, [join(resources, 'cli', 'rapporteur.ts'), ...args], {
    cwd: profile,
    encoding: 'utf8',
    input,
    // One that never ends is ended.
    ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
    env: { ...process.env, ...env },
  })
}

/** On this test's profile. */
export const run = (...args: string[]) => cli([...args, '--profile', profile])

/** The document that a command printed, which went well. */
export function json(...args: string[]) {
  const { status, stdout, stderr } = run(...args, '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout)
}

/** The failure of a command, which is one line for people and a document for programs. */
export function failure(...args: string[]): { status: number | null; code: string; message: string } {
  const { status, stdout, stderr } = run(...args, '--json')
  const { error } = JSON.parse(stdout)
  expect(stderr).toBe(`${error.message}\n`)
  expect(stderr).toMatch(/^.+\n$/)
  return { status, ...error }
}

export function file(name: string, content: string | Uint8Array): string {
  const path = join(profile, name)
  writeFileSync(path, content)
  return path
}
