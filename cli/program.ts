/** Defines the commands for commander, which parses the arguments and writes the help. */
import { type CommanderError, InvalidArgumentError, Option, Command as Parser } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { type Command, type FileCommand, UsageError, type Words } from './command.ts'
import { commands } from './commands/index.ts'
import { defaultProfile } from './default-profile.ts'

/** @param act runs the named command */
export function createProgram(
  act: (command: Command | FileCommand, words: Words) => Promise<void>,
  write: (help: string) => void,
): Parser {
  const program = new Parser('npm run -s cli --')
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .configureOutput({ writeOut: write, writeErr: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      visibleCommands: ({ commands }) =>
        commands.flatMap((one) => (one.commands.length > 0 ? one.commands : one)),
      subcommandTerm: (parser) => `${fullName(parser)} ${parser.usage().replace(/^\[options\] ?/, '')}`,
    })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 the command line was not understood.')
  addOptions(program, {
    '--profile <folder>': `the folder with the database (${defaultProfile()})`,
    '--json': 'print one JSON document; a failure is {"error":{"code","message"}}',
  })
  refuseAsUsage(program)
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ')
    const parser = second === undefined ? program.command(first) : findGroup(program, first).command(second)
    parser.summary(command.summary.split(/[.;](?:\s|$)/, 1)[0] ?? '').description(command.summary)
    if (command.arguments) parser.arguments(command.arguments)
    addOptions(parser, command.options ?? {})
    refuseAsUsage(parser)
    parser.action(() => act(command, readWords(parser)))
  }
  return program
}

function findGroup(program: Parser, name: string): Parser {
  const found = program.commands.find((group) => group.name() === name)
  if (found) return found
  const group = program.command(name)
  refuseAsUsage(group)
  return group
}

function addOptions(parser: Parser, options: Readonly<Record<string, string>>): void {
  for (const [flags, description] of Object.entries(options)) {
    const option = new Option(flags, description)
    const isRepeated = option.variadic
    // Otherwise commander would take the following words as values too.
    option.variadic = false
    if (option.required) {
      option.argParser<string | string[]>((value, before) => {
        if (parser.options.some(({ long }) => long === value))
          throw new InvalidArgumentError('It is an option.')
        return isRepeated ? [...(before ?? []), value] : value
      })
    }
    parser.addOption(option)
  }
}

function readWords(parser: Parser): Words {
  const values = parser.optsWithGlobals()
  const get = (option: string): unknown => values[new Option(`--${option}`).attributeName()]
  return {
    values: parser.args,
    one: (option) => get(option) as string | undefined,
    all: (option) => get(option) as string[] | undefined,
    has: (option) => get(option) === true,
  }
}

/** Throws commander's error in one line, with a reference to the help. */
function refuseAsUsage(parser: Parser): void {
  parser.exitOverride((error: CommanderError) => {
    if (error.exitCode === 0) throw error
    const names = parser.commands.map(fullName)
    if (error.code === 'commander.help') throw new UsageError(`Say what to do: ${names.join(', ')}.`)
    const what = error.message.replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    const more =
      names.length > 0 ? '--help lists the commands.' : `Usage: ${fullName(parser)} ${parser.usage()}`
    throw new UsageError(`${what.replaceAll(/\s+/g, ' ').replace(/\.$/, '')}. ${more}`)
  })
}

/** Such as `note add`; '' for the program itself. */
function fullName(parser: Parser): string {
  return parser.parent ? `${fullName(parser.parent)} ${parser.name()}`.trim() : ''
}
