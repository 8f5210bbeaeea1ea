/** What a command of the terminal is, and how its words are read. */
import type { ParseArgsOptionsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import type { CallName, Input, Output, PromptCallName } from '../db/contract/index.ts'
import { fromFailure } from '../db/errors.ts'
import type { Store } from '../db/open-store.ts'
import type { Result } from '../db/serve.ts'

/** What a command found out: one JSON document, and the same for people. */
export type Answer = {
  json: unknown
  /** Without a line break at the end; '' prints nothing. */
  text: string
  /** The command ran, but what it looked at is not in order: exit code 1. */
  failed?: boolean
  /** Of several things that were tried, why some did not succeed, for standard error: exit code 1. */
  failures?: string[]
}
export type Words = {
  /** What stands without an option, such as file names. */
  values: string[]
  /** Of an option that may be given once. */
  one(option: string): string | undefined
  /** Of an option that may be repeated; undefined if it was not given. */
  all(option: string): string[] | undefined
  /** Whether an option without a value was given. */
  has(option: string): boolean
}
export type Command = {
  /** One word or two: `list`, `note add`. */
  name: string
  /** What follows the name, for the help. */
  usage: string
  summary: string
  options?: ParseArgsOptionsConfig
  /** How many values without an option it takes: at least, at most. */
  values: readonly [number, number]
  run(store: Store, words: Words, profile: string): Answer | Promise<Answer>
}
/** It concerns files alone: no profile is opened, and none is made. */
export type FileCommand = Omit<Command, 'run'> & { runOnFiles(words: Words): Answer | Promise<Answer> }

/** The command line was not understood: exit code 2. */
export class UsageError extends Error {}

export const commonOptions = {
  profile: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

export function readWords(command: Command | FileCommand, args: string[]): Words {
  const usage = `Usage: ${command.name} ${command.usage}`.trim()
  const { values: options, positionals } = parse(args, { ...commonOptions, ...command.options }, usage)
  const [least, most] = command.values
  if (positionals.length < least || positionals.length > most) throw new UsageError(usage)
  return {
    values: positionals,
    one: (option) => (typeof options[option] === 'string' ? options[option] : undefined),
    all: (option) => {
      const value = options[option]
      return Array.isArray(value) ? value.map(String) : undefined
    },
    has: (option) => options[option] === true,
  }
}

function parse(args: string[], options: ParseArgsOptionsConfig, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Its first sentence says which option is unknown or lacks its value; the others are hints for another program.
    const [what] = error.message.split(/\.\s|\.?$/m)
    throw new UsageError(`${what}. ${usage}`)
  }
}

/** The value of a call, or its failure thrown. */
export function ask<N extends PromptCallName>(store: Store, name: N, input: Input<N>): Output<N> {
  return resultOf(store.call(name, input))
}

/** The same for any call, also one that takes long. */
export async function request<N extends CallName>(
  store: Store,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  return resultOf(await store.request(name, input))
}

function resultOf<T>(result: Result<T>): T {
  if (!result.ok) throw fromFailure(result.error)
  return result.value
}
