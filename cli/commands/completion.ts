/** Prints a script with which bash completes commands and options, made from the definitions of all commands. */

import type { Command, FileCommand } from '../command.ts'
import { getCommonOptions } from '../common-options.ts'
import { t } from '../texts.ts'

/** @param getCommands returns the list of all commands, including this one */
export function createCompletion(getCommands: () => readonly (Command | FileCommand)[]): FileCommand {
  return {
    name: 'completion',
    summary: 'completion.summary',
    runOnFiles: () => {
      const script = writeScript(getCommands())
      return { json: { script }, text: script }
    },
  }
}

function writeScript(commands: readonly (Command | FileCommand)[]): string {
  const common = getNames(getCommonOptions(''))
  const completions = new Map<string, string[]>([['', ['help', '--version']]])
  for (const { name, options } of commands) {
    const [first = '', second] = name.split(' ')
    addWords(completions, '', first)
    if (second !== undefined) addWords(completions, first, second)
    addWords(completions, name, ...getNames(options ?? {}))
  }
  const known = [...completions.keys()].filter((name) => name !== '').map((name) => `'${name}'`)
  const choices = [...completions].map(
    ([name, words]) => `    '${name}') words='${[...words, ...common, '--help'].join(' ')}' ;;`,
  )
  return `# ${t('completion.summary')}
_rapporteur() {
  local word command='' words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${command:+$command }$word" in
      ${known.join('|')}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command" in
${choices.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _rapporteur rapporteur`
}

function addWords(completions: Map<string, string[]>, name: string, ...more: string[]): void {
  const before = completions.get(name) ?? []
  completions.set(name, [...before, ...more.filter((word) => !before.includes(word))])
}

/** The first word of flags such as `--title <title>`. */
const getNames = (options: object): string[] =>
  Object.keys(options).map((flags) => flags.split(' ', 1)[0] ?? '')
