import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { root } from './paths.ts'

/** A PATH that starts with this Node and the project's tools, also if a script is started without npm. */
export const toolPath = [
  join(root, 'node_modules', '.bin'),
  dirname(process.execPath),
  process.env.PATH ?? '',
].join(delimiter)

export interface Finished {
  code: number
  /** stdout and stderr together, if they were collected */
  output: string
}

/** `onOutput` and `onError` receive the program's stdout and stderr as it is printed, if it is collected. */
export type RunOptions = SpawnOptions & {
  onOutput?: (chunk: Buffer) => void
  onError?: (chunk: Buffer) => void
}

/** Runs a program and waits for its end. With stdio 'pipe' (the default) its output is collected instead of shown. */
export function run(
  program: string,
  args: readonly string[],
  { onOutput, onError, ...options }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      env: { ...process.env, PATH: toolPath, ...options.env },
    })
    // Ending this command also ends the program.
    const kill = () => child.kill()
    process.once('exit', kill)
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      onOutput?.(chunk)
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
      onError?.(chunk)
    })
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', kill)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Like run, but throws on failure, with the end of the output. */
export async function runOrThrow(
  program: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const { code, output } = await run(program, args, options)
  if (code === 0) return output
  throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`)
}

/** Whether a program with this name is on PATH. */
export function hasProgram(program: string): boolean {
  return spawnSync('/bin/sh', ['-c', `command -v "$1"`, 'sh', program]).status === 0
}
