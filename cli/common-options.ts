/** The options that every command has. */
import { languages } from '../core/desktop.ts'
import type { CliText } from './command.ts'

/** @param folder the default profile, as the help shows it */
export const getCommonOptions = (folder: string): Readonly<Record<string, CliText>> => ({
  '--profile <folder>': ['help.profile', { folder }],
  '--notebook-passphrase-file <file>': 'help.notebookPassphraseFile',
  '--json': 'help.json',
  '--locale <language>': ['help.locale', { languages: languages.join(', ') }],
})
