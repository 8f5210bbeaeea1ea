/**
 * Records the interface on which scripts rely: names of commands and options, the top level of each `--json` document, and exit codes. A
 * change of `public-interface.json` (renew it with `vitest -u`) needs a line in CHANGELOG.md.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command as Parser } from 'commander'
import { expect, test } from 'vitest'
import { bundle, getBytes, session } from '../db/testing/bundles.ts'
import { serve, trust } from '../net/testing/server.ts'
import { commands } from './commands/index.ts'
import { createProgram } from './program.ts'
import { addFile, prepareProfiles, profile, runCliProcess, runJson } from './testing/run.ts'

prepareProfiles()

const changedMessage =
  'The public command line changed. If that is meant, renew cli/public-interface.json (vitest -u) and describe the change in CHANGELOG.md'

test('commands, their options, and the top level of their --json output', async () => {
  const program = createProgram(
    async () => {},
    () => {},
  )
  const shown = {
    commonOptions: [...describeOptions(program), '--help'].sort(),
    commands: Object.fromEntries(
      commands.map(({ name }) => {
        const parser = name
          .split(' ')
          .reduce((group, word) => group.commands.find((one) => one.name() === word) ?? group, program)
        return [name, { values: countValues(parser), options: describeOptions(parser) }]
      }),
    ),
    json: await collectOutputShapes(),
  }
  const ran = new Set(Object.keys(shown.json).map((line) => line.split(' –')[0]))
  expect([...ran].sort()).toEqual(commands.map(({ name }) => name).sort())
  await expect(`${JSON.stringify(shown, null, 2)}\n`, changedMessage).toMatchFileSnapshot(
    './public-interface.json',
  )
})

test('exit codes: 0 for success, 1 for failure, 2 for wrong usage; a failure is one JSON document', () => {
  expect(runCliProcess(['list', '--json', '--profile', profile]).status, changedMessage).toBe(0)
  const failed = runCliProcess([
    ...['note', 'show', '5b0a7a3e-0000-4000-8000-000000000000', '--json'],
    ...['--profile', profile],
  ])
  expect(failed.status, changedMessage).toBe(1)
  expect(JSON.parse(failed.stdout), changedMessage).toEqual({
    error: { code: 'not-found', message: expect.any(String) },
  })
  const misunderstood = runCliProcess(['no-such-command', '--json'])
  expect(misunderstood.status, changedMessage).toBe(2)
  expect(JSON.parse(misunderstood.stdout), changedMessage).toEqual({
    error: { code: 'usage', message: expect.any(String) },
  })
})

const describeOptions = (parser: Parser) =>
  parser.options
    .map(
      ({ long, required, flags }) => `${long}${required ? ' VALUE' : ''}${/\.\.\.>$/.test(flags) ? '…' : ''}`,
    )
    .sort()

/** @returns the minimum and maximum number of arguments; null for any number */
function countValues({ registeredArguments: all }: Parser): [number, number | null] {
  const least = all.filter(({ required }) => required).length
  return [least, all.some(({ variadic }) => variadic) ? null : all.length]
}

/** Runs each command on a profile with content; `name – case` if its output has several forms. */
async function collectOutputShapes(): Promise<Record<string, unknown>> {
  const shapes: Record<string, unknown> = {}
  const run = async (title: string, ...args: string[]) => {
    const printed = await runJson(...(title.split(' –')[0] ?? '').split(' '), ...args)
    shapes[title] = getShape(printed)
    return printed
  }
  const newer = bundle((made) => {
    made.conference.revision = 2
    made.sessions.push(session('extra'))
  })
  const programme = addFile('testing.json', getBytes(bundle()))
  const here = ['--conference', 'testing-days']
  await run('import', programme)
  await run('import – with --dry-run', addFile('newer.json', getBytes(newer)), '--dry-run')
  await run('import', addFile('newer.json', getBytes(newer)))
  const { address, ca } = await serve((_, response) => void response.end(getBytes(newer)))
  trust(ca)
  await runJson('import', addFile('newer.json', getBytes(newer)), '--address', address)
  await run('refresh', ...here)
  await run('history', ...here)
  await run('history – of one update', '3', ...here)
  await run('undo', ...here)
  await run('rename', 'Testing Weeks', ...here)
  await run('key-messages import', addFile('messages.md', '1. Boats first.\n'), ...here)
  await run('conferences')
  await run('list', ...here)
  const added = await run(
    'note add',
    '--session',
    'closing',
    ...here,
    '--file',
    addFile('note.md', 'A word on boats.\n'),
  )
  await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('lamps.md', 'A word on lamps.'))
  await run('note list', ...here)
  await run('note show', String(added.id))
  await run('search', 'boats', ...here)
  await run('export', '--format', 'md', '--out', join(profile, 'report.md'), ...here)
  const bundled = join(profile, 'notes.rapporteur')
  await run('bundle', '--out', bundled, ...here)
  await run('merge – with --preview', bundled, '--preview')
  await run('merge', bundled)
  mkdirSync(join(profile, 'shared'))
  const shared = ['--folder', join(profile, 'shared')]
  await run('sync create', 'Bureau', ...shared, ...here)
  const { invitation } = await run('sync invite', ...here)
  await run('sync now', ...here)
  await run('sync status', ...here)
  await run('sync members', ...here)
  await run('sync leave', ...here)
  await run('sync join', addFile('invitation.txt', String(invitation)), ...shared)
  const saved = await run('backup', join(profile, 'copies'))
  await run('move-out', join(profile, 'moved.db'))
  await run('check')
  await run('salvage', join(profile, 'rapporteur.db'), '--out', join(profile, 'salvaged.zip'))
  await run('restore', String(saved.path))
  await run('pack new', join(profile, 'conference'))
  await run('pack keygen', '--out', join(profile, 'office.key'))
  const plan = addFile(
    'pack.json',
    JSON.stringify({ publisher: 'Testing Office', programme: 'testing.json', version: 7 }),
  )
  const packed = join(profile, 'testing.rapporteur-pack')
  await run('pack check', plan)
  await run('pack build', plan, '--key', join(profile, 'office.key'), '--out', packed)
  await run('pack inspect', packed)
  await run('pack publish', packed, join(profile, 'site'))
  await run('completion')
  return shapes
}

/** @returns the keys of a document with the types of their values; for a list, the keys of its first item */
function getShape(json: unknown): unknown {
  if (Array.isArray(json)) return json.length > 0 ? [getShape(json[0])] : []
  if (json === null || typeof json !== 'object') return getKind(json)
  return Object.fromEntries(
    Object.entries(json)
      .map(([key, value]) => [key, getKind(value)])
      .sort(),
  )
}

function getKind(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}
