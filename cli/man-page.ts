/** Writes the manual page of the command line in English, made from the definitions of all commands. */
import packageJson from '../package.json' with { type: 'json' }
import type { CliText } from './command.ts'
import { commands } from './commands/index.ts'
import { getCommonOptions } from './common-options.ts'
import { setLanguage, t } from './texts.ts'

/** @returns the page in the macros of man(7) */
export function writeManPage(): string {
  setLanguage('en')
  return [
    `.TH RAPPORTEUR 1 "" "Rapporteur ${packageJson.version}" "User Commands"`,
    '.SH NAME',
    'rapporteur \\- read conference programmes and take notes offline',
    '.SH SYNOPSIS',
    '.B rapporteur',
    '.I command',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    'Works without a window, on the notebook of the Rapporteur app or on any other folder.',
    escapeRoff('With --help each command explains itself.'),
    '.SH COMMANDS',
    ...commands.flatMap((command) => [
      '.SS',
      escapeRoff(`${command.name} ${command.arguments ?? ''}`.trim()),
      escapeRoff(t(command.summary)),
      ...writeOptions(command.options ?? {}),
    ]),
    '.SH OPTIONS',
    ...writeOptions({
      ...getCommonOptions('~/.config/Rapporteur'),
      '--help': 'help.help',
      '--version': 'help.version',
    }),
    '.SH EXIT STATUS',
    escapeRoff(t('help.exitCodes')),
    '.SH FILES',
    '.TP',
    '~/.config/Rapporteur',
    'The notebook of the app with its backups, on Linux.',
    '',
  ].join('\n')
}

function writeOptions(options: Readonly<Record<string, CliText>>): string[] {
  return Object.entries(options).flatMap(([flags, text]) => {
    const [key, params] = typeof text === 'string' ? [text] : text
    const [name = '', value = ''] = flags.split(' ')
    return [
      '.TP',
      `\\fB${escapeRoff(name)}\\fR \\fI${escapeRoff(value)}\\fR`.replace(' \\fI\\fR', ''),
      escapeRoff(t(key, params)),
    ]
  })
}

/** In man pages a hyphen is typographic unless it is escaped, and a line that starts with a dot or an apostrophe is a macro. */
function escapeRoff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&')
}
