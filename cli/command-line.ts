import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { isLanguage, languages } from '../core/desktop.ts'
import { toFailure } from '../db/errors.ts'
import { openStore } from '../db/open-store.ts'
import { type Answer, type Command, type FileCommand, type ParsedArguments, UsageError } from './command.ts'
import { readPassphrase } from './commands/sharing.ts'
import { getDefaultProfile } from './default-profile.ts'
import { escapeForTerminal } from './escape-for-terminal.ts'
import { createProgram, readLanguageOptions } from './program.ts'
import { resources } from './resources.ts'
import { findLanguage, formatFailure, setLanguage, t } from './texts.ts'
import { unlock } from './unlock.ts'

type Output = { write(text: string): unknown }

/** @returns the exit code: 0 for success, 1 for a failure, 2 for a command line that was not understood */
export async function runCommandLine(
  args: readonly string[],
  { stdout, stderr, env = {} }: { stdout: Output; stderr: Output; env?: NodeJS.ProcessEnv },
): Promise<number> {
  let exitCode = 0
  const printJson = (json: unknown) => stdout.write(`${escapeForTerminal(JSON.stringify(json, null, 2))}\n`)
  /** Prints the message in one line, so that scripts can parse it. */
  const printError = (message: string) =>
    stderr.write(`${escapeForTerminal(message.replaceAll(/\s*\n\s*/g, ' '))}\n`)
  const { json: isJson = false, locale } = readLanguageOptions(args)
  // JSON for programs must not depend on the computer's language.
  setLanguage(isLanguage(locale) ? locale : isJson ? 'en' : findLanguage(env))
  const program = createProgram(
    async (command, parsedArgs) => {
      const { json, text, failed, failures = [] } = await runCommand(command, parsedArgs)
      if (parsedArgs.hasOption('json')) printJson(json)
      else if (text !== '') stdout.write(`${escapeForTerminal(text)}\n`)
      failures.forEach(printError)
      exitCode = failed || failures.length > 0 ? 1 : 0
    },
    (help) => stdout.write(help),
  )
  const fail = (error: { code: string; message: string }, code: 1 | 2) => {
    printError(error.message)
    if (program.opts().json) printJson({ error })
    return code
  }
  try {
    if (locale !== undefined && !isLanguage(locale))
      throw new UsageError(t('usage.oneOf', { option: '--locale', values: languages.join(', ') }))
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    // The user asked for help or the version.
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof UsageError) return fail({ code: 'usage', message: error.message }, 2)
    const failure = toFailure(error)
    return fail({ code: failure.code, message: formatFailure(failure) }, 1)
  }
}

async function runCommand(command: Command | FileCommand, args: ParsedArguments): Promise<Answer> {
  if ('runOnFiles' in command) return command.runOnFiles(args)
  const folder = resolve(args.getOption('profile') ?? getDefaultProfile())
  const store = openStore({ folder, resources })
  try {
    await unlock(store, readPassphrase(args.getOption('notebook-passphrase-file')))
    return await command.run(store, args, folder)
  } finally {
    store.close()
  }
}
