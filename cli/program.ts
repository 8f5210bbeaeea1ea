/** Defines the commands for commander, which parses the arguments and writes the help. */
import { type CommanderError, InvalidArgumentError, Option, Command as Parser } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { type CliText, type Command, type FileCommand, type ParsedArguments, UsageError } from './command.ts'
import { commands } from './commands/index.ts'
import { getCommonOptions } from './common-options.ts'
import { getDefaultProfile } from './default-profile.ts'
import { isBuilt } from './resources.ts'
import { type CliKey, t } from './texts.ts'

/** @param runCommand runs the command that the arguments name */
export function createProgram(
  runCommand: (command: Command | FileCommand, args: ParsedArguments) => Promise<void>,
  writeHelp: (help: string) => void,
): Parser {
  const program = new Parser(isBuilt ? 'rapporteur' : 'npm run -s cli --')
    .version(packageJson.version, '--version', t('help.version'))
    .configureOutput({ writeOut: writeHelp, writeErr: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: translateTitle,
      visibleCommands: ({ commands }) =>
        commands.flatMap((command) => (command.commands.length > 0 ? command.commands : command)),
      subcommandTerm: (parser) => `${getFullName(parser)} ${parser.usage().replace(/^\[options\] ?/, '')}`,
    })
    .addHelpText('after', `\n${t('help.exitCodes')}`)
  addHelp(program)
  addOptions(program, getCommonOptions(getDefaultProfile()))
  refuseAsUsage(program)
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ')
    const parser = second === undefined ? program.command(first) : findGroup(program, first).command(second)
    const summary = t(command.summary)
    parser.summary(summary.split(/ ?[.;](?:\s|$)/, 1)[0] ?? '').description(summary)
    if (command.arguments) parser.arguments(command.arguments)
    addOptions(parser, command.options ?? {})
    refuseAsUsage(parser)
    parser.action(() => runCommand(command, readArguments(parser)))
  }
  return program
}

/** Reads only the options that determine the language of all further output. Errors in other options are reported later. */
export function readLanguageOptions(args: readonly string[]): { locale?: string; json?: true } {
  const parser = new Parser()
    .option('--locale <language>')
    .option('--json')
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .configureOutput({ writeErr: () => {} })
    .exitOverride()
  try {
    return parser.parse(args, { from: 'user' }).opts()
  } catch {
    return {}
  }
}

function findGroup(program: Parser, name: string): Parser {
  const found = program.commands.find((group) => group.name() === name)
  if (found) return found
  const group = program.command(name)
  addHelp(group)
  refuseAsUsage(group)
  return group
}

/** Subcommands inherit the help option, but not the help command. */
function addHelp(parser: Parser): void {
  parser.helpOption('-h, --help', t('help.help')).helpCommand('help [command]', t('help.helpCommand'))
}

function addOptions(parser: Parser, options: Readonly<Record<string, CliText>>): void {
  for (const [flags, description] of Object.entries(options)) {
    const [key, params] = typeof description === 'string' ? [description] : description
    const option = new Option(flags, t(key, params))
    const isRepeated = option.variadic
    // If `variadic` stayed set, commander would read the following words as values of the option too.
    option.variadic = false
    if (option.required) {
      option.argParser<string | string[]>((value, before) => {
        if (parser.options.some(({ long }) => long === value)) throw new InvalidArgumentError('')
        return isRepeated ? [...(before ?? []), value] : value
      })
    }
    parser.addOption(option)
  }
}

function readArguments(parser: Parser): ParsedArguments {
  const values = parser.optsWithGlobals()
  const get = (option: string): unknown => values[new Option(`--${option}`).attributeName()]
  return {
    values: parser.args,
    getOption: (option) => get(option) as string | undefined,
    getOptionValues: (option) => get(option) as string[] | undefined,
    hasOption: (option) => get(option) === true,
  }
}

const titleKeys: Readonly<Record<string, CliKey>> = {
  'Usage:': 'help.titles.usage',
  'Arguments:': 'help.titles.arguments',
  'Options:': 'help.titles.options',
  'Global Options:': 'help.titles.globalOptions',
  'Commands:': 'help.titles.commands',
}

function translateTitle(title: string): string {
  const key = titleKeys[title]
  return key ? t(key) : title
}

/** Turns commander's errors into a UsageError in one line, with a reference to the help. */
function refuseAsUsage(parser: Parser): void {
  parser.exitOverride((error: CommanderError) => {
    if (error.exitCode === 0) throw error
    const names = parser.commands.map(getFullName)
    if (error.code === 'commander.help')
      throw new UsageError(t('usage.sayWhatToDo', { commands: names.join(', ') }))
    const helpReference =
      names.length > 0
        ? t('usage.helpLists')
        : t('usage.usage', { usage: `${getFullName(parser)} ${parser.usage()}` })
    throw new UsageError(`${describeError(error)} ${helpReference}`)
  })
}

const problemKeys: Readonly<Record<string, CliKey>> = {
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.unknownOption': 'usage.unknownOption',
  'commander.missingArgument': 'usage.missingArgument',
  'commander.optionMissingArgument': 'usage.optionMissingValue',
  'commander.excessArguments': 'usage.tooManyArguments',
  'commander.invalidArgument': 'usage.optionAsValue',
}

/** commander's errors have a code, but give the affected words only within an English sentence. */
function describeError({ code, message }: CommanderError): string {
  const key = problemKeys[code]
  if (!key) return message
  const [name = '', value = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted)
  const [, likely] = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message) ?? []
  const surplus = /but got \d+: (.*)\.$/s.exec(message)?.[1] ?? ''
  const hint = likely === undefined ? '' : t('usage.didYouMean', { name: likely })
  return t(key, { name, value, surplus, hint })
}

/** @returns the full name, such as `note add`; '' for the program itself */
function getFullName(parser: Parser): string {
  return parser.parent ? `${getFullName(parser.parent)} ${parser.name()}`.trim() : ''
}
