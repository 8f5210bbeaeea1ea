import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ParsedArguments } from './command.ts'
import { createError } from './texts.ts'

/** Throws `occupied` if the file exists and the command was called without --force. */
export function assertMayWrite(out: string, args: ParsedArguments): void {
  if (statSync(out, { throwIfNoEntry: false })?.isFile() && !args.hasOption('force'))
    throw createError('occupied', 'export.isThere', { path: resolve(out) })
}
