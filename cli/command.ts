/** Types of commands, and calls to the store that throw their failure. */

import type { TextParams } from '../core/i18n/translator.ts'
import type { CallName, Input, Output, PromptCallName } from '../db/contract/index.ts'
import { toError } from '../db/errors.ts'
import type { Store } from '../db/open-store.ts'
import type { Result } from '../db/serve.ts'
import type { CliKey } from './texts.ts'

/** The result of a command, as JSON and as text. */
export type Answer = {
  json: unknown
  /** The text for the terminal, without a line break at the end; '' prints nothing. */
  text: string
  /** Set if the command ran but found a problem: exit code 1. */
  failed?: boolean
  /** The errors of failed attempts among several, for standard error: exit code 1. */
  failures?: string[]
}
export type ParsedArguments = {
  /** Arguments without an option, such as file names. */
  values: string[]
  /** The value of an option that may be given once. */
  getOption(option: string): string | undefined
  /** The values of an option that may be repeated; undefined if it was not given. */
  getOptionValues(option: string): string[] | undefined
  /** Whether an option without a value was given. */
  hasOption(option: string): boolean
}
/** A text of the command line, with its values if it has any. */
export type CliText = CliKey | readonly [CliKey, TextParams]
export type Command = {
  /** One word or two: `list`, `note add`. */
  name: string
  /** Arguments without an option, as commander writes them: `<file>`, `[id]`, `<word...>`. */
  arguments?: string
  summary: CliKey
  /** Options as commander writes them, each with its help: `--title <title>`. An option that may be repeated ends in dots: `<tag...>`. */
  options?: Readonly<Record<string, CliText>>
  run(store: Store, args: ParsedArguments, profile: string): Answer | Promise<Answer>
}
/** A command that works on files only: no profile is opened or created. */
export type FileCommand = Omit<Command, 'run'> & {
  runOnFiles(args: ParsedArguments): Answer | Promise<Answer>
}

/** The command line was not understood: exit code 2. */
export class UsageError extends Error {}

/** @returns the value of a call; throws its failure */
export function callStore<N extends PromptCallName>(store: Store, name: N, input: Input<N>): Output<N> {
  return getResult(store.call(name, input))
}

/** Like `callStore`, but also for slow calls. */
export async function callStoreAsync<N extends CallName>(
  store: Store,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  return getResult(await store.request(name, input))
}

function getResult<T>(result: Result<T>): T {
  if (!result.ok) throw toError(result.error)
  return result.value
}
