/** Runs the real command line beside the app, as in a terminal. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../../scripts/lib/paths.ts'

/** @returns the command's output. Throws its error output if it fails. */
export async function runCli(args: string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'cli', 'rapporteur.ts'), ...args], { cwd: root })
  let printed = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  return printed
}
