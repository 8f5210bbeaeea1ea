/** Runs a carrier's program in the network of a host. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import type { Host } from './carrier.ts'

export type Program = { stop(): Promise<void> }

/** `log`: the file for the program's output. */
export function startProgram(
  { prefix }: Pick<Host, 'prefix'>,
  command: readonly string[],
  log: string,
  env: NodeJS.ProcessEnv = {},
): Program {
  const [program = '', ...args] = [...prefix, ...command]
  const output = openSync(log, 'a')
  const child = spawn(program, args, { stdio: ['ignore', output, output], env: { ...process.env, ...env } })
  const ended = once(child, 'exit')
  return {
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

/** @returns the exit code and what the program printed */
export function runProgram(
  { prefix }: Pick<Host, 'prefix'>,
  command: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const [program = '', ...args] = [...prefix, ...command]
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Throws if the program is not installed. */
export function expectProgram(name: string, debianPackage: string): void {
  if (spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) return
  throw new Error(`${name} is missing (Debian package ${debianPackage})`)
}
