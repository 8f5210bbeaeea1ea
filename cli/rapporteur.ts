/** The store from a terminal: `npm run -s cli -- <command> [--profile DIR] [--json]`. Exit codes: 0 done, 1 failed, 2 not understood. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Failure } from '../core/wire.ts'
import { toFailure } from '../db/errors.ts'
import { openStore } from '../db/open-store.ts'
import { type Answer, type Command, type FileCommand, readWords, UsageError } from './command.ts'
import { commands } from './commands/index.ts'
import { defaultProfile } from './default-profile.ts'
import { help } from './help.ts'
import { resources } from './resources.ts'
import { visible } from './visible.ts'

const args = process.argv.slice(2)
// Before anything is understood: a wrong command line too is answered in the form that was asked for.
const wanted = parseArgs({
  args,
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  strict: false,
})
const asJson = wanted.values.json === true

// The store logs in full what it cannot explain, for the app's log. A terminal gets one line.
console.error = () => {}
// `… | head` closes the pipe early, which is no failure.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
})

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const { command, rest } = findCommand(args)
    if (wanted.values.help === true || !command) {
      process.stdout.write(help(command))
      return 0
    }
    const { json, text, failed, failures = [] } = await runCommand(command, rest)
    if (asJson) print(json)
    else if (text !== '') process.stdout.write(`${visible(text)}\n`)
    failures.forEach(complain)
    return failed || failures.length > 0 ? 1 : 0
  } catch (error) {
    if (error instanceof UsageError) return fail({ code: 'usage', message: error.message }, 2)
    return fail(toFailure(error), 1)
  }
}

/** The command is the first one or two words; `--profile DIR` may stand before them. */
function findCommand(words: string[]): { command: Command | FileCommand | null; rest: string[] } {
  const { tokens } = parseArgs({
    args: words,
    options: { profile: { type: 'string' } },
    strict: false,
    tokens: true,
  })
  const named = tokens.filter((token) => token.kind === 'positional')
  const [first] = named
  const command = commands.find(({ name }) =>
    name.split(' ').every((word, index) => named[index]?.value === word),
  )
  if (command) {
    const taken = new Set(named.slice(0, command.name.split(' ').length).map(({ index }) => index))
    return { command, rest: words.filter((_, index) => !taken.has(index)) }
  }
  if (!first && wanted.values.help === true) return { command: null, rest: [] }
  throw new UsageError(`${whyNoCommand(first?.value)} --help lists the commands.`)
}

function whyNoCommand(word: string | undefined): string {
  if (word === undefined) return 'Say what to do.'
  const longer = commands.filter(({ name }) => name.startsWith(`${word} `)).map(({ name }) => name)
  return longer.length > 0 ? `Say which: ${longer.join(', ')}.` : `There is no command “${word}”.`
}

async function runCommand(command: Command | FileCommand, rest: string[]): Promise<Answer> {
  const words = readWords(command, rest)
  if ('runOnFiles' in command) return command.runOnFiles(words)
  const folder = resolve(words.one('profile') ?? defaultProfile())
  const store = openStore({ folder, resources })
  try {
    return await command.run(store, words, folder)
  } finally {
    store.close()
  }
}

function fail(error: Omit<Failure, 'code'> & { code: string }, exitCode: 1 | 2): number {
  complain(error.message)
  if (asJson) print({ error })
  return exitCode
}

/** In one line each, so that a script can read them. */
function complain(message: string): void {
  process.stderr.write(`${visible(message.replaceAll(/\s*\n\s*/g, ' '))}\n`)
}

function print(json: unknown): void {
  process.stdout.write(`${visible(JSON.stringify(json, null, 2))}\n`)
}
