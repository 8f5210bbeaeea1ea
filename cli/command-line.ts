import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import type { Failure } from '../core/wire.ts'
import { toFailure } from '../db/errors.ts'
import { openStore } from '../db/open-store.ts'
import { type Answer, type Command, type FileCommand, UsageError, type Words } from './command.ts'
import { defaultProfile } from './default-profile.ts'
import { createProgram } from './program.ts'
import { resources } from './resources.ts'
import { visible } from './visible.ts'

type Output = { write(text: string): unknown }

/** @returns the exit code: 0 for success, 1 for a failure, 2 for a command line that was not understood */
export async function runCommandLine(
  args: readonly string[],
  { stdout, stderr }: { stdout: Output; stderr: Output },
): Promise<number> {
  let exitCode = 0
  const print = (json: unknown) => stdout.write(`${visible(JSON.stringify(json, null, 2))}\n`)
  /** Prints the message in one line, so that scripts can parse it. */
  const complain = (message: string) => stderr.write(`${visible(message.replaceAll(/\s*\n\s*/g, ' '))}\n`)
  const program = createProgram(
    async (command, words) => {
      const { json, text, failed, failures = [] } = await runCommand(command, words)
      if (words.has('json')) print(json)
      else if (text !== '') stdout.write(`${visible(text)}\n`)
      failures.forEach(complain)
      exitCode = failed || failures.length > 0 ? 1 : 0
    },
    (help) => stdout.write(help),
  )
  const fail = (error: Omit<Failure, 'code'> & { code: string }, code: 1 | 2) => {
    complain(error.message)
    if (program.opts().json) print({ error })
    return code
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    // The user asked for help or the version.
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof UsageError) return fail({ code: 'usage', message: error.message }, 2)
    return fail(toFailure(error), 1)
  }
}

async function runCommand(command: Command | FileCommand, words: Words): Promise<Answer> {
  if ('runOnFiles' in command) return command.runOnFiles(words)
  const folder = resolve(words.one('profile') ?? defaultProfile())
  const store = openStore({ folder, resources })
  try {
    return await command.run(store, words, folder)
  } finally {
    store.close()
  }
}
