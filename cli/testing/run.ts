/** Runs the command line on profiles with the bundled conference and real files, in this process or in a new one. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, vi } from 'vitest'
import { copyPreparedProfile } from '../../db/testing/temp-store.ts'
import { runCommandLine } from '../command-line.ts'
import { resources } from '../resources.ts'

/** The profile of the current test. */
export let profile: string
let isPrepared: boolean

/** Creates a profile for each test. Each test file calls it, since this module is loaded once for several files. */
export function prepareProfiles(): void {
  vi.setConfig({ testTimeout: 180_000 })
  beforeEach(() => {
    isPrepared = false
    profile = mkdtempSync(join(tmpdir(), 'rapporteur-cli-'))
    onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
  })
}

type Run = { status: number | null; stdout: string; stderr: string }

/** Runs the command line in this process. Relative paths start at the profile. */
export async function runCli(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const written = { stdout: '', stderr: '' }
  const createStream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text
    },
  })
  const before = process.cwd()
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  process.chdir(profile)
  try {
    const status = await runCommandLine(args, {
      stdout: createStream('stdout'),
      stderr: createStream('stderr'),
      env,
    })
    return { status, ...written }
  } finally {
    process.chdir(before)
    log.mockRestore()
  }
}

/** Runs the command line in a new process, for tests of standard input, environment and exit. */
export function runCliProcess(
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
    // Ends a process that hangs.
    ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
    env: { ...process.env, LC_ALL: 'C', ...env },
  })
}

/** Runs the command line on the current test's profile, in which the app was started before. */
export function run(...args: string[]): Promise<Run> {
  if (!isPrepared) copyPreparedProfile(profile)
  isPrepared = true
  return runCli([...args, '--profile', profile])
}

/** @returns the document that a successful command printed */
export async function runJson(...args: string[]) {
  const { status, stdout, stderr } = await run(...args, '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout)
}

/** @returns the failure of a command as one line for people and as a document for programs */
export async function runAndFail(
  ...args: string[]
): Promise<{ status: number | null; code: string; message: string }> {
  const { status, stdout, stderr } = await run(...args, '--json')
  const { error } = JSON.parse(stdout)
  expect(stderr).toBe(`${error.message}\n`)
  expect(stderr).toMatch(/^.+\n$/)
  return { status, ...error }
}

export function addFile(name: string, content: string | Uint8Array): string {
  const path = join(profile, name)
  writeFileSync(path, content)
  return path
}
