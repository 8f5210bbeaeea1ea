/** The command line on profiles of its own, with the bundled conference and real files: in this process, or as one of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, vi } from 'vitest'
import { copyStarted } from '../../db/testing/temp-store.ts'
import { runCommandLine } from '../command-line.ts'
import { resources } from '../resources.ts'

/** The profile of the test that runs. */
export let profile: string
let isPrepared: boolean

/** A profile for each test of the file. Called by each file: this module is loaded once for several. */
export function prepareProfiles(): void {
  vi.setConfig({ testTimeout: 180_000 })
  beforeEach(() => {
    isPrepared = false
    profile = mkdtempSync(join(tmpdir(), 'rapporteur-cli-'))
    onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
  })
}

type Run = { status: number | null; stdout: string; stderr: string }

/** Runs the command line in this process. Relative paths begin at the profile. */
export async function cli(args: string[]): Promise<Run> {
  const written = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text
    },
  })
  const before = process.cwd()
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  process.chdir(profile)
  try {
    const status = await runCommandLine(args, { stdout: stream('stdout'), stderr: stream('stderr') })
    return { status, ...written }
  } finally {
    process.chdir(before)
    log.mockRestore()
  }
}

/** Runs it as a process, for what only a process has: standard input, an environment, an exit. */
export function cliProcess(
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
    // A process that hangs is ended.
    ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
    env: { ...process.env, ...env },
  })
}

/** On this test's profile, in which the app was started before. */
export function run(...args: string[]): Promise<Run> {
  if (!isPrepared) copyStarted(profile)
  isPrepared = true
  return cli([...args, '--profile', profile])
}

/** The document that a command printed, which went well. */
export async function json(...args: string[]) {
  const { status, stdout, stderr } = await run(...args, '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout)
}

/** The failure of a command, which is one line for people and a document for programs. */
export async function failure(
  ...args: string[]
): Promise<{ status: number | null; code: string; message: string }> {
  const { status, stdout, stderr } = await run(...args, '--json')
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
