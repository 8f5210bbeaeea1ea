import type { Command, FileCommand } from './command.ts'
import { commands } from './commands/index.ts'
import { defaultProfile } from './default-profile.ts'

/** Of one command, or of all. */
export function help(command: Command | FileCommand | null): string {
  const shown = command ? [command] : commands
  const lines = shown.flatMap(({ name, usage, summary }) => [
    `  ${`${name} ${usage}`.trim()}`,
    `      ${summary}`,
  ])
  return `${[
    'npm run -s cli -- <command> [--profile DIR] [--json]',
    '',
    ...lines,
    '',
    `  --profile DIR  the folder with the database (${defaultProfile()})`,
    '  --json         one JSON document on standard output; a failure is {"error":{"code","message"}}',
    '',
    'Exit codes: 0 done, 1 failed, 2 the command line was not understood.',
  ].join('\n')}\n`
}
